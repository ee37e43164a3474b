import { render, type TemplateResult } from 'lit-html';
import { LiveRows } from '../api/live-rows';
import { LiveStream } from '../api/live-stream';
import { serverClock } from '../api/server-clock';
import type { StreamEvent } from '../api/event-stream';
import { lookOf, type Look } from '../route';
import { texts } from '../texts';
import { filterWords, searchedText, type Column } from './columns';
import { h, setText } from './dom';
import { filterField } from './filter-field';
import { RowOrder } from './row-order';
import { Sorting } from './sorting';
import { StreamNotice } from './stream-notice';
import { Table } from './table';

/** What only time changes is shown four times a second. */
const SHOW_MILLIS = 250;

/** Changes that come together are gathered for a frame. */
const GATHER_MILLIS = 16;

/** Changes are shown as they come, as long as that takes no more than this part of the time: a short list is shown at once. */
const BUSY_AT_MOST = 1 / 6;

/** A row that went stays, marked, for so long: what ended a moment ago can still be read and opened. */
const LINGER_MILLIS = 6_000;

/** Rows leave together, so that the table moves seldom. */
const SWEEP_MILLIS = 4_000;

/** Silence from which the age of the data is shown: one heartbeat that did not come, and a bit. */
const STALE_MILLIS = 12_000;

/** What columns need to know beside the row itself. */
export interface Board<T> {
  /** The moment that is shown: the present, or for a row that went, when it did. Milliseconds since 1970. */
  moment(row: T): number;
  /** Whether the row went, and stays for a few seconds only to be read. */
  ended(row: T): boolean;
}

export interface LiveListOptions<T> {
  label: string;
  /** Path of the event stream. */
  path: string;
  /** Name of the event that brings a row. */
  rowEvent: string;
  /** Field of a `gone` event that names the row. */
  goneField: string;
  keyOf(row: T): string;
  /** The order that rows have until the user asks for another. */
  compare(a: T, b: T): number;
  /** What stands directly beneath a row, wherever that stands; it is not counted. */
  beneath?(row: T): readonly T[];
  /** Key of the row beneath which a row stands; undefined for one that stands by itself. */
  standsBeneath?(row: T): string | undefined;
  columns(board: Board<T>): readonly Column<T>[];
  /** Further texts in which the filter looks. */
  alsoSearched?(row: T): string;
  tone?(row: T): string;
  open?(row: T): void;
  /** Told four times a second which rows are there, and which of them fit the filter, without those that went. */
  shown?(rows: readonly T[], fitting: readonly T[], look: Look): void;
  /** Rows that are folded away until somebody wants to see them, and what they are called. */
  folded?: { of(row: T): boolean; words: string };
  filterHint: string;
  /** How it is looked at, at first. */
  look: Look;
  /** Told when the user looks at it otherwise: another filter, another order, another row. */
  looked(look: Look): void;
  /** Which rows fit, beside what the filter says. */
  fits?(row: T): boolean;
  /** Stands between the filter and the rows. */
  above?: HTMLElement;
  /** Stand beside the filter. */
  tools?: readonly HTMLElement[];
  aside?: HTMLElement;
  /** What to say when there are no rows. */
  empty: TemplateResult;
}

/** A table fed by an event stream, with its filter, its pause, and an honest word on the age of its data. */
export class LiveList<T extends object> implements Board<T> {
  readonly element: HTMLElement;
  readonly table: Table<T>;
  private readonly rows: LiveRows<T>;
  private readonly order: RowOrder<T>;
  private readonly sorting: Sorting<T>;
  private readonly stream: LiveStream;
  private readonly columns: readonly Column<T>[];
  private readonly endedAt = new Map<string, number>();
  /** In what the filter looks: of each row as it was when it changed last, for that costs more than all else. */
  private searched = new WeakMap<T, string>();
  private readonly notice = new StreamNotice();
  private readonly count = h('span', { class: 'count', role: 'status' });
  private readonly pauseButton: HTMLButtonElement;
  private readonly filterField: HTMLInputElement;
  private readonly empty = h('div', { class: 'empty' });
  private readonly unfit = h(
    'div',
    { class: 'empty' },
    h('h2', {}, texts.list.nothingFits),
    h('p', {}, texts.list.searchInstead),
  );
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly foldButton = h('button', {
    type: 'button',
    class: 'quiet fold',
    on: {
      click: () => {
        this.open = !this.open;
        this.draw();
      },
    },
  });
  private open = false;
  private paused = false;
  private frozenAtMillis: number | null = null;
  private sweptAtMillis = 0;

