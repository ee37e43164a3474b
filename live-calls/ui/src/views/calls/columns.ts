import type { AddressBook } from '../../api/address-names';
import type { Balance } from '../../api/schema';
import { compareTexts, type Column } from '../../parts/columns';
import type { Board } from '../../parts/live-list';
import { alignedFigures, alignedMoney, compareDecimals, exactly } from '../../text/money';
import { party } from '../../text/party';
import { clockDuration, millisOf, timeOfDay, timeTip, utcText, zoneName } from '../../text/time';
import type { CallLine } from './lines';
import { texts } from '../../texts';

const words = texts.calls;
const { columns } = words;

/** How long a call has been up, or has been ringing, at a moment. */
export function callMillis(call: CallLine, nowMillis: number): number {
  return nowMillis - (millisOf(call.answeredAt) ?? millisOf(call.startedAt) ?? nowMillis);
}

/** How a call stands; one whose end may have passed unseen is neither up nor over. */
export function stateOf(call: CallLine): CallLine['state'] | 'uncertain' {
  return call.uncertainSince === null ? call.state : 'uncertain';
}

/** A ring for longer than this, or a call, is worth a look. */
const LONG_RING_MILLIS = 20_000;
const LONG_CALL_MILLIS = 3_600_000;

/** An account whose money will be used up so soon ends its calls soon. */
const OUT_OF_MONEY_MILLIS = 300_000;

/** The balance of a call's account; undefined where there is none, or none that can run out. */
export type BalanceOf = (call: CallLine) => Balance | undefined;

/** What is striking about a call, for the style sheet: it could not be ended, its account nearly has no money, it rings long, or lasts long. */
export function strikingOf(
  call: CallLine,
  nowMillis: number,
  balance?: Balance,
): '' | 'not-ended' | 'no-money' | 'long-ring' | 'long-call' {
  if (call.endRefused !== null) {
    return 'not-ended';
  }
  const millis = callMillis(call, nowMillis);
  if (
    call.state === 'answered' &&
    (millisOf(balance?.exhaustsAt) ?? Infinity) - nowMillis < OUT_OF_MONEY_MILLIS
  ) {
    return 'no-money';
  }
  if (call.state === 'ringing') {
    return millis > LONG_RING_MILLIS ? 'long-ring' : '';
  }
  return millis > LONG_CALL_MILLIS ? 'long-call' : '';
}

/** What is to be known of an uncertain call, in words; null of one that is surely as it is shown. */
export function doubtOf(call: CallLine): string | null {
  return call.uncertainSince === null ? null : words.doubt(utcText(call.uncertainSince));
}

/** That the switch was asked to end a call and did not, in words; null of any other. */
export function notEnded({ endRefused }: Pick<CallLine, 'endRefused'>): string | null {
  if (endRefused === null) {
    return null;
  }
  const { by, reason, why, at } = endRefused;
  const wish = by === null ? texts.call.wishBecause(reason) : texts.call.wishOf(by);
  return texts.call.notEnded(`${timeOfDay(at)} ${zoneName(at)}`, wish, why);
}

/** What an account has left for its calls, in words. */
function leftOf(balance: Balance | undefined): string {
  if (balance === undefined) {
    return words.noMoneyToRunOut;
  }
  const left = words.left(exactly(balance.available, balance.currency), balance.accountId);
  return balance.exhaustsAt === null ? left : words.leftUntil(left, timeTip(balance.exhaustsAt));
}

