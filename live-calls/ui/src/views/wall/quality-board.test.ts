import { expect, test, vi } from 'vitest';
import type { Quality } from '../../api/schema';

// It wants a browser at once.
vi.mock('uplot', () => ({ default: class {} }));
const { hourOfAll } = await import('./quality-board');

const trunk = (attempts: number[], answered: number[]): Quality =>
  ({
    hour: { from: '2026-11-22T03:00:00.000000Z', attempts, answered, pddMillisMedian: [] },
  }) as unknown as Quality;

test('the chart of the wall adds the trunks up and leaves out the minute that runs', () => {
  expect(hourOfAll([trunk([1, 2, 3], [1, 0, 2]), trunk([10, 20, 30], [5, 10, 1])])).toEqual({
    from: '2026-11-22T03:00:00.000000Z',
    attempts: [11, 22],
    answered: [6, 10],
    pddMillisMedian: [],
  });
});

test('without trunks there is no chart on the wall', () => {
  expect(hourOfAll([])).toBeNull();
});