  /** By the page's own clock: when it is shown next, and until when it rests from the last time. */
  private dueAtMillis = 0;
  private restedAtMillis = 0;

  private seen = false;
  private begun = false;

  constructor(private readonly options: LiveListOptions<T>) {
    this.rows = new LiveRows(options.keyOf);
    this.order = new RowOrder(options.keyOf, options.compare);
    this.columns = options.columns(this);
    this.table = new Table<T>({
      label: options.label,
      columns: this.columns,
      keyOf: options.keyOf,
      tone: (row) => (this.ended(row) ? 'ended' : (options.tone?.(row) ?? '')),
      sorted: (column) => {
        this.sorting.choose(column);
        this.tell();
      },
      selected: () => this.tell(),
      ...(options.open && { open: options.open }),
    });
    this.sorting = new Sorting(options.compare, this.table, this.columns, (compare) => {
      this.order.sort(compare);
      this.draw();
    });
    this.filterField = filterField(options.filterHint, () => {
      this.draw();
      this.tell();
    });
    this.pauseButton = h(
      'button',
      { type: 'button', class: 'pause', on: { click: () => this.togglePause() } },
      texts.live.pause,
    );
    render(options.empty, this.empty);
    this.empty.hidden = this.unfit.hidden = true;
    this.foldButton.hidden = true;
    this.element = h(
      'section',
      { class: 'live-list' },
      h(
        'div',
        {},
        h(
          'div',
          { class: 'tools' },
          this.filterField,
          this.count,
          ...(options.tools ?? []),
          this.foldButton,
          options.aside,
          this.pauseButton,
        ),
        options.above,
      ),
      this.notice.element,
      h('div', { class: 'table-room' }, this.table.element, this.empty, this.unfit),
    );
    this.stream = new LiveStream(options.path, {
      event: (event) => this.take(event),
      connected: (serverMillis) => {
        if (serverMillis !== null) {
          serverClock.heard(serverMillis);
        }
      },
    });
    this.tickIn(SHOW_MILLIS);
    this.follow(options.look);
    this.begun = true;
  }

  /** Shows it as an address says. */
  follow(look: Look): void {
    this.filterField.value = look.find ?? '';
    this.sorting.follow(look.sort);
    this.table.seek(look.row ?? null);
    this.draw();
  }

  /** Tells how it is looked at. */
  tell(): void {
    this.options.looked(this.look());
  }

  /** The row before or after the selected one, without what stands beneath another. */
  beside(step: 1 | -1): T | null {
    return this.table.beside(step, (row) => this.options.standsBeneath?.(row) === undefined);
  }

  /** Lets the filter look at all rows anew: something else than rows is called otherwise now. */
  searchAnew(): void {
    this.searched = new WeakMap();
  }

  look(): Look {
    return lookOf({
      find: this.filterField.value,
      sort: this.sorting.words,
      row: this.table.selectedKey ?? '',
    });
  }

  moment(row: T): number {
    return this.endedAt.get(this.ownKey(row)) ?? this.now();
  }

  ended(row: T): boolean {
    return this.endedAt.has(this.ownKey(row));
  }

  /** What stands beneath a row goes when that does. */
  private ownKey(row: T): string {
    return this.options.standsBeneath?.(row) ?? this.options.keyOf(row);
  }

  key(event: KeyboardEvent): boolean {
    if (event.key === 'p') {
      this.togglePause();
      return true;
    }
    return this.table.key(event);
  }

  focusFilter(): void {
    this.filterField.select();
    this.filterField.focus();
  }

  close(): void {
    clearTimeout(this.timer);
    this.stream.close();
    this.notice.close();
  }

  /** The present, which stands still during a pause and when no data comes. */
  private now(): number {
    return this.frozenAtMillis ?? serverClock.millis();
  }

