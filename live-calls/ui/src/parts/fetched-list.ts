import { ApiError } from '../api/client';
import { Polling } from '../api/polling';
import { lookOf, type Look } from '../route';
import { filterWords, matches, type Column } from './columns';
import { h, setText, type Child } from './dom';
import { filterField } from './filter-field';
import { Sorting } from './sorting';
import { Table } from './table';

export interface FetchedListOptions<T> {
  label: string;
  columns: readonly Column<T>[];
  keyOf(row: T): string;
  /** The order that rows have until the user asks for another. */
  compare(a: T, b: T): number;
  fetch(signal: AbortSignal): Promise<readonly T[]>;
  everyMillis: number;
  open?(row: T): void;
  tone?(row: T): string;
  /** Told when another row is selected, or the selected one has changed. */
  selected?(row: T | null): void;
  filterHint: string;
  look: Look;
  /** Told when the user looks at it otherwise. */
  looked(look: Look): void;
  /** Stand before and behind the filter. */
  before?: readonly HTMLElement[];
  tools?: readonly Child[];
  /** What to say when there are no rows. */
  empty: HTMLElement;
}

/** A table of what is asked for now and then as a whole, with its filter. */
export class FetchedList<T> {
  readonly element: HTMLElement;
  readonly table: Table<T>;
  private readonly sorting: Sorting<T>;
  private readonly polling: Polling;
  private readonly message = h('span', { class: 'count', role: 'status' });
  private readonly filterField: HTMLInputElement;
  private compare: (a: T, b: T) => number;
  private rows: readonly T[] = [];
  private told = '';

  constructor(private readonly options: FetchedListOptions<T>) {
    this.compare = options.compare;
    this.table = new Table<T>({
      label: options.label,
      columns: options.columns,
      keyOf: options.keyOf,
      ...(options.tone && { tone: options.tone }),
      ...(options.open && { open: options.open }),
      sorted: (column) => {
        this.sorting.choose(column);
        this.tell();
      },
      selected: () => {
        this.tell();
        this.tellSelected();
      },
    });
    this.sorting = new Sorting(options.compare, this.table, options.columns, (compare) => {
      this.compare = compare;
      this.draw();
    });
    this.filterField = filterField(options.filterHint, () => {
      this.draw();
      this.tell();
    });
    options.empty.classList.add('empty');
    options.empty.hidden = true;
    this.element = h(
      'section',
      { class: 'live-list' },
      h(
        'div',
        { class: 'tools' },
        ...(options.before ?? []),
        this.filterField,
        this.message,
        ...(options.tools ?? []),
      ),
      h('div', { class: 'table-room' }, this.table.element, options.empty),
    );
    this.follow(options.look);
    this.polling = new Polling(
      options.everyMillis,
      async (signal) => this.take(await options.fetch(signal)),
      (problem) =>
        setText(this.message, problem instanceof ApiError ? problem.message : 'It could not be read.'),
    );
  }

  /** Shows it as an address says. */
  follow(look: Look): void {
    this.filterField.value = look.find ?? '';
    this.sorting.follow(look.sort);
    this.table.seek(look.row ?? null);
    this.draw();
  }

  look(): Look {
    return lookOf({
      find: this.filterField.value,
      sort: this.sorting.words,
      row: this.table.selectedKey ?? '',
    });
  }

  /** Asks anew, for what was changed a moment ago or is asked for otherwise. */
  again(): void {
    this.polling.now();
  }

  key(event: KeyboardEvent): boolean {
    return this.table.key(event);
  }

  focusFilter(): void {
    this.filterField.select();
    this.filterField.focus();
  }

  close(): void {
    this.polling.close();
  }

  private tell(): void {
    this.options.looked(this.look());
  }

  private take(rows: readonly T[]): void {
    this.rows = rows;
    this.draw();
    this.options.empty.hidden = rows.length > 0;
    if (rows.length === 0) {
      this.polling.soon();
    }
  }

  private draw(): void {
    const words = filterWords(this.filterField.value);
    const fitting = this.rows.filter((row) => matches(row, words, this.options.columns));
    this.table.show([...fitting].sort(this.compare));
    const all = this.rows.length;
    setText(this.message, fitting.length < all ? `${fitting.length} of ${all} match` : `${all}`);
    this.tellSelected();
  }

  private tellSelected(): void {
    const row = this.table.selection;
    const now = JSON.stringify(row);
    if (now !== this.told) {
      this.told = now;
      this.options.selected?.(row);
    }
  }
}
