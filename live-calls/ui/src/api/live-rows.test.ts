import { describe, expect, test } from 'vitest';
import { LiveRows } from './live-rows';

interface Row {
  id: string;
  cost: string;
}

function rows(): LiveRows<Row> {
  return new LiveRows<Row>((row) => row.id);
}

describe('live rows', () => {
  test('of many changes of one row the last one counts', () => {
    const live = rows();
    live.put({ id: 'a', cost: '0.1' });
    live.put({ id: 'b', cost: '5' });
    live.put({ id: 'a', cost: '0.2' });
    expect(live.waiting).toBe(2);
    expect(live.take()).toEqual({
      put: [
        { id: 'a', cost: '0.2' },
        { id: 'b', cost: '5' },
      ],
      gone: [],
    });
    expect(live.waiting).toBe(0);
  });

  test('a row that came and went between two looks is never shown', () => {
    const live = rows();
    live.put({ id: 'a', cost: '0.1' });
    live.remove('a');
    expect(live.take()).toEqual({ put: [], gone: [] });
  });

  test('a row that was shown is told to be gone, once', () => {
    const live = rows();
    live.put({ id: 'a', cost: '0.1' });
    live.take();
    live.put({ id: 'a', cost: '0.2' });
    live.remove('a');
    expect(live.take()).toEqual({ put: [], gone: ['a'] });
    live.remove('a');
    expect(live.take()).toEqual({ put: [], gone: [] });
  });

  test('a snapshot after a lost connection removes what ended meanwhile', () => {
    const live = rows();
    live.snapshot([
      { id: 'a', cost: '1' },
      { id: 'b', cost: '2' },
    ]);
    live.take();
    live.put({ id: 'c', cost: '3' });
    live.snapshot([{ id: 'b', cost: '4' }]);
    expect(live.take()).toEqual({ put: [{ id: 'b', cost: '4' }], gone: ['a'] });
  });
});
