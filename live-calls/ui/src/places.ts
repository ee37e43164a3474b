import type { Role, Section, Tabs } from './access';
import { emptyFilter, type Route } from './route';
import { texts } from './texts';
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
import { NamesView } from './views/names/names-view';
import { QualityView } from './views/quality/quality-view';
import { RegistrationsView } from './views/registrations/registrations-view';
import { NumbersView } from './views/tariffs/numbers-view';
import { PackagesView } from './views/tariffs/packages-view';
import { QuoteView } from './views/tariffs/quote-view';
import { CallView } from './views/trace/call-view';
import type { View } from './views/view';
import { WallView } from './views/wall/wall-view';

type Name = Route['name'];
type Of<N extends Name> = Route & { name: N };

/** A key and what it does. */
export type Key = readonly [key: string, does: string];

/** One view: how it is called and reached, who may see it, and what shows it. */
export interface Place<N extends Name = Name> {
  title: string | ((route: Of<N>) => string);
  /** The place in the head under which it stands; its own name where it stands there itself. */
  section: Name;
  /** Where it begins, for the head and for the tabs of its section; without it, it is reached from others only. */
  start?: Of<N>;
  /** What it is called among the tabs of its section. */
  tab?: string;
  /** Where Esc leads when there is nothing to go back to; null at the top. */
  above: Route | null;
  /** Who may see it, beside `admin`: those whom the API lets read what it shows. */
  roles: readonly Role[];
  /** What keys do there that mean nothing elsewhere. */
  keys: readonly Key[];
  /** Makes the view. */
  make(route: Of<N>): View;
}

const { places, keys } = texts;
const PAUSE: Key = ['p', keys.pause];
const WALK: Key = ['j k', keys.walk];
const FRESH: Key = ['n', keys.fresh];

