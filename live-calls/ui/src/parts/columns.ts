/** A column of a table. Texts are plain: the table never takes markup. */
export interface Column<T> {
  /** Names the column in the style sheet and in tests. */
  key: string;
  title: string;
  /** Share of the table's width, in characters of the table's font. */
  width: number;
  /** Numbers stand at the right, in figures of one width. */
  numeric?: boolean;
  text(row: T): string;
  tooltip?(row: T): string;
  /** Where the text leads by a click; null where it leads nowhere. */
  href?(row: T): string | null;
  /** Draws the cell instead of its text, again and again; what it put there is its own. */
  draw?(cell: HTMLElement, row: T): void;
  /** The cell goes. */
  clear?(cell: HTMLElement): void;
  /** Its texts are read in full, up to four lines of them: all rows are as high as the longest takes. */
  wraps?: boolean;
  /** A word for the style sheet, as `data-tone` of the cell. */
  tone?(row: T): string;
  /** Where the room is short the column is left out: first that with the highest number. The row's own page tells it. */
  spare?: number;
  /** The rising order by this column; without it the column cannot be sorted by. */
  compare?(a: T, b: T): number;
}

/** Width of a character and what stands left and right of a cell's text, in pixels. */
const CHARACTER_PIXELS = 8.3;
const CELL_PIXELS = 16;

/** The same in sentences, of which few letters are capitals or digits. */
const PROSE_PIXELS = 7;

/** A row of more lines would hide the others. */
const MOST_LINES = 4;

/** Width in pixels in which a column's texts are not cut. */
export function columnPixels<T>({ width }: Column<T>): number {
  return width * CHARACTER_PIXELS + CELL_PIXELS;
}

/** Those of the columns for which there is room; what is not spare stays in any case. */
export function columnsFor<T>(columns: readonly Column<T>[], roomPixels: number): readonly Column<T>[] {
  const leaving = columns.filter((column) => column.spare !== undefined);
  leaving.sort((a, b) => a.spare! - b.spare!);
  let shown = columns;
  while (leaving.length > 0 && widthOf(shown) > roomPixels) {
    const gone = leaving.pop();
    shown = shown.filter((column) => column !== gone);
  }
  return shown;
}

/** Width in pixels of columns side by side. */
export function widthOf<T>(columns: readonly Column<T>[]): number {
  return Math.ceil(columns.reduce((sum, column) => sum + columnPixels(column), 0));
}

/** How many lines the longest text of those columns takes that wrap, where the columns share so much room. */
export function linesIn<T>(columns: readonly Column<T>[], rows: readonly T[], roomPixels: number): number {
  const stretched = Math.max(1, roomPixels / widthOf(columns));
  const lines = columns
    .filter(({ wraps }) => wraps)
    .map((column) => {
      const longest = Math.max(0, ...rows.map((row) => column.text(row).length));
      return Math.ceil((longest * PROSE_PIXELS) / (columnPixels(column) * stretched - CELL_PIXELS));
    });
  return Math.min(MOST_LINES, Math.max(1, ...lines));
}

/** The order of texts, with the empty ones last. */
export function compareTexts(a: string | null | undefined, b: string | null | undefined): number {
  if (!a || !b) {
    return (a ? 0 : 1) - (b ? 0 : 1);
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

/** In what a filter looks: the texts of a row's cells and further ones, in small letters. */
export function searchedText<T>(row: T, columns: readonly Column<T>[], more?: (row: T) => string): string {
  return `${columns.map((column) => column.text(row)).join(' ')} ${more?.(row) ?? ''}`.toLowerCase();
}

/** The words of a filter, in small letters. */
export function filterWords(filter: string): string[] {
  return filter.toLowerCase().split(/\s+/).filter(Boolean);
}
