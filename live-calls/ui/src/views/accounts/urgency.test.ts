import { expect, test } from 'vitest';
import type { Balance } from '../../api/schema';
import { byUrgency } from './urgency';

function balance(accountId: string, values: Partial<Balance>): Balance {
  return {
    accountId,
    balance: '1',
    reserved: '0',
    available: '1',
    currency: 'EUR',
    status: 'active',
    exhaustsAt: null,
    freeSecondsLeft: 0,
    suspendedBy: null,
    needsAttention: null,
    ...values,
  };
}

test('trouble comes first, then what runs out soonest, then the name', () => {
  const sorted = [
    balance('b', {}),
    balance('later', { exhaustsAt: '2026-11-21T05:00:00.000000Z' }),
    balance('a', {}),
    balance('low', { status: 'low' }),
    balance('sooner', { exhaustsAt: '2026-11-21T04:00:00.000000Z' }),
    balance('cut', { status: 'suspended' }),
    balance('over', { status: 'overdrawn' }),
  ].sort(byUrgency);
  expect(sorted.map((each) => each.accountId)).toEqual(['cut', 'over', 'low', 'sooner', 'later', 'a', 'b']);
});
