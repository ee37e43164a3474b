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
    private readonly apply: (compare: Compare<T>) => void,
  ) {}

  choose(column: Column<T>): void {
    if (this.column !== column) {
      this.column = column;
      this.falling = false;
    } else if (!this.falling) {
      this.falling = true;
    } else {
      this.column = null;
      this.falling = false;
    }
    this.table.markSorted(this.column?.key ?? null, this.falling);
    const compare = this.column?.compare ?? this.usual;
    this.apply(this.falling ? (a, b) => compare(b, a) : compare);
  }
}
