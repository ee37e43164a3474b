/** What changed in the rows since they were last looked at. */
export interface Changes<T> {
  /** Rows that came or changed, each as it stands now. */
  put: T[];
  /** Keys of rows that went. */
  gone: string[];
}

/**
 * The rows of a live stream, gathered: of many events of one key between two looks, the last one counts. While
 * nobody looks (a pause), it holds no more than one change a key.
 */
export class LiveRows<T> {
  private readonly known = new Set<string>();
  private readonly pending = new Map<string, T | null>();

  /** `keyOf` names a row; two events of one key speak of the same row. */
  constructor(private readonly keyOf: (row: T) => string) {}

  /** A snapshot: what it does not name is gone. */
  snapshot(rows: readonly T[]): void {
    const named = new Set(rows.map(this.keyOf));
    for (const key of this.known) {
      if (!named.has(key)) {
        this.remove(key);
      }
    }
    for (const [key, row] of this.pending) {
      if (row !== null && !named.has(key)) {
        this.remove(key);
      }
    }
    rows.forEach((row) => this.put(row));
  }

  put(row: T): void {
    this.pending.set(this.keyOf(row), row);
  }

  remove(key: string): void {
    if (this.known.has(key)) {
      this.pending.set(key, null);
    } else {
      // It came and went between two looks.
      this.pending.delete(key);
    }
  }

  /** How many rows have changes that were not looked at yet. */
  get waiting(): number {
    return this.pending.size;
  }

  /** Hands the changes over. */
  take(): Changes<T> {
    const changes: Changes<T> = { put: [], gone: [] };
    for (const [key, row] of this.pending) {
      if (row === null) {
        this.known.delete(key);
        changes.gone.push(key);
      } else {
        this.known.add(key);
        changes.put.push(row);
      }
    }
    this.pending.clear();
    return changes;
  }
}
