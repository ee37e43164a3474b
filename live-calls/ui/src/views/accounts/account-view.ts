import { html, render, type TemplateResult } from 'lit-html';
import { address } from '../../address';
import { account, balance, statement, type Listing } from '../../api/client';
import { Polling } from '../../api/polling';
import type { Account, Balance, LedgerEntry } from '../../api/schema';
import { h } from '../../parts/dom';
import { facts, type Fact } from '../../parts/facts';
import { PagedList } from '../../parts/paged-list';
import { PeriodFields, periodOf, type Period } from '../../parts/period-fields';
import { emptyFilter, routeHash, type Look, type Route } from '../../route';
import { exactly, money } from '../../text/money';
import { party } from '../../text/party';
import { utcText, zonedTime } from '../../text/time';
import { texts } from '../../texts';
import type { View } from '../view';
import { MANAGEMENT } from './columns';
import { exhaustsIn } from './exhausts';
import { callOf, ENTRY_COLUMNS } from './statement';
import './account.css';

const EVERY_MILLIS = 3_000;
const PAGE_ROWS = 100;

const words = texts.account;

/** One account: what it is, how it stands, and its statement. Enter on a call's line opens that call. */
export class AccountView implements View {
  readonly element = h('main', { class: 'view account' });
  private readonly id: string;
  private readonly list: PagedList<LedgerEntry>;
  private readonly fields = new PeriodFields(texts.period.usual, () =>
    address.go(this.route({}, this.fields.period)),
  );
  private readonly polling: Polling;
  private shown: Period;
  private known: { account: Account; standing: Balance } | null = null;

  constructor(route: Route & { name: 'account' }) {
    this.id = route.id;
    this.shown = periodOf(route);
    this.fields.show(this.shown);
    this.list = new PagedList<LedgerEntry>({
      label: words.statement,
      columns: ENTRY_COLUMNS,
      keyOf: (entry) => entry.id,
      compare: () => 0,
      fetch: (cursor, signal) => this.fetch(cursor, signal),
      everyMillis: EVERY_MILLIS,
      open: (entry) => {
        const callId = callOf(entry);
        if (callId !== null) {
          address.go({ name: 'call', callId });
        }
      },
      holds: true,
      counted: words.rows,
      failed: words.notRead,
      look: route,
      looked: (look) => address.restate(this.route(look, this.shown)),
      before: this.fields.elements,
      empty: words.empty,
    });
    this.draw();
    this.polling = new Polling(EVERY_MILLIS, async (signal) => {
      const [known, standing] = await Promise.all([account(this.id, signal), balance(this.id, signal)]);
      this.known = { account: known, standing };
      this.draw();
    });
  }

  key(event: KeyboardEvent): boolean {
    return this.list.key(event);
  }

  follow(route: Route): boolean {
    if (route.name !== 'account' || route.id !== this.id) {
      return false;
    }
    const before = this.shown;
    this.shown = periodOf(route);
    this.fields.show(this.shown);
    if (JSON.stringify(this.shown) !== JSON.stringify(before)) {
      this.list.restart();
    }
    this.list.follow(route);
    return true;
  }

  focusFilter(): void {
    this.fields.focus();
  }

  close(): void {
    this.polling.close();
    this.list.close();
  }

  private route({ row }: Look, { since, until }: Period): Route {
    return {
      name: 'account',
      id: this.id,
      ...(since && { since }),
      ...(until && { until }),
      ...(row && { row }),
    };
  }

  private fetch(cursor: string | null, signal?: AbortSignal): Promise<Listing<LedgerEntry>> {
    return statement(this.id, this.shown, PAGE_ROWS, cursor, signal);
  }

  private draw(): void {
    const { known } = this;
    render(
      html`
        <header class="heading"><h1>${known?.account.name}</h1></header>
        <section class="side">${known && side(known.account, known.standing)}</section>
        ${this.list.element}
      `,
      this.element,
    );
  }
}

function side(account: Account, standing: Balance): TemplateResult {
  const named = words.facts;
  const calls = routeHash({ name: 'cdrs', filter: { ...emptyFilter(), accountId: account.id } });
  return html`
    <p class="standing" data-tone=${standing.status}>
      <span class="badge">${standing.status}</span>
      <strong title=${exactly(standing.balance, standing.currency)}
        >${money(standing.balance, standing.currency)}</strong
      >
      <span>${exhaustsIn(standing)}</span>
    </p>
    ${facts(
      [named.account, account.id],
      amount(named.reserved, standing.reserved, standing.currency),
      amount(named.available, standing.available, standing.currency),
      [named.exhaustsAt, standing.exhaustsAt && zonedTime(standing.exhaustsAt), utcText(standing.exhaustsAt)],
      amount(named.creditLimit, account.creditLimit, account.currency),
      amount(named.lowBelow, account.lowBalanceThreshold, account.currency),
      [named.management, MANAGEMENT[account.balanceManagement]],
      [named.suspendedBy, standing.suspendedBy],
      [named.needsAttention, standing.needsAttention],
      [named.card, account.rateCardId],
      [named.package, account.packageId],
      [named.reseller, account.parentId],
      [named.trunks, account.trunks.join(' ')],
      [named.billingDay, account.billingDay],
      [named.country, account.country],
      [named.mails, addressee(account)],
      [named.calls, html`<a href=${calls}>${named.itsCalls}</a>`],
      [named.sipUsers, account.sipUsers.join(', ')],
      [named.numbers, account.numbers.map(party).join(', ')],
      [named.networks, account.sourceNetworks.join(', ')],
    )}
  `;
}

function amount(name: string, decimal: string | null, currency: string): Fact {
  return [name, decimal === null ? null : money(decimal, currency), exactly(decimal, currency)];
}

/** Who is written to when the balance crosses a limit; null where nobody is. */
function addressee({ firstName, lastName, lowBalanceEmail }: Account): string | null {
  return lowBalanceEmail && [firstName, lastName, lowBalanceEmail].filter((part) => part !== null).join(' ');
}
