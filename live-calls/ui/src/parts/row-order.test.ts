import { describe, expect, test } from 'vitest';
import { RowOrder } from './row-order';

interface Row {
  id: string;
  at: number;
  cost: number;
}

const byStart = (a: Row, b: Row): number => a.at - b.at;
const byCostFalling = (a: Row, b: Row): number => b.cost - a.cost;

function row(id: string, at: number, cost = 0): Row {
  return { id, at, cost };
}

function ordered(...rows: Row[]): RowOrder<Row> {
  const order = new RowOrder<Row>((each) => each.id, byStart);
  order.put(rows);
  order.settle(false);
  return order;
}

function ids(order: RowOrder<Row>): string {
  return order
    .list()
    .map((each) => each.id)
    .join(' ');
}

describe('the order of rows', () => {
  test('is that of their start', () => {
    expect(ids(ordered(row('c', 3), row('a', 1), row('b', 2)))).toBe('a b c');
  });

  test('does not change when values do', () => {
    const order = ordered(row('a', 1, 10), row('b', 2, 5));
    order.sort(byCostFalling);
    order.put([row('b', 2, 50)]);
    order.settle(false);
    expect(ids(order)).toBe('a b');
    expect(order.list()[1]!.cost).toBe(50);
  });

  test('keeps rows that end while the table is held', () => {
    const order = ordered(row('a', 1), row('b', 2));
    order.remove(['a']);
    order.settle(true);
    expect(ids(order)).toBe('a b');
    expect(order.held).toBe(1);
    order.settle(false);
    expect(ids(order)).toBe('b');
    expect(order.held).toBe(0);
  });

  test('takes new rows at the end even while held, and others after it', () => {
    const order = ordered(row('a', 1), row('c', 3));
    order.put([row('d', 4), row('b', 2)]);
    order.settle(true);
    expect(ids(order)).toBe('a c d');
    order.settle(false);
    expect(ids(order)).toBe('a b c d');
  });

  test('forgets a row that came and went while held', () => {
    const order = ordered(row('b', 2));
    order.put([row('a', 1)]);
    order.settle(true);
    order.remove(['a']);
    order.settle(true);
    expect(ids(order)).toBe('b');
    order.settle(false);
    expect(ids(order)).toBe('b');
    expect(order.get('a')).toBeUndefined();
  });

  test('puts a new row where the chosen order wants it', () => {
    const order = ordered(row('a', 1, 1), row('b', 2, 9));
    order.sort(byCostFalling);
    order.put([row('c', 3, 5)]);
    order.settle(false);
    expect(ids(order)).toBe('b c a');
  });
});
