import type { Cdr, CdrView } from '../../api/schema';
import { compareTexts, type Column } from '../../parts/columns';
import { alignedMoney, compareDecimals, exactly } from '../../text/money';
import { party } from '../../text/party';
import { clockDuration, dateAndTime, timeTip, zoneName } from '../../text/time';

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
  return millis === null || millis === undefined ? '–' : `${(millis / 1000).toFixed(1)} s`;
}

/** Whose call it is in a view: of calls that were received or missed, the account that was called. */
function ownerIn(view: CdrView, cdr: Cdr): string | null | undefined {
  return view === 'received' || view === 'missed' ? cdr.calledAccountId : cdr.accountId;
}

/**
 * The columns of the call records. They come newest first; what is loaded of them can be sorted otherwise.
 *
 * @param view which of the calls are shown now
 */
export const cdrColumns = (view: () => CdrView): readonly Column<Cdr>[] => [
  {
    key: 'started',
    title: `Started ${zoneName()}`,
    width: 17,
    compare: (a, b) => compareTexts(a.startedAt, b.startedAt),
    text: (cdr) => dateAndTime(cdr.startedAt),
    tooltip: (cdr) => timeTip(cdr.startedAt),
  },
  {
    key: 'outcome',
    title: 'Outcome',
    width: 11,
    compare: (a, b) => compareTexts(a.outcome, b.outcome),
    text: (cdr) => cdr.outcome,
    tone: (cdr) => cdr.outcome,
    tooltip: (cdr) => cdr.cause?.text ?? (cdr.status ? `${cdr.outcome}, SIP ${cdr.status}` : cdr.outcome),
  },
  {
    key: 'status',
    title: 'SIP',
    width: 5,
    compare: (a, b) => a.status - b.status,
    numeric: true,
    text: (cdr) => (cdr.status ? String(cdr.status) : '–'),
  },
  {
    key: 'from',
    title: 'From',
    width: 15,
    compare: (a, b) => compareTexts(a.from, b.from),
    text: (cdr) => party(cdr.from),
  },
  {
    key: 'to',
    title: 'To',
    width: 15,
    compare: (a, b) => compareTexts(a.to, b.to),
    text: (cdr) => party(cdr.to),
  },
  {
    key: 'account',
    title: 'Account',
    width: 15,
    spare: 2,
    compare: (a, b) => compareTexts(ownerIn(view(), a), ownerIn(view(), b)),
    text: (cdr) => ownerIn(view(), cdr) ?? '–',
    tooltip: (cdr) => `paid by ${cdr.accountId ?? 'nobody'}, called: ${cdr.calledAccountId ?? 'no account'}`,
  },
  {
    key: 'destination',
    title: 'Destination',
    width: 21,
    spare: 3,
    compare: (a, b) => compareTexts(a.destination, b.destination),
    text: (cdr) => cdr.destination ?? '–',
  },
  {
    key: 'ring',
    title: 'Ring',
    width: 7,
    spare: 4,
    compare: (a, b) => (a.ringMillis ?? -1) - (b.ringMillis ?? -1),
    numeric: true,
    text: (cdr) => ringText(cdr.ringMillis),
  },
  {
    key: 'duration',
    title: 'Duration',
    width: 9,
    spare: 1,
    compare: (a, b) => a.durationMillis - b.durationMillis,
    numeric: true,
    text: (cdr) => (cdr.answeredAt ? clockDuration(cdr.durationMillis) : '–'),
    tooltip: (cdr) => (cdr.answeredAt ? `${(cdr.durationMillis / 1000).toFixed(3)} s` : 'not answered'),
  },
  {
    key: 'billed',
    title: 'Billed s',
    width: 8,
    spare: 5,
    compare: (a, b) => a.billedSeconds - b.billedSeconds,
    numeric: true,
    text: (cdr) => (cdr.billedSeconds ? String(cdr.billedSeconds) : '–'),
  },
  {
    key: 'price',
    title: 'Price',
    width: 13,
    compare: (a, b) => compareDecimals(a.price, b.price),
    numeric: true,
    text: priceText,
    tone: (cdr) => cdr.rating,
    tooltip: (cdr) =>
      cdr.rating === 'unrated'
        ? 'answered, but no rate fits; it can be rated later'
        : exactly(cdr.price, cdr.currency),
  },
  {
    key: 'cause',
    title: 'Why it ended',
    width: 24,
    compare: (a, b) => compareTexts(a.cause?.text, b.cause?.text),
    text: (cdr) => cdr.cause?.text ?? (cdr.endedBy ? `ended by ${cdr.endedBy}` : '–'),
    tooltip: (cdr) => [cdr.cause?.text, cdr.endedBy && `ended by ${cdr.endedBy}`].filter(Boolean).join(', '),
  },
];
