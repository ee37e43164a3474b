import type { Account, Balance } from '../../api/schema';

/** A balance and whose it is. */
export interface Standing {
  account: Account;
  balance: Balance;
}
