import { expect, test } from 'vitest';
import type { CallLine } from './lines';
import { notEnded, strikingOf } from './columns';

const NOW = Date.parse('2026-11-21T07:00:00Z');

const call = (state: CallLine['state'], secondsAgo: number): CallLine => {
  const at = new Date(NOW - secondsAgo * 1_000).toISOString();
  return { state, startedAt: at, answeredAt: state === 'answered' ? at : null, endRefused: null } as CallLine;
};

test('a call that rings for more than 20 s or is up for more than an hour is striking', () => {
  expect(strikingOf(call('ringing', 20), NOW)).toBe('');
  expect(strikingOf(call('ringing', 21), NOW)).toBe('long-ring');
  expect(strikingOf(call('answered', 3_600), NOW)).toBe('');
  expect(strikingOf(call('answered', 3_601), NOW)).toBe('long-call');
});

test('a call that the switch would not end says so before all else', () => {
  const refused = {
    ...call('ringing', 21),
    endRefused: {
      by: 'anna',
      reason: 'ended by operator',
      why: 'the switch knows no such call',
      at: '2026-11-21T06:59:00.000000Z',
    },
  };
  expect(strikingOf(refused, NOW)).toBe('not-ended');
  expect(notEnded(refused)).toMatch(
    /^Not ended at .*, as anna wanted: the switch knows no such call. The call goes on.$/,
  );
  const byMoney = { endRefused: { ...refused.endRefused, by: null, reason: 'balance used up' } };
  expect(notEnded(byMoney)).toContain(', although it was to end (balance used up): ');
  expect(notEnded(call('ringing', 1))).toBeNull();
});
