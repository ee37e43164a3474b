import type {
  Account,
  AddressName,
  Alarm,
  AlarmRule,
  Balance,
  CallDetail,
  CallReport,
  Cdr,
  CdrDetail,
  CdrGroup,
  EndpointTest,
  EndpointTestSummary,
  FinanceReport,
  Health,
  LedgerEntry,
  Number as DialledNumber,
  Package,
  Quality,
  Quote,
  RateCard,
  RegistrationDetail,
  SearchResult,
  Session,
  TraceLegs,
  StreamQuality,
  TraceMessage,
  UsualHour,
} from './schema';
import type { CdrKind, QuoteWish } from '../route';
import { texts } from '../texts';

/** An answer of the API that is no success. `status` 0: the server was not reached at all. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly field: string | null = null,
  ) {
    super(message);
  }
}

/** One page of a list; `next` is the cursor of the page after it, null on the last one. */
export interface Listing<T> {
  items: T[];
  next: string | null;
}

/** What a search of call records may ask for; an empty field asks for nothing. */
export interface CdrFilter {
  view: CdrKind;
  accountId: string;
  number: string;
  callId: string;
  outcome: string;
  cause: string;
  trunk: string;
  destination: string;
  agent: string;
  registrationId: string;
  minRing: string;
  maxRing: string;
  minSeconds: string;
  maxSeconds: string;
  since: string;
  until: string;
}

const ROOT = 'api/v1';

/** Called at each answer 401, whichever request it was; the page shows the login form then. */
let signedOut: () => void = () => {};

export function onSignedOut(listener: () => void): void {
  signedOut = listener;
}

/** The path of a resource below the API's root; each part is escaped. */
export function apiPath(...parts: string[]): string {
  return [ROOT, ...parts.map(encodeURIComponent)].join('/');
}

/** Sends a request with the session's cookie. Fails with an ApiError, or an AbortError when it was called off. */
export async function send(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: 'same-origin', cache: 'no-store', ...init });
  } catch (problem) {
    if (problem instanceof DOMException && problem.name === 'AbortError') {
      throw problem;
    }
    throw new ApiError(0, 'unreachable', texts.api.unreachable);
  }
  if (response.ok) {
    return response;
  }
  if (response.status === 401) {
    signedOut();
  }
  throw await errorOf(response);
}

async function errorOf(response: Response): Promise<ApiError> {
  try {
    const { error } = (await response.json()) as { error: { code: string; message: string; field?: string } };
    return new ApiError(response.status, error.code, error.message, error.field ?? null);
  } catch {
    return new ApiError(response.status, 'unknown', texts.api.answered(response.status));
  }
}

async function json<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await send(path, { headers: { Accept: 'application/json' }, ...(signal && { signal }) });
  return (await response.json()) as T;
}

function query(values: Record<string, string | number | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== '') {
      search.set(name, String(value));
    }
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** All kinds of calls are those of no view. */
function asked({ view, ...rest }: CdrFilter): Record<string, string> {
  return { ...rest, view: view === 'all' ? '' : view };
}

/** The path of a search of call records, without paging. */
export function cdrsPath(filter: CdrFilter, paging: { limit?: number; cursor?: string | null } = {}): string {
  return apiPath('cdrs') + query({ ...asked(filter), ...paging });
}

