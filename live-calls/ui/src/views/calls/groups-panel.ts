import { choice } from '../../parts/choice';
import { h, refill } from '../../parts/dom';
import { CALL_GROUPINGS, routeHash, type CallGrouping, type Look } from '../../route';
import { money } from '../../text/money';
import { groupsOf, NONE, type CallGroup } from './groups';
import type { CallLine } from './lines';

/** Groups come and go seldom enough to be read. */
const EVERY_MILLIS = 2_000;

/** More groups than this nobody reads; the filter finds the others. */
const SHOWN = 100;

const NOBODY: Record<CallGrouping, string> = {
  account: 'no account',
  trunk: 'to an endpoint here',
  destination: 'no rate',
  state: NONE,
};

const CHOICES: Record<string, string> = {
  '': 'not grouped',
  ...Object.fromEntries(CALL_GROUPINGS.map((each) => [each, `by ${each}`])),
};

/** How many of the live calls share an account, a trunk, a destination or a state; a click shows those alone. */
export class GroupsPanel {
  readonly element = h('div', { class: 'groups', 'aria-label': 'Groups' });
  readonly chooser: HTMLSelectElement;
  private readonly list = h('ol');
  private by: CallGrouping | undefined;
  private only: string | undefined;
  private pointed = false;
  private shownAtMillis = 0;

  /** `changed` is told when it is to be counted by something else; `trunkName` says how a trunk is called. */
  constructor(
    changed: (by: CallGrouping | undefined) => void,
    private readonly trunkName: (address: string) => string,
  ) {
    this.chooser = choice('Group', CHOICES, (key) => changed(CALL_GROUPINGS.find((each) => each === key)));
    this.element.append(this.list);
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
    refill(this.list);
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
    refill(
      this.list,
      ...groups.slice(0, SHOWN).map((group) => this.line(group, by, look)),
      others > 0 && h('li', {}, h('b', {}, `${others}`), 'further groups'),
    );
  }

  private line({ key, calls, totals }: CallGroup, group: CallGrouping, look: Look): HTMLElement {
    const alone = key === this.only;
    const { row: _, ...kept } = look;
    const href = routeHash({ name: 'calls', group, ...(!alone && { only: key }), ...kept });
    return h(
      'li',
      { 'aria-current': alone ? 'true' : null },
      h('b', {}, `${calls} ${calls === 1 ? 'call' : 'calls'}`),
      h(
        'a',
        { class: 'name', href, title: alone ? 'show all calls again' : 'show these calls alone' },
        key === NONE ? NOBODY[group] : group === 'trunk' ? this.trunkName(key) : key,
        alone && ' ×',
      ),
      h('span', { class: 'share' }, totals.ringing === 0 ? '' : `${totals.ringing} ringing`),
      h(
        'span',
        { class: 'when' },
        totals.perMinute.map(({ sum, currency }) => `${money(sum, currency)}/min`).join(' · '),
      ),
    );
  }
}
