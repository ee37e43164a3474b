import { describe, expect, test } from 'vitest';
import { mergeNewest } from './newest-first';

interface Row {
  id: number;
  price?: string;
}

const keyOf = (row: Row): string => String(row.id);

function rows(...ids: number[]): Row[] {
  return ids.map((id) => ({ id }));
}

describe('a list that grows at its head', () => {
  test('takes new rows at the head and keeps older pages', () => {
    const merged = mergeNewest(rows(5, 4, 3, 2, 1), { items: rows(7, 6, 5), next: 'c' }, keyOf);
    expect(merged).toEqual({ rows: rows(7, 6, 5, 4, 3, 2, 1), arrived: 2, restarted: false });
  });

  test('takes a row that was corrected', () => {
    const merged = mergeNewest(
      rows(2, 1),
      { items: [{ id: 2, price: '0.1' }, { id: 1 }], next: null },
      keyOf,
    );
    expect(merged).toEqual({ rows: [{ id: 2, price: '0.1' }, { id: 1 }], arrived: 0, restarted: false });
  });

  test('starts anew when more came than a page holds', () => {
    const merged = mergeNewest(rows(3, 2, 1), { items: rows(9, 8), next: 'c' }, keyOf);
    expect(merged).toEqual({ rows: rows(9, 8), arrived: 2, restarted: true });
  });

  test('that is empty stays so', () => {
    expect(mergeNewest<Row>([], { items: [], next: null }, keyOf)).toEqual({
      rows: [],
      arrived: 0,
      restarted: false,
    });
  });
});
