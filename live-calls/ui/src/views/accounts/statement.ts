import type { LedgerEntry } from '../../api/schema';
import type { Column } from '../../parts/columns';
import { alignedFigures, exactly } from '../../text/money';
import { dateAndTime, timeTip, zoneName } from '../../text/time';
import { texts } from '../../texts';

const { columns } = texts.account;

/** The columns of a statement, which stands in the order in which was booked: each line says the balance after it. */
export const ENTRY_COLUMNS: readonly Column<LedgerEntry>[] = [
  {
    key: 'at',
    title: columns.at(zoneName()),
    width: 19,
    text: (entry) => dateAndTime(entry.at),
    tooltip: (entry) => timeTip(entry.at),
  },
  {
    key: 'type',
    title: columns.type,
    width: 10,
    spare: 2,
    text: (entry) => entry.type,
    tone: (entry) => entry.type,
  },
  {
    key: 'amount',
    title: columns.amount,
    width: 14,
    numeric: true,
    text: (entry) => alignedFigures(entry.amount, 6, entry.currency),
    tooltip: (entry) => exactly(entry.amount, entry.currency),
    tone: (entry) => (entry.amount.startsWith('-') ? '' : 'credit'),
  },
  {
    key: 'after',
    title: columns.after,
    width: 14,
    numeric: true,
    text: (entry) => alignedFigures(entry.balanceAfter, 6, entry.currency),
    tooltip: (entry) => exactly(entry.balanceAfter, entry.currency),
    tone: (entry) => (entry.balanceAfter.startsWith('-') ? 'negative' : ''),
  },
  {
    key: 'description',
    title: columns.description,
    width: 28,
    text: (entry) => entry.description ?? '',
    wraps: true,
  },
  { key: 'reference', title: columns.reference, width: 28, spare: 1, text: (entry) => entry.reference ?? '' },
];

/** The call that an entry is of: a correction of a call that was rated again has `#` and the revision behind it. */
export function callOf(entry: LedgerEntry): string | null {
  const revision = entry.type === 'correction' ? entry.reference.lastIndexOf('#') : -1;
  return entry.type === 'call' ? entry.reference : revision < 0 ? null : entry.reference.slice(0, revision);
}
