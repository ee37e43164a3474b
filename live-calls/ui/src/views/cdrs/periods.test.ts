import { describe, expect, test } from 'vitest';
import { periodStart } from './periods';

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
});
