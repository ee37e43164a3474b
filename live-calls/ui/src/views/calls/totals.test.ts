import { expect, test } from 'vitest';
import type { Call } from '../../api/schema';
import { totalsOf } from './totals';

function call(values: Partial<Call>): Call {
  return {
    id: 'c',
    callId: 'c',
    accountId: 'a',
    calledAccountId: null,
    from: '4930123456',
    to: '442071234567',
    state: 'answered',
    startedAt: '2026-11-21T03:04:05.000000Z',
    answeredAt: '2026-11-21T03:04:07.000000Z',
    uncertainSince: null,
    seconds: 1,
    destination: 'United Kingdom',
    ratePerMinute: '0.1',
    cost: '0.0017',
    currency: 'EUR',
    source: '192.0.2.7:5060',
    target: '192.0.2.8:5060',
    trunk: '192.0.2.8',
    agent: '1',
    legs: [],
    payerReason: null,
    endRefused: null,
    ...values,
  };
}

test('a ringing call counts, and costs nothing yet', () => {
  const totals = totalsOf([
    call({}),
    call({ ratePerMinute: '0.2', cost: '0.3' }),
    call({ state: 'ringing', answeredAt: null, ratePerMinute: '9', cost: '0' }),
    call({ ratePerMinute: '1.5', cost: '2', currency: 'USD' }),
  ]);
  expect(totals).toEqual({
    answered: 3,
    ringing: 1,
    perMinute: [
      { currency: 'EUR', sum: '0.3' },
      { currency: 'USD', sum: '1.5' },
    ],
    soFar: [
      { currency: 'EUR', sum: '0.3017' },
      { currency: 'USD', sum: '2' },
    ],
  });
});
