import { ApiError, searchFor } from '../api/client';
import type { SearchFound } from '../api/schema';
import { emptyFilter, routeHash } from '../route';
import { count } from '../text/amount';
import { zonedTime } from '../text/time';
import { typed, type Typed } from '../text/typed';
import { h, refill, setText } from './dom';

/** Waits so long after the last key before it asks. */
const TYPING_MILLIS = 250;

/** The one search, from anywhere on the page: says what it understood, and offers the views that have something. */
export class SearchBox {
  readonly button: HTMLButtonElement;
  readonly dialog: HTMLDialogElement;
  private readonly field: HTMLInputElement;
  private readonly understood = h('p', { class: 'understood', role: 'status' });
  private readonly results = h('ul');
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = new AbortController();

  constructor() {
    this.button = h(
      'button',
      { type: 'button', class: 'quiet search-button', title: 'Search (/)', on: { click: () => this.show() } },
      'Search  /',
    );
    this.field = h('input', {
      type: 'search',
      placeholder: 'number, user, account, address or Call-ID; “since noon”, “last 2 h”',
      'aria-label': 'Search everywhere',
      spellcheck: 'false',
      on: { input: () => this.typing() },
    });
    this.dialog = h(
      'dialog',
      {
        class: 'search',
        'aria-label': 'Search',
        on: {
          keydown: (event) => this.key(event),
          click: (event) => {
            if (event.target === this.dialog) {
              this.dialog.close();
            }
          },
        },
      },
      this.field,
      this.understood,
      this.results,
    );
  }

  show(): void {
    if (!this.dialog.open) {
      this.dialog.showModal();
    }
    this.field.select();
    this.field.focus();
  }

  private key(event: KeyboardEvent): void {
    const links = [...this.results.querySelectorAll('a')];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const next = at + (event.key === 'ArrowDown' ? 1 : -1);
      (links[next] ?? (next < 0 ? this.field : links.at(-1)))?.focus();
      event.preventDefault();
    } else if (event.key === 'Enter' && at < 0) {
      links[0]?.click();
      event.preventDefault();
    }
  }

  private typing(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.search(), TYPING_MILLIS);
  }

  private async search(): Promise<void> {
    this.asked.abort();
    this.asked = new AbortController();
    const { signal } = this.asked;
    const wanted = typed(this.field.value, new Date());
    const since = wanted.since?.toISOString() ?? '';
    if (wanted.text.length < 2) {
      setText(this.understood, '');
      refill(
        this.results,
        ...(wanted.since === null ? [] : [this.offer(anyCalls(since), 'all calls', null)]),
      );
      return;
    }
    try {
      const found = await searchFor(wanted.text, since, signal);
      setText(this.understood, words(found.understood, wanted, found.items.length));
      refill(
        this.results,
        ...found.items.map((item) => this.offer(hashOf(item, since), item.as, item.count)),
      );
    } catch (problem) {
      if (!signal.aborted) {
        refill(this.results);
        setText(this.understood, problem instanceof ApiError ? problem.message : 'The search failed.');
      }
    }
  }

  private offer(hash: string, as: string, number: number | null): HTMLElement {
    return h(
      'li',
      {},
      h(
        'a',
        { href: hash, on: { click: () => this.dialog.close() } },
        h('span', {}, as),
        h('span', { class: 'count' }, number === null ? '' : count(number)),
      ),
    );
  }
}

function words(understood: string, wanted: Typed, found: number): string {
  const since = wanted.since === null ? '' : `, calls since ${zonedTime(wanted.since.toISOString())}`;
  return `${understood}${since}${found === 0 ? ': nothing found' : ''}`;
}

function anyCalls(since: string): string {
  return routeHash({ name: 'cdrs', filter: { ...emptyFilter(), since } });
}

/** The view that shows what was found. */
function hashOf(item: SearchFound, since: string): string {
  switch (item.view) {
    case 'calls':
    case 'registrations':
    case 'accounts':
      return routeHash({ name: item.view, find: item.find });
    case 'account':
      return routeHash({ name: 'account', id: item.find });
    case 'call':
      return routeHash({ name: 'call', callId: item.find });
    case 'number':
      return routeHash({ name: 'cdrs', filter: { ...emptyFilter(), number: `${item.find}*`, since } });
    case 'trunk':
      return routeHash({ name: 'cdrs', filter: { ...emptyFilter(), trunk: item.find, since } });
  }
}
