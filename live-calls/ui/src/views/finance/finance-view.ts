import { render } from 'lit-html';
import { address } from '../../address';
import { finance, financePath, type Listing } from '../../api/client';
import type { FinanceReportRow } from '../../api/schema';
import { h } from '../../parts/dom';
import { downloadButton } from '../../parts/download';
import { PagedList } from '../../parts/paged-list';
import { PeriodFields, periodOf } from '../../parts/period-fields';
import { sectionTabs } from '../../parts/section-tabs';
import type { Look, Route } from '../../route';
import { zonedTime } from '../../text/time';
import { texts } from '../../texts';
import type { View } from '../view';
import { compareFinance, FINANCE_COLUMNS, financeKey } from './columns';
import '../accounts/accounts.css';

const EVERY_MILLIS = 60_000;

const words = texts.finance;

/** What calls and bookings were to each account, month by month. Enter opens the account. */
export class FinanceView implements View {
  readonly element = h('main', { class: 'view accounts' });
  private readonly list: PagedList<FinanceReportRow>;
  private readonly fields = new PeriodFields(texts.period.months, () =>
    address.go(this.route(this.list.look())),
  );
  /** From when until when the report that is shown goes, in words. */
  private told = '';

  constructor(route: Route & { name: 'finance' }) {
    this.fields.show(periodOf(route));
    this.list = new PagedList<FinanceReportRow>({
      label: words.label,
      columns: FINANCE_COLUMNS,
      keyOf: financeKey,
      compare: compareFinance,
      fetch: (_, signal) => this.fetch(signal),
      everyMillis: EVERY_MILLIS,
      open: ({ accountId }) => {
        if (accountId !== null) {
          address.go({ name: 'account', id: accountId });
        }
      },
      failed: words.notRead,
      counted: () => this.told,
      look: route,
      looked: (look) => address.restate(this.route(look)),
      before: [sectionTabs('finance'), ...this.fields.elements],
      tools: [
        downloadButton(
          texts.parts.csv,
          'text/csv',
          () => financePath(this.fields.period),
          () => 'finance.csv',
        ),
      ],
      empty: words.empty,
    });
    render(this.list.element, this.element);
  }

  key(event: KeyboardEvent): boolean {
    return this.list.key(event);
  }

  focusFilter(): void {
    this.fields.focus();
  }

  follow(route: Route): boolean {
    if (route.name !== 'finance') {
      return false;
    }
    this.fields.show(periodOf(route));
    this.list.follow(route);
    this.list.again();
    return true;
  }

  close(): void {
    this.list.close();
  }

  private async fetch(signal?: AbortSignal): Promise<Listing<FinanceReportRow>> {
    const report = await finance(this.fields.period, signal);
    this.told = words.period(zonedTime(report.since), zonedTime(report.until));
    return { items: report.items, next: null };
  }

  private route({ sort, row }: Look): Route {
    const { since, until } = this.fields.period;
    return {
      name: 'finance',
      ...(since && { since }),
      ...(until && { until }),
      ...(sort && { sort }),
      ...(row && { row }),
    };
  }
}
