import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Polling } from './polling';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { hidden: false, addEventListener: () => {} });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('asks again after a while', async () => {
  const ask = vi.fn(() => Promise.resolve());
  const polling = new Polling(60_000, ask);
  await vi.advanceTimersByTimeAsync(59_000);
  expect(ask).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(ask).toHaveBeenCalledTimes(2);
  polling.close();
});

test('asks again soon when there was nothing yet, and then as usual', async () => {
  let empty = true;
  const ask = vi.fn(async () => {
    await Promise.resolve();
    if (empty) {
      polling.soon();
    }
  });
  const polling: Polling = new Polling(60_000, ask);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(ask).toHaveBeenCalledTimes(2);
  empty = false;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(ask).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(59_000);
  expect(ask).toHaveBeenCalledTimes(3);
  polling.close();
});

test('tells an error and asks again soon, but never later than usual', async () => {
  const failed = vi.fn();
  const polling = new Polling(2_000, () => Promise.reject(new Error('away')), failed);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(failed).toHaveBeenCalledTimes(2);
  polling.close();
});
