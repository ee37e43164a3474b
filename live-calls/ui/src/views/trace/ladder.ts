import type { TraceMessage } from '../../api/schema';
import { microsOf } from '../../text/time';
import { readSip, type SipText } from './sip';

/** A column of the ladder: one address, with its port. */
export interface LadderColumn {
  address: string;
  /** What the endpoint there calls itself, when a request that it made itself told. */
  alias: string;
}

/** An arrow of the ladder: one message, as it went from one column to another. */
export interface LadderArrow {
  message: TraceMessage;
  sip: SipText;
  from: number;
  to: number;
  /** The same message went the same way before. */
  retransmission: boolean;
  /** How many retransmissions of it are folded into this arrow. */
  repeats: number;
  /** Of no transaction and no dialog of the call: it moved nothing. */
  stray: boolean;
  /** Further capture agents that saw this very passage. */
  alsoSeenBy: string[];
  /** Microseconds since the first message, and since the one before. */
  sinceStart: number;
  sinceBefore: number;
}

export interface Ladder {
  columns: LadderColumn[];
  arrows: LadderArrow[];
}

/** By what the arrows take their colours. */
export type ColourBy = 'request' | 'call-id' | 'cseq';

/** Number of different colours; more keys than that share them in turn. */
export const COLOURS = 7;

/**
 * Lays a trace out. Columns stand in the order in which the call reached their addresses. The same text on the
 * same way is a retransmission; seen by another agent, it is the same passage seen twice, and shown once.
 */
export function layLadder(messages: readonly TraceMessage[]): Ladder {
  const columns: LadderColumn[] = [];
  const arrows: LadderArrow[] = [];
  const passages = new Map<string, { arrow: LadderArrow; agents: Set<string> }[]>();
  const start = messages.length === 0 ? 0 : microsOf(messages[0]!.at);
  let before = start;
  for (const message of messages) {
    const key = passageOf(message);
    const same = passages.get(key) ?? [];
    passages.set(key, same);
    // An agent sees each passage once: its second sight of the same text is the second passage.
    const passage = same.find((each) => !each.agents.has(message.agent));
    if (passage !== undefined) {
      passage.agents.add(message.agent);
      passage.arrow.alsoSeenBy.push(message.agent);
      continue;
    }
    const at = microsOf(message.at);
    const sip = readSip(message.raw);
    const arrow: LadderArrow = {
      message,
      sip,
      from: columnOf(message.source, columns),
      to: columnOf(message.target, columns),
      retransmission: same.length > 0,
      repeats: 0,
      stray: message.flags.includes('stray'),
      alsoSeenBy: [],
      sinceStart: at - start,
      sinceBefore: at - before,
    };
    before = at;
    if (sip.method !== null && sip.vias === 1) {
      columns[arrow.from]!.alias ||= sip.userAgent;
    }
    arrows.push(arrow);
    same.push({ arrow, agents: new Set([message.agent]) });
  }
  return { columns, arrows };
}

/** The same ladder with each retransmission folded into the arrow that it repeats. */
export function foldRetransmissions({ columns, arrows }: Ladder): Ladder {
  const folded: LadderArrow[] = [];
  const firsts = new Map<string, LadderArrow>();
  for (const arrow of arrows) {
    const key = passageOf(arrow.message);
    const first = firsts.get(key);
    if (first !== undefined) {
      first.repeats += 1;
    } else {
      const before = folded.at(-1)?.sinceStart ?? 0;
      const shown = { ...arrow, sinceBefore: arrow.sinceStart - before };
      firsts.set(key, shown);
      folded.push(shown);
    }
  }
  return { columns, arrows: folded };
}

/** Where a message stands in a ladder: itself, or what it is folded into; null where it is not. */
export function placeIn({ arrows }: Ladder, message: TraceMessage | undefined): number | null {
  if (message === undefined) {
    return null;
  }
  const passage = passageOf(message);
  const alike = arrows.flatMap((arrow, at) => (passageOf(arrow.message) === passage ? [at] : []));
  return alike.find((at) => arrows[at]!.message.at === message.at) ?? alike[0] ?? null;
}

/** Whether a message says that something failed; a challenge does not, nor what a CANCEL asked for. */
export function isFailure({ sip, stray }: LadderArrow): boolean {
  return !stray && sip.status !== null && sip.status >= 400 && ![401, 407, 487].includes(sip.status);
}

function passageOf({ source, target, raw }: TraceMessage): string {
  return JSON.stringify([source, target, raw]);
}

/** The colour number of each arrow: the same key has the same one, in the order in which the keys come. */
export function colourArrows(arrows: readonly LadderArrow[], by: ColourBy): number[] {
  const numbers = new Map<string, number>();
  return arrows.map(({ sip }) => {
    const key =
      by === 'request' ? methodOf(sip) : by === 'call-id' ? sip.callId : `${sip.callId} ${sip.cseq}`;
    if (!numbers.has(key)) {
      numbers.set(key, numbers.size % COLOURS);
    }
    return numbers.get(key)!;
  });
}

/** The method of the transaction: a response belongs to the request that its CSeq names. */
export function methodOf(sip: SipText): string {
  return sip.method ?? sip.cseq.split(' ')[1]?.toUpperCase() ?? '';
}

function columnOf(address: string, columns: LadderColumn[]): number {
  const known = columns.findIndex((column) => column.address === address);
  return known >= 0 ? known : columns.push({ address, alias: '' }) - 1;
}
