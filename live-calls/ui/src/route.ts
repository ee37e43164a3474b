import type { CdrFilter } from './api/client';
import type { CdrView } from './api/schema';

/** What the part of the address after `#` says. Each can be bookmarked and sent to a colleague. */
export type Route =
  | { name: 'calls'; find?: string }
  | { name: 'registrations'; find?: string }
  | { name: 'endpoint'; id: string }
  | { name: 'quality'; by: QualityBy; minutes: QualityMinutes }
  | { name: 'alarms' }
  | { name: 'collectors' }
  | { name: 'cdrs'; filter: CdrFilter; group?: CdrGrouping }
  | { name: 'call'; callId: string }
  | { name: 'accounts'; find?: string }
  | { name: 'account'; id: string };

export const CDR_VIEWS: readonly CdrView[] = ['dialled', 'received', 'missed', 'other'];

/** By what call records are counted together. */
export const CDR_GROUPINGS = ['cause', 'trunk', 'account', 'destination'] as const;
export type CdrGrouping = (typeof CDR_GROUPINGS)[number];

/** By what quality is shown, and of how many minutes. */
export const QUALITY_BY = ['trunk', 'destination', 'account'] as const;
export type QualityBy = (typeof QUALITY_BY)[number];
export const QUALITY_MINUTES = [5, 15, 60] as const;
export type QualityMinutes = (typeof QUALITY_MINUTES)[number];

const FILTER_FIELDS = [
  'accountId',
  'number',
  'callId',
  'outcome',
  'cause',
  'trunk',
  'destination',
  'since',
  'until',
] as const;

/** A search that asks for nothing but the view. */
export function emptyFilter(view: CdrView = 'dialled'): CdrFilter {
  return {
    view,
    accountId: '',
    number: '',
    callId: '',
    outcome: '',
    cause: '',
    trunk: '',
    destination: '',
    since: '',
    until: '',
  };
}

/** Reads an address; what it does not know leads to the live calls. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const [name, ...rest] = path.split('/');
  const argument = decoded(rest.join('/'));
  switch (name) {
    case 'registrations':
      return argument === '' ? found(name, search) : { name: 'endpoint', id: argument };
    case 'alarms':
    case 'collectors':
      return { name };
    case 'quality':
      return parseQuality(argument, new URLSearchParams(search));
    case 'cdrs':
      return parseCdrs(argument, new URLSearchParams(search));
    case 'call':
      return argument === '' ? { name: 'calls' } : { name, callId: argument };
    case 'accounts':
      return argument === '' ? found(name, search) : { name: 'account', id: argument };
    default:
      return found('calls', search);
  }
}

/** The address of a route; `parseRoute` reads it back. */
export function routeHash(route: Route): string {
  switch (route.name) {
    case 'calls':
    case 'registrations':
    case 'accounts':
      return `#/${route.name}${route.find ? `?${new URLSearchParams({ find: route.find })}` : ''}`;
    case 'alarms':
    case 'collectors':
      return `#/${route.name}`;
    case 'quality':
      return `#/quality/${route.by}${route.minutes === 15 ? '' : `?minutes=${route.minutes}`}`;
    case 'call':
      return `#/call/${encodeURIComponent(route.callId)}`;
    case 'endpoint':
      return `#/registrations/${encodeURIComponent(route.id)}`;
    case 'account':
      return `#/accounts/${encodeURIComponent(route.id)}`;
    case 'cdrs':
      return `#/cdrs/${route.filter.view}${cdrsSearch(route.filter, route.group)}`;
  }
}

/** Where Esc leads from a route when there is nothing to go back to; null at the top. */
export function parentRoute(route: Route): Route | null {
  switch (route.name) {
    case 'call':
      return { name: 'cdrs', filter: emptyFilter() };
    case 'account':
      return { name: 'accounts' };
    case 'endpoint':
      return { name: 'registrations' };
    case 'calls':
    case 'registrations':
    case 'alarms':
    case 'collectors':
    case 'quality':
    case 'cdrs':
    case 'accounts':
      return null;
  }
}

/** A list, filtered where the address says so. */
function found(name: 'calls' | 'registrations' | 'accounts', search: string): Route {
  const find = new URLSearchParams(search).get('find');
  return find ? { name, find } : { name };
}

function parseQuality(by: string, search: URLSearchParams): Route {
  return {
    name: 'quality',
    by: QUALITY_BY.find((each) => each === by) ?? 'trunk',
    minutes: QUALITY_MINUTES.find((each) => String(each) === search.get('minutes')) ?? 15,
  };
}

function parseCdrs(view: string, search: URLSearchParams): Route {
  const filter = emptyFilter(CDR_VIEWS.find((each) => each === view));
  for (const field of FILTER_FIELDS) {
    filter[field] = search.get(field) ?? '';
  }
  const group = CDR_GROUPINGS.find((each) => each === search.get('group'));
  return group === undefined ? { name: 'cdrs', filter } : { name: 'cdrs', filter, group };
}

function cdrsSearch(filter: CdrFilter, group: CdrGrouping | undefined): string {
  const search = new URLSearchParams();
  for (const field of FILTER_FIELDS) {
    if (filter[field] !== '') {
      search.set(field, filter[field]);
    }
  }
  if (group !== undefined) {
    search.set('group', group);
  }
  return search.size === 0 ? '' : `?${search}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
