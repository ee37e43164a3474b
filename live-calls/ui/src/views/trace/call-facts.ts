import type { CallDetail, CdrDetail, Step } from '../../api/schema';
import { h } from '../../parts/dom';
import { facts, type Fact } from '../../parts/facts';
import { emptyFilter, routeHash } from '../../route';
import { money } from '../../text/money';
import { party } from '../../text/party';
import { clockDuration, utcText, zonedTime } from '../../text/time';
import { notEnded } from '../calls/columns';
import { toneOf } from './decision';

const ENDED_BY = {
  caller: 'the caller',
  callee: 'the called side',
  platform: 'the platform',
  trunk: 'the trunk',
  'no-bye': 'nobody: no BYE was seen',
} as const;

/** What the page says of another leg: where it passed, and how it stands or ended. */
interface LegLink {
  id: string;
  callId: string;
  source: string;
  target: string;
  state: string;
}

function moment(name: string, at: string | null | undefined): Fact {
  return [name, at ? zonedTime(at) : null, utcText(at ?? null)];
}

function accountLink(id: string | null | undefined): HTMLElement | null {
  return id ? h('a', { href: routeHash({ name: 'account', id }) }, id) : null;
}

/** What a gap in the capture hid of a call: its end, its answer, or both. */
function hiddenByGap(cdr: CdrDetail): string {
  if (cdr.answeredAt === null) {
    return 'has a gap: how the call ended was not seen';
  }
  return cdr.cause?.code === 'no-bye'
    ? 'has a gap: the call ended unseen, and is charged up to the last moment at which it was known to be up'
    : 'has a gap: the call was answered unseen, and is charged from the end of the gap on';
}

/** Why a call ended, before all else; nothing where nobody told. */
export function causeLine({ cause }: CdrDetail): HTMLElement | null {
  return (
    cause &&
    h(
      'p',
      { class: 'cause', 'data-tone': toneOf(cause.code), title: utcText(cause.at) },
      inSentence(cause.text),
    )
  );
}

/** That the switch would not end a call, before all else; nothing of any other. */
export function notEndedLine(call: CallDetail): HTMLElement | null {
  const words = notEnded(call);
  return words === null ? null : h('p', { class: 'cause', 'data-tone': 'bad' }, words);
}

function inSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What is known of a call that has ended. */
export function cdrFacts(cdr: CdrDetail): HTMLElement {
  const calls = routeHash({ name: 'cdrs', filter: { ...emptyFilter(), number: cdr.to } });
  return facts(
    ['From', party(cdr.from)],
    ['To', h('a', { href: calls, title: 'calls from or to this number' }, party(cdr.to))],
    ['Account', accountLink(cdr.accountId) ?? 'none'],
    ['Pays', cdr.payerReason?.text],
    ['Called account', accountLink(cdr.calledAccountId)],
    ['Destination', cdr.destination],
    moment('Started', cdr.startedAt),
    moment('Ringing', cdr.ringingAt),
    moment('Answered', cdr.answeredAt),
    moment('Ended', cdr.endedAt),
    ['Ended by', cdr.endedBy && ENDED_BY[cdr.endedBy]],
    ['Capture', cdr.flags?.includes('capture-gap') ? hiddenByGap(cdr) : null],
    [
      'Clocks',
      cdr.flags?.includes('clock-skew')
        ? 'the agents’ clocks differ too much: the measured difference is taken off, the duration is doubtful'
        : null,
    ],
    [
      'Closed',
      cdr.flags?.includes('closed-by-operator')
        ? 'by an operator, while nobody knew whether it was up'
        : null,
    ],
    [
      'Payer',
      cdr.flags?.includes('invite-unknown')
        ? 'doubtful: it is not known which INVITE was answered, or whose credentials in it count'
        : null,
    ],
    ['Outcome', cdr.status ? `${cdr.outcome} (${cdr.status})` : cdr.outcome],
    [
      'Duration',
      cdr.answeredAt
        ? `${clockDuration(cdr.durationMillis)} (${(cdr.durationMillis / 1000).toFixed(3)} s)`
        : null,
    ],
    ['Source', cdr.source],
    ['Target', cdr.target],
    ['Agent', cdr.agent],
    ['User agent', cdr.userAgent],
    ['Call-ID', cdr.callId],
    ['Legs', legLinks(cdr.legs.map((leg) => ({ ...leg, state: leg.outcome })))],
  );
}

/** Links to the other legs of a call; nothing without any. */
function legLinks(legs: readonly LegLink[]): HTMLElement | null {
  if (legs.length === 0) {
    return null;
  }
  return h(
    'ul',
    { class: 'legs' },
    ...legs.map(({ id, callId, source, target, state }) =>
      h(
        'li',
        {},
        h('a', { href: routeHash({ name: 'call', callId: id }), title: callId }, `${source} → ${target}`),
        ` ${state}`,
      ),
    ),
  );
}

