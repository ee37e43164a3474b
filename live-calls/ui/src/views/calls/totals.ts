import type { Call } from '../../api/schema';
import { h, setText } from '../../parts/dom';
import { CurrencySums, money, parseAmount, type Amount } from '../../text/money';

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
  readonly element: HTMLElement;
  private readonly up = h('dd');
  private readonly ringing = h('dd');
  private readonly perMinute = h('dd');
  private readonly soFar = h('dd');

  constructor() {
    this.element = h(
      'dl',
      { class: 'totals' },
      h('div', {}, h('dt', {}, 'Calls up'), this.up),
      h('div', {}, h('dt', {}, 'Ringing'), this.ringing),
      h('div', { class: 'wide' }, h('dt', {}, 'Cost per minute'), this.perMinute),
      h('div', { class: 'wide' }, h('dt', {}, 'Cost of these calls so far'), this.soFar),
    );
  }

  /** The figures of the calls that are shown; where a filter leaves some out, of how many they are. */
  show(totals: CallTotals, all: CallTotals): void {
    const of = (shown: number, there: number): string =>
      shown === there ? `${shown}` : `${shown} of ${there}`;
    setText(this.up, of(totals.answered, all.answered));
    setText(this.ringing, of(totals.ringing, all.ringing));
    fill(this.perMinute, totals.perMinute);
    fill(this.soFar, totals.soFar);
  }
}

/** A currency a line, none of them broken. */
function fill(cell: HTMLElement, lines: { currency: string; sum: string }[]): void {
  const text = lines.map((line) => money(line.sum, line.currency)).join('\n') || '–';
  setText(cell, text);
  cell.title = text;
}
