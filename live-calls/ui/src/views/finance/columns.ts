import type { FinanceReportRow } from '../../api/schema';
import { compareTexts, type Column } from '../../parts/columns';
import { count } from '../../text/amount';
import { alignedFigures, compareDecimals, exactly, type Decimal } from '../../text/money';

/** The account of a row; the report's row without one is the platform itself. */
export function whose(row: FinanceReportRow): string {
  return row.accountId ?? 'the platform';
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
    title: 'Month',
    width: 8,
    text: (row) => row.month,
    compare: (a, b) => compareTexts(a.month, b.month),
  },
  {
    key: 'account',
    title: 'Account',
    width: 16,
    text: whose,
    compare: (a, b) => compareTexts(whose(a), whose(b)),
  },
  {
    key: 'currency',
    title: 'Currency',
    width: 8,
    text: (row) => row.currency,
    compare: (a, b) => compareTexts(a.currency, b.currency),
  },
  {
    key: 'calls',
    title: 'Calls',
    width: 8,
    spare: 1,
    numeric: true,
    text: (row) => count(row.calls),
    tooltip: () => 'answered calls for which it pays',
    compare: (a, b) => a.calls - b.calls,
  },
  amount(
    'cost',
    'Cost',
    'what it was charged for calls that began in the month, as it stands now',
    (row) => row.cost,
    2,
  ),
  amount('price', 'Price', 'what those right below it were charged for theirs', (row) => row.price, 4),
  amount('profit', 'Profit', 'price less cost', (row) => row.profit, 3),
  amount('booked', 'Calls booked', 'booked in the month for calls that ended', (row) => row.callCharges),
  amount('payments', 'Payments', 'money that came in', (row) => row.payments),
  amount('charges', 'Charges', 'what else was charged', (row) => row.charges),
  amount('fees', 'Fees', 'of packages and numbers', (row) => row.fees),
  amount(
    'corrections',
    'Corrections',
    'by hand, and of calls that were rated again',
    (row) => row.corrections,
  ),
  amount('total', 'Moved', 'by so much the balance moved in the month', (row) => row.total),
];
