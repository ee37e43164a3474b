// Invented traffic for work on the page. Nothing here is part of Trunkline: it keeps a few dozen calls going.
import { sipOf } from './fake-sip.mjs';

const DESTINATIONS = [
  { prefix: '4930', destination: 'Germany Berlin', rate: '0.0138' },
  { prefix: '4915', destination: 'Germany mobile', rate: '0.0890' },
  { prefix: '4420', destination: 'United Kingdom London', rate: '0.0165' },
  { prefix: '1212', destination: 'USA New York', rate: '0.0092' },
  { prefix: '4850', destination: 'Poland mobile', rate: '0.0540' },
  { prefix: '8817', destination: null, rate: null },
];
const OUTCOMES = [
  ['busy', 486],
  ['no-answer', 480],
  ['cancelled', 487],
  ['rejected', 404],
  ['failed', 503],
];
const AGENTS = [
  'Yealink SIP-T54W 96.86.0.100',
  'snomD785/10.1.169.16',
  '<b>Phone</b><script>alert(1)</script>',
];

export const accounts = [
  account('harbour-taxi', 'Harbour Taxi (prepaid)', 'hard', '0', '5'),
  account('north-clinic', 'North Clinic', 'none', '0', null),
  account('lumen-books', 'Lumen Books', 'soft', '50', '10'),
  account('atlas-freight', 'Atlas Freight', 'soft', '200', '20'),
  account('quay-hotel', 'Quay Hotel', 'hard', '0', '10'),
];
export const balances = new Map(
  accounts.map((each, n) => [
    each.id,
    { micros: [6_000_000, -381_402_000, 4_204_500, 180_000_000, 55_120_000][n], overdue: 0 },
  ]),
);
export const ledger = new Map(accounts.map((each) => [each.id, []]));
export const live = new Map();
/** The calls that have just ended, as one of them is shown. */
export const ended = new Map();
export const cdrs = [];
export const traces = new Map();
export const registrations = new Map();
export const listeners = {
  calls: new Set(),
  registrations: new Set(),
  balances: new Set(),
  agents: new Set(),
};

function account(id, name, balanceManagement, creditLimit, lowBalanceThreshold) {
  return {
    id,
    name,
    currency: 'EUR',
    balanceManagement,
    creditLimit,
    lowBalanceThreshold,
    lowBalanceEmail: null,
    rateCardId: 'standard',
    sipUsers: [`${id}-1`, `${id}-2`],
    sourceNetworks: ['198.51.100.0/24'],
    numbers: ['4930900100', '4930900101'],
    billingDay: 1,
  };
}

let number = 0;
const pick = (list) => list[Math.floor(Math.random() * list.length)];
const digits = (n) => String(Math.floor(Math.random() * 10 ** n)).padStart(n, '0');
export const decimal = (micros) => {
  const text = (micros < 0 ? '-' : '') + Math.floor(Math.abs(micros) / 1e6);
  const fraction = String(Math.abs(Math.round(micros)) % 1e6)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return fraction === '' ? text : `${text}.${fraction}`;
};
export const iso = (millis) => new Date(millis).toISOString().replace('Z', '417Z');

function tell(stream, event, data) {
  listeners[stream].forEach((listener) => listener(event, data));
}

function begin() {
  const where = pick(DESTINATIONS);
  const who = Math.random() < 0.25 ? accounts[0] : pick(accounts);
  const now = Date.now();
  const caller = 20 + (number % 200);
  const id = `${(number++).toString(16)}-${digits(8)}@198.51.100.${caller}`;
  const call = {
    id,
    callId: id,
    accountId: who.id,
    calledAccountId: null,
    from: `4930900${digits(3)}`,
    to: where.prefix + digits(7),
    state: 'ringing',
    startedAt: iso(now),
    answeredAt: null,
    uncertainSince: null,
    seconds: 0,
    destination: where.destination,
    ratePerMinute: where.rate,
    cost: null,
    currency: where.rate ? 'EUR' : null,
    source: `198.51.100.${caller}:5060`,
    target: '203.0.113.10:5060',
    agent: '2001',
    legs: [],
  };
  live.set(call.id, call);
  traces.set(call.callId, sipOf(call, pick(AGENTS)).begin(now));
  tell('calls', 'call', call);
  const ring = 1_500 + Math.random() * 8_000;
  setTimeout(() => (Math.random() < 0.68 ? answer(call) : end(call, ...pick(OUTCOMES))), ring);
}

function answer(call) {
  call.state = 'answered';
  call.answeredAt = iso(Date.now());
  traces.get(call.callId).push(...sipOf(call).answer(Date.now()));
  tell('calls', 'call', call);
  setTimeout(() => end(call, 'answered', 200), 4_000 + Math.random() ** 2 * 120_000);
}

function costMicros(call) {
  const seconds = Math.ceil((Date.now() - Date.parse(call.answeredAt)) / 1000);
  return call.ratePerMinute ? Math.round((Number(call.ratePerMinute) * 1e6 * seconds) / 60) : 0;
}

function causeOf(outcome, status, endedBy, at) {
  const by = endedBy === 'platform' ? 'platform' : outcome === 'answered' ? endedBy : 'callee';
  const code = outcome === 'answered' ? (by === 'platform' ? 'balance-used-up' : 'normal') : outcome;
  return { code, text: outcome === 'answered' ? `the ${by} hung up` : `refused with ${status}`, by, at };
}

