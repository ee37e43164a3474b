import type { AccountStatus } from '../../api/schema';
import type { Standing } from './standing';

/** An account that changed its status while the page looked. */
export interface StatusChange {
  accountId: string;
  name: string;
  before: AccountStatus;
  after: AccountStatus;
  atMillis: number;
}

/** Notices changes of status between one look at the balances and the next. */
export class StatusWatch {
  private readonly last = new Map<string, AccountStatus>();

  /** The changes since the last look, in the order of the accounts. The first look at an account is no change. */
  look(lines: readonly Standing[], atMillis: number): StatusChange[] {
    const changes: StatusChange[] = [];
    for (const { account, balance } of lines) {
      const before = this.last.get(account.id);
      if (before !== undefined && before !== balance.status) {
        changes.push({ accountId: account.id, name: account.name, before, after: balance.status, atMillis });
      }
      this.last.set(account.id, balance.status);
    }
    return changes;
  }
}
