import type { Call } from '../../api/schema';

/** The calls that began last, the latest first. One look at each call: there may be tens of thousands. */
export function newestCalls(calls: Iterable<Call>, most: number): Call[] {
  const newest: Call[] = [];
  for (const call of calls) {
    const last = newest[newest.length - 1];
    if (most < 1 || (newest.length === most && last !== undefined && !isLater(call, last))) {
      continue;
    }
    if (newest.length === most) {
      newest.pop();
    }
    let at = newest.length;
    while (at > 0 && isLater(call, newest[at - 1]!)) {
      at--;
    }
    newest.splice(at, 0, call);
  }
  return newest;
}

function isLater(a: Call, b: Call): boolean {
  return a.startedAt > b.startedAt || (a.startedAt === b.startedAt && a.id > b.id);
}

/** Those with a sign of life: the others may be over, and neither the figures of a wall nor its newest count them. */
export function surelyUp(calls: Iterable<Call>): Call[] {
  return [...calls].filter((call) => call.uncertainSince === null);
}
