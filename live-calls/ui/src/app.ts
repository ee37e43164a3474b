import { address } from './address';
import { onSignedOut, session, signOut } from './api/client';
import { AlarmBadge } from './parts/alarm-badge';
import { CopyLink } from './parts/copy-link';
import { h, refill } from './parts/dom';
import { HealthLamp } from './parts/health-lamp';
import { KeyHelp } from './parts/key-help';
import { SearchBox } from './parts/search-box';
import { emptyFilter, parentRoute, routeHash, type Route } from './route';
import { AccountView } from './views/accounts/account-view';
import { AccountsView } from './views/accounts/accounts-view';
import { AlarmsView } from './views/alarms/alarms-view';
import { PastAlarmsView } from './views/alarms/past-view';
import { RulesView } from './views/alarms/rules-view';
import { CallsView } from './views/calls/calls-view';
import { CdrsView } from './views/cdrs/cdrs-view';
import { CollectorsView } from './views/collectors/collectors-view';
import { EndpointView } from './views/endpoint/endpoint-view';
import { FinanceView } from './views/finance/finance-view';
import { ProfitView } from './views/finance/profit-view';
import { LoginView } from './views/login/login-view';
import { QualityView } from './views/quality/quality-view';
import { RegistrationsView } from './views/registrations/registrations-view';
import { NamesView } from './views/names/names-view';
import { NumbersView } from './views/tariffs/numbers-view';
import { PackagesView } from './views/tariffs/packages-view';
import { QuoteView } from './views/tariffs/quote-view';
import { CallView } from './views/trace/call-view';
import type { Beside, View } from './views/view';
import { WallView } from './views/wall/wall-view';

const SECTIONS: readonly { title: string; route: Route; holds: readonly Route['name'][] }[] = [
  { title: 'Live calls', route: { name: 'calls' }, holds: ['calls'] },
  { title: 'Registrations', route: { name: 'registrations' }, holds: ['registrations', 'endpoint'] },
  { title: 'Quality', route: { name: 'quality', by: 'trunk', minutes: 15 }, holds: ['quality'] },
  { title: 'Alarms', route: { name: 'alarms' }, holds: ['alarms', 'past-alarms', 'alarm-rules'] },
  { title: 'Call records', route: { name: 'cdrs', filter: emptyFilter() }, holds: ['cdrs', 'call'] },
  { title: 'Collectors', route: { name: 'collectors' }, holds: ['collectors', 'names'] },
  {
    title: 'Accounts',
    route: { name: 'accounts' },
    holds: ['accounts', 'account', 'finance', 'profit', 'packages', 'numbers', 'quote'],
  },
];

/** A list that waits behind the detail that was opened from it, with its place and its selection. */
interface Parked {
  hash: string;
  view: View;
}

/** The page: its head, the view that the address names, and the keys. */
export class App {
  private readonly nav = h('nav', { 'aria-label': 'Views' });
  private readonly room = h('div', { class: 'room' });
  private readonly lamp = new HealthLamp();
  private readonly alarms = new AlarmBadge();
  private readonly help = new KeyHelp();
  private readonly search = new SearchBox();
  private readonly link = new CopyLink();
  private readonly back = h(
    'button',
    { type: 'button', class: 'quiet', title: 'Back (Esc)', on: { click: () => this.goBack() } },
    '←',
    h('span', { class: 'wide-only' }, ' Back'),
  );
  private readonly previous = this.walker(-1, '‹', 'Previous of the list (k)');
  private readonly next = this.walker(1, '›', 'Next of the list (j)');
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
      h('button', { type: 'button', class: 'quiet', on: { click: () => void this.leave() } }, 'Sign out'),
    );
  }

  start(): void {
    this.body.append(this.head, this.room, this.help.dialog, this.search.dialog);
    onSignedOut(() => this.askToken());
    address.start(() => this.follow());
    if (location.hash === '' && new URLSearchParams(location.search).has('wall')) {
      address.go({ name: 'wall' }, true);
    }
    document.addEventListener('keydown', (event) => this.key(event));
    session().then(
      (role) => (role === null ? this.askToken() : this.follow()),
      // The server may be on its way up; the views say so, and try again.
      () => this.follow(),
    );
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
    this.view = back ?? viewOf(route);
    if (this.view.element.parentNode === null) {
      this.room.append(this.view.element);
    }
    this.view.element.hidden = false;
    back?.resume?.();
    this.alarms.watch();
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
    document.title = `${this.view?.title ?? ''} · Trunkline`;
    this.head.hidden = route.name === 'wall';
    this.showBack(route);
    refill(
      this.nav,
      ...SECTIONS.map((section) =>
        h(
          'a',
          {
            href: routeHash(section.route),
            'aria-current': section.holds.includes(route.name) ? 'page' : null,
            on: { click: (event) => this.begin(section.route, event) },
          },
          section.title,
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
      this.follow();
    });
    document.title = `${this.view.title} · Trunkline`;
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
    if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) {
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
    if (parent !== null) {
      address.go(parent, true);
    }
    return parent !== null;
  }
}

function viewOf(route: Route): View {
  switch (route.name) {
    case 'calls':
      return new CallsView(route);
    case 'wall':
      return new WallView();
    case 'registrations':
      return new RegistrationsView(route);
    case 'endpoint':
      return new EndpointView(route.id);
    case 'alarms':
      return new AlarmsView(route);
    case 'alarm-rules':
      return new RulesView(route);
    case 'past-alarms':
      return new PastAlarmsView(route);
    case 'quality':
      return new QualityView(route);
    case 'collectors':
      return new CollectorsView(route);
    case 'cdrs':
      return new CdrsView(route);
    case 'call':
      return new CallView(route);
    case 'accounts':
      return new AccountsView(route);
    case 'account':
      return new AccountView(route);
    case 'finance':
      return new FinanceView(route);
    case 'profit':
      return new ProfitView(route);
    case 'names':
      return new NamesView(route);
    case 'packages':
      return new PackagesView(route);
    case 'numbers':
      return new NumbersView(route);
    case 'quote':
      return new QuoteView(route);
  }
}
