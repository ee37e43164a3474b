import { allAccounts, balancesOf, byUrgency, type AccountBalance } from '../../api/balances';
import { Polling } from '../../api/polling';
import { serverClock } from '../../api/server-clock';
import type { Balance } from '../../api/types';
import { h, refill, setText } from '../../parts/dom';
import { routeHash } from '../../route';
import { money } from '../../text/money';
import { clockDuration, millisOf, spokenDuration, timeOfDay, utcText } from '../../text/time';
import { StatusWatch, type StatusChange } from './status-changes';

const EVERY_MILLIS = 3_000;

/** Accounts that the strip has room for: those that need to be looked at most. */
const SHOWN = 4;

/** Accounts whose balances are asked for; beyond that the accounts view is the place. */
const ASKED = 60;

const CHANGES_KEPT = 2;

/** Less than this is counted down by the second, and stands out. */
const SOON_MILLIS = 3_600_000;

/** The accounts that run out or have run out, small, beside the live calls; and the last changes of status. */
export class AccountStrip {
  readonly element: HTMLElement;
  private readonly chips = h('ul', { class: 'chips' });
  /** The last changes of status, the newest first; stands apart from the accounts. */
  readonly news = h('ol', { class: 'news', 'aria-live': 'polite' });
  private readonly watch = new StatusWatch();
  private readonly polling: Polling;
  private readonly timer: ReturnType<typeof setInterval>;
  private changes: StatusChange[] = [];
  private countdowns: { element: HTMLElement; balance: Balance }[] = [];

  constructor() {
    this.element = h('aside', { class: 'account-strip', 'aria-label': 'Accounts to look at' }, this.chips);
    this.polling = new Polling(EVERY_MILLIS, async (signal) => {
      // An account without balance management never runs out, and needs no look.
      const managed = (await allAccounts(signal)).filter((account) => account.balanceManagement !== 'none');
      this.show(await balancesOf(managed.slice(0, ASKED), signal));
    });
    this.timer = setInterval(() => this.tick(), 500);
  }

  close(): void {
    this.polling.close();
    clearInterval(this.timer);
  }

  private show(lines: AccountBalance[]): void {
    const changes = this.watch.look(lines, Date.now());
    if (changes.length > 0) {
      this.changes = [...changes, ...this.changes].slice(0, CHANGES_KEPT);
      refill(this.news, ...this.changes.map(newsLine));
    }
    this.countdowns = [];
    const urgent = lines.filter((line) => line.balance !== null).sort(byUrgency);
    refill(this.chips, ...urgent.slice(0, SHOWN).map((line) => this.chip(line, line.balance!)));
    this.tick();
  }

  private chip({ account }: AccountBalance, balance: Balance): HTMLElement {
    const countdown = h('span', { class: 'countdown' });
    this.countdowns.push({ element: countdown, balance });
    return h(
      'li',
      { 'data-tone': balance.status },
      h(
        'a',
        {
          href: routeHash({ name: 'account', id: account.id }),
          title: balance.exhaustsAt ? `used up at ${utcText(balance.exhaustsAt)} if its calls go on` : '',
        },
        h('span', { class: 'name' }, account.name),
        h('span', { class: 'badge' }, balance.status),
        h('span', { class: 'amount' }, money(balance.balance, balance.currency)),
        countdown,
      ),
    );
  }

  private tick(): void {
    for (const { element, balance } of this.countdowns) {
      setText(element, exhaustsIn(balance));
      element.classList.toggle(
        'soon',
        (millisOf(balance.exhaustsAt) ?? Infinity) - serverClock.millis() < SOON_MILLIS,
      );
    }
  }
}

/** When the money will be used up, as a countdown; empty when it lasts. */
export function exhaustsIn(balance: Balance): string {
  const at = millisOf(balance.exhaustsAt);
  if (at === null || balance.status === 'suspended') {
    return '';
  }
  const left = at - serverClock.millis();
  if (left <= 0) {
    return 'runs out now';
  }
  return `${left < SOON_MILLIS ? clockDuration(left) : spokenDuration(left)} left`;
}

function newsLine(change: StatusChange): HTMLElement {
  const at = new Date(change.atMillis).toISOString();
  return h(
    'li',
    {},
    h('time', { datetime: at, title: utcText(at) }, timeOfDay(at)),
    ' ',
    h('span', { class: 'name' }, change.name),
    ` ${change.before} → `,
    h('span', { class: 'badge', 'data-tone': change.after }, change.after),
  );
}
