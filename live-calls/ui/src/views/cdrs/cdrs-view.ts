import { address } from '../../address';
import { ApiError, cdrs, cdrsPath, type CdrFilter, type Listing } from '../../api/client';
import { Polling } from '../../api/polling';
import type { Cdr } from '../../api/schema';
import { compareTexts } from '../../parts/columns';
import { h, refill, setText } from '../../parts/dom';
import { downloadButton } from '../../parts/download';
import { mergeNewest } from '../../parts/newest-first';
import { Sorting } from '../../parts/sorting';
import { Table } from '../../parts/table';
import { CDR_VIEWS, routeHash, type CdrGrouping, type Route } from '../../route';
import type { Beside, View } from '../view';
import { cdrColumns } from './columns';
import { FilterForm } from './filter-form';
import { GroupsPanel } from './groups-panel';

const EVERY_MILLIS = 3_000;
const PAGE_ROWS = 200;

const keyOf = (cdr: Cdr): string => cdr.id;

/** As they come; those of one moment stay as they are. */
const newestFirst = (a: Cdr, b: Cdr): number => compareTexts(b.startedAt, a.startedAt);

/** Calls that have ended, newest first, page by page into the past. */
export class CdrsView implements View {
  readonly title = 'Call records';
  readonly element: HTMLElement;
  private readonly table: Table<Cdr>;
  private readonly form: FilterForm;
  private readonly groups: GroupsPanel;
  private readonly polling: Polling;
  private readonly count = h('span', { class: 'count', role: 'status' });
  private readonly news = h('button', {
    type: 'button',
    class: 'news-button',
    on: { click: () => this.showNews() },
  });
  private readonly older = h(
    'button',
    { type: 'button', class: 'quiet', on: { click: () => void this.loadOlder() } },
    'Load older',
  );
  private readonly empty = h('div', { class: 'empty' });
  private readonly tabs = h('nav', { class: 'tabs', 'aria-label': 'Kinds of calls' });
  private readonly sorting: Sorting<Cdr>;
  private compare = newestFirst;
  private shown: Cdr[] = [];
  private waiting: Listing<Cdr> | null = null;
  private next: string | null = null;
  private loaded = false;

  private filter: CdrFilter;
  private group: CdrGrouping | undefined;

  /** A new filter leads to a new address. */
  constructor(route: Route & { name: 'cdrs' }) {
    this.filter = route.filter;
    this.group = route.group;
    const columns = cdrColumns(() => this.filter.view);
    this.table = new Table<Cdr>({
      label: 'Call records',
      columns,
      keyOf,
      tone: (cdr) => (cdr.rating === 'unrated' ? 'unrated' : ''),
      open: (cdr) => address.go({ name: 'call', callId: cdr.id }),
      pastEnd: () => void this.loadOlder(),
      sorted: (column) => {
        this.sorting.choose(column);
        this.restate();
      },
      selected: () => this.restate(),
    });
    this.sorting = new Sorting(newestFirst, this.table, columns, (compare) => {
      this.compare = compare;
      this.table.show([...this.shown].sort(compare));
    });
    this.form = new FilterForm(this.filter, (changed, typing) => this.ask(changed, this.group, typing));
    this.groups = new GroupsPanel((group) => this.ask(this.filter, group, false));
    this.news.hidden = true;
    this.older.hidden = true;
    this.empty.hidden = true;
    this.showTabs();
    this.element = h(
      'main',
      { class: 'view cdrs' },
      h('div', { class: 'bar' }, this.tabs, this.form.element),
      h(
        'section',
        { class: 'live-list' },
        h(
          'div',
          {},
          h('div', { class: 'tools' }, this.count, this.news, this.older, this.groups.chooser, this.csv()),
          this.groups.element,
        ),
        h('div', { class: 'table-room' }, this.table.element, this.empty),
      ),
    );
    this.look(route);
    this.polling = new Polling(
      EVERY_MILLIS,
      (signal) => this.poll(signal),
      (problem) => this.failed(problem),
    );
  }

  key(event: KeyboardEvent): boolean {
    if (event.key === 'n' && this.waiting !== null) {
      this.showNews();
      return true;
    }
    return this.table.key(event);
  }

  follow(route: Route): boolean {
    if (route.name !== 'cdrs') {
      return false;
    }
    const asks = JSON.stringify([route.filter, route.group]) !== JSON.stringify([this.filter, this.group]);
    if (asks) {
      this.restart(route);
    }
    this.look(route);
    return true;
  }

  /** Another search: the rows start anew. */
  private restart(route: Route & { name: 'cdrs' }): void {
    this.filter = route.filter;
    this.group = route.group;
    this.form.show(route.filter);
    this.showTabs();
    this.loaded = false;
    this.next = null;
    this.waiting = null;
    this.news.hidden = true;
    this.table.select(null);
    this.table.element.scrollTop = 0;
    this.show([]);
    this.empty.hidden = true;
    this.polling.now();
  }

