import type { CallGrouping } from '../../route';
import { stateOf } from './columns';
import type { CallLine } from './lines';
import { totalsOf, type CallTotals } from './totals';

/** What the address says of the calls that have no account, no trunk, or no destination. */
export const NONE = '-';

/** Calls that have something in common. */
export interface CallGroup {
  key: string;
  calls: number;
  totals: CallTotals;
}

/** What a call is counted by: an account, the address to which its last leg left the platform, a destination, or its state. */
export function groupOf(call: CallLine, by: CallGrouping): string {
  switch (by) {
    case 'account':
      return call.accountId ?? NONE;
    case 'trunk':
      return (call.legs.at(-1) ?? call).trunk ?? NONE;
    case 'destination':
      return call.destination ?? NONE;
    case 'state':
      return stateOf(call);
  }
}

/** The groups of calls, the largest first. */
export function groupsOf(calls: readonly CallLine[], by: CallGrouping): CallGroup[] {
  const members = new Map<string, CallLine[]>();
  for (const call of calls) {
    const key = groupOf(call, by);
    const group = members.get(key);
    if (group === undefined) {
      members.set(key, [call]);
    } else {
      group.push(call);
    }
  }
  return [...members]
    .map(([key, group]) => ({ key, calls: group.length, totals: totalsOf(group) }))
    .sort((a, b) => b.calls - a.calls || (a.key < b.key ? -1 : 1));
}
