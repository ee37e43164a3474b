import { access } from './access';
import { address } from './address';
import { onSignedOut, session, signOut } from './api/client';
import { AlarmBadge } from './parts/alarm-badge';
import { CopyLink } from './parts/copy-link';
import { h, refill } from './parts/dom';
import { HealthLamp } from './parts/health-lamp';
import { KeyHelp } from './parts/key-help';
import { SearchBox } from './parts/search-box';
import { maySee, parentRoute, placeOf, sectionsFor, tabsFor, titleOf } from './places';
import { routeHash, type Route } from './route';
import { texts } from './texts';
import { DeniedView } from './views/denied/denied-view';
import { LoginView } from './views/login/login-view';
import type { Beside, View } from './views/view';

/** A list that waits behind the detail that was opened from it, with its place and its selection. */
interface Parked {
  hash: string;
  view: View;
}

/** The page: its head, the view that the address names, and the keys. */
export class App {
  private readonly nav = h('nav', { 'aria-label': texts.head.views });
  private readonly room = h('div', { class: 'room' });
  private readonly lamp = new HealthLamp();
  private readonly alarms = new AlarmBadge();
  private readonly help = new KeyHelp(() => address.route());
  private readonly search = new SearchBox();
  private readonly link = new CopyLink();
  private readonly back = h(
    'button',
    { type: 'button', class: 'quiet', title: texts.head.backKey, on: { click: () => this.goBack() } },
    '←',
    h('span', { class: 'wide-only' }, ` ${texts.head.back}`),
  );
  private readonly previous = this.walker(-1, '‹', texts.head.previous);
  private readonly next = this.walker(1, '›', texts.head.next);
  private readonly head: HTMLElement;
  private view: View | null = null;
  private parked: Parked | null = null;

  constructor(private readonly body: HTMLElement) {
    this.head = h(
      'header',
      { class: 'head' },
      h('a', { class: 'brand', href: routeHash({ name: 'calls' }) }, 'Trunkline'),
      this.nav,
      this.back,
      this.previous,
      this.next,
      this.search.button,
      this.link.button,
      this.alarms.element,
      this.lamp.element,
      this.help.button,
      h(
        'button',
        { type: 'button', class: 'quiet', on: { click: () => void this.leave() } },
        texts.head.signOut,
      ),
    );
  }

  start(): void {
    access.over({ maySee, sectionsFor, tabsFor });
    this.body.append(this.head, this.room, this.help.dialog, this.search.dialog);
    onSignedOut(() => this.askToken());
    address.start(() => this.follow());
    if (location.hash === '' && new URLSearchParams(location.search).has('wall')) {
      address.go({ name: 'wall' }, true);
    }
    document.addEventListener('keydown', (event) => this.key(event));
    void this.enter();
  }

  /** Learns who looks at the page, and shows what the address names: at its start, and when somebody has signed in. */
  private async enter(): Promise<void> {
    try {
      access.role = await session();
      if (access.role === null) {
        this.askToken();
        return;
      }
    } catch {
      // The server may be on its way up; the views say so, and try again.
      access.role = null;
    }
    const first = access.sections[0]?.start;
    if (location.hash === '' && first !== undefined) {
      address.go(first, true);
    } else {
      this.follow();
    }
  }

  private follow(): void {
    const route = address.route();
    const hash = routeHash(route);
    if (this.view instanceof LoginView || hash === address.shown) {
      return;
    }
    const before = address.shown;
    address.shown = hash;
    if (this.view?.follow?.(route)) {
      this.showBack(route);
      return;
    }
    // A list is kept behind a detail of it; the wall may stand for weeks, and keeps nothing.
    const isDetail = parentRoute(route) !== null && route.name !== 'wall';
    if (isDetail && this.parked === null && this.view !== null) {
      this.parked = { hash: before, view: this.view };
      this.view.element.hidden = true;
    } else {
      this.view?.close();
      this.view?.element.remove();
    }
    const back = isDetail ? null : this.unpark(hash);
    this.view = back ?? (access.maySee(route) ? placeOf(route).make(route) : new DeniedView(route));
    if (this.view.element.parentNode === null) {
      this.room.append(this.view.element);
    }
    this.view.element.hidden = false;
    back?.resume?.();
    if (access.maySee({ name: 'alarms' })) {
      this.alarms.watch();
    }
    this.showSections(route);
  }

