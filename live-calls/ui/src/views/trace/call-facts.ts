import { html, type TemplateResult } from 'lit-html';
import type { CallDetail, CdrDetail, Step } from '../../api/schema';
import { facts, type Fact } from '../../parts/facts';
import { emptyFilter, routeHash } from '../../route';
import { figures, money } from '../../text/money';
import { party } from '../../text/party';
import { clockDuration, utcText, zonedTime } from '../../text/time';
import { texts } from '../../texts';
import { decimal } from '../../texts/words';
import { notEnded } from '../calls/columns';
import { toneOf } from './decision';

const words = texts.call;
const named = words.facts;

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

function accountLink(id: string | null | undefined): TemplateResult | null {
  return id ? html`<a href=${routeHash({ name: 'account', id })}>${id}</a>` : null;
}

/** What a gap in the capture hid of a call: its end, its answer, or both. */
function hiddenByGap(cdr: CdrDetail): string {
  if (cdr.answeredAt === null) {
    return words.gap.end;
  }
  return cdr.cause?.code === 'no-bye' ? words.gap.noBye : words.gap.answer;
}

/** Why a call ended, before all else; nothing where nobody told. */
export function causeLine({ cause }: CdrDetail): TemplateResult | null {
  return (
    cause &&
    html`<p class="cause" data-tone=${toneOf(cause.code)} title=${utcText(cause.at)}>${inSentence(cause.text)}</p>`
  );
}

/** That the switch would not end a call, before all else; nothing of any other. */
export function notEndedLine(call: CallDetail): TemplateResult | null {
  const text = notEnded(call);
  return text === null ? null : html`<p class="cause" data-tone="bad">${text}</p>`;
}

function inSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What is known of a call that has ended. */
export function cdrFacts(cdr: CdrDetail): TemplateResult {
  const calls = routeHash({ name: 'cdrs', filter: { ...emptyFilter(), number: cdr.to } });
  const flagged = (flag: NonNullable<CdrDetail['flags']>[number], text: string): string | null =>
    cdr.flags?.includes(flag) ? text : null;
  return facts(
    [named.from, party(cdr.from)],
    [named.to, html`<a href=${calls} title=${named.toTip}>${party(cdr.to)}</a>`],
    [named.account, accountLink(cdr.accountId) ?? named.none],
    [named.pays, cdr.payerReason?.text],
    [named.called, accountLink(cdr.calledAccountId)],
    [named.destination, cdr.destination],
    moment(named.started, cdr.startedAt),
    moment(named.ringing, cdr.ringingAt),
    moment(named.answered, cdr.answeredAt),
    moment(named.ended, cdr.endedAt),
    [named.endedBy, cdr.endedBy && words.endedBy[cdr.endedBy]],
    [named.capture, flagged('capture-gap', hiddenByGap(cdr))],
    [named.clocks, flagged('clock-skew', words.clockSkew)],
    [named.closed, flagged('closed-by-operator', words.closedByOperator)],
    [named.payer, flagged('invite-unknown', words.inviteUnknown)],
    [named.outcome, cdr.status ? words.outcome(cdr.outcome, cdr.status) : cdr.outcome],
    [
      named.duration,
      cdr.answeredAt &&
        words.duration(clockDuration(cdr.durationMillis), decimal(cdr.durationMillis / 1000, 3)),
    ],
    [named.source, cdr.source],
    [named.target, cdr.target],
    [named.agent, cdr.agent],
    [named.userAgent, cdr.userAgent],
    [named.callId, cdr.callId],
    [named.legs, legLinks(cdr.legs.map((leg) => ({ ...leg, state: leg.outcome })))],
  );
}

/** Links to the other legs of a call; nothing without any. */
function legLinks(legs: readonly LegLink[]): TemplateResult | null {
  if (legs.length === 0) {
    return null;
  }
  return html`
    <ul class="legs">
      ${legs.map(
        ({ id, callId, source, target, state }) => html`
          <li>
            <a href=${routeHash({ name: 'call', callId: id })} title=${callId}>${source} → ${target}</a>
            ${state}
          </li>
        `,
      )}
    </ul>
  `;
}

