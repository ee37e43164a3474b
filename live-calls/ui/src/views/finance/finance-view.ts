import { address } from '../../address';
import { ApiError, finance, financePath } from '../../api/client';
import { Polling } from '../../api/polling';
import type { FinanceReportRow } from '../../api/schema';
import { h, refill, setText } from '../../parts/dom';
import { downloadButton } from '../../parts/download';
import { MONTHS, PeriodFields } from '../../parts/period-fields';
import { Sorting } from '../../parts/sorting';
import { Table } from '../../parts/table';
import type { Route } from '../../route';
import { zonedTime } from '../../text/time';
import { accountTabs } from '../accounts/tabs';
import type { View } from '../view';
import { compareFinance, FINANCE_COLUMNS, financeKey } from './columns';

const EVERY_MILLIS = 60_000;

/** What calls and bookings were to each account, month by month. Enter opens the account. */
export class FinanceView implements View {
  readonly title = 'Finance';
  readonly element: HTMLElement;
  private readonly table: Table<FinanceReportRow>;
  private readonly sorting: Sorting<FinanceReportRow>;
  private readonly fields = new PeriodFields(MONTHS, () => address.go(this.route()));
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
    this.element = h(
      'main',
      { class: 'view accounts' },
      h(
        'section',
        { class: 'live-list' },
        h(
          'div',
          { class: 'tools' },
          accountTabs('finance'),
          ...this.fields.elements,
          this.message,
          downloadButton(
            'Download CSV',
            'text/csv',
            () => financePath(this.fields.period),
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
    this.fields.focus();
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
    this.fields.show({ since: route.since ?? '', until: route.until ?? '' });
    this.sorting.follow(route.sort);
    this.table.seek(route.row ?? null);
  }

  private route(): Route {
    const { since, until } = this.fields.period;
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

  private async load(signal: AbortSignal): Promise<void> {
    const { period } = this.fields;
    const report = await finance(period, signal);
    if (JSON.stringify(period) !== JSON.stringify(this.fields.period)) {
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
