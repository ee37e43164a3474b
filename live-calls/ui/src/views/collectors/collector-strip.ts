import type { Agent, Collector, Latency } from '../../api/schema';
import { h, refill } from '../../parts/dom';
import { bytes, count, micros } from '../../text/amount';
import { utcText, zonedTime } from '../../text/time';
import { isLate, troubles } from './trouble';

type Figure = [name: string, value: string, tone: string, tooltip?: string | undefined];

/** The collectors of these agents, each once, by name. */
export function collectorsOf(agents: readonly Agent[]): Collector[] {
  const byName = new Map(agents.map((agent) => [agent.collector.name, agent.collector]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** One panel for each collector: how it receives, and what waits in it. What is wrong is said in it. */
export class CollectorStrip {
  readonly element = h('ul', { class: 'collector-strip', 'aria-label': 'Collectors' });
  private shown = '';

  show(agents: readonly Agent[]): void {
    const collectors = collectorsOf(agents);
    const now = JSON.stringify(collectors);
    if (now !== this.shown) {
      this.shown = now;
      refill(this.element, ...collectors.map(panel));
    }
  }
}

function panel(collector: Collector): HTMLElement {
  const wrong = troubles(collector);
  return h(
    'li',
    { 'data-tone': wrong.length > 0 ? 'bad' : '' },
    h(
      'h2',
      {},
      collector.name,
      h(
        'span',
        { class: 'hint' },
        collector.listens.map((each) => `${each.transport} ${each.address}`).join(' · '),
      ),
      h(
        'span',
        { class: 'hint', title: utcText(collector.startedAt) },
        `since ${zonedTime(collector.startedAt)}`,
      ),
    ),
    h(
      'dl',
      {},
      ...figures(collector).map(([name, value, tone, tooltip]) =>
        h('div', { title: tooltip ?? null }, h('dt', {}, name), h('dd', { 'data-tone': tone }, value)),
      ),
    ),
    ...wrong.map((text) => h('p', { class: 'problem' }, text)),
  );
}

function figures(collector: Collector): Figure[] {
  const buffer = collector.receiveBuffer;
  return [
    ['Kernel drops', count(collector.kernelDrops), collector.kernelDrops > 0 ? 'bad' : ''],
    [
      'Receive buffer',
      buffer === null ? 'no UDP' : bytes(buffer.grantedBytes),
      buffer !== null && buffer.grantedBytes < buffer.askedBytes ? 'watch' : '',
      buffer === null
        ? undefined
        : `asked for ${bytes(buffer.askedBytes)}; where the kernel grants less, raise net.core.rmem_max`,
    ],
    ['Waiting for Kafka', count(collector.backlogRecords), isLate(collector) ? 'bad' : ''],
    ['Lag', micros(collector.lagMicros), isLate(collector) ? 'bad' : ''],
    latency('To the journal: 50 / 99 / 99.9 %, longest', collector.toJournal),
    latency('To Kafka: 50 / 99 / 99.9 %, longest', collector.toKafka),
  ];
}

function latency(name: string, measured: Latency): Figure {
  const { p50Micros, p99Micros, p999Micros, maxMicros } = measured;
  const text = [p50Micros, p99Micros, p999Micros, maxMicros].map(micros).join(' / ');
  return [
    name,
    maxMicros === 0 ? '–' : text,
    '',
    '50 % / 99 % / 99.9 % of the packets, and the longest, from receipt on',
  ];
}
