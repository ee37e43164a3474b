import { accounts } from './client';
import { Polling } from './polling';
import type { Account } from './schema';

/** Accounts change seldom; one that is missing is asked for at once. */
const EVERY_MILLIS = 30_000;

/** The accounts by id, for what a balance does not say: names, limits, cards. */
export class AccountIndex {
  private byId = new Map<string, Account>();
  private readonly missed = new Set<string>();
  private readonly polling = new Polling(EVERY_MILLIS, async (signal) => {
    this.byId = new Map((await accounts(signal)).map((account) => [account.id, account]));
  });

  /** An account; undefined until it is known. */
  get(id: string): Account | undefined {
    const account = this.byId.get(id);
    if (account === undefined && !this.missed.has(id)) {
      this.missed.add(id);
      this.polling.now();
    }
    return account;
  }

  close(): void {
    this.polling.close();
  }
}