/** What a call has come to, and for how long it has been up; empty while it rings. */
export function costSoFar({ answeredAt, seconds, cost, currency, state }: CallDetail): string {
  if (answeredAt === null) {
    return '';
  }
  const spent = cost === null ? 'no rate' : money(cost, currency);
  return `${clockDuration(seconds * 1000)} · ${spent}${state === 'ended' ? '' : ' so far'}`;
}

/** What is known of a call that is up or has just ended. */
export function liveFacts(call: CallDetail): HTMLElement {
  return facts(
    ['From', party(call.from)],
    ['To', party(call.to)],
    ['Account', accountLink(call.accountId) ?? 'none'],
    ['Pays', call.payerReason?.text],
    ['Called account', accountLink(call.calledAccountId)],
    ['Destination', call.destination],
    ['Rate per minute', call.ratePerMinute && money(call.ratePerMinute, call.currency)],
    moment('Started', call.startedAt),
    moment('Answered', call.answeredAt),
    moment('Surely up until', call.uncertainSince),
    moment('Ended', call.endedAt),
    ['Ended by', call.endedBy && ENDED_BY[call.endedBy]],
    ['Cause', call.cause?.text],
    ['Source', call.source],
    ['Target', call.target],
    ['Agent', call.agent],
    ['Call-ID', call.callId],
    ['Legs', legLinks(call.legs)],
  );
}

/** How the price came about: the card's line, the steps of the sum, and the price. */
export function priceFacts(cdr: CdrDetail): HTMLElement {
  return h('section', { class: 'price' }, h('h2', {}, 'Price'), ...priceLines(cdr), ...tierTable(cdr.tiers));
}

/** What each of those who pay was charged; nothing when that is the caller's own account alone. */
function tierWords(tier: CdrDetail['tiers'][number]): string {
  return [tier.role, tier.payerReason?.text, tier.cardId && `card ${tier.cardId}`]
    .filter(Boolean)
    .join(' · ');
}

function tierTable(tiers: CdrDetail['tiers']): HTMLElement[] {
  if (tiers.length < 2) {
    return [];
  }
  const rows = tiers.map((tier) =>
    h(
      'tr',
      {},
      h('td', {}, tier.accountId, h('small', {}, tierWords(tier))),
      h('td', { class: 'numeric' }, tier.price === null ? tier.rating : money(tier.price, tier.currency)),
    ),
  );
  return [h('h2', {}, 'Who pays'), h('table', { class: 'tiers' }, h('tbody', {}, ...rows))];
}

function priceLines(cdr: CdrDetail): HTMLElement[] {
  switch (cdr.rating) {
    case 'not-charged':
      return [
        cdr.answeredAt === null
          ? h('p', {}, 'The call was not answered; nothing is charged.')
          : (paidLeg(cdr) ?? h('p', {}, 'No account pays for this call.')),
      ];
    case 'unrated':
      return [
        h(
          'p',
          { class: 'problem' },
          'No rate fits this number. Nothing is charged until the call is rated again.',
        ),
      ];
    case 'rated':
      return [tariffLine(cdr), stepTable(cdr.steps, cdr.price, cdr.currency)];
  }
}

/** Where the price stands of a leg that the platform made; null when no leg of its call has one. */
function paidLeg({ legs }: CdrDetail): HTMLElement | null {
  const paid = legs.find((leg) => leg.accountId !== null);
  return paid === undefined
    ? null
    : h(
        'p',
        {},
        'A leg that the platform made: the call is charged once, with ',
        h('a', { href: routeHash({ name: 'call', callId: paid.id }) }, 'the leg of its caller'),
        '.',
      );
}

function tariffLine({ tariff, ratePerMinute, currency }: CdrDetail): HTMLElement {
  return h(
    'p',
    { class: 'hint' },
    tariff === null
      ? ''
      : `Card ${tariff.cardId}, prefix ${tariff.rate.prefix ?? '?'}, ${tariff.rate.destination ?? ''}: ${money(ratePerMinute, currency)} a minute`,
  );
}

/** How a price comes about, step by step. */
export function stepTable(
  steps: readonly Step[],
  price: string | null,
  currency: string | null,
): HTMLElement {
  return h(
    'table',
    { class: 'steps' },
    h(
      'tbody',
      {},
      ...steps.map((step) =>
        h(
          'tr',
          {},
          h('td', {}, step.text),
          h('td', { class: 'numeric' }, /^-?0(\.0*)?$/.test(step.amount) ? '' : money(step.amount)),
        ),
      ),
    ),
    h(
      'tfoot',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'row' }, 'Charged'),
        h('td', { class: 'numeric' }, money(price, currency)),
      ),
    ),
  );
}
