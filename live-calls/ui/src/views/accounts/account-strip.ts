import { html, render, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { AccountIndex } from '../../api/account-index';
import { balances } from '../../api/client';
import { Polling } from '../../api/polling';
import type { Balance } from '../../api/schema';
import { h } from '../../parts/dom';
import { routeHash } from '../../route';
import { exactly, money } from '../../text/money';
import { timeOfDay, timeTip } from '../../text/time';
import { texts } from '../../texts';
import { exhaustsIn, exhaustsSoon } from './exhausts';
import type { Standing } from './standing';
import { StatusWatch, type StatusChange } from './status-changes';
import { byUrgency } from './urgency';
import './account-strip.css';

const EVERY_MILLIS = 3_000;

const words = texts.accounts.strip;

/** Accounts that the strip has room for: those that need to be looked at most. */
const SHOWN = 4;

const CHANGES_KEPT = 2;

/**
 * The accounts that run out or have run out, small, beside the live calls; and the last changes of status. It asks
 * and does not follow the stream: a browser has six connections to a server, and the live calls hold one for each tab.
 */
export class AccountStrip {
  readonly element = h('aside', { class: 'account-strip', 'aria-label': words.label });
  /** The last changes of status, the newest first; stands apart from the accounts. */
  readonly news = h('ol', { class: 'news', 'aria-live': 'polite' });
  private readonly watch = new StatusWatch();
  private readonly accounts = new AccountIndex();
  private readonly polling: Polling;
  private readonly timer: ReturnType<typeof setInterval>;
  private changes: StatusChange[] = [];
  private balances = new Map<string, Balance>();
  private urgent: readonly Standing[] = [];

  constructor() {
    this.polling = new Polling(EVERY_MILLIS, async (signal) => {
      this.show(this.managed(await balances(signal)));
    });
    this.timer = setInterval(() => this.draw(), 500);
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
      render(this.changes.map(newsLine), this.news);
    }
    this.urgent = lines.sort((a, b) => byUrgency(a.balance, b.balance)).slice(0, SHOWN);
    this.draw();
  }

  private draw(): void {
    render(
      html`<ul class="chips">${repeat(this.urgent, ({ account }) => account.id, chip)}</ul>`,
      this.element,
    );
  }
}

function chip({ account, balance }: Standing): TemplateResult {
  const { exhaustsAt, currency } = balance;
  return html`
    <li data-tone=${balance.status}>
      <a
        href=${routeHash({ name: 'account', id: account.id })}
        title=${exhaustsAt ? words.usedUp(timeTip(exhaustsAt)) : ''}
      >
        <span class="name" title=${account.name}>${account.name}</span>
        <span class="badge">${balance.status}</span>
        <span class="amount" title=${exactly(balance.balance, currency)}>${money(balance.balance, currency)}</span>
        <span class=${exhaustsSoon(balance) ? 'countdown soon' : 'countdown'}>${exhaustsIn(balance)}</span>
      </a>
    </li>
  `;
}

function newsLine({ atMillis, name, before, after }: StatusChange): TemplateResult {
  const at = new Date(atMillis).toISOString();
  return html`
    <li>
      <time datetime=${at} title=${timeTip(at)}>${timeOfDay(at)}</time>
      <span class="name">${name}</span>${words.change(before)}<span class="badge" data-tone=${after}>${after}</span>
    </li>
  `;
}
