import { describe, expect, test } from 'vitest';
import { groupOf, groupsOf } from './groups';
import type { CallLine } from './lines';

describe('live calls in groups', () => {
  const call = (fields: Partial<CallLine>): CallLine =>
    ({
      id: 'x',
      accountId: 'acme',
      calledAccountId: null,
      state: 'answered',
      uncertainSince: null,
      destination: 'Germany',
      target: '203.0.113.21:5060',
      trunk: '203.0.113.21',
      legs: [],
      ratePerMinute: '0.01',
      cost: '0.02',
      currency: 'EUR',
      ...fields,
    }) as CallLine;

  test('are counted with what rings and what they cost a minute, the largest first', () => {
    const groups = groupsOf(
      [call({}), call({ accountId: 'globex' }), call({ state: 'ringing' }), call({ ratePerMinute: '0.2' })],
      'account',
    );
    expect(groups.map(({ key, calls }) => [key, calls])).toEqual([
      ['acme', 3],
      ['globex', 1],
    ]);
    expect(groups[0]!.totals).toMatchObject({
      answered: 2,
      ringing: 1,
      perMinute: [{ currency: 'EUR', sum: '0.21' }],
    });
  });

  test('go to the trunk of their last leg, if that has left the platform', () => {
    expect(groupOf(call({}), 'trunk')).toBe('203.0.113.21');
    const leg = { trunk: '203.0.113.31' } as CallLine['legs'][number];
    expect(groupOf(call({ legs: [leg] }), 'trunk')).toBe('203.0.113.31');
    expect(groupOf(call({ trunk: null }), 'trunk')).toBe('-');
  });

  test('that nobody is sure of are a group of their own', () => {
    expect(groupOf(call({ uncertainSince: '2026-11-22T03:00:00.000000Z' }), 'state')).toBe('uncertain');
  });

  test('without an account or a rate are counted too', () => {
    expect(groupOf(call({ accountId: null }), 'account')).toBe('-');
    expect(groupOf(call({ destination: null }), 'destination')).toBe('-');
  });
});
