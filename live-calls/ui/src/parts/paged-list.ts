import { html, render, type TemplateResult } from 'lit-html';
import { ApiError, type Listing } from '../api/client';
import { Polling } from '../api/polling';
import { lookOf, type Look } from '../route';
import { texts } from '../texts';
import { filterWords, searchedText, type Column } from './columns';
import { h } from './dom';
import { filterField } from './filter-field';
import { Pages } from './pages';
import { Sorting } from './sorting';
import { Table } from './table';

/** What stands beside or above a list. */
export type Piece = HTMLElement | TemplateResult;

export interface PagedListOptions<T> {
  label: string;
  columns: readonly Column<T>[];
  keyOf(row: T): string;
  /** The order that rows have until the user asks for another. */
  compare(a: T, b: T): number;
  /** Reads the first page, or the one after a cursor. A list that comes as a whole is one page. */
  fetch(cursor: string | null, signal?: AbortSignal): Promise<Listing<T>>;
  /** The first page is read again after so long. */
  everyMillis: number;
  open?(row: T): void;
  tone?(row: T): string;
  /** Told when another row is selected, or the selected one has changed. */
  selected?(row: T | null): void;
  /** New rows wait behind a button while somebody looks at those that are there. */
  holds?: boolean;
  /** What is found by the filter; without it there is none. */
  filterHint?: string;
  /** How many rows there are, in words, and whether there are older ones. */
  counted?(rows: number, more: boolean): string;
  /** Said when it could not be read, and nobody told why. */
  failed?: string;
  look: Look;
  /** Told when the user looks at it otherwise. */
  looked(look: Look): void;
  /** Stand before and behind the filter. */
  before?: readonly Piece[];
  tools?: readonly Piece[];
  /** Stands between the tools and the rows. */
  above?: Piece;
  /** What to say when there are no rows. */
  empty(): TemplateResult;
}

/** A table of what is asked for now and then, page by page into the past or as a whole, with its filter. */
export class PagedList<T> {
  readonly element = h('section', { class: 'live-list' });
  readonly table: Table<T>;
  private readonly pages: Pages<T>;
  private readonly sorting: Sorting<T>;
  private readonly polling: Polling;
  private readonly filterField: HTMLInputElement | null;
  private compare: (a: T, b: T) => number;
  private waiting: Listing<T> | null = null;
  private fitting: readonly T[] = [];
  private problem = '';
  private told = '';
  /** Which search the rows are of: what comes of one before is not taken. */
  private search = 0;
  private reading = false;