  private look({ sort, row }: Route & { name: 'cdrs' }): void {
    this.sorting.follow(sort);
    this.table.seek(row ?? null);
  }

  focusFilter(): void {
    this.form.focus();
  }

  beside(step: 1 | -1): Beside | null {
    const row = this.table.beside(step, () => true);
    return row && { route: { name: 'call', callId: row.id }, select: () => this.table.seek(keyOf(row)) };
  }

  resume(): void {
    this.restate();
  }

  close(): void {
    this.form.close();
    this.polling.close();
  }

  private async poll(signal: AbortSignal): Promise<void> {
    const asked = this.filter;
    const [page] = await Promise.all([
      cdrs(asked, PAGE_ROWS, null, signal),
      this.groups.show(asked, this.group, signal),
    ]);
    if (asked !== this.filter) {
      return;
    }
    const arrived = mergeNewest(this.shown, page, keyOf).arrived;
    const looking = this.loaded && (this.table.inUse || !this.table.atTop || this.table.selection !== null);
    if (arrived > 0 && looking) {
      this.waiting = page;
      this.news.hidden = false;
      setText(
        this.news,
        `Show ${arrived}${page.next !== null && arrived === page.items.length ? ' or more' : ''} new`,
      );
    } else {
      this.take(page);
    }
    this.say();
  }

  private take(page: Listing<Cdr>): void {
    const merged = mergeNewest(this.shown, page, keyOf);
    if (!this.loaded || merged.restarted) {
      this.next = page.next;
    }
    this.loaded = true;
    this.waiting = null;
    this.news.hidden = true;
    this.show(merged.rows);
  }

  private showNews(): void {
    if (this.waiting !== null) {
      this.take(this.waiting);
      this.table.select(null);
      this.restate();
      this.table.element.scrollTop = 0;
      this.say();
    }
  }

  private async loadOlder(): Promise<void> {
    const cursor = this.next;
    if (cursor === null) {
      return;
    }
    this.next = null;
    const asked = this.filter;
    try {
      const page = await cdrs(asked, PAGE_ROWS, cursor);
      if (asked !== this.filter) {
        return;
      }
      this.next = page.next;
      const known = new Set(this.shown.map(keyOf));
      this.show([...this.shown, ...page.items.filter((cdr) => !known.has(keyOf(cdr)))]);
      this.say();
    } catch (problem) {
      this.next = cursor;
      this.failed(problem);
    }
  }

  private show(rows: Cdr[]): void {
    this.shown = rows;
    this.table.show([...rows].sort(this.compare));
    this.empty.hidden = rows.length > 0;
    refill(this.empty, ...emptyWords(this.filter));
    this.older.hidden = this.next === null;
  }

  private say(): void {
    const more = this.next === null ? '' : ', older ones can be loaded';
    setText(
      this.count,
      this.shown.length === 0
        ? ''
        : `${this.shown.length} ${this.shown.length === 1 ? 'record' : 'records'}${more}`,
    );
  }

  private failed(problem: unknown): void {
    setText(
      this.count,
      problem instanceof ApiError ? problem.message : 'The call records could not be read.',
    );
  }

  private showTabs(): void {
    refill(
      this.tabs,
      ...CDR_VIEWS.map((view) =>
        h(
          'a',
          {
            href: routeHash({
              name: 'cdrs',
              filter: { ...this.filter, view },
              ...(this.group !== undefined && { group: this.group }),
            }),
            'aria-current': view === this.filter.view ? 'page' : null,
          },
          view[0]!.toUpperCase() + view.slice(1),
        ),
      ),
    );
  }

  /** Another search is another address: while somebody types, in the place of this one. */
  private ask(filter: CdrFilter, group: CdrGrouping | undefined, typing: boolean): void {
    const { words } = this.sorting;
    const route = {
      name: 'cdrs' as const,
      filter,
      ...(group !== undefined && { group }),
      ...(words !== '' && { sort: words }),
    };
    if (typing) {
      this.follow(route);
      address.restate(route);
    } else {
      address.go(route);
    }
  }

  private restate(): void {
    const { words } = this.sorting;
    const row = this.table.selectedKey;
    address.restate({
      name: 'cdrs',
      filter: this.filter,
      ...(this.group !== undefined && { group: this.group }),
      ...(words !== '' && { sort: words }),
      ...(row !== null && { row }),
    });
  }

  private csv(): HTMLElement {
    return downloadButton(
      'Download CSV',
      'text/csv',
      () => cdrsPath(this.filter),
      () => `cdrs-${this.filter.view}.csv`,
    );
  }
}

function emptyWords(filter: CdrFilter): HTMLElement[] {
  const { view, ...asked } = filter;
  const filtered = Object.values(asked).some((value) => value !== '');
  return [
    h('h2', {}, filtered ? `No ${view} calls fit this filter` : `No ${view} calls yet`),
    h(
      'p',
      {},
      filtered
        ? 'Clear a field, or look under the other kinds of calls.'
        : 'A call stands here a moment after it has ended. Calls that are up are under Live calls.',
    ),
  ];
}