function end(call, outcome, status, endedBy = 'caller') {
  if (!live.delete(call.id)) {
    return;
  }
  const now = Date.now();
  traces.get(call.callId).push(...sipOf(call).end(now, outcome, status));
  const cause = causeOf(outcome, status, endedBy, iso(now));
  ended.set(call.id, { ...call, state: 'ended', endedAt: iso(now), outcome, endedBy, status, cause });
  tell('calls', 'gone', { id: call.id });
  const answered = outcome === 'answered';
  const millis = answered ? now - Date.parse(call.answeredAt) : 0;
  const micros = answered ? costMicros(call) : 0;
  const { state, cost, seconds, ...rest } = call;
  cdrs.unshift({
    ...rest,
    ringingAt: call.startedAt,
    endedAt: iso(now),
    ringMillis: Date.parse(call.answeredAt ?? iso(now)) - Date.parse(call.startedAt),
    durationMillis: millis,
    billedSeconds: answered && call.ratePerMinute ? Math.ceil(millis / 1000) : 0,
    outcome,
    endedBy,
    status,
    cause,
    flags: [],
    rating: !answered ? 'not-charged' : call.ratePerMinute ? 'rated' : 'unrated',
    price: answered && call.ratePerMinute ? decimal(micros) : null,
    userAgent: pick(AGENTS),
  });
  if (micros > 0) {
    book(call.accountId, 'call', -micros, call.callId, `${call.from} to ${call.to}`);
  }
}

function book(accountId, type, micros, reference, description) {
  const balance = balances.get(accountId);
  balance.micros += micros;
  const entry = {
    at: iso(Date.now()),
    type,
    amount: decimal(micros),
    balanceAfter: decimal(balance.micros),
    reference,
    description,
  };
  ledger.get(accountId).unshift(entry);
}

/** The balance as the API gives it. Harbour Taxi burns fast, so that something happens. */
export function balanceOf(id) {
  const each = accounts.find((candidate) => candidate.id === id);
  const { micros } = balances.get(id);
  const calls = [...live.values()].filter((call) => call.accountId === id && call.state === 'answered');
  const reserved = calls.reduce((sum, call) => sum + costMicros(call), 0);
  const left = micros - reserved + Number(each.creditLimit) * 1e6;
  const perMilli = calls.reduce((sum, call) => sum + (Number(call.ratePerMinute ?? 0) * 1e6) / 60_000, 0);
  const low = each.lowBalanceThreshold !== null && micros - reserved < Number(each.lowBalanceThreshold) * 1e6;
  const none = each.balanceManagement === 'none';
  const over = left <= 0 ? (each.balanceManagement === 'hard' ? 'suspended' : 'overdrawn') : null;
  return {
    accountId: id,
    balance: decimal(micros),
    reserved: decimal(reserved),
    available: decimal(left),
    currency: 'EUR',
    status: none ? 'active' : (over ?? (low ? 'low' : 'active')),
    exhaustsAt: none || perMilli === 0 || left <= 0 ? null : iso(Date.now() + left / perMilli),
  };
}

function register(n) {
  const who = pick(accounts);
  const failed = n % 11 === 10;
  const now = Date.now();
  const entry = {
    id: `r${n}`,
    aor: `${who.id}-${n}@sip.example.net`,
    accountId: who.id,
    contact: failed ? '' : `sip:${who.id}-${n}@10.0.${n % 5}.${n}:5060;transport=udp`,
    receivedFrom: `198.51.100.${20 + n}:5060`,
    transport: pick(['udp', 'tcp', 'tls']),
    userAgent: pick(AGENTS),
    registeredAt: iso(now),
    expiresAt: failed ? null : iso(now + 60_000 + Math.random() * 240_000),
    state: failed ? 'failed' : 'active',
    cause: failed ? '403 Forbidden' : null,
  };
  registrations.set(entry.id, entry);
  tell('registrations', 'registration', entry);
}

function tick() {
  for (const call of live.values()) {
    if (call.state === 'answered') {
      call.seconds = Math.floor((Date.now() - Date.parse(call.answeredAt)) / 1000);
      call.cost = call.ratePerMinute ? decimal(costMicros(call)) : null;
      tell('calls', 'call', call);
    }
  }
  accounts.forEach((account) => tell('balances', 'balance', balanceOf(account.id)));
  const taxi = balanceOf('harbour-taxi');
  if (taxi.status === 'suspended') {
    [...live.values()]
      .filter((call) => call.accountId === 'harbour-taxi' && call.state === 'answered')
      .forEach((call) => end(call, 'answered', 200, 'platform'));
  } else {
    book('harbour-taxi', 'charge', -190_000, `meter-${Date.now()}`, 'burns fast, for show');
  }
  if (taxi.status === 'suspended' && Math.random() < 0.06) {
    book('harbour-taxi', 'payment', 12_000_000, `top-up-${Date.now()}`, 'top-up');
  }
}

/** Starts the traffic; it goes on until the process ends. */
export function startExchange() {
  for (let n = 0; n < 45; n++) {
    setTimeout(() => register(n), n * 120);
  }
  for (let n = 0; n < 25; n++) {
    begin();
  }
  setInterval(begin, 1_200);
  setInterval(tick, 1_000);
}
