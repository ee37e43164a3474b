import { describe, expect, test } from 'vitest';
import type { AccountStatus } from '../../api/schema';
import type { Standing } from './standing';
import { StatusWatch } from './status-changes';

function line(id: string, status: AccountStatus): Standing {
  return {
    account: {
      id,
      name: id.toUpperCase(),
      currency: 'EUR',
      balanceManagement: 'hard',
      creditLimit: '0',
      lowBalanceThreshold: null,
      lowBalanceEmail: null,
      rateCardId: null,
      sipUsers: [],
      sourceNetworks: [],
      numbers: [],
      billingDay: 1,
      packageId: null,
      parentId: null,
      trunks: [],
      country: null,
      internationalPrefixes: [],
      trunkPrefix: null,
      firstName: null,
      lastName: null,
      status,
      needsAttention: null,
    },
    balance: {
      accountId: id,
      balance: '1',
      reserved: '0',
      available: '1',
      currency: 'EUR',
      status,
      exhaustsAt: null,
      freeSecondsLeft: 0,
      suspendedBy: null,
      needsAttention: null,
    },
  };
}

describe('the status of accounts', () => {
  test('is news only when it changes', () => {
    const watch = new StatusWatch();
    expect(watch.look([line('a', 'active'), line('b', 'low')], 1)).toEqual([]);
    expect(watch.look([line('a', 'active'), line('b', 'suspended')], 2)).toEqual([
      { accountId: 'b', name: 'B', before: 'low', after: 'suspended', atMillis: 2 },
    ]);
    expect(watch.look([line('a', 'active'), line('b', 'suspended')], 3)).toEqual([]);
  });

  test('is not forgotten when a balance is not among them once', () => {
    const watch = new StatusWatch();
    watch.look([line('a', 'active')], 1);
    expect(watch.look([], 2)).toEqual([]);
    expect(watch.look([line('a', 'suspended')], 3)).toHaveLength(1);
  });
});
