import { html, nothing, type TemplateResult } from 'lit-html';

/** What a fact says; without a value it is left away. */
export type Value = string | number | HTMLElement | TemplateResult | null | undefined;

/** One fact: its name, what it is, and more for the tooltip. */
export type Fact = [name: string, value: Value, tooltip?: string];

/** A list of facts, for the side of a page. */
export function facts(...lines: Fact[]): TemplateResult {
  return html`
    <dl class="facts">
      ${lines
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(
          ([name, value, tooltip]) =>
            html`<div>
              <dt>${name}</dt>
              <dd title=${tooltip || nothing}>${value}</dd>
            </div>`,
        )}
    </dl>
  `;
}
