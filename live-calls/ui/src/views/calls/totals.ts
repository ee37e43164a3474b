import { html, render, type TemplateResult } from 'lit-html';
import type { Call } from '../../api/schema';
import { h } from '../../parts/dom';
import { CurrencySums, money, parseAmount, type Amount } from '../../text/money';
import { texts } from '../../texts';

const words = texts.calls.totals;

/** What all calls that are up come to. */
export interface CallTotals {
  answered: number;
  ringing: number;
  perMinute: { currency: string; sum: string }[];
  soFar: { currency: string; sum: string }[];
}

/** What a call comes to, as it was read once: a call that has changed is another object. */
const worths = new WeakMap<Call, { perMinute: Amount | null; soFar: Amount | null }>();

function worthOf(call: Call): { perMinute: Amount | null; soFar: Amount | null } {
  let worth = worths.get(call);
  if (worth === undefined) {
    worth = {
      perMinute: call.ratePerMinute === null ? null : parseAmount(call.ratePerMinute),
      soFar: call.cost === null ? null : parseAmount(call.cost),
    };
    worths.set(call, worth);
  }
  return worth;
}

/** Adds calls up: only answered ones cost. */
export function totalsOf(calls: readonly Call[]): CallTotals {
  const perMinute = new CurrencySums();
  const soFar = new CurrencySums();
  let answered = 0;
  for (const call of calls) {
    if (call.state === 'answered') {
      const worth = worthOf(call);
      answered += 1;
      perMinute.add(worth.perMinute, call.currency);
      soFar.add(worth.soFar, call.currency);
    }
  }
  return {
    answered,
    ringing: calls.length - answered,
    perMinute: perMinute.list(),
    soFar: soFar.list(),
  };
}

/** The figures over the live calls. */
export class Totals {
  readonly element = h('dl', { class: 'totals' });

  /** The figures of the calls that are shown; where a filter leaves some out, of how many they are. */
  show(totals: CallTotals, all: CallTotals): void {
    const of = (shown: number, there: number): string =>
      shown === there ? `${shown}` : words.of(shown, there);
    render(
      html`
        <div><dt>${words.up}</dt><dd>${of(totals.answered, all.answered)}</dd></div>
        <div><dt>${words.ringing}</dt><dd>${of(totals.ringing, all.ringing)}</dd></div>
        ${sums(words.perMinute, totals.perMinute)} ${sums(words.soFar, totals.soFar)}
      `,
      this.element,
    );
  }
}

/** A currency a line, none of them broken. */
function sums(name: string, lines: { currency: string; sum: string }[]): TemplateResult {
  const text = lines.map((line) => money(line.sum, line.currency)).join('\n') || '–';
  return html`<div class="wide"><dt>${name}</dt><dd title=${text}>${text}</dd></div>`;
}
