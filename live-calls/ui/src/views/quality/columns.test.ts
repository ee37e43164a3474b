import { expect, test, vi } from 'vitest';
import type { Quality, UsualHour } from '../../api/schema';
import { parseRoute } from '../../route';

vi.mock('uplot', () => ({ default: class {} }));
const { asrTone, callsHash } = await import('./columns');

const ROW: Quality = {
  key: '203.0.113.41',
  attempts: 40,
  answered: 20,
  asr: 0.5,
  ner: 0.9,
  acdSeconds: 60,
  pddMillisMedian: 900,
  minutes: 20,
  revenue: '1.20',
  currency: 'EUR',
  revenues: { EUR: '1.20' },
  hour: { from: '2026-11-21T06:00:00.000000Z', attempts: [], answered: [], pddMillisMedian: [] },
};

const USUAL: UsualHour = {
  key: '203.0.113.41',
  days: 3,
  attempts: 300,
  answered: 200,
  asr: 0.66,
  acdSeconds: 60,
  pddMillisMedian: 900,
};

test('a share that fell against the days before is bad, a poor one asks for a look, a few calls say nothing', () => {
  expect(asrTone(ROW, undefined)).toBe('');
  expect(asrTone(ROW, USUAL)).toBe('bad');
  expect(asrTone({ ...ROW, asr: 0.55 }, USUAL)).toBe('');
  expect(asrTone({ ...ROW, asr: 0.3 }, undefined)).toBe('watch');
  expect(asrTone({ ...ROW, asr: 0.1, attempts: 9 }, USUAL)).toBe('');
});

test('a figure leads to its calls, from some minutes before those that it is of', () => {
  const now = Date.parse('2026-11-21T06:30:10Z');
  const route = parseRoute(callsHash({ by: 'trunk', minutes: 15 }, '203.0.113.41', now, { group: 'cause' }));
  expect(route).toMatchObject({
    name: 'cdrs',
    filter: { view: 'all', trunk: '203.0.113.41', since: '2026-11-21T06:10:00.000Z', outcome: '' },
    group: 'cause',
  });
});
