import { expect, test, vi } from 'vitest';

vi.mock('uplot', () => ({ default: class {} }));
const { ratios } = await import('./hour-chart');

const hour = (attempts: number[], answered: number[]) => ({
  from: '2026-11-21T06:00:00.000000Z',
  attempts,
  answered,
  pddMillisMedian: attempts.map(() => null),
});

test('a share is of the five minutes up to each, and none where nobody tried', () => {
  expect(ratios(hour([0, 4, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0, 0]))).toEqual([
    null,
    0.25,
    0.25,
    0.25,
    0.25,
    0.25,
    null,
  ]);
  expect(ratios(hour([2, 2], [2, 1]))).toEqual([1, 0.75]);
});
