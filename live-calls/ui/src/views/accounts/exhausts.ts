import { serverClock } from '../../api/server-clock';
import type { Balance } from '../../api/schema';
import { clockDuration, millisOf, spokenDuration } from '../../text/time';
import { texts } from '../../texts';

/** Less than this is counted down by the second, and stands out. */
const SOON_MILLIS = 3_600_000;

/** When the money will be used up, as a countdown; empty when it lasts. */
export function exhaustsIn(balance: Balance): string {
  const at = millisOf(balance.exhaustsAt);
  if (at === null || balance.status === 'suspended') {
    return '';
  }
  const left = at - serverClock.millis();
  if (left <= 0) {
    return texts.accounts.runsOutNow;
  }
  return texts.accounts.left(left < SOON_MILLIS ? clockDuration(left) : spokenDuration(left));
}

/** Whether it will be used up soon. */
export function exhaustsSoon(balance: Balance): boolean {
  return (millisOf(balance.exhaustsAt) ?? Infinity) - serverClock.millis() < SOON_MILLIS;
}
