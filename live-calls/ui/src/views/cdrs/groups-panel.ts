import { html, render, type TemplateResult } from 'lit-html';
import { cdrGroups, type CdrFilter } from '../../api/client';
import type { CdrGroup } from '../../api/schema';
import { choice } from '../../parts/choice';
import { h } from '../../parts/dom';
import { CDR_GROUPINGS, routeHash, type CdrGrouping } from '../../route';
import { utcText, zonedTime } from '../../text/time';
import { texts } from '../../texts';

const words = texts.groups;

/** The field of the filter that a group narrows. */
const NARROWS = { cause: 'cause', trunk: 'trunk', account: 'accountId', destination: 'destination' } as const;

const CHOICES: Record<string, string> = Object.fromEntries(
  (['', ...CDR_GROUPINGS] as const).map((by) => [by, words.by[by]]),
);

/** How many of the calls that fit share a cause, a trunk, an account or a destination; a click shows those calls. */
export class GroupsPanel {
  readonly element = h('div', { class: 'groups', 'aria-label': words.label });
  readonly chooser: HTMLSelectElement;
  private asked = 0;

  constructor(changed: (group: CdrGrouping | undefined) => void) {
    this.chooser = choice(words.chooser, CHOICES, (key) =>
      changed(CDR_GROUPINGS.find((each) => each === key)),
    );
    this.element.hidden = true;
  }

  /** Asks for the groups of a filter, and shows them when they come; undefined hides them. */
  async show(filter: CdrFilter, group: CdrGrouping | undefined, signal?: AbortSignal): Promise<void> {
    this.chooser.value = group ?? '';
    const asked = ++this.asked;
    if (group === undefined) {
      this.element.hidden = true;
      return;
    }
    const groups = await cdrGroups(filter, group, signal);
    if (asked === this.asked) {
      this.element.hidden = groups.length === 0;
      render(html`<ol>${groups.map((each) => line(each, filter, group))}</ol>`, this.element);
    }
  }
}

function nameOf(value: string, by: CdrGrouping): string {
  const causes: Partial<Record<string, string>> = texts.cdrs.filter.causes;
  return (by === 'cause' ? causes[value] : undefined) ?? value;
}

function line(found: CdrGroup, filter: CdrFilter, by: CdrGrouping): TemplateResult {
  const value = found.key[by] ?? null;
  const calls = routeHash({ name: 'cdrs', filter: { ...filter, [NARROWS[by]]: value ?? '' } });
  return html`
    <li>
      <b>${words.calls(found.calls)}</b>
      ${
        value === null
          ? html`<span class="name">${words.noneOfRecords[by]}</span>`
          : html`<a class="name" href=${calls}>${nameOf(value, by)}</a>`
      }
      <span class="share">${words.answered(found.answered / found.calls)}</span>
      <span class="when" title=${words.period(utcText(found.firstAt), utcText(found.lastAt))}
        >${words.last(zonedTime(found.lastAt))}</span
      >
    </li>
  `;
}
