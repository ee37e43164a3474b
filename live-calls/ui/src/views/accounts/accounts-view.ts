import { allAccounts, balancesOf, byUrgency, type AccountBalance } from '../../api/balances';
import { ApiError } from '../../api/client';
import { Polling } from '../../api/polling';
import { compareTexts, filterWords, matches, type Column } from '../../parts/columns';
import { h, setText } from '../../parts/dom';
import { RowOrder } from '../../parts/row-order';
import { Sorting } from '../../parts/sorting';
import { Table } from '../../parts/table';
import { routeHash } from '../../route';
import { alignedMoney, compareDecimals, money } from '../../text/money';
import { dateAndTime, utcText } from '../../text/time';
import type { View } from '../view';
import { exhaustsIn } from './account-strip';

const EVERY_MILLIS = 3_000;

const keyOf = (line: AccountBalance): string => line.account.id;

const COLUMNS: readonly Column<AccountBalance>[] = [
  {
    key: 'status',
    title: 'Status',
    width: 12,
    text: ({ balance }) => balance?.status ?? 'unknown',
    tone: ({ balance }) => balance?.status ?? '',
    compare: byUrgency,
  },
  {
    key: 'id',
    title: 'Account',
    width: 16,
    text: ({ account }) => account.id,
    compare: (a, b) => compareTexts(a.account.id, b.account.id),
  },
  {
    key: 'name',
    title: 'Name',
    width: 24,
    text: ({ account }) => account.name,
    compare: (a, b) => compareTexts(a.account.name, b.account.name),
  },
  {
    key: 'balance',
    title: 'Balance',
    width: 16,
    numeric: true,
    text: ({ balance }) => alignedMoney(balance?.balance, 6, balance?.currency),
    tone: ({ balance }) => (balance?.balance.startsWith('-') ? 'negative' : ''),
    compare: (a, b) => compareDecimals(a.balance?.balance ?? null, b.balance?.balance ?? null),
  },
  {
    key: 'reserved',
    title: 'In live calls',
    width: 13,
    numeric: true,
    text: ({ balance }) => alignedMoney(balance?.reserved, 6),
    tooltip: () => 'what the calls that are up have cost so far; not yet in the balance',
    compare: (a, b) => compareDecimals(a.balance?.reserved ?? null, b.balance?.reserved ?? null),
  },
  {
    key: 'exhausts',
    title: 'Runs out in',
    width: 18,
    numeric: true,
    text: ({ balance }) => (balance === null ? '' : exhaustsIn(balance)),
    tooltip: ({ balance }) =>
      balance?.exhaustsAt
        ? `${dateAndTime(balance.exhaustsAt)} local · ${utcText(balance.exhaustsAt)}`
        : 'not by the calls that are up',
    compare: (a, b) => compareTexts(a.balance?.exhaustsAt, b.balance?.exhaustsAt),
  },
  {
    key: 'limit',
    title: 'Credit limit',
    width: 12,
    numeric: true,
    text: ({ account }) => money(account.creditLimit),
  },
  {
    key: 'low',
    title: 'Low below',
    width: 12,
    numeric: true,
    text: ({ account }) => money(account.lowBalanceThreshold),
  },
  {
    key: 'management',
    title: 'At the limit',
    width: 16,
    text: ({ account }) => MANAGEMENT[account.balanceManagement],
  },
  {
    key: 'card',
    title: 'Rate card',
    width: 16,
    text: ({ account }) => account.rateCardId ?? '–',
    compare: (a, b) => compareTexts(a.account.rateCardId, b.account.rateCardId),
  },
];

/** What happens when the balance reaches the limit. */
export const MANAGEMENT = {
  none: 'nothing (postpaid)',
  soft: 'overdrawn, goes on',
  hard: 'suspended (hard)',
} as const;

/** All accounts with their balances, those in trouble first. */
export class AccountsView implements View {
  readonly title = 'Accounts';
  readonly element: HTMLElement;
  private readonly table: Table<AccountBalance>;
  private readonly order = new RowOrder<AccountBalance>(keyOf, byUrgency);
  private readonly sorting: Sorting<AccountBalance>;
  private readonly polling: Polling;
  private readonly filterField = h('input', {
    type: 'search',
    placeholder: 'account, name or rate card',
    'aria-label': 'Filter the accounts',
    on: { input: () => this.draw() },
  });
  private readonly count = h('span', { class: 'count', role: 'status' });
  private readonly empty = h(
    'div',
    { class: 'empty' },
    h('h2', {}, 'There are no accounts'),
    h(
      'p',
      {},
      'Load them from a file: ',
      h('code', {}, 'bin/trunkline import accounts FILE.csv'),
      ', or one by one by ',
      h('code', {}, 'PUT /api/v1/accounts/{id}'),
      '.',
    ),
  );

  constructor() {
    this.table = new Table<AccountBalance>({
      label: 'Accounts',
      columns: COLUMNS,
      keyOf,
      tone: ({ balance }) => balance?.status ?? '',
      sorted: (column) => this.sorting.choose(column),
      open: ({ account }) => (location.hash = routeHash({ name: 'account', id: account.id })),
    });
    this.sorting = new Sorting(byUrgency, this.table, (compare) => {
      this.order.sort(compare);
      this.draw();
    });
    this.empty.hidden = true;
    this.element = h(
      'main',
      { class: 'view accounts' },
      h(
        'section',
        { class: 'live-list' },
        h('div', { class: 'tools' }, this.filterField, this.count),
        h('div', { class: 'table-room' }, this.table.element, this.empty),
      ),
    );
    this.polling = new Polling(
      EVERY_MILLIS,
      async (signal) => this.take(await balancesOf(await allAccounts(signal), signal)),
      (problem) =>
        setText(
          this.count,
          problem instanceof ApiError ? problem.message : 'The accounts could not be read.',
        ),
    );
  }

  key(event: KeyboardEvent): boolean {
    return this.table.key(event);
  }

  focusFilter(): void {
    this.filterField.focus();
    this.filterField.select();
  }

  close(): void {
    this.polling.close();
  }

  private take(lines: AccountBalance[]): void {
    const named = new Set(lines.map(keyOf));
    this.order.remove(
      this.order
        .list()
        .map(keyOf)
        .filter((key) => !named.has(key)),
    );
    this.order.put(lines);
    this.order.settle(this.table.inUse);
    this.empty.hidden = lines.length > 0;
    this.draw();
  }

  private draw(): void {
    const all = this.order.list();
    const words = filterWords(this.filterField.value);
    const shown = all.filter((line) =>
      matches(line, words, COLUMNS, line.account.sipUsers.concat(line.account.numbers).join(' ')),
    );
    this.table.show(shown);
    setText(this.count, words.length === 0 ? `${all.length}` : `${shown.length} of ${all.length} match`);
  }
}