/** Every view of the page. The head, tabs, titles, help, what Esc does and who sees what follow from it. */
export const PLACES: { readonly [N in Name]: Place<N> } = {
  calls: {
    title: places.calls.title,
    section: 'calls',
    start: { name: 'calls' },
    above: null,
    roles: ['noc'],
    keys: [PAUSE, ['w', keys.wall], ['e', keys.end]],
    make: (route) => new CallsView(route),
  },
  wall: {
    title: places.wall.title,
    section: 'calls',
    above: { name: 'calls' },
    roles: ['noc'],
    keys: [],
    make: () => new WallView(),
  },
  registrations: {
    title: places.registrations.title,
    section: 'registrations',
    start: { name: 'registrations' },
    above: null,
    roles: ['noc', 'support'],
    keys: [PAUSE],
    make: (route) => new RegistrationsView(route),
  },
  endpoint: {
    title: places.endpoint.title,
    section: 'registrations',
    above: { name: 'registrations' },
    roles: ['noc', 'support'],
    keys: [['s', keys.sip], ['m', keys.mtr], WALK],
    make: (route) => new EndpointView(route.id),
  },
  quality: {
    title: places.quality.title,
    section: 'quality',
    start: { name: 'quality', by: 'trunk', minutes: 15 },
    above: null,
    roles: ['noc'],
    keys: [PAUSE],
    make: (route) => new QualityView(route),
  },
  alarms: {
    title: places.alarms.title,
    section: 'alarms',
    start: { name: 'alarms' },
    tab: places.alarms.tab,
    above: null,
    roles: ['noc'],
    keys: [['a', keys.acknowledge], PAUSE],
    make: (route) => new AlarmsView(route),
  },
  'past-alarms': {
    title: places.pastAlarms.title,
    section: 'alarms',
    start: { name: 'past-alarms' },
    tab: places.pastAlarms.tab,
    above: { name: 'alarms' },
    roles: ['noc'],
    keys: [['a', keys.acknowledge]],
    make: (route) => new PastAlarmsView(route),
  },
  'alarm-rules': {
    title: places.alarmRules.title,
    section: 'alarms',
    start: { name: 'alarm-rules' },
    tab: places.alarmRules.tab,
    above: { name: 'alarms' },
    roles: ['noc'],
    keys: [FRESH],
    make: (route) => new RulesView(route),
  },
  cdrs: {
    title: places.cdrs.title,
    section: 'cdrs',
    start: { name: 'cdrs', filter: emptyFilter() },
    above: null,
    roles: ['billing', 'support'],
    keys: [['n', keys.news]],
    make: (route) => new CdrsView(route),
  },
  call: {
    title: places.call.title,
    section: 'cdrs',
    above: { name: 'cdrs', filter: emptyFilter() },
    roles: ['noc', 'billing', 'support'],
    keys: [['↑ ↓ Home End', keys.message], ['c', keys.compare], ['r', keys.fold], WALK],
    make: (route) => new CallView(route),
  },
  collectors: {
    title: places.collectors.title,
    section: 'collectors',
    start: { name: 'collectors' },
    tab: places.collectors.tab,
    above: null,
    roles: ['noc'],
    keys: [PAUSE],
    make: (route) => new CollectorsView(route),
  },
  names: {
    title: places.names.title,
    section: 'collectors',
    start: { name: 'names' },
    tab: places.names.tab,
    above: { name: 'collectors' },
    roles: ['noc', 'support', 'billing'],
    keys: [FRESH],
    make: (route) => new NamesView(route),
  },
  accounts: {
    title: places.accounts.title,
    section: 'accounts',
    start: { name: 'accounts' },
    tab: places.accounts.tab,
    above: null,
    roles: ['billing'],
    keys: [PAUSE],
    make: (route) => new AccountsView(route),
  },
  account: {
    title: ({ id }) => places.account.title(id),
    section: 'accounts',
    above: { name: 'accounts' },
    roles: ['billing'],
    keys: [WALK],
    make: (route) => new AccountView(route),
  },
  profit: {
    title: places.profit.title,
    section: 'accounts',
    start: { name: 'profit' },
    tab: places.profit.tab,
    above: { name: 'accounts' },
    roles: ['billing'],
    keys: [],
    make: (route) => new ProfitView(route),
  },
  finance: {
    title: places.finance.title,
    section: 'accounts',
    start: { name: 'finance' },
    tab: places.finance.tab,
    above: { name: 'accounts' },
    roles: ['billing'],
    keys: [],
    make: (route) => new FinanceView(route),
  },
  packages: {
    title: places.packages.title,
    section: 'accounts',
    start: { name: 'packages' },
    tab: places.packages.tab,
    above: { name: 'accounts' },
    roles: ['billing'],
    keys: [FRESH],
    make: (route) => new PackagesView(route),
  },
  numbers: {
    title: places.numbers.title,
    section: 'accounts',
    start: { name: 'numbers' },
    tab: places.numbers.tab,
    above: { name: 'accounts' },
    roles: ['billing'],
    keys: [FRESH],
    make: (route) => new NumbersView(route),
  },
  quote: {
    title: places.quote.title,
    section: 'accounts',
    start: { name: 'quote' },
    tab: places.quote.tab,
    above: { name: 'accounts' },
    roles: ['billing'],
    keys: [],
    make: (route) => new QuoteView(route),
  },
};

const ALL = Object.values(PLACES) as readonly Place[];

export function placeOf({ name }: Route): Place {
  return PLACES[name] as unknown as Place;
}

export function titleOf(route: Route): string {
  const { title } = placeOf(route);
  return typeof title === 'string' ? title : title(route);
}

/** Where Esc leads from a route when there is nothing to go back to; null at the top. */
export function parentRoute(route: Route): Route | null {
  return placeOf(route).above;
}

/** Whether a role may see what a route shows. One that is not known yet may: the API refuses what it must. */
export function maySee(role: Role | null, { name }: Route): boolean {
  return role === null || role === 'admin' || PLACES[name].roles.includes(role);
}

/** The sections in which a role may see something, each with the first place in it that it may see. */
export function sectionsFor(role: Role | null): readonly Section[] {
  return ALL.filter(isHead).flatMap((head) => {
    const start = startsIn(head.section).find((each) => maySee(role, each));
    return start === undefined ? [] : [{ name: head.section, title: head.title as string, start }];
  });
}

function isHead({ section, start }: Place): boolean {
  return start?.name === section;
}

function startsIn(section: Name): readonly Route[] {
  return ALL.filter((place) => place.section === section).flatMap(({ start }) => start ?? []);
}

/** The tabs of the section of a place that a role may see: what they are called, and where they lead. */
export function tabsFor(role: Role | null, name: Name): Tabs {
  const { section } = PLACES[name];
  const tabs = ALL.filter((place) => place.section === section).flatMap(({ tab, start }) =>
    tab !== undefined && start !== undefined && maySee(role, start) ? [[tab, start] as const] : [],
  );
  return { title: PLACES[section].title as string, tabs };
}
