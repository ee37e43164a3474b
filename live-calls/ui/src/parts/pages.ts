import type { Listing } from '../api/client';

/**
 * What was read of a list that comes page by page, the newest first, and grows at its head. Rows of a newer look at its
 * first page are taken as they stand in it, so that a corrected one is shown corrected.
 */
export class Pages<T> {
  rows: readonly T[] = [];
  /** The cursor of the page after those that were read; null when there is none. */
  next: string | null = null;
  /** Whether anything was read since the beginning. */
  loaded = false;

  constructor(private readonly keyOf: (row: T) => string) {}

  /** Begins anew: for another search. */
  clear(): void {
    this.rows = [];
    this.next = null;
    this.loaded = false;
  }

  /** How many rows of a first page are not known yet. */
  arrivalsOf(page: Listing<T>): number {
    const known = this.keys();
    return page.items.filter((row) => !known.has(this.keyOf(row))).length;
  }

  /** Takes a newer look at the first page. */
  take(page: Listing<T>): void {
    // One that is the last as well is all there is; and behind one that holds nothing known there is a gap.
    const restarts = page.next === null || this.arrivalsOf(page) === page.items.length;
    if (restarts || !this.loaded) {
      this.rows = page.items;
      this.next = page.next;
    } else {
      const seen = new Set(page.items.map(this.keyOf));
      this.rows = [...page.items, ...this.rows.filter((row) => !seen.has(this.keyOf(row)))];
    }
    this.loaded = true;
  }

  /** Takes the page after those that were read. */
  append(page: Listing<T>): void {
    const known = this.keys();
    this.rows = [...this.rows, ...page.items.filter((row) => !known.has(this.keyOf(row)))];
    this.next = page.next;
  }

  private keys(): Set<string> {
    return new Set(this.rows.map(this.keyOf));
  }
}
