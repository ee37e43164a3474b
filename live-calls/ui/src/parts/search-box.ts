import { html, render } from 'lit-html';
import { ApiError, searchFor } from '../api/client';
import type { SearchFound } from '../api/schema';
import { emptyFilter, routeHash } from '../route';
import { count } from '../text/amount';
import { zonedTime } from '../text/time';
import { typed } from '../text/typed';
import { texts } from '../texts';
import { h } from './dom';
import './search-box.css';

/** Waits so long after the last key before it asks. */
const TYPING_MILLIS = 250;

/** What stands under the field: what was understood, and the views that have something. */
interface Answer {
  words: string;
  offers: readonly Offer[];
}

/** A view that has something: its address, what the text is there, and how many rows fit. */
interface Offer {
  hash: string;
  as: string;
  rows: number | null;
}

const NOTHING: Answer = { words: '', offers: [] };

/** The one search, from anywhere on the page: says what it understood, and offers the views that have something. */
export class SearchBox {
  readonly button = h(
    'button',
    {
      type: 'button',
      class: 'quiet search-button',
      title: texts.search.tip,
      on: { click: () => this.show() },
    },
    texts.search.button,
  );
  readonly dialog = h('dialog', {
    class: 'search',
    'aria-label': texts.search.title,
    on: {
      keydown: (event) => this.key(event),
      click: (event) => {
        if (event.target === this.dialog) {
          this.dialog.close();
        }
      },
    },
  });
  private readonly field = h('input', {
    type: 'search',
    placeholder: texts.search.hint,
    'aria-label': texts.search.label,
    spellcheck: 'false',
    on: { input: () => this.typing() },
  });
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = new AbortController();

  constructor() {
    this.answer(NOTHING);
  }

  show(): void {
    if (!this.dialog.open) {
      this.dialog.showModal();
    }
    this.field.select();
    this.field.focus();
  }

  private key(event: KeyboardEvent): void {
    const links = [...this.dialog.querySelectorAll('a')];
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
      const any = { hash: anyCalls(since), as: texts.search.allCalls, rows: null };
      this.answer({ words: '', offers: wanted.since === null ? [] : [any] });
      return;
    }
    try {
      const { understood, items } = await searchFor(wanted.text, since, signal);
      const from = wanted.since && zonedTime(wanted.since.toISOString());
      this.answer({
        words: texts.search.understood(understood, from, items.length === 0),
        // Who says since when asks for calls of the past first.
        offers: [...items]
          .sort((a, b) => (since === '' ? 0 : Number(isPast(b)) - Number(isPast(a))))
          .map((item) => ({ hash: hashOf(item, since), as: item.as, rows: item.count })),
      });
    } catch (problem) {
      if (!signal.aborted) {
        this.answer({
          words: problem instanceof ApiError ? problem.message : texts.search.failed,
          offers: [],
        });
      }
    }
  }

  private answer({ words, offers }: Answer): void {
    render(
      html`
        ${this.field}
        <p class="understood" role="status">${words}</p>
        <ul>
          ${offers.map(
            ({ hash, as, rows }) => html`
              <li>
                <a href=${hash} @click=${() => this.dialog.close()}>
                  <span>${as}</span> <span class="count">${rows === null ? '' : count(rows)}</span>
                </a>
              </li>
            `,
          )}
        </ul>
      `,
      this.dialog,
    );
  }
}

function anyCalls(since: string): string {
  return routeHash({ name: 'cdrs', filter: { ...emptyFilter(), since } });
}

function isPast({ view }: SearchFound): boolean {
  return view === 'number' || view === 'trunk';
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
      return routeHash({ name: 'cdrs', filter: { ...emptyFilter('all'), trunk: item.find, since } });
  }
}
