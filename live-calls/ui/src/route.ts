import type { CdrFilter } from './api/client';
import type { CdrView, TraceLegs } from './api/schema';

/** How somebody looks at a list: what the filter holds, the column it is sorted by, the row that is selected. */
export interface Look {
  find?: string;
  /** Key of a column; with a minus before it, falling. */
  sort?: string;
  row?: string;
}

/** What the part of the address after `#` says. Each can be bookmarked and sent to a colleague. */
export type Route =
  | ({ name: 'calls'; group?: CallGrouping; only?: string } & Look)
  | { name: 'wall' }
  | ({ name: 'registrations' } & Look)
  | { name: 'endpoint'; id: string }
  | ({ name: 'quality'; by: QualityBy; minutes: QualityMinutes } & Look)
  | ({ name: 'alarms' } & Look)
  | ({ name: 'alarm-rules' } & Look)
  | ({ name: 'past-alarms'; since?: string; until?: string } & Look)
  | ({ name: 'collectors'; open?: string } & Look)
  | { name: 'cdrs'; filter: CdrFilter; group?: CdrGrouping; sort?: string; row?: string }
  | { name: 'call'; callId: string; leg?: TraceLegs; message?: number; compare?: number }
  | ({ name: 'accounts' } & Look)
  | ({ name: 'names' } & Look)
  | ({ name: 'packages' } & Look)
  | ({ name: 'numbers' } & Look)
  | ({ name: 'quote' } & QuoteWish)
  | ({ name: 'profit'; since?: string; until?: string } & Look)
  | { name: 'finance'; since?: string; until?: string; sort?: string; row?: string }
  | { name: 'account'; id: string; since?: string; until?: string; row?: string };

/** A call whose price is asked for: who makes it, or by which package or card, where it goes and for how long. */
export interface QuoteWish {
  by?: QuoteBy;
  /** Of what `by` names. */
  of?: string;
  to?: string;
  seconds?: string;
  at?: string;
  trunk?: string;
}

/** Whose price a quote gives. */
export const QUOTE_BY = ['account', 'sipUser', 'sourceAddress', 'package', 'card'] as const;
export type QuoteBy = (typeof QUOTE_BY)[number];

/** By what live calls are counted together. */
export const CALL_GROUPINGS = ['account', 'trunk', 'destination', 'state'] as const;
export type CallGrouping = (typeof CALL_GROUPINGS)[number];

/** Which call records are shown; the API has no word for all. */
export type CdrKind = CdrView | 'all';
export const CDR_KINDS: readonly CdrKind[] = ['dialled', 'received', 'missed', 'other', 'all'];

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
  'agent',
  'registrationId',
  'minRing',
  'maxRing',
  'minSeconds',
  'maxSeconds',
  'since',
  'until',
] as const;

/** A search that asks for nothing but the view. */
export function emptyFilter(view: CdrKind = 'dialled'): CdrFilter {
  return {
    view,
    accountId: '',
    number: '',
    callId: '',
    outcome: '',
    cause: '',
    trunk: '',
    destination: '',
    agent: '',
    registrationId: '',
    minRing: '',
    maxRing: '',
    minSeconds: '',
    maxSeconds: '',
    since: '',
    until: '',
  };
}

const LOOK = ['find', 'sort', 'row'] as const;

