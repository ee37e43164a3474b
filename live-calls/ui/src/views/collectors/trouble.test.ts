import { expect, test } from 'vitest';
import type { Agent, Collector } from '../../api/schema';
import { clockIsWrong, compareStanding, isSilent, sendsTwice, standingOf, total, troubles } from './trouble';

const COLLECTOR: Collector = {
  name: 'site-1',
  silent: false,
  publishedAt: '2026-11-21T06:00:00.000000Z',
  startedAt: '2026-11-21T05:00:00.000000Z',
  listens: [],
  receiveBuffer: null,
  kernelDrops: 0,
  backlogRecords: 0,
  lagMicros: 0,
  diskFullSince: null,
  toJournal: { p50Micros: 0, p99Micros: 0, p999Micros: 0, maxMicros: 0 },
  toKafka: { p50Micros: 0, p99Micros: 0, p999Micros: 0, maxMicros: 0 },
};

const AGENT: Agent = {
  path: 'site-1/101',
  id: '101',
  name: 'proxy-1',
  configured: true,
  networks: [],
  keyed: false,
  advertisedAddress: null,
  mayBill: true,
  anyTime: false,
  lastSeen: '2026-11-21T06:00:00.000000Z',
  packets: 7,
  bytes: 4_900,
  packetsPerSecond: 1,
  refused: [],
  broken: [],
  truncated: 0,
  keepAlives: 0,
  notSip: [],
  unreadableSip: 0,
  clamped: 0,
  duplicates: 0,
  chunksLeftOut: 0,
  clockSkewMicros: -300,
  lateMicros: 2_000,
  connections: 0,
  usualMillis: 10_000,
  activity: 'sending',
  collector: COLLECTOR,
};

const refusal = { reason: 'wrong-key', count: 3, advice: 'give the agent its key' };

test('an agent that is refused stands before one whose clock is wrong, and that before one that is well', () => {
  const refused = { ...AGENT, refused: [refusal] };
  const late = { ...AGENT, clockSkewMicros: -1_000_001 };
  const never = { ...AGENT, lastSeen: null };
  const sorted = [never, AGENT, late, refused].sort(compareStanding);
  expect(sorted.map(standingOf)).toEqual(['bad', 'watch', 'good', 'never']);
});

test('an agent that has fallen silent stands before one that is late, and neither is well', () => {
  const late: Agent = { ...AGENT, activity: 'late' };
  const quiet: Agent = { ...AGENT, activity: 'silent' };
  expect([AGENT, late, quiet].sort(compareStanding).map(standingOf)).toEqual(['quiet', 'late', 'good']);
  expect(standingOf({ ...quiet, id: '' })).toBe('good');
});

test('an agent without a packet since the last report is not said to send', () => {
  expect(standingOf({ ...AGENT, packetsPerSecond: 0 })).toBe('idle');
});

test('a few duplicates are no sign of anything, one message in fifty is', () => {
  expect(sendsTwice({ ...AGENT, packets: 1_000, duplicates: 20 })).toBe(false);
  expect(sendsTwice({ ...AGENT, packets: 1_000, duplicates: 21 })).toBe(true);
  expect(standingOf({ ...AGENT, packets: 1_000, duplicates: 21 })).toBe('watch');
});

test('a second of skew is borne, and any skew where old times are expected', () => {
  expect(clockIsWrong({ ...AGENT, clockSkewMicros: 1_000_000 })).toBe(false);
  expect(clockIsWrong({ ...AGENT, clockSkewMicros: 1_000_001 })).toBe(true);
  expect(clockIsWrong({ ...AGENT, clockSkewMicros: 9_000_000, anyTime: true })).toBe(false);
  expect(clockIsWrong({ ...AGENT, clockSkewMicros: null })).toBe(false);
});

test('nothing is said of a collector that is well', () => {
  expect(troubles(COLLECTOR)).toEqual([]);
});

test('everything that is wrong with a collector is said', () => {
  const ill = {
    ...COLLECTOR,
    silent: true,
    kernelDrops: 1,
    lagMicros: 5_000_000,
    diskFullSince: '2026-11-21T06:00:00.000000Z',
  };
  expect(troubles(ill)).toHaveLength(4);
  expect(standingOf({ ...AGENT, collector: ill })).toBe('silent');
});

test('reasons are summed', () => {
  expect(total([refusal, { ...refusal, count: 4 }])).toBe(7);
  expect(total([])).toBe(0);
});

test('who was heard of and sends no more is missed, and strangers are not', () => {
  expect(isSilent(AGENT)).toBe(false);
  expect(isSilent({ ...AGENT, activity: 'silent' })).toBe(true);
  expect(isSilent({ ...AGENT, activity: 'late' })).toBe(true);
  expect(isSilent({ ...AGENT, id: '', activity: 'silent' })).toBe(false);
});
