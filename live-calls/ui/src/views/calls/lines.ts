import type { Call } from '../../api/schema';

/** A line of the live calls: a call, or one of its legs beneath it. */
export interface CallLine extends Call {
  /** Id of the call of which it is a leg. */
  beneath?: string;
}

/** The lines of a call's other legs. What they cost is the call's, and said there. */
export function legLines(call: Call): CallLine[] {
  return call.legs.map((leg) => ({
    ...leg,
    calledAccountId: null,
    uncertainSince: null,
    seconds: 0,
    destination: null,
    ratePerMinute: null,
    cost: null,
    currency: null,
    legs: [],
    payerReason: null,
    endRefused: null,
    beneath: call.id,
  }));
}

/** Names a line. A leg may stand beneath two calls, where an account pays for each. */
export function lineKey(line: CallLine): string {
  return line.beneath === undefined ? line.id : `${line.beneath}\n${line.id}`;
}

/** What a search for a call also looks at. */
export function searchedText(line: CallLine): string {
  const legs = line.legs.map((leg) => `${leg.from} ${leg.to} ${leg.callId} ${leg.source} ${leg.target}`);
  return [line.from, line.to, line.callId, line.agent, line.source, line.target, ...legs].join(' ');
}