/** What a call has come to, and for how long it has been up; empty while it rings. */
export function costSoFar({ answeredAt, seconds, cost, currency, state }: CallDetail): string {
  if (answeredAt === null) {
    return '';
  }
  const spent = cost === null ? words.noRate : money(cost, currency);
  return words.cost(clockDuration(seconds * 1000), spent, state === 'ended');
}

/** What is known of a call that is up or has just ended. */
export function liveFacts(call: CallDetail): TemplateResult {
  return facts(
    [named.from, party(call.from)],
    [named.to, party(call.to)],
    [named.account, accountLink(call.accountId) ?? named.none],
    [named.pays, call.payerReason?.text],
    [named.called, accountLink(call.calledAccountId)],
    [named.destination, call.destination],
    [named.rate, call.ratePerMinute && money(call.ratePerMinute, call.currency)],
    moment(named.started, call.startedAt),
    moment(named.answered, call.answeredAt),
    moment(named.surelyUp, call.uncertainSince),
    moment(named.ended, call.endedAt),
    [named.endedBy, call.endedBy && words.endedBy[call.endedBy]],
    [named.cause, call.cause?.text],
    [named.source, call.source],
    [named.target, call.target],
    [named.agent, call.agent],
    [named.callId, call.callId],
    [named.legs, legLinks(call.legs)],
  );
}

/** How the price came about: the card's line, the steps of the sum, and the price. */
export function priceFacts(cdr: CdrDetail): TemplateResult {
  return html`
    <section class="price">
      <h2>${words.price.title}</h2>
      ${priceLines(cdr)} ${tierTable(cdr.tiers)}
    </section>
  `;
}

/** What each of those who pay was charged; nothing when that is the caller's own account alone. */
function tierTable(tiers: CdrDetail['tiers']): TemplateResult | null {
  if (tiers.length < 2) {
    return null;
  }
  return html`
    <h2>${words.price.whoPays}</h2>
    <table class="tiers">
      <tbody>
        ${tiers.map(
          (tier) => html`
            <tr>
              <td>${tier.accountId}<small>${tierWords(tier)}</small></td>
              <td class="numeric">${tier.price === null ? tier.rating : money(tier.price, tier.currency)}</td>
            </tr>
          `,
        )}
      </tbody>
    </table>
  `;
}

function tierWords(tier: CdrDetail['tiers'][number]): string {
  return [tier.role, tier.payerReason?.text, tier.cardId && words.price.card(tier.cardId)]
    .filter(Boolean)
    .join(' · ');
}

function priceLines(cdr: CdrDetail): TemplateResult {
  switch (cdr.rating) {
    case 'not-charged':
      return cdr.answeredAt === null ? html`<p>${words.price.notAnswered}</p>` : paidLeg(cdr);
    case 'unrated':
      return html`<p class="problem">${words.price.unrated}</p>`;
    case 'rated':
      return html`${tariffLine(cdr)} ${stepTable(cdr.steps, cdr.price, cdr.currency)}`;
  }
}

/** Where the price stands of a leg that the platform made. */
function paidLeg({ legs }: CdrDetail): TemplateResult {
  const paid = legs.find((leg) => leg.accountId !== null);
  if (paid === undefined) {
    return html`<p>${words.price.nobody}</p>`;
  }
  const { madeLeg, callersLeg } = words.price;
  return html`<p>${madeLeg} <a href=${routeHash({ name: 'call', callId: paid.id })}>${callersLeg}</a>.</p>`;
}

function tariffLine({ tariff, ratePerMinute, currency }: CdrDetail): TemplateResult {
  const { cardId, rate } = tariff ?? {};
  const text =
    cardId && rate
      ? words.price.tariff(cardId, rate.prefix ?? '?', rate.destination ?? '', money(ratePerMinute, currency))
      : '';
  return html`<p class="hint">${text}</p>`;
}

/** How a price comes about, step by step. */
export function stepTable(
  steps: readonly Step[],
  price: string | null,
  currency: string | null,
): TemplateResult {
  return html`
    <table class="steps">
      <tbody>
        ${steps.map(({ text, amount }) =>
          /^-?0(\.0*)?$/.test(amount)
            ? html`<tr><td colspan="2">${text}</td></tr>`
            : html`<tr><td>${text}</td><td class="numeric">${figures(amount, currency)}</td></tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${words.price.charged}</th>
          <td class="numeric">${money(price, currency)}</td>
        </tr>
      </tfoot>
    </table>
  `;
}
