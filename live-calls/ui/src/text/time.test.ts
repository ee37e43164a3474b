import { describe, expect, test } from 'vitest';
import { clockDuration, gapText, instantOfLocal, localOfInstant, microsOf, spokenDuration } from './time';

describe('durations', () => {
  test.each([
    [-5, '0:00'],
    [999, '0:00'],
    [7_000, '0:07'],
    [754_000, '12:34'],
    [3_723_000, '1:02:03'],
    [360_000_000, '100:00:00'],
  ])('of %i ms are shown as on a clock', (millis, text) => {
    expect(clockDuration(millis)).toBe(text);
  });

  test.each([
    [0, '0 s'],
    [45_000, '45 s'],
    [200_000, '3 min 20 s'],
    [7_500_000, '2 h 5 min'],
    [7_200_000, '2 h'],
    [273_600_000, '3 d 4 h'],
  ])('of %i ms are told by their two largest units', (millis, text) => {
    expect(spokenDuration(millis)).toBe(text);
  });
});

describe('the time between two messages', () => {
  test.each([
    [0, '+0.0 ms'],
    [12_340, '+12.3 ms'],
    [1_204_000, '+1.204 s'],
    [62_500_000, '+1:02.5'],
    [-1_500, '\u22121.5 ms'],
  ])('of %i µs', (micros, text) => {
    expect(gapText(micros)).toBe(text);
  });
});

describe('times', () => {
  test('keep their microseconds', () => {
    expect(microsOf('1970-01-01T00:00:01.000002Z')).toBe(1_000_002);
    expect(microsOf('1970-01-01T00:00:01.5Z')).toBe(1_500_000);
    expect(microsOf('1970-01-01T00:00:01Z')).toBe(1_000_000);
  });

  test('go through a form field and back', () => {
    const at = '2026-11-21T03:04:05.000Z';
    expect(instantOfLocal(localOfInstant(at))).toBe(at);
    expect(instantOfLocal('')).toBe('');
    expect(instantOfLocal('yesterday')).toBe('');
  });
});
