import { html, render, type TemplateResult } from 'lit-html';
import { address } from '../../address';
import { quote } from '../../api/client';
import type { CdrTier, Quote, Step } from '../../api/schema';
import { h } from '../../parts/dom';
import { facts } from '../../parts/facts';
import { Form, type Field, type Values } from '../../parts/form';
import { QUOTE_BY, routeHash, type QuoteWish, type Route } from '../../route';
import { money } from '../../text/money';
import { party } from '../../text/party';
import { clockDuration, instantOfLocal, localOfInstant, zoneName } from '../../text/time';
import { sectionTabs } from '../../parts/section-tabs';
import { texts } from '../../texts';
import { stepTable } from '../trace/call-facts';
import type { View } from '../view';
import './quote.css';

const words = texts.quote;
const { fields } = words;

/** What a call would cost: who pays by which rule and card, and the price with its steps. */
export class QuoteView implements View {
  readonly element = h('main', { class: 'view quoted' });
  private readonly tabs = sectionTabs('quote');
  private readonly form = new Form(
    words.button,
    (values) => this.ask(values),
    (values) => this.form.show(fieldsOf(wishOf(values))),
  );
  private wish: QuoteWish;

  constructor(route: Route & { name: 'quote' }) {
    this.wish = route;
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
    this.draw(html`<p class="hint">${words.hint}</p>`);
    if (wish.of && wish.to && wish.seconds) {
      this.form.send();
    }
  }

  private async ask(values: Values): Promise<string> {
    this.wish = wishOf(values);
    address.restate(routeOf(this.wish));
    this.draw(null);
    this.draw(answerOf(await quote(this.wish), this.wish));
    return '';
  }

  private draw(answer: TemplateResult | null): void {
    render(
      html`
        <div class="tools">${this.tabs}</div>
        <section class="side" aria-label=${words.call}>
          <h1>${words.title}</h1>
          ${this.form.element}
        </section>
        <section class="side" aria-label=${words.price}>
          <div class="quote" role="status">${answer}</div>
        </section>
      `,
      this.element,
    );
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
    { name: 'by', label: fields.by, value: by, choices: words.by },
    { name: 'of', label: words.by[by], value: of ?? '' },
    { name: 'to', label: fields.to, value: to ?? '', hint: fields.toHint },
    { name: 'seconds', label: fields.seconds, value: seconds ?? '60', type: 'number' },
    {
      name: 'at',
      label: fields.at,
      value: localOfInstant(at ?? ''),
      type: 'datetime-local',
      hint: fields.atHint(zoneName()),
    },
    ...(whole ? [{ name: 'trunk', label: fields.trunk, value: trunk ?? '', hint: fields.trunkHint }] : []),
  ];
}

function answerOf(quoted: Quote, { to = '', seconds = '' }: QuoteWish): TemplateResult {
  const { prefix, destination, billedSeconds, freeSeconds } = quoted;
  const named = words.facts;
  return html`
    <h1>${money(quoted.price, quoted.currency)}</h1>
    ${facts(
      [named.to, party(to)],
      [named.destination, words.destination(destination, prefix)],
      [named.lasts, clockDuration(Number(seconds) * 1_000)],
      [named.billed, `${billedSeconds} s`],
      [named.free, freeSeconds === 0 ? null : words.freeMinutes(freeSeconds / 60)],
    )}
    ${
      quoted.tiers.length === 0
        ? stepTable(quoted.steps, quoted.price, quoted.currency)
        : quoted.tiers.map((tier) => tierPart(tier))
    }
  `;
}

/** One of those who pay: by which rule and card, and how its price comes about. */
function tierPart(tier: CdrTier): TemplateResult {
  const why = [tier.payerReason?.text, tier.cardId && words.card(tier.cardId)].filter(Boolean).join(' · ');
  const account = routeHash({ name: 'account', id: tier.accountId });
  return html`
    <section class="quote-tier">
      <h2><a href=${account}>${tier.accountId}</a>, ${words.roles[tier.role]}</h2>
      <p class="hint">${why}</p>
      ${
        tier.rating === 'rated'
          ? stepTable(tier.steps as readonly Step[], tier.price, tier.currency)
          : html`<p class="problem">${words.unrated}</p>`
      }
    </section>
  `;
}