export function cdrs(
  filter: CdrFilter,
  limit: number,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Listing<Cdr>> {
  return json(cdrsPath(filter, { limit, cursor }), signal);
}

/** How many calls share what `by` names, most calls first. */
export async function cdrGroups(filter: CdrFilter, by: string, signal?: AbortSignal): Promise<CdrGroup[]> {
  const path = apiPath('cdrs', 'groups') + query({ ...asked(filter), by });
  return (await json<Listing<CdrGroup>>(path, signal)).items;
}

export function cdr(callId: string, signal?: AbortSignal): Promise<CdrDetail> {
  return json(apiPath('cdrs', callId), signal);
}

export function tracePath(callId: string, leg: TraceLegs, redact = false): string {
  return apiPath('cdrs', callId, 'trace') + query({ leg, ...(redact && { redact: 'true' }) });
}

export function trace(
  callId: string,
  leg: TraceLegs,
  signal?: AbortSignal,
): Promise<{ items: TraceMessage[]; quality: StreamQuality[] }> {
  return json(tracePath(callId, leg), signal);
}

/** A call that is up or has just ended. */
export function call(id: string, signal?: AbortSignal): Promise<CallDetail> {
  return json(apiPath('calls', id), signal);
}

/** Has the switch end a call. Fails with an ApiError that says what to do when it cannot. */
export async function endCall(id: string): Promise<void> {
  await send(apiPath('calls', id, 'end'), { method: 'POST', headers: { Accept: 'application/json' } });
}

/** A registered endpoint with its history; also one that is gone. */
export function registration(id: string, signal?: AbortSignal): Promise<RegistrationDetail> {
  return json(apiPath('registrations', id), signal);
}

/** Has the switch forget an endpoint. Fails with an ApiError that says what to do when it cannot. */
export async function removeRegistration(id: string): Promise<void> {
  await send(apiPath('registrations', id), { method: 'DELETE', headers: { Accept: 'application/json' } });
}

/** How an endpoint is tested. */
export type TestKind = 'sip' | 'mtr';

/** Begins a test of a registered endpoint, where it is wished with a call that rings there; gives its id. */
export async function startTest(kind: TestKind, registrationId: string, call: boolean): Promise<string> {
  const response = await send(apiPath('tests', kind), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(call ? { registrationId, call } : { registrationId }),
  });
  return ((await response.json()) as { id: string }).id;
}

export async function stopTest(id: string): Promise<void> {
  await send(apiPath('tests', id, 'stop'), { method: 'POST' });
}

