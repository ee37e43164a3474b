/**
 * What the API of Trunkline answers (docs: /api/v1/openapi.json). Times are ISO-8601 UTC with microseconds,
 * money is a decimal string that must never pass through a float, numbers are E.164 digits without `+`.
 */

export type Instant = string;
export type Decimal = string;

/** One page of a list; `next` is the cursor of the page after it, null on the last one. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface LiveCall {
  id: string;
  callId: string;
  accountId: string | null;
  calledAccountId: string | null;
  from: string;
  to: string;
  state: 'ringing' | 'answered';
  startedAt: Instant;
  answeredAt: Instant | null;
  seconds: number;
  destination: string | null;
  ratePerMinute: Decimal | null;
  cost: Decimal | null;
  currency: string | null;
  source: string;
  target: string;
  agent: string;
}

export interface Registration {
  id: string;
  aor: string;
  accountId: string | null;
  contact: string;
  receivedFrom: string;
  transport: string;
  userAgent: string | null;
  registeredAt: Instant;
  expiresAt: Instant | null;
  state: 'active' | 'expired' | 'failed' | 'removed';
  cause: string | null;
}

/** How often something happened for one reason, and what to do about it; null when nothing is wrong. */
export interface Reason {
  reason: string;
  count: number;
  advice: string | null;
}

/** From receipt on, since the collector started; all 0 when there were no packets. */
export interface Latency {
  p50Micros: number;
  p99Micros: number;
  p999Micros: number;
  maxMicros: number;
}

export interface Collector {
  name: string;
  /** Whether it has told nothing for ten seconds: what is shown of it is old. */
  silent: boolean;
  publishedAt: Instant;
  startedAt: Instant;
  listens: { transport: string; address: string }[];
  receiveBuffer: { askedBytes: number; grantedBytes: number } | null;
  kernelDrops: number;
  backlogRecords: number;
  lagMicros: number;
  diskFullSince: Instant | null;
  toJournal: Latency;
  toKafka: Latency;
}

/** A capture agent at one collector; `id` is empty for what came from senders that belong to no agent. */
export interface Agent {
  path: string;
  id: string;
  name: string;
  configured: boolean;
  networks: string[];
  keyed: boolean;
  advertisedAddress: string | null;
  mayBill: boolean;
  anyTime: boolean;
  lastSeen: Instant | null;
  packets: number;
  bytes: number;
  packetsPerSecond: number | null;
  refused: Reason[];
  broken: Reason[];
  truncated: number;
  keepAlives: number;
  notSip: Reason[];
  unreadableSip: number;
  clamped: number;
  duplicates: number;
  chunksLeftOut: number;
  clockSkewMicros: number | null;
  lateMicros: number | null;
  connections: number;
  collector: Collector;
}

export type Outcome = 'answered' | 'busy' | 'no-answer' | 'cancelled' | 'rejected' | 'failed';

export interface Cdr {
  callId: string;
  accountId: string | null;
  calledAccountId: string | null;
  from: string;
  to: string;
  startedAt: Instant;
  ringingAt: Instant | null;
  answeredAt: Instant | null;
  endedAt: Instant;
  ringMillis: number | null;
  durationMillis: number;
  billedSeconds: number;
  outcome: Outcome;
  endedBy: 'caller' | 'callee' | 'platform' | 'no-bye' | null;
  status: number;
  rating: 'rated' | 'unrated' | 'not-charged';
  price: Decimal | null;
  currency: string | null;
  destination: string | null;
  ratePerMinute: Decimal | null;
  source: string;
  target: string;
  agent: string;
  userAgent: string | null;
}

/** A line of the sum from duration to price. */
export interface PriceStep {
  text: string;
  amount: Decimal;
}

export interface Tariff {
  cardId: string;
  currency: string;
  decimals: number;
  rounding: string;
  rate: Record<string, unknown> & { prefix?: string; destination?: string };
}

export interface CdrDetail extends Cdr {
  steps: PriceStep[];
  tariff: Tariff | null;
}

export type CdrView = 'dialled' | 'received' | 'missed' | 'other';

export type Leg = 'source' | 'destination' | 'both';

export interface TraceMessage {
  at: Instant;
  leg: string;
  source: string;
  target: string;
  transport: string;
  agent: string;
  summary: string;
  raw: string;
  flags: string[];
}

export type AccountStatus = 'active' | 'low' | 'overdrawn' | 'suspended';

export interface Account {
  id: string;
  name: string;
  currency: string;
  balanceManagement: 'none' | 'soft' | 'hard';
  creditLimit: Decimal;
  lowBalanceThreshold: Decimal | null;
  lowBalanceEmail: string | null;
  rateCardId: string | null;
  sipUsers: string[];
  sourceNetworks: string[];
  numbers: string[];
  billingDay: number;
  status?: AccountStatus;
}

export interface Balance {
  balance: Decimal;
  reserved: Decimal;
  currency: string;
  status: AccountStatus;
  exhaustsAt: Instant | null;
}

export interface LedgerEntry {
  id: string;
  at: Instant;
  type: string;
  amount: Decimal;
  balanceAfter: Decimal;
  reference: string;
  description: string;
}

export interface HealthReport {
  status: 'starting' | 'up' | 'degraded' | 'down';
  parts: Record<string, { status: string; detail?: string } | string>;
}
