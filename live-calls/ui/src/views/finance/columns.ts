import type { FinanceReportRow } from '../../api/schema';
import { compareTexts, type Column } from '../../parts/columns';
import { count } from '../../text/amount';
import { alignedFigures, compareDecimals, exactly, type Decimal } from '../../text/money';
import { texts } from '../../texts';

const { columns, meanings } = texts.finance;

/** The account of a row; the report's row without one is the platform itself. */
export function whose(row: FinanceReportRow): string {
  return row.accountId ?? texts.finance.platform;
}

/** Names a row: an account has one for each month and currency. */
export function financeKey(row: FinanceReportRow): string {
  return `${row.month} ${row.accountId ?? ''} ${row.currency}`;
}

/** The newest month first, the accounts in the order of their ids. */
export function compareFinance(a: FinanceReportRow, b: FinanceReportRow): number {
  return (
    compareTexts(b.month, a.month) ||
    compareTexts(a.accountId, b.accountId) ||
    compareTexts(a.currency, b.currency)
  );
}

function amount(
  key: string,
  title: string,
  meaning: string,
  of: (row: FinanceReportRow) => Decimal,
  spare?: number,
): Column<FinanceReportRow> {
  return {
    key,
    title,
    width: 11,
    ...(spare !== undefined && { spare }),
    numeric: true,
    text: (row) => alignedFigures(of(row), 6, row.currency),
    tooltip: (row) => `${exactly(of(row), row.currency)}: ${meaning}`,
    compare: (a, b) => compareDecimals(of(a), of(b)),
  };
}

/** The columns of the report: what calls were to an account, then what moved its balance. */
export const FINANCE_COLUMNS: readonly Column<FinanceReportRow>[] = [
  {
    key: 'month',
    title: columns.month,
    width: 8,
    text: (row) => row.month,
    compare: (a, b) => compareTexts(a.month, b.month),
  },
  {
    key: 'account',
    title: columns.account,
    width: 16,
    text: whose,
    compare: (a, b) => compareTexts(whose(a), whose(b)),
  },
  {
    key: 'currency',
    title: columns.currency,
    width: 8,
    text: (row) => row.currency,
    compare: (a, b) => compareTexts(a.currency, b.currency),
  },
  {
    key: 'calls',
    title: columns.calls,
    width: 8,
    spare: 1,
    numeric: true,
    text: (row) => count(row.calls),
    tooltip: () => meanings.calls,
    compare: (a, b) => a.calls - b.calls,
  },
  amount('cost', columns.cost, meanings.cost, (row) => row.cost, 2),
  amount('price', columns.price, meanings.price, (row) => row.price, 4),
  amount('profit', columns.profit, meanings.profit, (row) => row.profit, 3),
  amount('booked', columns.booked, meanings.booked, (row) => row.callCharges),
  amount('payments', columns.payments, meanings.payments, (row) => row.payments),
  amount('charges', columns.charges, meanings.charges, (row) => row.charges),
  amount('fees', columns.fees, meanings.fees, (row) => row.fees),
  amount('corrections', columns.corrections, meanings.corrections, (row) => row.corrections),
  amount('total', columns.total, meanings.total, (row) => row.total),
];
