import { render } from 'lit-html';
import { address } from '../../address';
import { profit, profitPath, type Listing } from '../../api/client';
import type { CallReportRow } from '../../api/schema';
import { compareTexts, type Column } from '../../parts/columns';
import { h } from '../../parts/dom';
import { downloadButton } from '../../parts/download';
import { PeriodFields, periodOf } from '../../parts/period-fields';
import { PagedList } from '../../parts/paged-list';
import type { Look, Route } from '../../route';
import { count } from '../../text/amount';
import { alignedFigures, compareDecimals, exactly, type Decimal } from '../../text/money';
import { clockDuration, zonedTime } from '../../text/time';
import { sectionTabs } from '../../parts/section-tabs';
import { texts } from '../../texts';
import type { View } from '../view';
import '../accounts/accounts.css';

const EVERY_MILLIS = 60_000;

const words = texts.profit;
const { columns, meanings } = words;

/** The account of a row; the report's row without one is the platform itself. */
function whose(row: CallReportRow): string {
  return row.accountId ?? words.platform;
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
      (row.currency === null ? words.noPrice : exactly(of(row), row.currency)) + `: ${meaning}`,
    compare: (a, b) => compareDecimals(of(a), of(b)),
  };
}

const COLUMNS: readonly Column<CallReportRow>[] = [
  {
    key: 'account',
    title: columns.account,
    width: 20,
    text: whose,
    compare: (a, b) => compareTexts(whose(a), whose(b)),
  },
  {
    key: 'currency',
    title: columns.currency,
    width: 9,
    text: (row) => row.currency ?? '–',
    compare: (a, b) => compareTexts(a.currency, b.currency),
  },
  number('calls', columns.calls, 9, (row) => row.calls, count, meanings.calls),
  {
    ...number('unrated', columns.unrated, 9, (row) => row.unrated, count, meanings.unrated),
    tone: (row) => (row.unrated > 0 ? 'watch' : ''),
  },
  number('duration', columns.duration, 11, (row) => row.durationMillis, clockDuration, meanings.duration),
  {
    ...number(
      'billed',
      columns.billed,
      11,
      (row) => row.billedSeconds,
      (seconds) => clockDuration(seconds * 1_000),
      meanings.billed,
    ),
    spare: 2,
  },
  {
    ...number(
      'free',
      columns.free,
      11,
      (row) => row.freeSeconds,
      (seconds) => clockDuration(seconds * 1_000),
      meanings.free,
    ),
    spare: 1,
  },
  amount('cost', columns.cost, meanings.cost, (row) => row.cost),
  amount('price', columns.price, meanings.price, (row) => row.price),
  {
    ...amount('profit', columns.profit, meanings.profit, (row) => row.profit),
    tone: (row) => (row.profit.startsWith('-') ? 'negative' : ''),
  },
];

/** What calls were to each account, tier by tier: what it was charged, what it charged on, and what that leaves. */
export class ProfitView implements View {
  readonly element = h('main', { class: 'view accounts' });
  private readonly list: PagedList<CallReportRow>;
  private readonly fields = new PeriodFields(texts.period.months, () =>
    address.go(this.route(this.list.look())),
  );
  /** From when until when the report that is shown goes, in words. */
  private told = '';

  constructor(route: Route & { name: 'profit' }) {
    this.fields.show(periodOf(route));
    this.list = new PagedList<CallReportRow>({
      label: words.label,
      columns: COLUMNS,
      keyOf: (row) => `${row.accountId ?? ''} ${row.currency ?? ''}`,
      compare: (a, b) => compareTexts(a.accountId, b.accountId) || compareTexts(a.currency, b.currency),
      fetch: (_, signal) => this.fetch(signal),
      everyMillis: EVERY_MILLIS,
      open: ({ accountId }) => {
        if (accountId !== null) {
          address.go({ name: 'account', id: accountId });
        }
      },
      counted: (rows) => `${rows} · ${this.told}`,
      look: route,
      looked: (look) => address.restate(this.route(look)),
      filterHint: words.filter,
      before: [sectionTabs('profit')],
      tools: [
        ...this.fields.elements,
        downloadButton(
          texts.parts.csv,
          'text/csv',
          () => profitPath(this.fields.period),
          () => 'profit.csv',
        ),
      ],
      empty: words.empty,
    });
    render(this.list.element, this.element);
  }

  key(event: KeyboardEvent): boolean {
    return this.list.key(event);
  }

  follow(route: Route): boolean {
    if (route.name !== 'profit') {
      return false;
    }
    this.fields.show(periodOf(route));
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

  private async fetch(signal?: AbortSignal): Promise<Listing<CallReportRow>> {
    const report = await profit(this.fields.period, signal);
    this.told = texts.finance.period(zonedTime(report.since), zonedTime(report.until));
    return { items: report.items, next: null };
  }
}