  /** The list that waits, when the address leads back to it; otherwise it ends. */
  private unpark(hash: string): View | null {
    const parked = this.parked;
    this.parked = null;
    if (parked === null || parked.hash === hash) {
      return parked?.view ?? null;
    }
    parked.view.close();
    parked.view.element.remove();
    return null;
  }

  private showSections(route: Route): void {
    document.title = `${titleOf(route)} · Trunkline`;
    this.head.hidden = route.name === 'wall';
    this.showBack(route);
    refill(
      this.nav,
      ...access.sections.map(({ name, title, start }) =>
        h(
          'a',
          {
            href: routeHash(start),
            'aria-current': placeOf(route).section === name ? 'page' : null,
            on: { click: (event) => this.begin(start, event) },
          },
          title,
        ),
      ),
    );
  }

  /** A link of the head begins anew: from there is nothing to go back to. Other windows are the browser's. */
  private begin(route: Route, event: MouseEvent): void {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      address.go(route, true);
    }
  }

  private showBack(route: Route): void {
    this.back.hidden = parentRoute(route) === null && !address.canGoBack;
    this.showWalkers();
  }

  private showWalkers(): void {
    for (const [button, step] of [
      [this.previous, -1],
      [this.next, 1],
    ] as const) {
      button.disabled = this.beside(step) === null;
    }
    this.previous.hidden = this.next.hidden = this.previous.disabled && this.next.disabled;
  }

  /** What stands beside the detail that is shown, in the list from which it was opened. */
  private beside(step: 1 | -1): Beside | null {
    const beside = this.parked?.view.beside?.(step) ?? null;
    return beside?.route.name === address.route().name ? beside : null;
  }

  private walker(step: 1 | -1, text: string, title: string): HTMLButtonElement {
    return h(
      'button',
      {
        type: 'button',
        class: 'quiet',
        title,
        'aria-label': title,
        on: { click: () => void this.walk(step) },
      },
      text,
    );
  }

  /** On to the next or the previous row of the list that waits; false where there is none. */
  private walk(step: 1 | -1): boolean {
    const beside = this.beside(step);
    if (beside === null) {
      this.showWalkers();
      return false;
    }
    beside.select();
    address.instead(beside.route);
    return true;
  }

  private askToken(): void {
    if (this.view instanceof LoginView) {
      return;
    }
    this.view?.close();
    this.parked?.view.close();
    this.parked = null;
    this.head.hidden = true;
    this.alarms.close();
    address.shown = '';
    this.view = new LoginView(() => {
      this.view = null;
      refill(this.room);
      void this.enter();
    });
    document.title = `${texts.login.title} · Trunkline`;
    refill(this.room, this.view.element);
  }

  private async leave(): Promise<void> {
    await signOut().catch(() => {});
    this.askToken();
  }

  private key(event: KeyboardEvent): void {
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      this.view === null ||
      this.view instanceof LoginView ||
      this.help.dialog.open ||
      this.search.dialog.open
    ) {
      return;
    }
    const target = event.target;
    const box = target instanceof HTMLInputElement && target.type === 'checkbox';
    if ((target instanceof HTMLInputElement && !box) || target instanceof HTMLSelectElement) {
      if (event.key === 'Escape' || (event.key === 'Enter' && target.type === 'search')) {
        target.blur();
      }
      return;
    }
    // A button or a link takes Enter for itself.
    const own =
      event.key === 'Enter' && target instanceof HTMLElement && target.closest('a, button') !== null;
    if (!own && this.taken(event)) {
      event.preventDefault();
    }
  }

  private taken(event: KeyboardEvent): boolean {
    if (event.key === '/') {
      this.search.show();
      return true;
    }
    if (event.key === 'l') {
      void this.link.copy();
      return true;
    }
    if (event.key === '?') {
      this.help.show();
      return true;
    }
    if (event.key === 'f' && this.view?.focusFilter) {
      this.view.focusFilter();
      return true;
    }
    if (this.view?.key?.(event)) {
      return true;
    }
    if (event.key === 'j' || event.key === 'k') {
      return this.walk(event.key === 'j' ? 1 : -1);
    }
    return event.key === 'Escape' && this.goBack();
  }

  /** To where one came from, or to what stands above; false at the top. */
  private goBack(): boolean {
    if (address.canGoBack) {
      address.back();
      return true;
    }
    const parent = parentRoute(address.route());
    const there = parent === null || access.maySee(parent) ? parent : (access.sections[0]?.start ?? null);
    if (there !== null) {
      address.go(there, true);
    }
    return there !== null;
  }
}
