import { address } from '../../address';
import { quote } from '../../api/client';
import type { CdrTier, Quote, Step } from '../../api/schema';
import { h, refill } from '../../parts/dom';
import { facts } from '../../parts/facts';
import { Form, type Field, type Values } from '../../parts/form';
import { QUOTE_BY, routeHash, type QuoteWish, type Route } from '../../route';
import { money } from '../../text/money';
import { party } from '../../text/party';
import { clockDuration, instantOfLocal, localOfInstant, zoneName } from '../../text/time';
import { accountTabs } from '../accounts/tabs';
import { stepTable } from '../trace/call-facts';
import type { View } from '../view';

const CALLERS = {
  account: 'Account',
  sipUser: 'SIP user',
  sourceAddress: 'Address it comes from',
  package: 'Package',
  card: 'Rate card',
} as const;

const ROLES: Record<CdrTier['role'], string> = {
  caller: 'the caller',
  reseller: 'above it',
  provider: 'the carrier is paid',
  number: 'has the called number',
};

/** What a call would cost: who pays by which rule and card, and the price with its steps. */
export class QuoteView implements View {
  readonly title = 'Quote';
  readonly element: HTMLElement;
  private readonly form = new Form(
    'Quote',
    (values) => this.ask(values),
    (values) => this.form.show(fieldsOf(wishOf(values))),
  );
  private readonly answer = h('div', { class: 'quote', role: 'status' });
  private wish: QuoteWish;

  constructor(route: Route & { name: 'quote' }) {
    this.wish = route;
    this.element = h(
      'main',
      { class: 'view quoted' },
      h('div', { class: 'tools' }, accountTabs('quote')),
      h(
        'section',
        { class: 'side', 'aria-label': 'Call' },
        h('h1', {}, 'What would a call cost?'),
        this.form.element,
      ),
      h('section', { class: 'side', 'aria-label': 'Price' }, this.answer),
    );
    this.show(route);
  }

  follow(route: Route): boolean {
    if (route.name === 'quote' && JSON.stringify(route) !== JSON.stringify(routeOf(this.wish))) {
      this.show(route);
    }
    return route.name === 'quote';
  }

  focusFilter(): void {
    this.form.focus();
  }

  close(): void {}

  /** Shows what an address asks; a whole question is answered at once. */
  private show(wish: QuoteWish): void {
    this.wish = wish;
    this.form.show(fieldsOf(wish));
    refill(
      this.answer,
      h('p', { class: 'hint' }, 'Nothing is booked by it, and free minutes are counted as they stand now.'),
    );
    if (wish.of && wish.to && wish.seconds) {
      this.form.send();
    }
  }

  private async ask(values: Values): Promise<string> {
    this.wish = wishOf(values);
    address.restate(routeOf(this.wish));
    refill(this.answer);
    refill(this.answer, ...answerOf(await quote(this.wish), this.wish));
    return '';
  }
}

function routeOf({ by, of, to, seconds, at, trunk }: QuoteWish): Route {
  return {
    name: 'quote',
    ...(by && { by }),
    ...(of && { of }),
    ...(to && { to }),
    ...(seconds && { seconds }),
    ...(at && { at }),
    ...(trunk && { trunk }),
  };
}

function wishOf(values: Values): QuoteWish {
  const by = QUOTE_BY.find((each) => each === values['by']) ?? 'account';
  return {
    by,
    of: values['of'] ?? '',
    to: (values['to'] ?? '').replace(/[\s()/.-]/g, '').replace(/^\+/, ''),
    seconds: values['seconds'] ?? '',
    at: instantOfLocal(values['at'] ?? ''),
    trunk: values['trunk'] ?? '',
  };
}

function fieldsOf({ by = 'account', of, to, seconds, at, trunk }: QuoteWish): Field[] {
  const whole = by !== 'package' && by !== 'card';
  return [
    { name: 'by', label: 'Who pays is known by', value: by, choices: CALLERS },
    { name: 'of', label: CALLERS[by], value: of ?? '' },
    { name: 'to', label: 'Calls', value: to ?? '', hint: 'E.164, as in +49 30 123456' },
    { name: 'seconds', label: 'For seconds', value: seconds ?? '60', type: 'number' },
    {
      name: 'at',
      label: 'Answered at',
      value: localOfInstant(at ?? ''),
      type: 'datetime-local',
      hint: `${zoneName()}; empty: now`,
    },
    ...(whole
      ? [{ name: 'trunk', label: 'By the trunk', value: trunk ?? '', hint: 'its address; empty: no carrier' }]
      : []),
  ];
}

function answerOf(quoted: Quote, { to = '', seconds = '' }: QuoteWish): HTMLElement[] {
  const { prefix, destination, billedSeconds, freeSeconds } = quoted;
  return [
    h('h1', {}, money(quoted.price, quoted.currency)),
    facts(
      ['To', party(to)],
      ['Destination', `${destination}, prefix ${prefix}`],
      ['Lasts', clockDuration(Number(seconds) * 1_000)],
      ['Billed', `${billedSeconds} s`],
      ['Free', freeSeconds === 0 ? null : `${freeSeconds / 60} free minutes`],
    ),
    ...(quoted.tiers.length === 0
      ? [stepTable(quoted.steps, quoted.price, quoted.currency)]
      : quoted.tiers.map((tier) => tierPart(tier))),
  ];
}

/** One of those who pay: by which rule and card, and how its price comes about. */
function tierPart(tier: CdrTier): HTMLElement {
  const words = [tier.payerReason?.text, tier.cardId && `card ${tier.cardId}`].filter(Boolean).join(' · ');
  return h(
    'section',
    { class: 'quote-tier' },
    h(
      'h2',
      {},
      h('a', { href: routeHash({ name: 'account', id: tier.accountId }) }, tier.accountId),
      `, ${ROLES[tier.role]}`,
    ),
    h('p', { class: 'hint' }, words),
    tier.rating === 'rated'
      ? stepTable(tier.steps as readonly Step[], tier.price, tier.currency)
      : h(
          'p',
          { class: 'problem' },
          'No rate fits this number for it: it would pay nothing until the call is rated again.',
        ),
  );
}
