import { accounts, balance } from './client';
import type { Account, AccountStatus, Balance } from './types';

/** An account with its balance; null when the balance could not be had. */
export interface AccountBalance {
  account: Account;
  balance: Balance | null;
}

/** Balances asked for at the same time. */
const AT_ONCE = 6;

/** The balances of these accounts, in their order. */
export async function balancesOf(list: readonly Account[], signal?: AbortSignal): Promise<AccountBalance[]> {
  const found: AccountBalance[] = list.map((account) => ({ account, balance: null }));
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < found.length; at = next++) {
      const line = found[at]!;
      try {
        line.balance = await balance(line.account.id, signal);
      } catch {
        signal?.throwIfAborted();
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return found;
}

/** All accounts, page by page. */
export async function allAccounts(signal?: AbortSignal): Promise<Account[]> {
  const all: Account[] = [];
  let cursor: string | null = null;
  do {
    const page = await accounts(cursor, signal);
    all.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return all;
}

const SEVERITY: Record<AccountStatus, number> = { active: 0, low: 1, overdrawn: 2, suspended: 3 };

/** How much an account needs to be looked at: those in trouble first, then those that run out, the soonest first. */
export function byUrgency(a: AccountBalance, b: AccountBalance): number {
  const severity = (line: AccountBalance): number => SEVERITY[line.balance?.status ?? 'active'];
  const exhausts = (line: AccountBalance): string => line.balance?.exhaustsAt ?? '\uffff';
  const end = exhausts(a) < exhausts(b) ? -1 : exhausts(a) > exhausts(b) ? 1 : 0;
  return severity(b) - severity(a) || end || (a.account.id < b.account.id ? -1 : 1);
}
