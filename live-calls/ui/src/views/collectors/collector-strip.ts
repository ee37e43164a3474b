import { html, nothing, render, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { Agent, Collector, Latency } from '../../api/schema';
import { h } from '../../parts/dom';
import { bytes, count, micros } from '../../text/amount';
import { utcText, zonedTime } from '../../text/time';
import { texts } from '../../texts';
import { isLate, troubles } from './trouble';

const words = texts.collectors;

type Figure = [name: string, value: string, tone: string, tooltip?: string | undefined];

/** The collectors of these agents, each once, by name. */
export function collectorsOf(agents: readonly Agent[]): Collector[] {
  const byName = new Map(agents.map((agent) => [agent.collector.name, agent.collector]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** One panel for each collector: how it receives, and what waits in it. What is wrong is said in it. */
export class CollectorStrip {
  readonly element = h('ul', { class: 'collector-strip', 'aria-label': words.strip });

  show(agents: readonly Agent[]): void {
    render(
      repeat(collectorsOf(agents), ({ name }) => name, panel),
      this.element,
    );
  }
}

function panel(collector: Collector): TemplateResult {
  const wrong = troubles(collector);
  const { name, listens, startedAt } = collector;
  return html`
    <li data-tone=${wrong.length > 0 ? 'bad' : ''}>
      <h2>
        ${name}
        <span class="hint">${listens.map((each) => `${each.transport} ${each.address}`).join(' · ')}</span>
        <span class="hint" title=${utcText(startedAt)}>${words.since(zonedTime(startedAt))}</span>
      </h2>
      <dl>${figures(collector).map(figure)}</dl>
      ${wrong.map((text) => html`<p class="problem">${text}</p>`)}
    </li>
  `;
}

function figure([name, value, tone, tooltip]: Figure): TemplateResult {
  return html`
    <div title=${tooltip ?? nothing}>
      <dt>${name}</dt>
      <dd data-tone=${tone}>${value}</dd>
    </div>
  `;
}

function figures(collector: Collector): Figure[] {
  const named = words.figures;
  const buffer = collector.receiveBuffer;
  return [
    [named.kernelDrops, count(collector.kernelDrops), collector.kernelDrops > 0 ? 'bad' : ''],
    [
      named.receiveBuffer,
      buffer === null ? named.noUdp : bytes(buffer.grantedBytes),
      buffer !== null && buffer.grantedBytes < buffer.askedBytes ? 'watch' : '',
      buffer === null ? undefined : named.bufferTip(bytes(buffer.askedBytes)),
    ],
    [named.backlog, count(collector.backlogRecords), isLate(collector) ? 'bad' : ''],
    [named.lag, micros(collector.lagMicros), isLate(collector) ? 'bad' : ''],
    latency(named.toJournal, collector.toJournal),
    latency(named.toKafka, collector.toKafka),
  ];
}

function latency(name: string, measured: Latency): Figure {
  const { p50Micros, p99Micros, p999Micros, maxMicros } = measured;
  const text = [p50Micros, p99Micros, p999Micros, maxMicros].map(micros).join(' / ');
  return [name, maxMicros === 0 ? '–' : text, '', words.figures.latencyTip];
}
