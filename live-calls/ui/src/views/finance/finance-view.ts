import { address } from '../../address';
import { ApiError, finance, financePath } from '../../api/client';
import { Polling } from '../../api/polling';
import type { FinanceReportRow } from '../../api/schema';
import { choice } from '../../parts/choice';
import { h, refill, setText } from '../../parts/dom';
import { downloadButton } from '../../parts/download';
import { Sorting } from '../../parts/sorting';
import { Table } from '../../parts/table';
import { routeHash, type Route } from '../../route';
import { instantOfLocal, localOfInstant, zonedTime, zoneName } from '../../text/time';
import { periodEnd, periodStart } from '../cdrs/periods';
import type { View } from '../view';
import { compareFinance, FINANCE_COLUMNS, financeKey } from './columns';

const EVERY_MILLIS = 60_000;

/** Periods in which one looks at money. */
const MONTHS = { '': 'since last month', month: 'this month', before: 'last month' } as const;

/** What calls and bookings were to each account, month by month. Enter opens the account. */
export class FinanceView implements View {
  readonly title = 'Finance';
  readonly element: HTMLElement;
  private readonly table: Table<FinanceReportRow>;
  private readonly sorting: Sorting<FinanceReportRow>;
  private readonly since = this.dateField('from');
  private readonly until = this.dateField('until');
  private readonly message = h('span', { class: 'count', role: 'status' });
  private readonly empty = h('div', { class: 'empty' });
  private readonly polling: Polling;
  private compare = compareFinance;
  private rows: FinanceReportRow[] = [];

  constructor(route: Route & { name: 'finance' }) {
    this.table = new Table<FinanceReportRow>({
      label: 'Finance by month',
      columns: FINANCE_COLUMNS,
      keyOf: financeKey,
      open: ({ accountId }) => {
        if (accountId !== null) {
          address.go({ name: 'account', id: accountId });
        }
      },
      sorted: (column) => {
        this.sorting.choose(column);
        address.restate(this.route());
      },
      selected: () => address.restate(this.route()),
    });
    this.sorting = new Sorting(compareFinance, this.table, FINANCE_COLUMNS, (compare) => {
      this.compare = compare;
      this.show();
    });
    this.empty.hidden = true;
    const presets = choice('Months', MONTHS, (period) => {
      const now = new Date();
      this.since.value = localOfInstant(periodStart(period, now)?.toISOString() ?? '');
      this.until.value = localOfInstant(periodEnd(period, now)?.toISOString() ?? '');
      this.ask();
    });
    this.element = h(
      'main',
      { class: 'view accounts' },
      h(
        'section',
        { class: 'live-list' },
        h(
          'div',
          { class: 'tools' },
          h('a', { href: routeHash({ name: 'accounts' }) }, 'Balances'),
          presets,
          h('label', {}, 'From ', this.since),
          h('label', {}, 'until ', this.until),
          h('span', { class: 'hint', title: 'the zone of this browser' }, zoneName()),
          this.message,
          downloadButton(
            'Download CSV',
            'text/csv',
            () => financePath(this.period()),
            () => 'finance.csv',
          ),
        ),
        h('div', { class: 'table-room' }, this.table.element, this.empty),
      ),
    );
    this.look(route);
    this.polling = new Polling(
      EVERY_MILLIS,
      (signal) => this.load(signal),
      (problem) =>
        setText(
          this.message,
          problem instanceof ApiError ? problem.message : 'The report could not be read.',
        ),
    );
  }

  key(event: KeyboardEvent): boolean {
    return this.table.key(event);
  }

  focusFilter(): void {
    this.since.focus();
  }

  follow(route: Route): boolean {
    if (route.name !== 'finance') {
      return false;
    }
    this.look(route);
    this.polling.now();
    return true;
  }

  close(): void {
    this.polling.close();
  }

  private look(route: Route & { name: 'finance' }): void {
    this.since.value = localOfInstant(route.since ?? '');
    this.until.value = localOfInstant(route.until ?? '');
    this.sorting.follow(route.sort);
    this.table.seek(route.row ?? null);
  }

  private route(): Route {
    const { since, until } = this.period();
    const { words } = this.sorting;
    const row = this.table.selectedKey;
    return {
      name: 'finance',
      ...(since && { since }),
      ...(until && { until }),
      ...(words && { sort: words }),
      ...(row !== null && { row }),
    };
  }

  private dateField(name: string): HTMLInputElement {
    return h('input', { type: 'datetime-local', 'aria-label': name, on: { change: () => this.ask() } });
  }

  private period(): { since: string; until: string } {
    return { since: instantOfLocal(this.since.value), until: instantOfLocal(this.until.value) };
  }

  private ask(): void {
    address.go(this.route());
  }

  private async load(signal: AbortSignal): Promise<void> {
    const period = this.period();
    const report = await finance(period, signal);
    if (JSON.stringify(period) !== JSON.stringify(this.period())) {
      this.polling.now();
      return;
    }
    this.rows = report.items;
    setText(this.message, `${zonedTime(report.since)} to ${zonedTime(report.until)}`);
    this.show();
    this.empty.hidden = this.rows.length > 0;
    refill(
      this.empty,
      h('h2', {}, 'Nothing was booked in this time'),
      h(
        'p',
        {},
        'Calls count in the month in which they began, payments and charges in which they were booked.',
      ),
    );
  }

  private show(): void {
    this.table.show([...this.rows].sort(this.compare));
  }
}
