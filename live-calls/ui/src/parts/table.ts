import { columnPixels, columnsFor, linesIn, widthOf, type Column } from './columns';
import { h, refill, setText } from './dom';

/** Height in pixels of a row of one line, and what each further line adds. */
const ROW_HEIGHT = 26;
const LINE_HEIGHT = 17;

/** Rows kept ready above and below what is in sight. */
const SPARE_ROWS = 8;

/** For so long after a key moved the selection the rows stay where they are. */
const KEYBOARD_HOLD_MILLIS = 4_000;

export interface TableOptions<T> {
  label: string;
  columns: readonly Column<T>[];
  keyOf(row: T): string;
  /** Enter, or a double click. */
  open?(row: T): void;
  /** A word for the style sheet, as `data-tone` of the row. */
  tone?(row: T): string;
  /** A column's title was clicked. */
  sorted?(column: Column<T>): void;
  /** The user selected another row, or none. */
  selected?(): void;
  /** The selection moved past the last row. */
  pastEnd?(): void;
}

/**
 * A table of rows of one height, of which only those in sight exist: thousands of rows cost what a screen of
 * them costs. It shows the rows in the order given. When that order changes, the selected row, or else the first
 * one in sight, stays where it is on the screen.
 */
export class Table<T> {
  readonly element: HTMLElement;
  private readonly table: HTMLTableElement;
  private readonly head: HTMLTableSectionElement;
  private readonly body: HTMLTableSectionElement;
  private readonly above = h('tr', { class: 'space', 'aria-hidden': 'true' });
  private readonly below = h('tr', { class: 'space', 'aria-hidden': 'true' });
  private readonly lines = new Map<string, HTMLTableRowElement>();
  private readonly titles = new Map<string, HTMLTableCellElement>();
  private readonly widths = h('colgroup');
  /** Those columns for which there is room. */
  private columns: readonly Column<T>[] = [];
  private rows: readonly T[] = [];
  /** All rows have it, so that only those in sight need to exist. */
  private rowHeight = ROW_HEIGHT;
  private selected: string | null = null;
  /** Where the selected row stands, or stood last. */
  private selectedAt = 0;
  private sought = false;
  private pointerInside = false;
  private keyAtMillis = 0;

  constructor(private readonly options: TableOptions<T>) {
    for (const column of options.columns) {
      this.titles.set(column.key, this.title(column));
    }
    this.head = h('thead');
    this.body = h('tbody', {
      on: {
        mouseenter: () => (this.pointerInside = true),
        mouseleave: () => (this.pointerInside = false),
        click: (event) => this.pointed(event),
        dblclick: () => this.openSelected(),
      },
    });
    this.table = h(
      'table',
      { class: 'grid', role: 'grid', tabindex: 0, 'aria-label': options.label },
      this.widths,
      this.head,
      this.body,
    );
    this.table.style.setProperty('--row-height', `${ROW_HEIGHT}px`);
    this.element = h('div', { class: 'scroll', on: { scroll: () => this.draw() } }, this.table);
    this.fit(options.columns);
    new ResizeObserver(() => this.resized()).observe(this.element);
  }

  /** Whether someone points at the rows or moves in them, so that none may change its place. */
  get inUse(): boolean {
    return this.pointerInside || Date.now() - this.keyAtMillis < KEYBOARD_HOLD_MILLIS;
  }

  get atTop(): boolean {
    return this.element.scrollTop < this.rowHeight / 2;
  }

  /** Key of the selected row, whether that is there or not. */
  get selectedKey(): string | null {
    return this.selected;
  }

  get selection(): T | null {
    const at = this.placeOf(this.selected);
    return at === undefined ? null : (this.rows[at] ?? null);
  }

  /** Shows these rows, in this order. */
  show(rows: readonly T[]): void {
    const anchor = this.anchor();
    const before = this.placeOf(anchor);
    this.rows = rows;
    this.heighten();
    this.table.setAttribute('aria-rowcount', String(rows.length + 1));
    const after = this.placeOf(anchor);
    // Room for all of them first, or the browser would cut the scroll position.
    this.stretch(0, 0);
    if (before !== undefined && after !== undefined && after !== before) {
      this.element.scrollTop += (after - before) * this.rowHeight;
    }
    const wanted = this.placeOf(this.selected);
    this.selectedAt = wanted ?? this.selectedAt;
    if (this.sought && wanted !== undefined && this.element.clientHeight > 0) {
      this.sought = false;
      this.reveal(wanted);
    }
    this.draw();
  }

  /** Marks the column by which the rows are ordered, for eyes and for screen readers. */
  markSorted(key: string | null, falling: boolean): void {
    for (const { key: column } of this.options.columns.filter((each) => each.compare)) {
      const order = column === key ? (falling ? 'descending' : 'ascending') : 'none';
      this.titles.get(column)!.setAttribute('aria-sort', order);
    }
  }

