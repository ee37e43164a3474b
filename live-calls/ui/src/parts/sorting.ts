import type { Column } from './columns';
import type { Table } from './table';

type Compare<T> = (a: T, b: T) => number;

/** The order that the user chose: a click on a title sorts by it, a second one turns it round, a third undoes it. */
export class Sorting<T> {
  private column: Column<T> | null = null;
  private falling = false;

  constructor(
    private readonly usual: Compare<T>,
    private readonly table: Table<T>,
    private readonly columns: readonly Column<T>[],
    private readonly apply: (compare: Compare<T>) => void,
  ) {}

  choose(column: Column<T>): void {
    if (this.column !== column) {
      this.set(column, false);
    } else {
      this.set(this.falling ? null : column, !this.falling);
    }
  }

  /** The order as an address says it: the column's key, with a minus before it when it falls; empty for the usual one. */
  get words(): string {
    return this.column === null ? '' : (this.falling ? '-' : '') + this.column.key;
  }

  /** The order that an address says; the usual one where it names no column that can be sorted by. */
  follow(words = ''): void {
    if (words !== this.words) {
      const falling = words.startsWith('-');
      const key = falling ? words.slice(1) : words;
      this.set(this.columns.find((column) => column.key === key && column.compare) ?? null, falling);
    }
  }

  private set(column: Column<T> | null, falling: boolean): void {
    this.column = column;
    this.falling = column !== null && falling;
    this.table.markSorted(column?.key ?? null, this.falling);
    const compare = column?.compare ?? this.usual;
    this.apply(this.falling ? (a, b) => compare(b, a) : compare);
  }
}
