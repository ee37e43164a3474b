import { expect, test } from 'vitest';
import type { CallLine } from './lines';
import { strikingOf } from './columns';

const NOW = Date.parse('2026-11-21T07:00:00Z');

const call = (state: CallLine['state'], secondsAgo: number): CallLine => {
  const at = new Date(NOW - secondsAgo * 1_000).toISOString();
  return { state, startedAt: at, answeredAt: state === 'answered' ? at : null } as CallLine;
};

test('a call that rings for more than 20 s or is up for more than an hour is striking', () => {
  expect(strikingOf(call('ringing', 20), NOW)).toBe('');
  expect(strikingOf(call('ringing', 21), NOW)).toBe('long-ring');
  expect(strikingOf(call('answered', 3_600), NOW)).toBe('');
  expect(strikingOf(call('answered', 3_601), NOW)).toBe('long-call');
});
