import { html, nothing, type TemplateResult } from 'lit-html';
import type { PathHop } from '../../api/schema';
import { texts } from '../../texts';
import { decimal } from '../../texts/words';

const words = texts.endpoint.test;

/** Loss from which a bar is drawn as trouble, in percent. */
const HIGH_LOSS = 5;

/** The way to an endpoint: a line for each hop, with a bar for its loss and one for its mean round trip. */
export function hopsTable(hops: readonly PathHop[]): TemplateResult {
  const slowest = Math.max(1, ...hops.map((hop) => hop.averageMillis ?? 0));
  return html`
    <table class="hops">
      <caption>${words.way}</caption>
      <thead>
        <tr>${words.hops.map((title) => html`<th scope="col">${title}</th>`)}</tr>
      </thead>
      <tbody>${hops.map((hop) => line(hop, slowest))}</tbody>
    </table>
  `;
}

function line(hop: PathHop, slowest: number): TemplateResult {
  const lossy = hop.lossPercent >= HIGH_LOSS;
  return html`
    <tr data-tone=${lossy ? 'bad' : nothing}>
      <td>${hop.hop}</td>
      <td class="address">${hop.address ?? words.noAnswer}</td>
      <td>${hop.sent}</td>
      ${barred(`${hop.lossPercent} %`, hop.lossPercent / 100, lossy ? 'bad' : 'good')}
      <td>${millis(hop.lastMillis)}</td>
      ${barred(millis(hop.averageMillis), (hop.averageMillis ?? 0) / slowest, 'time')}
      <td>${millis(hop.bestMillis)}</td>
      <td>${millis(hop.worstMillis)}</td>
    </tr>
  `;
}

function barred(text: string, share: number, tone: string): TemplateResult {
  // Not as an attribute: the page's security policy takes no styles that stand in its markup.
  const style = `width: ${Math.round(Math.min(1, share) * 100)}%`;
  return html`
    <td class="barred">
      <span>${text}</span
      ><span class="bar-room"><span class="bar-fill" data-tone=${tone} aria-hidden="true" .style=${style}></span></span>
    </td>
  `;
}

/** A round trip for people. */
export function millis(value: number | null): string {
  return value === null ? '–' : `${value < 10 ? decimal(value, 1) : Math.round(value)} ms`;
}