  private take(event: StreamEvent): void {
    const data: unknown = JSON.parse(event.data);
    if (event.name === 'snapshot') {
      this.seen = true;
      this.rows.snapshot((data as { items: T[] }).items);
    } else if (event.name === this.options.rowEvent) {
      this.rows.put(data as T);
    } else if (event.name === 'gone') {
      this.rows.remove((data as Record<string, string>)[this.options.goneField] ?? '');
    }
    const now = performance.now();
    const soon = Math.max(now + GATHER_MILLIS, this.restedAtMillis);
    if (soon < this.dueAtMillis) {
      this.tickIn(soon - now);
    }
  }

  private tickIn(millis: number): void {
    clearTimeout(this.timer);
    this.dueAtMillis = performance.now() + millis;
    this.timer = setTimeout(() => this.tick(), millis);
  }

  private togglePause(): void {
    this.paused = !this.paused;
    this.pauseButton.setAttribute('aria-pressed', String(this.paused));
    this.tick();
  }

  private tick(): void {
    const began = performance.now();
    this.show();
    const ended = performance.now();
    this.restedAtMillis = ended + (ended - began) / BUSY_AT_MOST;
    this.tickIn(SHOW_MILLIS);
  }

  private show(): void {
    const stale = !this.stream.up || this.stream.silentMillis > STALE_MILLIS;
    this.notice.show(this.seen, stale, this.stream.silentMillis);
    this.element.classList.toggle('stale', stale && this.seen);
    setText(this.pauseButton, this.paused ? texts.live.paused(this.rows.waiting) : texts.live.pause);
    if (this.paused || stale) {
      this.frozenAtMillis ??= serverClock.millis() - (stale ? this.stream.silentMillis : 0);
    } else {
      this.frozenAtMillis = null;
    }
    if (!this.paused) {
      this.gather();
    }
    this.draw();
  }

  private gather(): void {
    const now = serverClock.millis();
    const changes = this.rows.take();
    changes.put.forEach((row) => this.endedAt.delete(this.options.keyOf(row)));
    for (const key of changes.gone) {
      this.endedAt.set(key, now);
      const row = this.order.get(key);
      if (row !== undefined) {
        this.searched.delete(row);
      }
    }
    this.order.put(changes.put);
    if (now - this.sweptAtMillis > SWEEP_MILLIS && !this.table.inUse) {
      this.sweptAtMillis = now;
      for (const [key, at] of this.endedAt) {
        if (now - at > LINGER_MILLIS) {
          this.order.remove([key]);
          this.endedAt.delete(key);
        }
      }
    }
    this.order.settle(this.table.inUse);
  }

  private countText(live: number, shown: number, filtered: boolean): string {
    const count = filtered ? texts.list.match(shown, live) : `${live}`;
    const waiting = this.order.held;
    return waiting === 0 || !this.table.inUse ? count : texts.live.held(count, waiting);
  }

  /** Without the rows that are folded away, of which the button says how many they are; or with them at the end. */
  private unfolded(rows: readonly T[]): readonly T[] {
    const { folded } = this.options;
    if (folded === undefined) {
      return rows;
    }
    const away = rows.filter((row) => folded.of(row));
    this.foldButton.hidden = away.length === 0;
    setText(this.foldButton, (this.open ? texts.live.hide : texts.live.show)(away.length, folded.words));
    const others = rows.filter((row) => !folded.of(row));
    return this.open ? [...others, ...away] : others;
  }

  private textOf(row: T): string {
    let text = this.searched.get(row);
    if (text === undefined) {
      text = searchedText(row, this.columns, this.options.alsoSearched);
      this.searched.set(row, text);
    }
    return text;
  }

  private draw(): void {
    if (!this.begun) {
      return;
    }
    const all = this.order.list();
    const words = filterWords(this.filterField.value);
    const fits = this.options.fits ?? ((): boolean => true);
    const fitting = all.filter((row) => fits(row) && words.every((word) => this.textOf(row).includes(word)));
    const shown = this.unfolded(fitting);
    const { beneath } = this.options;
    this.table.show(beneath === undefined ? shown : shown.flatMap((row) => [row, ...beneath(row)]));
    const filtered = words.length > 0 || fitting.length < all.length;
    setText(this.count, this.countText(all.length - this.endedAt.size, shown.length, filtered));
    this.empty.hidden = !this.seen || all.length > 0;
    this.unfit.hidden = all.length === 0 || fitting.length > 0;
    this.options.shown?.(
      all.filter((row) => !this.ended(row)),
      shown.filter((row) => !this.ended(row)),
      this.look(),
    );
  }
}
