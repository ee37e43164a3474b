import type { Cdr } from '../../api/schema';
import { microsOf } from '../../text/time';
import { texts } from '../../texts';
import { methodOf, type LadderArrow } from './ladder';

/** The message that decided how a call ended. */
export interface Decision {
  index: number;
  tone: Tone;
  words: string;
}

export type Tone = 'good' | 'watch' | 'bad';

/** What of a call's record says how it ended. */
export type End = Pick<Cdr, 'answeredAt' | 'endedAt' | 'status' | 'outcome' | 'cause'>;

type CauseCode = NonNullable<Cdr['cause']>['code'];

/** The colour of an end: what somebody has to look at is red, a normal BYE is not. */
export function toneOf(code: CauseCode): Tone {
  switch (code) {
    case 'normal':
      return 'good';
    case 'busy':
    case 'no-answer':
    case 'declined':
    case 'cancelled':
    case 'unreachable':
    case 'ended-by-operator':
    case 'no-bye':
      return 'watch';
    case 'not-found':
    case 'forbidden':
    case 'suspended':
    case 'trunk-failure':
    case 'platform-failure':
    case 'balance-used-up':
    case 'other':
      return 'bad';
  }
}

/** The decision of a call that has ended; null when no message of it is there. */
export function decisionOf(arrows: readonly LadderArrow[], end: End): Decision | null {
  const index = decidingArrow(arrows, end);
  if (index === null) {
    return null;
  }
  const unseen = end.cause?.code === 'no-bye';
  return {
    index,
    tone: end.cause === null ? 'watch' : toneOf(end.cause.code),
    words: unseen ? texts.call.lastSign : texts.call.decided,
  };
}

/**
 * Which of the messages it was: the BYE that ended the call, the failure that the caller got, or the CANCEL. Of several
 * copies, and of a BYE that was refused, the one counts that is nearest to the end in the record. Where none of these was
 * captured, it is the last message before the end.
 */
function decidingArrow(arrows: readonly LadderArrow[], end: End): number | null {
  const ended = microsOf(end.endedAt);
  const decides = decider(end);
  const own = arrows.map((arrow, index) => ({ arrow, index })).filter(({ arrow }) => !arrow.stray);
  const from = ({ arrow }: { arrow: LadderArrow }): number => Math.abs(microsOf(arrow.message.at) - ended);
  const deciding = own.filter(({ arrow }) => decides(arrow));
  if (deciding.length > 0) {
    return deciding.reduce((best, each) => (from(each) < from(best) ? each : best)).index;
  }
  const before = own.filter(({ arrow }) => microsOf(arrow.message.at) <= ended);
  return (before.at(-1) ?? own.at(0))?.index ?? null;
}

function decider({ answeredAt, outcome, status, cause }: End): (arrow: LadderArrow) => boolean {
  if (cause?.code === 'no-bye') {
    return () => false;
  }
  if (answeredAt !== null) {
    return ({ sip }) => sip.method === 'BYE';
  }
  if (outcome === 'cancelled') {
    return ({ sip }) => sip.method === 'CANCEL';
  }
  return ({ sip }) => sip.status !== null && sip.status === status && methodOf(sip) === 'INVITE';
}
