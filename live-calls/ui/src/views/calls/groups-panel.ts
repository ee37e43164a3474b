import { html, nothing, render, type TemplateResult } from 'lit-html';
import { choice } from '../../parts/choice';
import { h } from '../../parts/dom';
import { CALL_GROUPINGS, routeHash, type CallGrouping, type Look } from '../../route';
import { money } from '../../text/money';
import { texts } from '../../texts';
import { groupsOf, NONE, type CallGroup } from './groups';
import type { CallLine } from './lines';

/** Groups come and go seldom enough to be read. */
const EVERY_MILLIS = 2_000;

/** More groups than this nobody reads; the filter finds the others. */
const SHOWN = 100;

const words = texts.groups;

const NOBODY: Record<CallGrouping, string> = { ...words.noneOfCalls, state: NONE };

const CHOICES: Record<string, string> = Object.fromEntries(
  (['', ...CALL_GROUPINGS] as const).map((by) => [by, words.by[by]]),
);

/** How many of the live calls share an account, a trunk, a destination or a state; a click shows those alone. */
export class GroupsPanel {
  readonly element = h('div', { class: 'groups', 'aria-label': words.label });
  readonly chooser: HTMLSelectElement;
  private by: CallGrouping | undefined;
  private only: string | undefined;
  private pointed = false;
  private shownAtMillis = 0;

  /** `changed` is told when it is to be counted by something else; `trunkName` says how a trunk is called. */
  constructor(
    changed: (by: CallGrouping | undefined) => void,
    private readonly trunkName: (address: string) => string,
  ) {
    this.chooser = choice(words.chooser, CHOICES, (key) =>
      changed(CALL_GROUPINGS.find((each) => each === key)),
    );
    this.element.addEventListener('mouseenter', () => (this.pointed = true));
    this.element.addEventListener('mouseleave', () => (this.pointed = false));
    this.element.hidden = true;
  }

  /** Counts by something else, or shows another group alone. */
  follow(by: CallGrouping | undefined, only: string | undefined): void {
    this.by = by;
    this.only = only;
    this.chooser.value = by ?? '';
    this.element.hidden = by === undefined;
    this.shownAtMillis = 0;
    render(null, this.element);
  }

  /** Counts these calls, now and then; not while somebody points at a group. */
  show(calls: readonly CallLine[], look: Look): void {
    const now = Date.now();
    if (
      this.by === undefined ||
      now - this.shownAtMillis < EVERY_MILLIS ||
      (this.pointed && this.shownAtMillis > 0)
    ) {
      return;
    }
    this.shownAtMillis = now;
    const { by } = this;
    const groups = groupsOf(calls, by);
    const others = groups.length - SHOWN;
    render(
      html`
        <ol>
          ${groups.slice(0, SHOWN).map((group) => this.line(group, by, look))}
          ${others > 0 ? html`<li><b>${others}</b> ${words.others}</li>` : null}
        </ol>
      `,
      this.element,
    );
  }

  private line({ key, calls, totals }: CallGroup, group: CallGrouping, look: Look): TemplateResult {
    const alone = key === this.only;
    const { row: _, ...kept } = look;
    const href = routeHash({ name: 'calls', group, ...(!alone && { only: key }), ...kept });
    const name = key === NONE ? NOBODY[group] : group === 'trunk' ? this.trunkName(key) : key;
    return html`
      <li aria-current=${alone ? 'true' : nothing}>
        <b>${words.calls(calls)}</b>
        <a class="name" href=${href} title=${alone ? words.showAll : words.showAlone}>${name}${alone ? ' ×' : ''}</a>
        <span class="share">${totals.ringing === 0 ? '' : words.ringing(totals.ringing)}</span>
        <span class="when"
          >${totals.perMinute.map(({ sum, currency }) => words.perMinute(money(sum, currency))).join(' · ')}</span
        >
      </li>
    `;
  }
}