  constructor(private readonly options: PagedListOptions<T>) {
    this.pages = new Pages(options.keyOf);
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
      pastEnd: () => void this.loadOlder(),
    });
    this.sorting = new Sorting(options.compare, this.table, options.columns, (compare) => {
      this.compare = compare;
      this.draw();
    });
    this.filterField =
      options.filterHint === undefined
        ? null
        : filterField(options.filterHint, () => {
            this.draw();
            this.tell();
          });
    this.follow(options.look);
    this.polling = new Polling(
      options.everyMillis,
      (signal) => this.poll(signal),
      (problem) => this.failed(problem),
    );
  }

  /** Shows it as an address says. */
  follow(look: Look): void {
    if (this.filterField !== null) {
      this.filterField.value = look.find ?? '';
    }
    this.sorting.follow(look.sort);
    this.table.seek(look.row ?? null);
    this.draw();
  }

  look(): Look {
    return lookOf({
      find: this.filterField?.value ?? '',
      sort: this.sorting.words,
      row: this.table.selectedKey ?? '',
    });
  }

  /** Asks anew, for what was changed a moment ago. */
  again(): void {
    this.polling.now();
  }

  /** Begins anew, for another search: what was read is forgotten. */
  restart(): void {
    this.search++;
    this.pages.clear();
    this.waiting = null;
    this.problem = '';
    this.table.select(null);
    this.table.element.scrollTop = 0;
    this.draw();
    this.polling.now();
  }

  key(event: KeyboardEvent): boolean {
    if (event.key === 'n' && this.waiting !== null) {
      this.showNews();
      return true;
    }
    return this.table.key(event);
  }

  focusFilter(): void {
    this.filterField?.select();
    this.filterField?.focus();
  }

  close(): void {
    this.polling.close();
  }

  /** Tells how it is looked at. */
  tell(): void {
    this.options.looked(this.look());
  }

  private async poll(signal: AbortSignal): Promise<void> {
    const { search } = this;
    const page = await this.options.fetch(null, signal);
    if (search !== this.search) {
      return;
    }
    this.problem = '';
    const looking =
      this.pages.loaded && (this.table.inUse || !this.table.atTop || this.table.selection !== null);
    if (this.options.holds && looking && this.pages.arrivalsOf(page) > 0) {
      this.waiting = page;
    } else {
      this.take(page);
    }
    if (this.pages.rows.length === 0) {
      this.polling.soon();
    }
    this.draw();
  }

  private take(page: Listing<T>): void {
    this.waiting = null;
    this.pages.take(page);
  }

  private showNews(): void {
    if (this.waiting !== null) {
      this.take(this.waiting);
      this.table.select(null);
      this.tell();
      this.table.element.scrollTop = 0;
      this.draw();
    }
  }

  private async loadOlder(): Promise<void> {
    const { search } = this;
    const cursor = this.pages.next;
    if (cursor === null || this.reading) {
      return;
    }
    this.reading = true;
    try {
      const page = await this.options.fetch(cursor);
      // After a gap the rows have begun anew, and another page is the next.
      if (search === this.search && cursor === this.pages.next) {
        this.pages.append(page);
      }
      this.draw();
    } catch (problem) {
      this.failed(problem);
    } finally {
      this.reading = false;
    }
  }

  private failed(problem: unknown): void {
    this.problem =
      problem instanceof ApiError ? problem.message : (this.options.failed ?? texts.parts.notRead);
    this.draw();
  }

  private draw(): void {
    const words = filterWords(this.filterField?.value ?? '');
    this.fitting = this.pages.rows.filter((row) =>
      words.every((word) => searchedText(row, this.options.columns).includes(word)),
    );
    this.table.show([...this.fitting].sort(this.compare));
    render(this.content(), this.element);
    this.tellSelected();
  }

  private content(): TemplateResult {
    const { before, tools, above, empty } = this.options;
    const nothing = this.pages.loaded && this.pages.rows.length === 0;
    const unfit = this.pages.rows.length > 0 && this.fitting.length === 0;
    return html`
      <div>
        <div class="tools">
          ${before} ${this.filterField}
          <span class="count" role="status">${this.problem || this.counted()}</span>
          ${this.waiting && this.news(this.waiting)}
          <button type="button" class="quiet" ?hidden=${this.pages.next === null} @click=${() => void this.loadOlder()}>
            ${texts.list.older}
          </button>
          ${tools}
        </div>
        ${above}
      </div>
      <div class="table-room">
        ${this.table.element}
        <div class="empty" ?hidden=${!nothing && !unfit}>${nothing ? empty() : unfit ? nothingFits() : null}</div>
      </div>
    `;
  }

  private news(page: Listing<T>): TemplateResult {
    const arrived = this.pages.arrivalsOf(page);
    const more = page.next !== null && arrived === page.items.length;
    return html`
      <button type="button" class="news-button" title=${texts.parts.keyNew} @click=${() => this.showNews()}>
        ${texts.list.arrived(arrived, more)}
      </button>
    `;
  }

  private counted(): string {
    const all = this.pages.rows.length;
    if (!this.pages.loaded) {
      return '';
    }
    return this.fitting.length < all
      ? texts.list.match(this.fitting.length, all)
      : (this.options.counted ?? texts.list.all)(all, this.pages.next !== null);
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

function nothingFits(): TemplateResult {
  return html`<h2>${texts.list.nothingFits}</h2><p>${texts.list.searchInstead}</p>`;
}
