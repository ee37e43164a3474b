import { describe, expect, test } from 'vitest';
import type { Call } from '../../api/schema';
import { totalsOf } from '../calls/totals';
import { newestCalls, surelyUp } from './newest';

describe('the newest calls', () => {
  const call = (id: string, second: number): Call =>
    ({ id, startedAt: `2026-11-22T03:00:${String(second).padStart(2, '0')}.000000Z` }) as Call;
  const ids = (calls: Call[]): string => calls.map(({ id }) => id).join('');

  test('come latest first, whatever their order was', () => {
    expect(ids(newestCalls([call('b', 2), call('d', 4), call('a', 1), call('c', 3)], 3))).toBe('dcb');
  });

  test('of one moment have an order that holds', () => {
    expect(ids(newestCalls([call('a', 1), call('b', 1)], 2))).toBe('ba');
    expect(ids(newestCalls([call('b', 1), call('a', 1)], 2))).toBe('ba');
  });

  test('are as many as there is room for', () => {
    expect(newestCalls([call('a', 1)], 5)).toHaveLength(1);
    expect(newestCalls([call('a', 1), call('b', 2)], 0)).toEqual([]);
  });
});

test('a call without a sign of life is in no figure of the wall', () => {
  const call = (id: string, state: string, uncertainSince: string | null): Call =>
    ({ id, state, uncertainSince, ratePerMinute: '0.10', cost: '1', currency: 'EUR' }) as Call;
  const up = surelyUp([
    call('a', 'answered', null),
    call('b', 'answered', '2026-11-22T03:00:00.000000Z'),
    call('c', 'ringing', null),
    call('d', 'ringing', '2026-11-22T03:00:00.000000Z'),
  ]);
  expect(up.map(({ id }) => id)).toEqual(['a', 'c']);
  expect(totalsOf(up)).toMatchObject({
    answered: 1,
    ringing: 1,
    perMinute: [{ currency: 'EUR', sum: '0.10' }],
  });
});
