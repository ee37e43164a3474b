import { address } from '../../address';
import { account, ApiError, balance, statement } from '../../api/client';
import { Polling } from '../../api/polling';
import type { Account, Balance, LedgerEntry } from '../../api/schema';
import { choice } from '../../parts/choice';
import type { Column } from '../../parts/columns';
import { h, refill, setText } from '../../parts/dom';
import { facts, type Fact } from '../../parts/facts';
import { mergeNewest } from '../../parts/newest-first';
import { Table } from '../../parts/table';
import { emptyFilter, routeHash, type Route } from '../../route';
import { alignedFigures, exactly, money } from '../../text/money';
import { party } from '../../text/party';
import {
  dateAndTime,
  instantOfLocal,
  localOfInstant,
  timeTip,
  utcText,
  zonedTime,
  zoneName,
} from '../../text/time';
import { PERIODS, periodEnd, periodStart } from '../cdrs/periods';
import type { View } from '../view';
import { MANAGEMENT } from './columns';
import { exhaustsIn } from './exhausts';

const EVERY_MILLIS = 3_000;

const keyOf = (entry: LedgerEntry): string => entry.id;

const COLUMNS: readonly Column<LedgerEntry>[] = [
  {
    key: 'at',
    title: `At ${zoneName()}`,
    width: 19,
    text: (entry) => dateAndTime(entry.at),
    tooltip: (entry) => timeTip(entry.at),
  },
  {
    key: 'type',
    title: 'Type',
    width: 10,
    spare: 2,
    text: (entry) => entry.type,
    tone: (entry) => entry.type,
  },
  {
    key: 'amount',
    title: 'Amount',
    width: 14,
    numeric: true,
    text: (entry) => alignedFigures(entry.amount, 6, entry.currency),
    tooltip: (entry) => exactly(entry.amount, entry.currency),
    tone: (entry) => (entry.amount.startsWith('-') ? '' : 'credit'),
  },
  {
    key: 'after',
    title: 'Balance after',
    width: 14,
    numeric: true,
    text: (entry) => alignedFigures(entry.balanceAfter, 6, entry.currency),
    tooltip: (entry) => exactly(entry.balanceAfter, entry.currency),
    tone: (entry) => (entry.balanceAfter.startsWith('-') ? 'negative' : ''),
  },
  { key: 'description', title: 'Description', width: 23, text: (entry) => entry.description ?? '' },
  { key: 'reference', title: 'Reference', width: 34, spare: 1, text: (entry) => entry.reference ?? '' },
];

/** The call that an entry is of: a correction of a call that was rated again has `#` and the revision behind it. */
function callOf(entry: LedgerEntry): string | null {
  const revision = entry.type === 'correction' ? entry.reference.lastIndexOf('#') : -1;
  return entry.type === 'call' ? entry.reference : revision < 0 ? null : entry.reference.slice(0, revision);
}

/** Who is written to when the balance crosses a limit; null where nobody is. */
function addressee({ firstName, lastName, lowBalanceEmail }: Account): string | null {
  return lowBalanceEmail && [firstName, lastName, lowBalanceEmail].filter((part) => part !== null).join(' ');
}

function amount(name: string, decimal: string | null, currency: string): Fact {
  return [name, decimal === null ? null : money(decimal, currency), exactly(decimal, currency)];
}

/** One account: what it is, how it stands, and its statement. Enter on a call's line opens that call. */
export class AccountView implements View {
  readonly title: string;
  readonly element: HTMLElement;
  private readonly heading = h('h1');
  private readonly side = h('section', { class: 'side' });
  private readonly message = h('p', { class: 'count', role: 'status' });
  private readonly table: Table<LedgerEntry>;
  private readonly since = this.dateField('from');
  private readonly until = this.dateField('until');
  private readonly presets = choice('Period', PERIODS, (period) => {
    const now = new Date();
    this.since.value = localOfInstant(periodStart(period, now)?.toISOString() ?? '');
    this.until.value = localOfInstant(periodEnd(period, now)?.toISOString() ?? '');
    this.choosePeriod();
  });
  private readonly older = h(
    'button',
    { type: 'button', on: { click: () => void this.loadOlder() } },
    'Older',
  );
  private readonly polling: Polling;
  private entries: LedgerEntry[] = [];
  private next: string | null = null;

  private readonly id: string;

  constructor(route: Route & { name: 'account' }) {
    this.id = route.id;
    this.title = `Account ${this.id}`;
    this.since.value = localOfInstant(route.since ?? '');
    this.until.value = localOfInstant(route.until ?? '');
    this.table = new Table<LedgerEntry>({
      label: 'Statement',
      columns: COLUMNS,
      keyOf,
      open: (entry) => {
        const callId = callOf(entry);
        if (callId !== null) {
          address.go({ name: 'call', callId });
        }
      },
      selected: () => this.restate(),
      pastEnd: () => void this.loadOlder(),
    });
    this.table.seek(route.row ?? null);
    this.older.hidden = true;
    this.element = h(
      'main',
      { class: 'view account' },
      h('header', { class: 'heading' }, this.heading),
      this.side,
      h(
        'section',
        { class: 'live-list' },
        h(
          'div',
          { class: 'tools' },
          this.presets,
          h('label', {}, 'From ', this.since),
          h('label', {}, 'until ', this.until),
          h('span', { class: 'hint', title: 'the zone of this browser' }, zoneName()),
          this.message,
          this.older,
        ),
        h('div', { class: 'table-room' }, this.table.element),
      ),
    );
    this.polling = new Polling(
      EVERY_MILLIS,
      (signal) => this.load(signal),
      (problem) => this.failed(problem),
    );
  }

