import { address } from '../../address';
import { profit, profitPath } from '../../api/client';
import type { CallReportRow } from '../../api/schema';
import { compareTexts, type Column } from '../../parts/columns';
import { h, setText } from '../../parts/dom';
import { downloadButton } from '../../parts/download';
import { MONTHS, PeriodFields } from '../../parts/period-fields';
import { FetchedList } from '../../parts/fetched-list';
import type { Look, Route } from '../../route';
import { count } from '../../text/amount';
import { alignedFigures, compareDecimals, exactly, type Decimal } from '../../text/money';
import { clockDuration, zonedTime } from '../../text/time';
import { accountTabs } from '../accounts/tabs';
import type { View } from '../view';

const EVERY_MILLIS = 60_000;

/** The account of a row; the report's row without one is the platform itself. */
function whose(row: CallReportRow): string {
  return row.accountId ?? 'the platform';
}

function number(
  key: string,
  title: string,
  width: number,
  of: (row: CallReportRow) => number,
  text: (value: number) => string,
  meaning: string,
): Column<CallReportRow> {
  return {
    key,
    title,
    width,
    numeric: true,
    text: (row) => text(of(row)),
    tooltip: () => meaning,
    compare: (a, b) => of(a) - of(b),
  };
}

function amount(
  key: string,
  title: string,
  meaning: string,
  of: (row: CallReportRow) => Decimal,
): Column<CallReportRow> {
  return {
    key,
    title,
    width: 14,
    numeric: true,
    text: (row) => (row.currency === null ? '–' : alignedFigures(of(row), 6, row.currency)),
    tooltip: (row) =>
      (row.currency === null ? 'calls without a price' : exactly(of(row), row.currency)) + `: ${meaning}`,
    compare: (a, b) => compareDecimals(of(a), of(b)),
  };
}

const COLUMNS: readonly Column<CallReportRow>[] = [
  {
    key: 'account',
    title: 'Account',
    width: 20,
    text: whose,
    compare: (a, b) => compareTexts(whose(a), whose(b)),
  },
  {
    key: 'currency',
    title: 'Currency',
    width: 9,
    text: (row) => row.currency ?? '–',
    compare: (a, b) => compareTexts(a.currency, b.currency),
  },
  number('calls', 'Calls', 9, (row) => row.calls, count, 'answered calls for which it pays'),
  {
    ...number('unrated', 'Unrated', 9, (row) => row.unrated, count, 'of them, those that have no price yet'),
    tone: (row) => (row.unrated > 0 ? 'watch' : ''),
  },
  number(
    'duration',
    'Talked',
    11,
    (row) => row.durationMillis,
    clockDuration,
    'how long they lasted together',
  ),
  {
    ...number(
      'billed',
      'Billed',
      11,
      (row) => row.billedSeconds,
      (seconds) => clockDuration(seconds * 1_000),
      'what was charged of it, by increments',
    ),
    spare: 2,
  },
  {
    ...number(
      'free',
      'Free',
      11,
      (row) => row.freeSeconds,
      (seconds) => clockDuration(seconds * 1_000),
      'free minutes that they took',
    ),
    spare: 1,
  },
  amount('cost', 'Cost', 'what it was charged; of the platform what providers get', (row) => row.cost),
  amount(
    'price',
    'Price',
    'what those right below it were charged; of a provider what it gets',
    (row) => row.price,
  ),
  {
    ...amount('profit', 'Profit', 'price less cost', (row) => row.profit),
    tone: (row) => (row.profit.startsWith('-') ? 'negative' : ''),
  },
];

/** What calls were to each account, tier by tier: what it was charged, what it charged on, and what that leaves. */
export class ProfitView implements View {
  readonly title = 'Profit';
  readonly element: HTMLElement;
  private readonly list: FetchedList<CallReportRow>;
  private readonly fields = new PeriodFields(MONTHS, () => address.go(this.route(this.list.look())));
  private readonly told = h('span', { class: 'count' });

  constructor(route: Route & { name: 'profit' }) {
    this.fields.show({ since: route.since ?? '', until: route.until ?? '' });
    this.list = new FetchedList<CallReportRow>({
      label: 'Profit by account',
      columns: COLUMNS,
      keyOf: (row) => `${row.accountId ?? ''} ${row.currency ?? ''}`,
      compare: (a, b) => compareTexts(a.accountId, b.accountId) || compareTexts(a.currency, b.currency),
      fetch: (signal) => this.fetch(signal),
      everyMillis: EVERY_MILLIS,
      open: ({ accountId }) => {
        if (accountId !== null) {
          address.go({ name: 'account', id: accountId });
        }
      },
      look: route,
      looked: (look) => address.restate(this.route(look)),
      filterHint: 'account or currency',
      before: [accountTabs('profit')],
      tools: [
        ...this.fields.elements,
        this.told,
        downloadButton(
          'Download CSV',
          'text/csv',
          () => profitPath(this.fields.period),
          () => 'profit.csv',
        ),
      ],
      empty: h(
        'div',
        {},
        h('h2', {}, 'No calls were answered in this time'),
        h(
          'p',
          {},
          'Each account that pays for calls has a row here, a reseller with what those below it paid, and the platform with what is left when providers are paid. A call counts when it began in this time.',
        ),
      ),
    });
    this.element = h('main', { class: 'view accounts' }, this.list.element);
  }

  key(event: KeyboardEvent): boolean {
    return this.list.key(event);
  }

  follow(route: Route): boolean {
    if (route.name !== 'profit') {
      return false;
    }
    this.fields.show({ since: route.since ?? '', until: route.until ?? '' });
    this.list.follow(route);
    this.list.again();
    return true;
  }

  focusFilter(): void {
    this.list.focusFilter();
  }

  close(): void {
    this.list.close();
  }

  private route(look: Look): Route {
    const { since, until } = this.fields.period;
    return { name: 'profit', ...(since && { since }), ...(until && { until }), ...look };
  }

  private async fetch(signal: AbortSignal): Promise<readonly CallReportRow[]> {
    const report = await profit(this.fields.period, signal);
    setText(this.told, `${zonedTime(report.since)} to ${zonedTime(report.until)}`);
    return report.items;
  }
}