/** The columns of the live calls. */
export function callColumns(
  board: Board<CallLine>,
  balanceOf: BalanceOf,
  names: Pick<AddressBook, 'called' | 'inFull'>,
): readonly Column<CallLine>[] {
  return [
    {
      key: 'state',
      title: columns.state,
      width: 11,
      text: (call) =>
        `${call.beneath === undefined ? '' : '└ '}${board.ended(call) ? words.ended : stateOf(call)}`,
      tone: (call) => stateOf(call),
      tooltip: (call) => notEnded(call) ?? doubtOf(call) ?? call.state,
      compare: (a, b) => compareTexts(a.state, b.state),
    },
    {
      key: 'from',
      title: columns.from,
      width: 15,
      text: (call) => party(call.from),
      compare: (a, b) => compareTexts(a.from, b.from),
    },
    {
      key: 'to',
      title: columns.to,
      width: 15,
      text: (call) => party(call.to),
      compare: (a, b) => compareTexts(a.to, b.to),
    },
    {
      key: 'account',
      title: columns.account,
      width: 15,
      text: (call) => call.accountId ?? '–',
      compare: (a, b) => compareTexts(a.accountId, b.accountId),
    },
    {
      key: 'destination',
      title: columns.destination,
      width: 21,
      text: (call) => call.destination ?? (call.accountId && call.beneath === undefined ? words.noRate : '–'),
      tone: (call) => (call.accountId && !call.destination && call.beneath === undefined ? 'missing' : ''),
      compare: (a, b) => compareTexts(a.destination, b.destination),
    },
    {
      key: 'rate',
      title: columns.rate,
      width: 9,
      spare: 5,
      numeric: true,
      text: (call) =>
        call.beneath === undefined ? alignedFigures(call.ratePerMinute, 4, call.currency) : '',
      tooltip: (call) =>
        call.ratePerMinute
          ? words.aMinute(exactly(call.ratePerMinute, call.currency))
          : call.beneath === undefined
            ? words.noRate
            : words.legOfAbove,
      compare: (a, b) => compareDecimals(a.ratePerMinute, b.ratePerMinute),
    },
    {
      key: 'started',
      title: columns.started(zoneName()),
      width: 10,
      spare: 2,
      numeric: true,
      text: (call) => timeOfDay(call.startedAt),
      tooltip: (call) => timeTip(call.startedAt),
      compare: (a, b) => compareTexts(a.startedAt, b.startedAt),
    },
    {
      key: 'duration',
      title: columns.duration,
      width: 9,
      numeric: true,
      text: (call) => (call.state === 'ended' ? '' : clockDuration(callMillis(call, board.moment(call)))),
      tooltip: (call) =>
        call.answeredAt ? words.answeredAt(timeTip(call.answeredAt)) : words.ringingSinceStart,
      tone: (call) => (call.state === 'ringing' ? 'ringing' : ''),
      compare: (a, b) => callMillis(a, board.moment(a)) - callMillis(b, board.moment(b)),
    },
    {
      key: 'cost',
      title: columns.cost,
      width: 13,
      numeric: true,
      text: (call) =>
        call.state === 'ringing' || call.beneath !== undefined
          ? ''
          : alignedMoney(call.cost, 6, call.currency),
      tooltip: (call) =>
        [
          call.state === 'ringing' ? '' : exactly(call.cost, call.currency),
          call.ratePerMinute ? words.aMinute(exactly(call.ratePerMinute, call.currency)) : '',
        ]
          .filter(Boolean)
          .join(', '),
      compare: (a, b) => compareDecimals(a.cost, b.cost),
    },
    {
      key: 'available',
      title: columns.available,
      width: 14,
      spare: 1,
      numeric: true,
      text: (call) => {
        const balance = call.beneath === undefined ? balanceOf(call) : undefined;
        return balance === undefined ? '' : alignedMoney(balance.available, 6, balance.currency);
      },
      tooltip: (call) => leftOf(balanceOf(call)),
      compare: (a, b) => compareDecimals(balanceOf(a)?.available ?? null, balanceOf(b)?.available ?? null),
    },
    {
      key: 'source',
      title: columns.source,
      width: 18,
      spare: 4,
      text: (call) => names.called(call.source),
      tooltip: (call) => names.inFull(call.source),
      compare: (a, b) => compareTexts(names.called(a.source), names.called(b.source)),
    },
    {
      key: 'target',
      title: columns.target,
      width: 18,
      spare: 3,
      text: (call) => names.called(call.target),
      tooltip: (call) => names.inFull(call.target),
      compare: (a, b) => compareTexts(names.called(a.target), names.called(b.target)),
    },
  ];
}
