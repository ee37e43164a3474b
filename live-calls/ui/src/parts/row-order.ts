/**
 * In which order rows stand. What has its place keeps it: values that change move nothing, only a new order that
 * the user asks for does. While the table is held (the pointer is over it, keys move in it), rows come only at
 * the end and none leaves, so that nothing moves under the cursor.
 */
export class RowOrder<T> {
  private order: string[] = [];
  private readonly rows = new Map<string, T>();
  private arriving = new Set<string>();
  private leaving = new Set<string>();

  constructor(
    private readonly keyOf: (row: T) => string,
    private compare: (a: T, b: T) => number,
  ) {}

  /** Takes rows that came or changed. New ones wait for `settle`. */
  put(rows: readonly T[]): void {
    for (const row of rows) {
      const key = this.keyOf(row);
      if (!this.rows.has(key)) {
        this.arriving.add(key);
      }
      this.leaving.delete(key);
      this.rows.set(key, row);
    }
  }

  /** Marks rows to leave at the next `settle` that is not held. */
  remove(keys: Iterable<string>): void {
    for (const key of keys) {
      if (this.rows.has(key)) {
        this.leaving.add(key);
      }
    }
  }

  get(key: string): T | undefined {
    return this.rows.get(key);
  }

  /** How many rows wait to come or to go until the table is no longer held. */
  get held(): number {
    return this.arriving.size + this.leaving.size;
  }

  /** Lets rows come and go, as far as `held` allows. */
  settle(held: boolean): void {
    if (!held && this.leaving.size > 0) {
      this.leaving.forEach((key) => {
        this.rows.delete(key);
        this.arriving.delete(key);
      });
      this.order = this.order.filter((key) => !this.leaving.has(key));
      this.leaving.clear();
    }
    const arrivals = [...this.arriving].sort((a, b) => this.compare(this.rows.get(a)!, this.rows.get(b)!));
    for (const key of arrivals) {
      const place = this.place(this.rows.get(key)!);
      if (!held || place === this.order.length) {
        this.order.splice(place, 0, key);
        this.arriving.delete(key);
      }
    }
  }

  /** Puts all rows into another order, at once. */
  sort(compare: (a: T, b: T) => number): void {
    this.compare = compare;
    this.order.sort((a, b) => compare(this.rows.get(a)!, this.rows.get(b)!));
  }

  /** The rows in their order. */
  list(): T[] {
    return this.order.map((key) => this.rows.get(key)!);
  }

  /** Where a new row belongs: after all that are not greater. */
  private place(row: T): number {
    let low = 0;
    let high = this.order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.compare(this.rows.get(this.order[middle]!)!, row) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
