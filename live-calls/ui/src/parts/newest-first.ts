import type { Listing } from '../api/client';

/** What a newer look at the first page brought. */
export interface Merged<T> {
  rows: T[];
  /** Rows that were not known before. */
  arrived: number;
  /** The first page held nothing that was known: what lies between is unknown, and the rows start anew. */
  restarted: boolean;
}

/**
 * Joins the first page of a list that grows at its head with the rows already loaded. Rows of the page are taken
 * as they stand in it, so that a corrected one is shown corrected.
 */
export function mergeNewest<T>(known: readonly T[], page: Listing<T>, keyOf: (row: T) => string): Merged<T> {
  const knownKeys = new Set(known.map(keyOf));
  const pageKeys = new Set(page.items.map(keyOf));
  const arrived = page.items.filter((row) => !knownKeys.has(keyOf(row))).length;
  if (arrived === page.items.length && page.next !== null) {
    return { rows: [...page.items], arrived, restarted: true };
  }
  return {
    rows: [...page.items, ...known.filter((row) => !pageKeys.has(keyOf(row)))],
    arrived,
    restarted: false,
  };
}
