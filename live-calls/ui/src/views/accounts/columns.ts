import type { AccountIndex } from '../../api/account-index';
import type { Balance } from '../../api/schema';
import { compareTexts, type Column } from '../../parts/columns';
import type { Board } from '../../parts/live-list';
import { alignedFigures, alignedMoney, compareDecimals, exactly, money } from '../../text/money';
import { timeTip } from '../../text/time';
import { exhaustsIn } from './exhausts';
import { byUrgency } from './urgency';
import { texts } from '../../texts';

const words = texts.accounts;
const { columns } = words;

/** What happens when the balance reaches the limit. */
export const MANAGEMENT = words.management;

/** The columns of the accounts: what is streamed of a balance, and what the account itself says. */
export function accountColumns(
  accounts: Pick<AccountIndex, 'get'>,
  board: Board<Balance>,
): readonly Column<Balance>[] {
  const of = (balance: Balance): ReturnType<AccountIndex['get']> => accounts.get(balance.accountId);
  // Who pays afterwards owes something all the time.
  const owes = (balance: Balance, amount: string): boolean =>
    amount.startsWith('-') && of(balance)?.balanceManagement !== 'none';
  return [
    {
      key: 'status',
      title: columns.status,
      width: 13,
      text: (balance) =>
        board.ended(balance)
          ? words.removed
          : balance.needsAttention
            ? `${balance.status} (!)`
            : balance.status,
      tone: (balance) => balance.status,
      tooltip: (balance) => (balance.needsAttention ? words.needsAttention(balance.needsAttention) : ''),
      compare: byUrgency,
    },
    {
      key: 'id',
      title: columns.id,
      width: 16,
      text: (balance) => balance.accountId,
      compare: (a, b) => compareTexts(a.accountId, b.accountId),
    },
    {
      key: 'name',
      title: columns.name,
      width: 24,
      text: (balance) => of(balance)?.name ?? '',
      compare: (a, b) => compareTexts(of(a)?.name, of(b)?.name),
    },
    {
      key: 'balance',
      title: columns.balance,
      width: 16,
      numeric: true,
      text: (balance) => alignedMoney(balance.balance, 6, balance.currency),
      tooltip: (balance) => exactly(balance.balance, balance.currency),
      tone: (balance) => (owes(balance, balance.balance) ? 'negative' : ''),
      compare: (a, b) => compareDecimals(a.balance, b.balance),
    },
    {
      key: 'reserved',
      title: columns.reserved,
      width: 13,
      spare: 0,
      numeric: true,
      text: (balance) => alignedFigures(balance.reserved, 6, balance.currency),
      tooltip: (balance) => words.reservedTip(exactly(balance.reserved, balance.currency)),
      compare: (a, b) => compareDecimals(a.reserved, b.reserved),
    },
    {
      key: 'available',
      title: columns.available,
      width: 14,
      numeric: true,
      text: (balance) => alignedFigures(balance.available, 6, balance.currency),
      tone: (balance) => (owes(balance, balance.available) ? 'negative' : ''),
      tooltip: (balance) => words.availableTip(exactly(balance.available, balance.currency)),
      compare: (a, b) => compareDecimals(a.available, b.available),
    },
    {
      key: 'exhausts',
      title: columns.exhausts,
      width: 18,
      numeric: true,
      text: exhaustsIn,
      tooltip: (balance) => (balance.exhaustsAt ? timeTip(balance.exhaustsAt) : words.notByCalls),
      compare: (a, b) => compareTexts(a.exhaustsAt, b.exhaustsAt),
    },
    {
      key: 'limit',
      title: columns.limit,
      width: 12,
      spare: 1,
      numeric: true,
      text: (balance) => money(of(balance)?.creditLimit, of(balance)?.currency),
    },
    {
      key: 'low',
      title: columns.low,
      width: 12,
      spare: 2,
      numeric: true,
      text: (balance) => money(of(balance)?.lowBalanceThreshold, of(balance)?.currency),
    },
    {
      key: 'management',
      title: columns.management,
      width: 16,
      spare: 3,
      text: (balance) => {
        const account = of(balance);
        return account === undefined ? '' : MANAGEMENT[account.balanceManagement];
      },
    },
    {
      key: 'card',
      title: columns.card,
      width: 16,
      spare: 4,
      text: (balance) => of(balance)?.rateCardId ?? '–',
      compare: (a, b) => compareTexts(of(a)?.rateCardId, of(b)?.rateCardId),
    },
  ];
}