  key(event: KeyboardEvent): boolean {
    return this.table.key(event);
  }

  follow(route: Route): boolean {
    if (route.name !== 'account' || route.id !== this.id) {
      return false;
    }
    const before = JSON.stringify(this.period());
    this.since.value = localOfInstant(route.since ?? '');
    this.until.value = localOfInstant(route.until ?? '');
    if (JSON.stringify(this.period()) !== before) {
      this.restart();
    }
    this.table.seek(route.row ?? null);
    return true;
  }

  private route(): Route {
    const { since, until } = this.period();
    const row = this.table.selectedKey;
    return {
      name: 'account',
      id: this.id,
      ...(since && { since }),
      ...(until && { until }),
      ...(row !== null && { row }),
    };
  }

  private restate(): void {
    address.restate(this.route());
  }

  focusFilter(): void {
    this.since.focus();
  }

  close(): void {
    this.polling.close();
  }

  private dateField(name: string): HTMLInputElement {
    return h('input', {
      type: 'datetime-local',
      'aria-label': name,
      on: { change: () => this.choosePeriod() },
    });
  }

  private period(): { since: string; until: string } {
    return { since: instantOfLocal(this.since.value), until: instantOfLocal(this.until.value) };
  }

  private choosePeriod(): void {
    this.table.select(null);
    this.restart();
    address.go(this.route());
  }

  private restart(): void {
    this.entries = [];
    this.next = null;
    this.polling.now();
  }

  private async load(signal: AbortSignal): Promise<void> {
    const period = this.period();
    const [facts, standing, page] = await Promise.all([
      account(this.id, signal),
      balance(this.id, signal),
      statement(this.id, period, null, signal),
    ]);
    this.showAccount(facts, standing);
    if (JSON.stringify(period) !== JSON.stringify(this.period())) {
      return;
    }
    const merged = mergeNewest(this.entries, page, keyOf);
    if (merged.restarted || this.entries.length === 0) {
      this.next = page.next;
    }
    this.entries = merged.rows;
    this.showEntries();
  }

  private async loadOlder(): Promise<void> {
    if (this.next === null) {
      return;
    }
    const cursor = this.next;
    this.next = null;
    try {
      const page = await statement(this.id, this.period(), cursor);
      this.entries.push(...page.items);
      this.next = page.next;
    } catch (problem) {
      this.next = cursor;
      this.failed(problem);
    }
    this.showEntries();
  }

  private showEntries(): void {
    this.table.show(this.entries);
    this.older.hidden = this.next === null;
    setText(
      this.message,
      this.entries.length === 0
        ? 'No entries in this time.'
        : this.entries.length === 1
          ? '1 entry'
          : `${this.entries.length} entries`,
    );
  }

  private failed(problem: unknown): void {
    setText(this.message, problem instanceof ApiError ? problem.message : 'The account could not be read.');
  }

  private showAccount(account: Account, standing: Balance): void {
    setText(this.heading, account.name);
    const calls = routeHash({ name: 'cdrs', filter: { ...emptyFilter(), accountId: account.id } });
    refill(
      this.side,
      h(
        'p',
        { class: 'standing', 'data-tone': standing.status },
        h('span', { class: 'badge' }, standing.status),
        h(
          'strong',
          { title: exactly(standing.balance, standing.currency) },
          money(standing.balance, standing.currency),
        ),
        h('span', {}, exhaustsIn(standing)),
      ),
      facts(
        ['Account', account.id],
        amount('In live calls', standing.reserved, standing.currency),
        amount('Available', standing.available, standing.currency),
        ['Exhausts at', standing.exhaustsAt && zonedTime(standing.exhaustsAt), utcText(standing.exhaustsAt)],
        amount('Credit limit', account.creditLimit, account.currency),
        amount('Low below', account.lowBalanceThreshold, account.currency),
        ['At the limit', MANAGEMENT[account.balanceManagement]],
        ['Suspended because of', standing.suspendedBy],
        ['Needs attention', standing.needsAttention],
        ['Rate card', account.rateCardId],
        ['Package', account.packageId],
        ['Reseller', account.parentId],
        ['Carries calls to', account.trunks.join(' ') || null],
        ['Month starts on day', account.billingDay],
        ['Dials as in', account.country],
        ['Mails go to', addressee(account)],
        ['Calls', h('a', { href: calls }, 'its call records')],
        ['SIP users', account.sipUsers.join(', ')],
        ['Numbers', account.numbers.map(party).join(', ')],
        ['Networks', account.sourceNetworks.join(', ')],
      ),
    );
  }
}