/** A page of the tests of an endpoint, the newest first. */
export function tests(
  registrationId: string,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Listing<EndpointTestSummary>> {
  return json(apiPath('tests') + query({ registrationId, limit: 30, cursor }), signal);
}

export function test(id: string, signal?: AbortSignal): Promise<EndpointTest> {
  return json(apiPath('tests', id), signal);
}

/** How calls got through in the same hour of the days before. */
export async function usualHours(by: string, signal?: AbortSignal): Promise<UsualHour[]> {
  return (await json<{ items: UsualHour[] }>(apiPath('quality', 'before') + query({ by }), signal)).items;
}

/** Where there is something of a text; records of calls that began before `since` are left out. */
export function searchFor(text: string, since: string, signal?: AbortSignal): Promise<SearchResult> {
  return json(apiPath('search') + query({ q: text, since }), signal);
}

/** The alarms that are up: they come first, and of hundreds some say enough. */
export async function alarmsUp(signal?: AbortSignal): Promise<Alarm[]> {
  const { items } = await json<Listing<Alarm>>(apiPath('alarms') + query({ limit: 200 }), signal);
  return items.filter((alarm) => alarm.clearedAt === null);
}

/** A page of the alarms that were raised in a period, the newest first; one of its ends may be open. */
export function pastAlarms(
  period: { since: string; until: string },
  limit: number,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Listing<Alarm>> {
  return json(apiPath('alarms') + query({ ...period, limit, cursor }), signal);
}

/** Says that an alarm was seen. */
export async function acknowledgeAlarm(id: string): Promise<void> {
  await send(apiPath('alarms', id, 'acknowledge'), { method: 'POST' });
}

export function alarmRules(signal?: AbortSignal): Promise<AlarmRule[]> {
  return all(apiPath('alarm-rules'), signal);
}

/** What of a rule is to change, as it was typed. */
export type RuleChange = Readonly<Record<string, unknown>>;

/** Changes a rule or makes another. */
export function putAlarmRule(id: string, change: RuleChange): Promise<AlarmRule> {
  return put(apiPath('alarm-rules', id), change);
}

/** Puts something in its place; gives it as it is now. */
async function put<T>(path: string, body: unknown): Promise<T> {
  const response = await send(path, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as T;
}

/** What people call addresses. */
export function addressNames(signal?: AbortSignal): Promise<AddressName[]> {
  return all(apiPath('address-names'), signal);
}

export function putAddressName(address: string, name: string): Promise<AddressName> {
  return put(apiPath('address-names', address), { name });
}

export async function removeAddressName(address: string): Promise<void> {
  await send(apiPath('address-names', address), { method: 'DELETE' });
}

/** The figures of the last minutes, the busiest first. */
export async function quality(by: string, minutes: number, signal?: AbortSignal): Promise<Quality[]> {
  const path = apiPath('quality') + query({ by, minutes, limit: 200 });
  return (await json<Listing<Quality>>(path, signal)).items;
}

/** The stream of the figures of the last minutes. */
export function qualityStreamPath(by: string, minutes: number): string {
  return apiPath('quality', 'stream') + query({ by, minutes });
}

/** All of a list, page by page. */
async function all<T>(path: string, signal?: AbortSignal): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Listing<T> = await json(path + query({ limit: 1_000, cursor }), signal);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}

export function accounts(signal?: AbortSignal): Promise<Account[]> {
  return all(apiPath('accounts'), signal);
}

/** The balance of every account. */
export function balances(signal?: AbortSignal): Promise<Balance[]> {
  return all(apiPath('balances'), signal);
}

/** The path of the report of a period; an empty end asks for the usual one. Months begin in the browser's zone. */
export function financePath(period: { since: string; until: string }): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return apiPath('reports', 'finance') + query({ ...period, timeZone });
}

/** What calls and bookings were to each account, month by month. */
export function finance(
  period: { since: string; until: string },
  signal?: AbortSignal,
): Promise<FinanceReport> {
  return json(financePath(period), signal);
}

/** The path of the report on what calls cost and earned in a period; an empty end asks for the usual one. */
export function profitPath(period: { since: string; until: string }): string {
  return apiPath('reports', 'cdr') + query(period);
}

/** What calls cost and earned, by account. */
export function profit(period: { since: string; until: string }, signal?: AbortSignal): Promise<CallReport> {
  return json(profitPath(period), signal);
}

export function packages(signal?: AbortSignal): Promise<Package[]> {
  return all(apiPath('packages'), signal);
}

export function putPackage(id: string, body: unknown): Promise<Package> {
  return put(apiPath('packages', id), body);
}

export function rateCards(signal?: AbortSignal): Promise<RateCard[]> {
  return all(apiPath('rate-cards'), signal);
}

/** Numbers that are given to accounts. */
export function numbers(signal?: AbortSignal): Promise<DialledNumber[]> {
  return all(apiPath('numbers'), signal);
}

export function putNumber(number: string, body: unknown): Promise<DialledNumber> {
  return put(apiPath('numbers', number), body);
}

/** What a call would cost, and who pays. */
export function quote({ by = 'account', of = '', ...call }: QuoteWish): Promise<Quote> {
  switch (by) {
    case 'sipUser':
    case 'sourceAddress':
      return json(apiPath('quote') + query({ [by]: of, ...call }));
    case 'package':
      return json(
        apiPath('packages', of, 'quote') + query({ to: call.to, seconds: call.seconds, at: call.at }),
      );
    case 'card':
      return json(
        apiPath('rate-cards', of, 'quote') + query({ to: call.to, seconds: call.seconds, at: call.at }),
      );
    case 'account':
      return json(apiPath('accounts', of, 'quote') + query({ ...call }));
  }
}

export function account(id: string, signal?: AbortSignal): Promise<Account> {
  return json(apiPath('accounts', id), signal);
}

export function balance(id: string, signal?: AbortSignal): Promise<Balance> {
  return json(apiPath('accounts', id, 'balance'), signal);
}

export function statement(
  id: string,
  period: { since: string; until: string },
  limit: number,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Listing<LedgerEntry>> {
  return json(apiPath('accounts', id, 'statement') + query({ ...period, limit, cursor }), signal);
}

/** A server that says nothing of itself for so long is not well: a connection may be dead although nothing closed it. */
const HEALTH_WITHIN_MILLIS = 5_000;

export async function health(signal: AbortSignal): Promise<Health> {
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(HEALTH_WITHIN_MILLIS)]);
  const response = await fetch(apiPath('health'), { cache: 'no-store', signal: inTime });
  return (await response.json()) as Health;
}

/** The role of this browser's session, or null when it has none. */
export async function session(): Promise<Session['role'] | null> {
  try {
    return (await json<Session>(apiPath('session'))).role;
  } catch (problem) {
    if (problem instanceof ApiError && problem.status === 401) {
      return null;
    }
    throw problem;
  }
}

export async function signIn(token: string): Promise<void> {
  await send(apiPath('session'), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token }),
  });
}

export async function signOut(): Promise<void> {
  await send(apiPath('session'), { method: 'DELETE' });
}
