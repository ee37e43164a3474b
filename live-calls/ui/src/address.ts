import { parseRoute, routeHash, type Route } from './route';

/** Browsers refuse addresses that change too often (Chromium: more than 200 in 10 s). */
const REST_MILLIS = 150;

/** What an entry of the browser's history keeps: how many steps it lies behind the place where somebody began. */
interface Entry {
  steps: number;
}

/**
 * The page's address, which says what is shown: the one place that writes it. Going somewhere makes an entry in the
 * browser's history; looking otherwise at the same place (a filter that is typed, another order, another row) changes
 * the entry that is there. So back, forward, a reload and a copied link show what was seen.
 */
class Address {
  /** The address that is shown, as `routeHash` writes it; empty when none is. */
  shown = '';
  private steps = 0;
  private follow: () => void = () => {};
  private waiting: Route | null = null;
  private writtenAtMillis = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Begins to follow the address; `follow` is told when it leads somewhere else. */
  start(follow: () => void): void {
    this.follow = follow;
    this.note();
    window.addEventListener('hashchange', () => {
      // What still waited to be written was said of the place that was left.
      this.forget();
      this.note();
      follow();
    });
    // A link or a key may lead away: what is to be seen on the way back is written before.
    window.addEventListener('click', () => this.write(), true);
    window.addEventListener('keydown', ({ key }) => key === 'Enter' && this.write(), true);
  }

  /** Whether there is something to go back to. */
  get canGoBack(): boolean {
    return this.steps > 0;
  }

  route(): Route {
    return parseRoute(location.hash);
  }

  /** Goes somewhere. `anew`: somebody begins there, and has nothing to go back to. */
  go(route: Route, anew = false): void {
    this.write();
    const hash = routeHash(route);
    if (hash !== routeHash(this.route())) {
      const entry: Entry = { steps: anew ? 0 : this.steps + 1 };
      history.pushState(entry, '', hash);
    } else if (anew) {
      history.replaceState({ steps: 0 } satisfies Entry, '');
    }
    this.note();
    this.follow();
  }

  /** Goes on to what stands beside what is shown: the way back is the same. */
  instead(route: Route): void {
    this.forget();
    history.replaceState({ steps: this.steps } satisfies Entry, '', routeHash(route));
    this.follow();
  }

  back(): void {
    this.write();
    history.back();
  }

  /** The same place, looked at otherwise. */
  restate(route: Route): void {
    this.waiting = route;
    this.shown = routeHash(route);
    clearTimeout(this.timer);
    const rest = this.writtenAtMillis + REST_MILLIS - Date.now();
    if (rest <= 0) {
      this.write();
    } else {
      this.timer = setTimeout(() => this.write(), rest);
    }
  }

  /** The address to give to a colleague. */
  link(): string {
    this.write();
    return location.href;
  }

  private write(): void {
    if (this.waiting !== null) {
      history.replaceState({ steps: this.steps } satisfies Entry, '', routeHash(this.waiting));
      this.writtenAtMillis = Date.now();
      this.forget();
    }
  }

  private forget(): void {
    clearTimeout(this.timer);
    this.waiting = null;
  }

  /** An entry without a note is one that a link of the page has made, or somebody who typed an address. */
  private note(): void {
    const entry = history.state as Entry | null;
    if (entry === null) {
      this.steps = this.shown === '' ? 0 : this.steps + 1;
      history.replaceState({ steps: this.steps } satisfies Entry, '');
    } else {
      this.steps = entry.steps;
    }
  }
}

/** One address for the whole page. */
export const address = new Address();