  /** Takes a key press that was meant for the table; false when it means nothing here. */
  key(event: KeyboardEvent): boolean {
    const page = Math.max(1, Math.floor(this.element.clientHeight / this.rowHeight) - 2);
    const moves: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -this.rows.length,
      End: this.rows.length,
    };
    const move = moves[event.key];
    if (move !== undefined) {
      this.move(move);
      return true;
    }
    if (event.key === 'Enter' && this.selection !== null) {
      this.openSelected();
      return true;
    }
    if (event.key === 'Escape' && this.selected !== null) {
      this.choose(null);
      return true;
    }
    return false;
  }

  select(key: string | null): void {
    this.selected = key;
    this.selectedAt = this.placeOf(key) ?? this.selectedAt;
    this.sought = false;
    this.draw();
  }

  /** Selects a row and brings it into sight, as soon as it is there. */
  seek(key: string | null): void {
    if (key !== this.selected) {
      this.select(key);
      this.sought = true;
      this.show(this.rows);
    }
  }

  /** The first row after the selected one, or before it, that `fits`; also where that row has gone meanwhile. */
  beside(step: 1 | -1, fits: (row: T) => boolean): T | null {
    if (this.selected === null) {
      return null;
    }
    const there = this.placeOf(this.selected) !== undefined;
    // Where the row has gone the next one has moved up into its place.
    let at = this.selectedAt + (there || step < 0 ? step : 0);
    while (this.rows[at] !== undefined && !fits(this.rows[at]!)) {
      at += step;
    }
    return this.rows[at] ?? null;
  }

  private choose(key: string | null): void {
    this.select(key);
    this.options.selected?.();
  }

  private openSelected(): void {
    const row = this.selection;
    if (row !== null) {
      this.options.open?.(row);
    }
  }

  private move(by: number): void {
    this.keyAtMillis = Date.now();
    if (this.rows.length === 0) {
      return;
    }
    const now = this.placeOf(this.selected);
    const wanted = now === undefined ? (by > 1 ? this.rows.length - 1 : 0) : now + by;
    if (wanted >= this.rows.length) {
      this.options.pastEnd?.();
    }
    const at = Math.min(Math.max(wanted, 0), this.rows.length - 1);
    this.reveal(at);
    this.choose(this.options.keyOf(this.rows[at]!));
  }

  private reveal(at: number): void {
    const room = this.element.clientHeight - this.head.offsetHeight;
    const top = at * this.rowHeight;
    if (top < this.element.scrollTop) {
      this.element.scrollTop = top;
    } else if (top + this.rowHeight > this.element.scrollTop + room) {
      this.element.scrollTop = top + this.rowHeight - room;
    }
  }

  private pointed(event: MouseEvent): void {
    const line = (event.target as Element).closest<HTMLElement>('tr[data-key]');
    if (line !== null) {
      this.choose(line.dataset['key'] ?? null);
    }
  }

  /** Where a row stands. Looked for: what is drawn many times a second asks for one or two rows, of thousands. */
  private placeOf(key: string | null): number | undefined {
    const at = key === null ? -1 : this.rows.findIndex((row) => this.options.keyOf(row) === key);
    return at < 0 ? undefined : at;
  }

  /** The row that must not move on the screen. At the very top nothing is held: there one sees what comes. */
  private anchor(): string | null {
    if (this.atTop) {
      return null;
    }
    const first = Math.floor(this.element.scrollTop / this.rowHeight);
    const last = first + Math.floor(this.element.clientHeight / this.rowHeight);
    const chosen = this.placeOf(this.selected);
    if (chosen !== undefined && chosen >= first && chosen <= last) {
      return this.selected;
    }
    const row = this.rows[first];
    return row === undefined ? null : this.options.keyOf(row);
  }

  private draw(): void {
    const first = Math.max(0, Math.floor(this.element.scrollTop / this.rowHeight) - SPARE_ROWS);
    const shown = Math.ceil(this.element.clientHeight / this.rowHeight) + 2 * SPARE_ROWS;
    const last = Math.min(this.rows.length, first + shown);
    this.stretch(first, last);
    const inSight = this.rows.slice(first, last);
    const keys = new Set(inSight.map((row) => this.options.keyOf(row)));
    for (const [key, line] of this.lines) {
      if (!keys.has(key)) {
        this.drop(key, line);
      }
    }
    let place: Element = this.above;
    inSight.forEach((row, offset) => {
      const line = this.line(row, first + offset);
      if (place.nextElementSibling !== line) {
        place.after(line);
      }
      place = line;
    });
  }

  /** Gives the rows that do not exist their room, above and below. */
  private stretch(first: number, last: number): void {
    if (this.above.parentNode === null) {
      this.body.append(this.above, this.below);
    }
    this.above.style.height = `${first * this.rowHeight}px`;
    this.below.style.height = `${Math.max(0, this.rows.length - last) * this.rowHeight}px`;
  }

  private line(row: T, at: number): HTMLTableRowElement {
    const key = this.options.keyOf(row);
    let line = this.lines.get(key);
    if (line === undefined) {
      line = h('tr', { id: `row-${rowNumber++}`, 'data-key': key });
      this.columns.forEach((column) =>
        line!.append(h('td', { class: cellClass(column) }, column.wraps && h('div'))),
      );
      this.lines.set(key, line);
    }
    line.setAttribute('aria-rowindex', String(at + 2));
    const chosen = key === this.selected;
    line.setAttribute('aria-selected', String(chosen));
    if (chosen) {
      this.table.setAttribute('aria-activedescendant', line.id);
    }
    setTone(line, this.options.tone?.(row));
    this.columns.forEach((column, n) => this.cell(line!.cells[n]!, column, row));
    return line;
  }

  private cell(cell: HTMLTableCellElement, column: Column<T>, row: T): void {
    const text = column.text(row);
    if (column.draw) {
      column.draw(cell, row);
    } else if (column.href) {
      setText(link(cell, column.href(row)), text);
    } else {
      setText(cell.firstElementChild ?? cell, text);
    }
    setTone(cell, column.tone?.(row));
    const tooltip = column.tooltip?.(row) ?? text;
    if (cell.title !== tooltip) {
      cell.title = tooltip;
    }
  }

  private title(column: Column<T>): HTMLTableCellElement {
    const label = column.compare
      ? h('button', { type: 'button', on: { click: (event) => this.sort(column, event) } }, column.title)
      : column.title;
    const title = h('th', { scope: 'col', class: cellClass(column) }, label);
    if (column.compare) {
      title.setAttribute('aria-sort', 'none');
    }
    return title;
  }

  /** After a click of the pointer the keys are the rows' again, or Enter would sort once more. */
  private sort(column: Column<T>, event: MouseEvent): void {
    this.options.sorted?.(column);
    if (event.detail > 0) {
      this.table.focus({ preventScroll: true });
    }
  }

  private resized(): void {
    const fitting = columnsFor(this.options.columns, this.element.clientWidth);
    // Behind another view it has no width, and keeps what it shows.
    if (this.element.clientWidth > 0 && fitting.length !== this.columns.length) {
      this.fit(fitting);
    }
    // What was sought while it had no height can be shown now.
    this.show(this.rows);
  }

  /** Makes the rows as high as the longest text takes of those that are read in full. */
  private heighten(): void {
    if (!this.columns.some(({ wraps }) => wraps)) {
      return;
    }
    const room = this.element.clientWidth;
    if (room > 0) {
      const lines = linesIn(this.columns, this.rows, room);
      this.rowHeight = ROW_HEIGHT + LINE_HEIGHT * (lines - 1);
      this.table.style.setProperty('--row-height', `${this.rowHeight}px`);
      this.table.style.setProperty('--row-lines', String(lines));
    }
  }

  /** Shows these columns; the lines are made anew. */
  private fit(columns: readonly Column<T>[]): void {
    this.lines.forEach((line, key) => this.drop(key, line));
    this.columns = columns;
    const sum = widthOf(columns);
    const widths = columns.map((column) => {
      const width = h('col');
      width.style.width = `${(100 * columnPixels(column)) / sum}%`;
      return width;
    });
    refill(this.widths, ...widths);
    refill(this.head, h('tr', {}, ...columns.map(({ key }) => this.titles.get(key)!)));
    // Where there is no room for the texts the table scrolls instead of cutting them.
    this.table.style.minWidth = `${sum}px`;
  }

  private drop(key: string, line: HTMLTableRowElement): void {
    this.columns.forEach((column, n) => column.clear?.(line.cells[n]!));
    line.remove();
    this.lines.delete(key);
  }
}

let rowNumber = 0;

/** The link in a cell, which is reached by the pointer: keys open the row. */
function link(cell: HTMLElement, href: string | null): HTMLElement {
  const there = cell.firstElementChild;
  if (href === null) {
    there?.remove();
    return cell;
  }
  const anchor = there ?? h('a', { tabindex: -1 });
  if (there === null) {
    cell.replaceChildren(anchor);
  }
  if (anchor.getAttribute('href') !== href) {
    anchor.setAttribute('href', href);
  }
  return anchor as HTMLElement;
}

function cellClass<T>(column: Column<T>): string {
  return [column.key, column.numeric && 'numeric', column.wraps && 'wraps'].filter(Boolean).join(' ');
}

function setTone(element: HTMLElement, tone: string | undefined): void {
  if (tone) {
    if (element.dataset['tone'] !== tone) {
      element.dataset['tone'] = tone;
    }
  } else if (element.dataset['tone'] !== undefined) {
    delete element.dataset['tone'];
  }
}
