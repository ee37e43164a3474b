import { describe, expect, test } from 'vitest';
import { byUrgency, type AccountBalance } from '../../api/balances';
import type { AccountStatus } from '../../api/types';
import { StatusWatch } from './status-changes';

function line(id: string, status: AccountStatus | null, exhaustsAt: string | null = null): AccountBalance {
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
    },
    balance: status === null ? null : { balance: '1', reserved: '0', currency: 'EUR', status, exhaustsAt },
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

  test('is not forgotten when a balance could not be had once', () => {
    const watch = new StatusWatch();
    watch.look([line('a', 'active')], 1);
    expect(watch.look([line('a', null)], 2)).toEqual([]);
    expect(watch.look([line('a', 'suspended')], 3)).toHaveLength(1);
  });

  test('puts first who is in trouble, then who runs out soonest', () => {
    const sorted = [
      line('calm', 'active'),
      line('later', 'active', '2026-11-21T05:00:00Z'),
      line('soon', 'active', '2026-11-21T04:00:00Z'),
      line('low', 'low'),
      line('gone', 'suspended'),
      line('unknown', null),
    ].sort(byUrgency);
    expect(sorted.map((each) => each.account.id)).toEqual([
      'gone',
      'low',
      'soon',
      'later',
      'calm',
      'unknown',
    ]);
  });
});
