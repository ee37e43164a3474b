import { html, render, type TemplateResult } from 'lit-html';
import { placeOf, titleOf, type Key } from '../places';
import type { Route } from '../route';
import { texts } from '../texts';
import { h } from './dom';
import './key-help.css';

const { keys } = texts;

/** What keys do on every view. */
const EVERYWHERE: readonly Key[] = [
  ['/', keys.search],
  ['f', keys.filter],
  ['↑ ↓ PgUp PgDn Home End', keys.select],
  ['Enter', keys.enter],
  ['Esc', keys.escape],
  ['l', keys.copy],
  ['?', keys.help],
];

/** What the keys do, on `?` or a click: those of the view that is shown, and those of all. */
export class KeyHelp {
  readonly button = h(
    'button',
    {
      type: 'button',
      class: 'quiet',
      title: keys.open,
      'aria-label': keys.title,
      on: { click: () => this.show() },
    },
    '?',
  );
  readonly dialog = h('dialog', { class: 'key-help', 'aria-label': keys.title });

  /** `shown` says which view is. */
  constructor(private readonly shown: () => Route) {}

  show(): void {
    if (!this.dialog.open) {
      render(this.content(this.shown()), this.dialog);
      this.dialog.showModal();
    }
  }

  private content(route: Route): TemplateResult {
    const own = placeOf(route).keys;
    return html`
      <h1>${keys.title}</h1>
      ${own.length > 0 ? list(keys.here(titleOf(route)), own) : null} ${list(keys.everywhere, EVERYWHERE)}
      <button type="button" @click=${() => this.dialog.close()}>${keys.close}</button>
    `;
  }
}

function list(title: string, lines: readonly Key[]): TemplateResult {
  return html`
    <h2>${title}</h2>
    <dl>
      ${lines.map(
        ([key, does]) =>
          html`<dt><kbd>${key}</kbd></dt>
            <dd>${does}</dd>`,
      )}
    </dl>
  `;
}
