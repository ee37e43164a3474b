import type { AccountStatus, Balance } from '../../api/schema';

const SEVERITY: Record<AccountStatus, number> = { active: 0, low: 1, overdrawn: 2, suspended: 3 };

/** How much an account needs to be looked at: those in trouble first, then those that run out, the soonest first. */
export function byUrgency(a: Balance, b: Balance): number {
  const endA = a.exhaustsAt ?? '\uffff';
  const endB = b.exhaustsAt ?? '\uffff';
  const end = endA < endB ? -1 : endA > endB ? 1 : 0;
  return SEVERITY[b.status] - SEVERITY[a.status] || end || (a.accountId < b.accountId ? -1 : 1);
}
