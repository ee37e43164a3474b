import type { Cdr } from '../../api/schema';
import { compareTexts, type Column } from '../../parts/columns';
import type { CdrKind } from '../../route';
import { alignedMoney, compareDecimals, exactly } from '../../text/money';
import { party } from '../../text/party';
import { clockDuration, dateAndTime, timeTip, zoneName } from '../../text/time';
import { texts } from '../../texts';
import { decimal } from '../../texts/words';

const words = texts.cdrs;
const { columns } = words;

/** A price in words: what was charged, or why nothing was. */
export function priceText(cdr: Cdr): string {
  switch (cdr.rating) {
    case 'rated':
      return alignedMoney(cdr.price, 6, cdr.currency);
    case 'unrated':
      return 'unrated';
    case 'not-charged':
      return '–';
  }
}

/** Seconds of ringing with one digit after the point. */
function ringText(millis: number | null | undefined): string {
  return millis === null || millis === undefined ? '–' : words.seconds(decimal(millis / 1000, 1));
}

/** Why a call ended, as short as a list has room for: its page and the tooltip have the whole sentence. */
export function causeText({ cause, endedBy }: Pick<Cdr, 'cause' | 'endedBy'>): string {
  const short: Partial<Record<string, string>> = words.shortCauses;
  return (cause && (short[cause.code] ?? cause.text)) ?? (endedBy ? words.endedBy(endedBy) : '–');
}

/** Whose call it is in a view: of calls that were received or missed, the account that was called. */
function ownerIn(view: CdrKind, cdr: Cdr): string | null | undefined {
  return view === 'received' || view === 'missed' ? cdr.calledAccountId : cdr.accountId;
}

/**
 * The columns of the call records. They come newest first; what is loaded of them can be sorted otherwise.
 *
 * @param view which of the calls are shown now
 */
export const cdrColumns = (view: () => CdrKind): readonly Column<Cdr>[] => [
  {
    key: 'started',
    title: columns.started(zoneName()),
    width: 17,
    compare: (a, b) => compareTexts(a.startedAt, b.startedAt),
    text: (cdr) => dateAndTime(cdr.startedAt),
    tooltip: (cdr) => timeTip(cdr.startedAt),
  },
  {
    key: 'outcome',
    title: columns.outcome,
    width: 10,
    compare: (a, b) => compareTexts(a.outcome, b.outcome),
    text: (cdr) => cdr.outcome,
    tone: (cdr) => cdr.outcome,
    tooltip: (cdr) => cdr.cause?.text ?? (cdr.status ? words.sip(cdr.outcome, cdr.status) : cdr.outcome),
  },
  {
    key: 'status',
    title: columns.status,
    width: 5,
    compare: (a, b) => a.status - b.status,
    numeric: true,
    text: (cdr) => (cdr.status ? String(cdr.status) : '–'),
  },
  {
    key: 'from',
    title: columns.from,
    width: 15,
    compare: (a, b) => compareTexts(a.from, b.from),
    text: (cdr) => party(cdr.from),
  },
  {
    key: 'to',
    title: columns.to,
    width: 15,
    compare: (a, b) => compareTexts(a.to, b.to),
    text: (cdr) => party(cdr.to),
  },
  {
    key: 'account',
    title: columns.account,
    width: 15,
    spare: 2,
    compare: (a, b) => compareTexts(ownerIn(view(), a), ownerIn(view(), b)),
    text: (cdr) => ownerIn(view(), cdr) ?? '–',
    tooltip: (cdr) => words.paidBy(cdr.accountId, cdr.calledAccountId ?? null),
  },
  {
    key: 'destination',
    title: columns.destination,
    width: 21,
    spare: 3,
    compare: (a, b) => compareTexts(a.destination, b.destination),
    text: (cdr) => cdr.destination ?? '–',
  },
  {
    key: 'ring',
    title: columns.ring,
    width: 7,
    spare: 4,
    compare: (a, b) => (a.ringMillis ?? -1) - (b.ringMillis ?? -1),
    numeric: true,
    text: (cdr) => ringText(cdr.ringMillis),
  },
  {
    key: 'duration',
    title: columns.duration,
    width: 9,
    spare: 1,
    compare: (a, b) => a.durationMillis - b.durationMillis,
    numeric: true,
    text: (cdr) => (cdr.answeredAt ? clockDuration(cdr.durationMillis) : '–'),
    tooltip: (cdr) =>
      cdr.answeredAt ? words.seconds(decimal(cdr.durationMillis / 1000, 3)) : words.notAnswered,
  },
  {
    key: 'billed',
    title: columns.billed,
    width: 8,
    spare: 5,
    compare: (a, b) => a.billedSeconds - b.billedSeconds,
    numeric: true,
    text: (cdr) => (cdr.billedSeconds ? String(cdr.billedSeconds) : '–'),
  },
  {
    key: 'price',
    title: columns.price,
    width: 13,
    compare: (a, b) => compareDecimals(a.price, b.price),
    numeric: true,
    text: priceText,
    tone: (cdr) => cdr.rating,
    tooltip: (cdr) => (cdr.rating === 'unrated' ? words.unratedTip : exactly(cdr.price, cdr.currency)),
  },
  {
    key: 'cause',
    title: columns.cause,
    width: 28,
    compare: (a, b) => compareTexts(causeText(a), causeText(b)),
    text: causeText,
    tooltip: (cdr) => [cdr.cause?.text, cdr.endedBy && words.endedBy(cdr.endedBy)].filter(Boolean).join(', '),
  },
];
