import { AccountIndex } from '../../api/account-index';
import { balances } from '../../api/client';
import { Polling } from '../../api/polling';
import type { Balance } from '../../api/schema';
import { h, refill, setText } from '../../parts/dom';
import { routeHash } from '../../route';
import { exactly, money } from '../../text/money';
import { timeOfDay, timeTip } from '../../text/time';
import { exhaustsIn, exhaustsSoon } from './exhausts';
import type { Standing } from './standing';
import { StatusWatch, type StatusChange } from './status-changes';
import { byUrgency } from './urgency';

const EVERY_MILLIS = 3_000;

/** Accounts that the strip has room for: those that need to be looked at most. */
const SHOWN = 4;

const CHANGES_KEPT = 2;

/**
 * The accounts that run out or have run out, small, beside the live calls; and the last changes of status. It asks
 * and does not follow the stream: a browser has six connections to a server, and the live calls hold one for each tab.
 */
export class AccountStrip {
  readonly element: HTMLElement;
  private readonly chips = h('ul', { class: 'chips' });
  /** The last changes of status, the newest first; stands apart from the accounts. */
  readonly news = h('ol', { class: 'news', 'aria-live': 'polite' });
  private readonly watch = new StatusWatch();
  private readonly accounts = new AccountIndex();
  private readonly polling: Polling;
  private readonly timer: ReturnType<typeof setInterval>;
  private changes: StatusChange[] = [];
  private balances = new Map<string, Balance>();
  private countdowns: { element: HTMLElement; balance: Balance }[] = [];

  constructor() {
    this.element = h('aside', { class: 'account-strip', 'aria-label': 'Accounts to look at' }, this.chips);
    this.polling = new Polling(EVERY_MILLIS, async (signal) => {
      this.show(this.managed(await balances(signal)));
    });
    this.timer = setInterval(() => this.tick(), 500);
  }

  close(): void {
    this.polling.close();
    this.accounts.close();
    clearInterval(this.timer);
  }

  /** The balance of an account; undefined where it is not known, or never runs out. */
  balanceOf(accountId: string | null): Balance | undefined {
    return accountId === null ? undefined : this.balances.get(accountId);
  }

  /** An account without balance management never runs out, and needs no look. */
  private managed(all: Balance[]): Standing[] {
    return all.flatMap((balance) => {
      const account = this.accounts.get(balance.accountId);
      return account === undefined || account.balanceManagement === 'none' ? [] : [{ account, balance }];
    });
  }

  private show(lines: Standing[]): void {
    this.balances = new Map(lines.map(({ balance }) => [balance.accountId, balance]));
    const changes = this.watch.look(lines, Date.now());
    if (changes.length > 0) {
      this.changes = [...changes, ...this.changes].slice(0, CHANGES_KEPT);
      refill(this.news, ...this.changes.map(newsLine));
    }
    this.countdowns = [];
    const urgent = lines.sort((a, b) => byUrgency(a.balance, b.balance)).slice(0, SHOWN);
    refill(this.chips, ...urgent.map((line) => this.chip(line)));
    this.tick();
  }

  private chip({ account, balance }: Standing): HTMLElement {
    const countdown = h('span', { class: 'countdown' });
    this.countdowns.push({ element: countdown, balance });
    return h(
      'li',
      { 'data-tone': balance.status },
      h(
        'a',
        {
          href: routeHash({ name: 'account', id: account.id }),
          title: balance.exhaustsAt ? `used up at ${timeTip(balance.exhaustsAt)} if its calls go on` : '',
        },
        h('span', { class: 'name' }, account.name),
        h('span', { class: 'badge' }, balance.status),
        h(
          'span',
          { class: 'amount', title: exactly(balance.balance, balance.currency) },
          money(balance.balance, balance.currency),
        ),
        countdown,
      ),
    );
  }

  private tick(): void {
    for (const { element, balance } of this.countdowns) {
      setText(element, exhaustsIn(balance));
      element.classList.toggle('soon', exhaustsSoon(balance));
    }
  }
}

function newsLine(change: StatusChange): HTMLElement {
  const at = new Date(change.atMillis).toISOString();
  return h(
    'li',
    {},
    h('time', { datetime: at, title: timeTip(at) }, timeOfDay(at)),
    ' ',
    h('span', { class: 'name' }, change.name),
    ` ${change.before} → `,
    h('span', { class: 'badge', 'data-tone': change.after }, change.after),
  );
}