/** Reads an address; what it does not know leads to the live calls. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const [name, ...rest] = path.split('/');
  const argument = decoded(rest.join('/'));
  const search = new URLSearchParams(query);
  switch (name) {
    case 'registrations':
      return argument === '' ? { name, ...some(search, LOOK) } : { name: 'endpoint', id: argument };
    case 'alarms':
      return argument === 'past'
        ? { name: 'past-alarms', ...some(search, ['since', 'until', ...LOOK]) }
        : { name: argument === 'rules' ? 'alarm-rules' : name, ...some(search, LOOK) };
    case 'names':
    case 'packages':
    case 'numbers':
      return { name, ...some(search, LOOK) };
    case 'profit':
      return { name, ...some(search, ['since', 'until', ...LOOK]) };
    case 'quote':
      return parseQuote(search);
    case 'collectors':
      return { name, ...some(search, ['open', ...LOOK]) };
    case 'quality':
      return parseQuality(argument, search);
    case 'cdrs':
      return parseCdrs(argument, search);
    case 'call':
      return argument === '' ? { name: 'calls' } : parseCall(argument, search);
    case 'finance':
      return { name, ...some(search, ['since', 'until', 'sort', 'row']) };
    case 'accounts':
      return argument === ''
        ? { name, ...some(search, LOOK) }
        : { name: 'account', id: argument, ...some(search, ['since', 'until', 'row']) };
    default:
      return search.has('wall') ? { name: 'wall' } : parseCalls(search);
  }
}

/** The address of a route; `parseRoute` reads it back. */
export function routeHash(route: Route): string {
  switch (route.name) {
    case 'calls':
      return `#/calls${query({ group: route.group, only: route.only, ...lookOf(route) })}`;
    case 'wall':
      return '#/calls?wall';
    case 'registrations':
    case 'accounts':
    case 'alarms':
    case 'names':
    case 'packages':
    case 'numbers':
      return `#/${route.name}${query({ ...lookOf(route) })}`;
    case 'alarm-rules':
      return `#/alarms/rules${query({ ...lookOf(route) })}`;
    case 'past-alarms':
      return `#/alarms/past${query({ since: route.since, until: route.until, ...lookOf(route) })}`;
    case 'profit':
      return `#/profit${query({ since: route.since, until: route.until, ...lookOf(route) })}`;
    case 'quote': {
      const { by, of, to, seconds, at, trunk } = route;
      return `#/quote${query({ by, of, to, seconds, at, trunk })}`;
    }
    case 'finance': {
      const { since, until, sort, row } = route;
      return `#/finance${query({ since, until, sort, row })}`;
    }
    case 'collectors':
      return `#/collectors${query({ open: route.open, ...lookOf(route) })}`;
    case 'quality':
      return `#/quality/${route.by}${query({ minutes: route.minutes === 15 ? undefined : route.minutes, ...lookOf(route) })}`;
    case 'call':
      return `#/call/${encodeURIComponent(route.callId)}${query({ leg: route.leg, message: route.message, compare: route.compare })}`;
    case 'endpoint':
      return `#/registrations/${encodeURIComponent(route.id)}`;
    case 'account':
      return `#/accounts/${encodeURIComponent(route.id)}${query({ since: route.since, until: route.until, row: route.row })}`;
    case 'cdrs': {
      const { filter, group, sort, row } = route;
      const asked = Object.fromEntries(FILTER_FIELDS.map((field) => [field, filter[field]]));
      return `#/cdrs/${filter.view}${query({ ...asked, group, sort, row })}`;
    }
  }
}

/** What a route says of a list, and nothing else. */
export function lookOf({ find, sort, row }: Look): Look {
  return { ...(find && { find }), ...(sort && { sort }), ...(row && { row }) };
}

function parseCalls(search: URLSearchParams): Route {
  const group = CALL_GROUPINGS.find((each) => each === search.get('group'));
  return {
    name: 'calls',
    ...(group && { group, ...some(search, ['only']) }),
    ...some(search, LOOK),
  };
}

function parseQuality(by: string, search: URLSearchParams): Route {
  return {
    name: 'quality',
    by: QUALITY_BY.find((each) => each === by) ?? 'trunk',
    minutes: QUALITY_MINUTES.find((each) => String(each) === search.get('minutes')) ?? 15,
    ...some(search, LOOK),
  };
}

function parseQuote(search: URLSearchParams): Route {
  const by = QUOTE_BY.find((each) => each === search.get('by'));
  return { name: 'quote', ...(by && { by }), ...some(search, ['of', 'to', 'seconds', 'at', 'trunk']) };
}

function parseCdrs(view: string, search: URLSearchParams): Route {
  const filter = emptyFilter(CDR_KINDS.find((each) => each === view));
  for (const field of FILTER_FIELDS) {
    filter[field] = search.get(field) ?? '';
  }
  const group = CDR_GROUPINGS.find((each) => each === search.get('group'));
  return { name: 'cdrs', filter, ...(group && { group }), ...some(search, ['sort', 'row']) };
}

function parseCall(callId: string, search: URLSearchParams): Route {
  const leg = (['source', 'destination'] as const).find((each) => each === search.get('leg'));
  const message = place(search.get('message'));
  const compare = place(search.get('compare'));
  return {
    name: 'call',
    callId,
    ...(leg && { leg }),
    ...(message !== null && { message }),
    ...(compare !== null && { compare }),
  };
}

/** A message's place in the ladder, from 1 on. */
function place(text: string | null): number | null {
  return text !== null && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
}

/** Those of the fields that say something. */
function some<K extends string>(search: URLSearchParams, fields: readonly K[]): { [F in K]?: string } {
  const found: { [F in K]?: string } = {};
  for (const field of fields) {
    const value = search.get(field);
    if (value) {
      found[field] = value;
    }
  }
  return found;
}

function query(values: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') {
      search.set(name, String(value));
    }
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
