import type { Call } from '../../api/schema';
import { h, setText } from '../../parts/dom';
import { money, sumByCurrency } from '../../text/money';

/** What all calls that are up come to. */
export interface CallTotals {
  answered: number;
  ringing: number;
  perMinute: { currency: string; sum: string }[];
  soFar: { currency: string; sum: string }[];
}

/** Adds calls up: only answered ones cost. */
export function totalsOf(calls: readonly Call[]): CallTotals {
  const answered = calls.filter((call) => call.state === 'answered');
  return {
    answered: answered.length,
    ringing: calls.length - answered.length,
    perMinute: sumByCurrency(
      answered.map((call) => ({ amount: call.ratePerMinute, currency: call.currency })),
    ),
    soFar: sumByCurrency(answered.map((call) => ({ amount: call.cost, currency: call.currency }))),
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
