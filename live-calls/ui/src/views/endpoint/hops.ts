import type { PathHop } from '../../api/schema';
import { h, type Child } from '../../parts/dom';

/** Loss from which a bar is drawn as trouble, in percent. */
const HIGH_LOSS = 5;

/** The way to an endpoint: a line for each hop, with a bar for its loss and one for its mean round trip. */
export function hopsTable(hops: readonly PathHop[]): HTMLElement {
  const slowest = Math.max(1, ...hops.map((hop) => hop.averageMillis ?? 0));
  return h(
    'table',
    { class: 'hops' },
    h('caption', {}, 'The way of packets'),
    h(
      'thead',
      {},
      h('tr', {}, ...['Hop', 'Address', 'Sent', 'Loss', 'Last', 'Average', 'Best', 'Worst'].map(head)),
    ),
    h('tbody', {}, ...hops.map((hop) => line(hop, slowest))),
  );
}

function head(title: string): HTMLElement {
  return h('th', { scope: 'col' }, title);
}

function line(hop: PathHop, slowest: number): HTMLElement {
  const lossy = hop.lossPercent >= HIGH_LOSS;
  return h(
    'tr',
    { 'data-tone': lossy ? 'bad' : null },
    cell(hop.hop),
    h('td', { class: 'address' }, hop.address ?? 'no answer'),
    cell(hop.sent),
    barred(`${hop.lossPercent} %`, hop.lossPercent / 100, lossy ? 'bad' : 'good'),
    cell(millis(hop.lastMillis)),
    barred(millis(hop.averageMillis), (hop.averageMillis ?? 0) / slowest, 'time'),
    cell(millis(hop.bestMillis)),
    cell(millis(hop.worstMillis)),
  );
}

function cell(value: Child): HTMLElement {
  return h('td', {}, value);
}

function barred(text: string, share: number, tone: string): HTMLElement {
  const bar = h('span', { class: 'bar-fill', 'data-tone': tone, 'aria-hidden': 'true' });
  bar.style.width = `${Math.round(Math.min(1, share) * 100)}%`;
  return h('td', { class: 'barred' }, h('span', {}, text), h('span', { class: 'bar-room' }, bar));
}

/** A round trip for people. */
export function millis(value: number | null): string {
  return value === null ? '–' : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}
