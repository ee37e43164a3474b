import { describe, expect, test } from 'vitest';
import type { Call } from '../../api/schema';
import { newestCalls } from './newest';

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
