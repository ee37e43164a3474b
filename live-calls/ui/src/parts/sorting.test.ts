import { describe, expect, test } from 'vitest';
import type { Column } from './columns';
import { Sorting } from './sorting';
import type { Table } from './table';

describe('the order of a list', () => {
  const columns: Column<number>[] = [
    { key: 'size', title: 'Size', width: 1, text: String, compare: (a, b) => a - b },
    { key: 'note', title: 'Note', width: 1, text: String },
  ];
  const list = (): { sorting: Sorting<number>; rows: () => number[] } => {
    let rows = [2, 3, 1];
    const table = { markSorted: () => {} } as unknown as Table<number>;
    const usual = (): number => 0;
    const sorting = new Sorting<number>(usual, table, columns, (compare) => (rows = [2, 3, 1].sort(compare)));
    return { sorting, rows: () => rows };
  };

  test('is said in a word that brings it back', () => {
    const { sorting } = list();
    const said = ['', '', ''].map(() => {
      sorting.choose(columns[0]!);
      return sorting.words;
    });
    expect(said).toEqual(['size', '-size', '']);

    const other = list();
    other.sorting.follow('-size');
    expect(other.rows()).toEqual([3, 2, 1]);
    other.sorting.follow('');
    expect(other.rows()).toEqual([2, 3, 1]);
  });

  test('is the usual one where an address names what cannot be sorted by', () => {
    for (const words of ['note', '-colour', '-']) {
      const { sorting, rows } = list();
      sorting.follow(words);
      expect(sorting.words).toBe('');
      expect(rows()).toEqual([2, 3, 1]);
    }
  });
});
