import { html, nothing, render, type TemplateResult } from 'lit-html';
import { address } from '../../address';
import { cdrs, cdrsPath, type CdrFilter, type Listing } from '../../api/client';
import type { Cdr } from '../../api/schema';
import { compareTexts } from '../../parts/columns';
import { h } from '../../parts/dom';
import { downloadButton } from '../../parts/download';
import { PagedList } from '../../parts/paged-list';
import { CDR_KINDS, routeHash, type CdrGrouping, type Look, type Route } from '../../route';
import { texts } from '../../texts';
import type { Beside, View } from '../view';
import { cdrColumns } from './columns';
import { FilterForm } from './filter-form';
import { GroupsPanel } from './groups-panel';
import './cdrs.css';

const EVERY_MILLIS = 3_000;
const PAGE_ROWS = 200;

const words = texts.cdrs;

/** Calls that have ended, newest first, page by page into the past. */
export class CdrsView implements View {
  readonly element = h('main', { class: 'view cdrs' });
  private readonly list: PagedList<Cdr>;
  private readonly form: FilterForm;
  private readonly groups = new GroupsPanel((group) => this.ask(this.filter, group, false));
  private filter: CdrFilter;
  private group: CdrGrouping | undefined;

  /** A new filter leads to a new address. */
  constructor(route: Route & { name: 'cdrs' }) {
    this.filter = route.filter;
    this.group = route.group;
    this.form = new FilterForm(this.filter, (changed, typing) => this.ask(changed, this.group, typing));
    this.list = new PagedList<Cdr>({
      label: words.label,
      columns: cdrColumns(() => this.filter.view),
      keyOf: (cdr) => cdr.id,
      // As they come; those of one moment stay as they are.
      compare: (a, b) => compareTexts(b.startedAt, a.startedAt),
      tone: (cdr) => (cdr.rating === 'unrated' ? 'unrated' : ''),
      fetch: (cursor, signal) => this.fetch(cursor, signal),
      everyMillis: EVERY_MILLIS,
      open: (cdr) => address.go({ name: 'call', callId: cdr.id }),
      holds: true,
      counted: words.rows,
      failed: words.notRead,
      look: route,
      looked: (look) => address.restate(this.route(look, this.filter, this.group)),
      tools: [
        this.groups.chooser,
        downloadButton(
          texts.parts.csv,
          'text/csv',
          () => cdrsPath(this.filter),
          () => `cdrs-${this.filter.view}.csv`,
        ),
      ],
      above: this.groups.element,
      empty: () => this.empty(),
    });
    this.draw();
  }

  key(event: KeyboardEvent): boolean {
    return this.list.key(event);
  }

  follow(route: Route): boolean {
    if (route.name !== 'cdrs') {
      return false;
    }
    if (JSON.stringify([route.filter, route.group]) !== JSON.stringify([this.filter, this.group])) {
      this.filter = route.filter;
      this.group = route.group;
      this.form.show(route.filter);
      this.draw();
      this.list.restart();
    }
    this.list.follow(route);
    return true;
  }

  focusFilter(): void {
    this.form.focus();
  }

  beside(step: 1 | -1): Beside | null {
    const { table } = this.list;
    const row = table.beside(step, () => true);
    return row && { route: { name: 'call', callId: row.id }, select: () => table.seek(row.id) };
  }

  resume(): void {
    this.list.tell();
  }

  close(): void {
    this.form.close();
    this.list.close();
  }

  private async fetch(cursor: string | null, signal?: AbortSignal): Promise<Listing<Cdr>> {
    const [page] = await Promise.all([
      cdrs(this.filter, PAGE_ROWS, cursor, signal),
      cursor === null && this.groups.show(this.filter, this.group, signal),
    ]);
    return page;
  }

  private draw(): void {
    render(
      html`
        <div class="bar">
          <nav class="tabs" aria-label=${words.kinds}>
            ${CDR_KINDS.map(
              (view) => html`
                <a
                  href=${routeHash(this.route({}, { ...this.filter, view }, this.group))}
                  aria-current=${view === this.filter.view ? 'page' : nothing}
                  >${words.views[view]}</a
                >
              `,
            )}
          </nav>
          ${this.form.element}
        </div>
        ${this.list.element}
      `,
      this.element,
    );
  }

  private empty(): TemplateResult {
    const { view, ...asked } = this.filter;
    const filtered = Object.values(asked).some((value) => value !== '');
    return (filtered ? words.emptyFiltered : words.empty)(
      view === 'all' ? '' : `${words.views[view].toLowerCase()} `,
    );
  }

  /** Another search is another address: while somebody types, in the place of this one. */
  private ask(filter: CdrFilter, group: CdrGrouping | undefined, typing: boolean): void {
    const { sort = '' } = this.list.look();
    const route = this.route({ ...(sort && { sort }) }, filter, group);
    if (typing) {
      this.follow(route);
      address.restate(route);
    } else {
      address.go(route);
    }
  }

  private route(
    { sort, row }: Look,
    filter: CdrFilter,
    group: CdrGrouping | undefined,
  ): Route & { name: 'cdrs' } {
    return {
      name: 'cdrs',
      filter,
      ...(group !== undefined && { group }),
      ...(sort && { sort }),
      ...(row && { row }),
    };
  }
}
