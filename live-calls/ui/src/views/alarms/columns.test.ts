import { expect, test } from 'vitest';
import type { Alarm } from '../../api/schema';
import { alarmTone, compareAlarms } from './columns';

const ALARM: Alarm = {
  id: 'one',
  ruleId: 'trunk-asr',
  kind: 'asr',
  key: '203.0.113.51',
  accountId: null,
  value: '0.1',
  threshold: '0.3',
  text: 'the trunk 203.0.113.51 answered 10 % of 40 calls in 5 min',
  raisedAt: '2026-11-21T06:00:00.000000Z',
  clearedAt: null,
  acknowledgedBy: null,
  acknowledgedAt: null,
  calls: [],
};

test('what nobody has seen stands before what somebody has, and that before what is over', () => {
  const seen = { ...ALARM, id: 'seen', acknowledgedBy: 'noc' };
  const over = { ...ALARM, id: 'over', clearedAt: '2026-11-21T06:10:00.000000Z' };
  const newer = { ...ALARM, id: 'newer', raisedAt: '2026-11-21T07:00:00.000000Z' };
  const sorted = [over, seen, ALARM, newer].sort(compareAlarms);
  expect(sorted.map((alarm) => alarm.id)).toEqual(['newer', 'one', 'seen', 'over']);
  expect(sorted.map(alarmTone)).toEqual(['up', 'up', 'seen', 'over']);
});
