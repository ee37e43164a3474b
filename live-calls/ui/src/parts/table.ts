import type { Column } from './columns';
import { h, setText } from './dom';

/** Height of a row in pixels. All rows have it, so that only those in sight need to exist. */
const ROW_HEIGHT = 26;

/** Width of a character, with its share of the space between columns. */
const CHARACTER_PIXELS = 9;

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
  private rows: readonly T[] = [];
  private index = new Map<string, number>();
  private selected: string | null = null;
  private sought = false;
  private pointerInside = false;
  private keyAtMillis = 0;

  constructor(private readonly options: TableOptions<T>) {
    this.head = h('thead', {}, h('tr', {}, ...options.columns.map((column) => this.title(column))));
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
      this.columnWidths(),
      this.head,
      this.body,
    );
    this.table.style.setProperty('--row-height', `${ROW_HEIGHT}px`);
    // Where there is no room for the texts the table scrolls instead of cutting them.
    const characters = options.columns.reduce((total, column) => total + column.width, 0);
    this.table.style.minWidth = `${Math.round(characters * CHARACTER_PIXELS)}px`;
    this.element = h('div', { class: 'scroll', on: { scroll: () => this.draw() } }, this.table);
    new ResizeObserver(() => this.draw()).observe(this.element);
  }

  /** Whether someone points at the rows or moves in them, so that none may change its place. */
  get inUse(): boolean {
    return this.pointerInside || Date.now() - this.keyAtMillis < KEYBOARD_HOLD_MILLIS;
  }

  get atTop(): boolean {
    return this.element.scrollTop < ROW_HEIGHT / 2;
  }

  /** Key of the selected row, whether that is there or not. */
  get selectedKey(): string | null {
    return this.selected;
  }

  get selection(): T | null {
    const at = this.selected === null ? undefined : this.index.get(this.selected);
    return at === undefined ? null : (this.rows[at] ?? null);
  }

  /** Shows these rows, in this order. */
  show(rows: readonly T[]): void {
    const anchor = this.anchor();
    const before = anchor === null ? undefined : this.index.get(anchor);
    this.rows = rows;
    this.index = new Map(rows.map((row, at) => [this.options.keyOf(row), at]));
    this.table.setAttribute('aria-rowcount', String(rows.length + 1));
    const after = anchor === null ? undefined : this.index.get(anchor);
    // Room for all of them first, or the browser would cut the scroll position.
    this.stretch(0, 0);
    if (before !== undefined && after !== undefined && after !== before) {
      this.element.scrollTop += (after - before) * ROW_HEIGHT;
    }
    const wanted = this.sought && this.selected !== null ? this.index.get(this.selected) : undefined;
    if (wanted !== undefined) {
      this.sought = false;
      this.reveal(wanted);
    }
    this.draw();
  }

  /** Marks the column by which the rows are ordered, for eyes and for screen readers. */
  markSorted(key: string | null, falling: boolean): void {
    for (const [column, title] of this.titles) {
      title.setAttribute('aria-sort', column === key ? (falling ? 'descending' : 'ascending') : 'none');
    }
  }

  /** Takes a key press that was meant for the table; false when it means nothing here. */
  key(event: KeyboardEvent): boolean {
    const page = Math.max(1, Math.floor(this.element.clientHeight / ROW_HEIGHT) - 2);
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
    const now = this.selected === null ? undefined : this.index.get(this.selected);
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
    const top = at * ROW_HEIGHT;
    if (top < this.element.scrollTop) {
      this.element.scrollTop = top;
    } else if (top + ROW_HEIGHT > this.element.scrollTop + room) {
      this.element.scrollTop = top + ROW_HEIGHT - room;
    }
  }

  private pointed(event: MouseEvent): void {
    const line = (event.target as Element).closest<HTMLElement>('tr[data-key]');
    if (line !== null) {
      this.choose(line.dataset['key'] ?? null);
    }
  }

  /** The row that must not move on the screen. At the very top nothing is held: there one sees what comes. */
  private anchor(): string | null {
    if (this.atTop) {
      return null;
    }
    const first = Math.floor(this.element.scrollTop / ROW_HEIGHT);
    const last = first + Math.floor(this.element.clientHeight / ROW_HEIGHT);
    const chosen = this.selected === null ? undefined : this.index.get(this.selected);
    if (chosen !== undefined && chosen >= first && chosen <= last) {
      return this.selected;
    }
    const row = this.rows[first];
    return row === undefined ? null : this.options.keyOf(row);
  }

  private draw(): void {
    const first = Math.max(0, Math.floor(this.element.scrollTop / ROW_HEIGHT) - SPARE_ROWS);
    const shown = Math.ceil(this.element.clientHeight / ROW_HEIGHT) + 2 * SPARE_ROWS;
    const last = Math.min(this.rows.length, first + shown);
    this.stretch(first, last);
    const inSight = this.rows.slice(first, last);
    const keys = new Set(inSight.map((row) => this.options.keyOf(row)));
    for (const [key, line] of this.lines) {
      if (!keys.has(key)) {
        this.options.columns.forEach((column, n) => column.clear?.(line.cells[n]!));
        line.remove();
        this.lines.delete(key);
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
    this.above.style.height = `${first * ROW_HEIGHT}px`;
    this.below.style.height = `${Math.max(0, this.rows.length - last) * ROW_HEIGHT}px`;
  }

  private line(row: T, at: number): HTMLTableRowElement {
    const key = this.options.keyOf(row);
    let line = this.lines.get(key);
    if (line === undefined) {
      line = h('tr', { id: `row-${rowNumber++}`, 'data-key': key });
      this.options.columns.forEach((column) => line!.append(h('td', { class: cellClass(column) })));
      this.lines.set(key, line);
    }
    line.setAttribute('aria-rowindex', String(at + 2));
    const chosen = key === this.selected;
    line.setAttribute('aria-selected', String(chosen));
    if (chosen) {
      this.table.setAttribute('aria-activedescendant', line.id);
    }
    setTone(line, this.options.tone?.(row));
    this.options.columns.forEach((column, n) => this.cell(line!.cells[n]!, column, row));
    return line;
  }

  private cell(cell: HTMLTableCellElement, column: Column<T>, row: T): void {
    const text = column.text(row);
    if (column.draw) {
      column.draw(cell, row);
    } else if (column.href) {
      setText(link(cell, column.href(row)), text);
    } else {
      setText(cell, text);
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
      this.titles.set(column.key, title);
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

  private columnWidths(): HTMLElement {
    const sum = this.options.columns.reduce((total, column) => total + column.width, 0);
    const group = h('colgroup');
    for (const column of this.options.columns) {
      const width = h('col');
      width.style.width = `${(100 * column.width) / sum}%`;
      group.append(width);
    }
    return group;
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
  return column.numeric ? `${column.key} numeric` : column.key;
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
