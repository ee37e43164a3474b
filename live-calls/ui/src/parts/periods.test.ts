import { describe, expect, test } from 'vitest';
import { isPeriod, periodEnd, periodStart, type Period } from './periods';

describe('a period', () => {
  const afternoon = new Date(2026, 10, 21, 15, 30, 12);
  const morning = new Date(2026, 10, 21, 9, 5);

  test('begins at the last noon, which in the morning is that of yesterday', () => {
    expect(periodStart('noon', afternoon)).toEqual(new Date(2026, 10, 21, 12));
    expect(periodStart('noon', morning)).toEqual(new Date(2026, 10, 20, 12));
  });

  test('begins at the last midnight', () => {
    expect(periodStart('midnight', morning)).toEqual(new Date(2026, 10, 21));
  });

  test('begins so long ago as it says', () => {
    expect(periodStart('hour', afternoon)).toEqual(new Date(2026, 10, 21, 14, 30, 12));
    expect(periodStart('quarter', afternoon)).toEqual(new Date(2026, 10, 21, 15, 15, 12));
    expect(periodStart('week', afternoon)).toEqual(new Date(2026, 10, 14, 15, 30, 12));
    expect(periodStart('', afternoon)).toBeNull();
  });

  test('that are over have an end', () => {
    const now = new Date(2026, 0, 15, 9, 30);
    const period = (name: Period): (Date | null)[] => [periodStart(name, now), periodEnd(name, now)];
    expect(period('yesterday')).toEqual([new Date(2026, 0, 14), new Date(2026, 0, 15)]);
    expect(period('before')).toEqual([new Date(2025, 11, 1), new Date(2026, 0, 1)]);
    expect(period('month')).toEqual([new Date(2026, 0, 1), null]);
  });

  test('is known again by what an address says of it', () => {
    const noon = new Date(2026, 10, 21, 12).toISOString();
    expect(isPeriod('noon', noon, '', afternoon)).toBe(true);
    expect(isPeriod('noon', noon, afternoon.toISOString(), afternoon)).toBe(false);
    expect(isPeriod('midnight', noon, '', afternoon)).toBe(false);
    expect(isPeriod('hour', new Date(2026, 10, 21, 14, 30).toISOString(), '', afternoon)).toBe(true);
    expect(isPeriod('', '', '', afternoon)).toBe(true);
  });
});
