import type { Agent, Reason } from '../../api/schema';
import { h, refill, type Child } from '../../parts/dom';
import { facts } from '../../parts/facts';
import { bytes, count, micros } from '../../text/amount';
import { utcText, zonedTime } from '../../text/time';
import { STRANGERS } from './columns';
import { clockIsWrong, isSilent, sendsTwice, troubles } from './trouble';

/** One agent opened: who it is, what is wrong with what it sends, and what to do about each. */
export class AgentPanel {
  readonly element = h('aside', { class: 'side', 'aria-label': 'Agent' });
  private shown = '';

  constructor(private readonly closed: () => void) {
    this.element.hidden = true;
  }

  /** Shows an agent; null shows none. */
  show(agent: Agent | null): void {
    this.element.hidden = agent === null;
    const now = JSON.stringify(agent);
    if (now !== this.shown) {
      refill(this.element, ...(agent === null ? [] : this.content(agent)));
    }
    this.shown = now;
  }

  private content(agent: Agent): Child[] {
    const problems = problemsOf(agent);
    return [
      h(
        'header',
        { class: 'heading' },
        h('h1', {}, agent.id === '' ? 'Strangers' : agent.name),
        h('button', { type: 'button', class: 'quiet', on: { click: () => this.closed() } }, 'Close'),
      ),
      agent.id === '' ? h('p', { class: 'hint' }, 'What came from senders that belong to no agent.') : null,
      h('h2', {}, 'What to do'),
      problems.length === 0
        ? h('p', { class: 'hint' }, 'Nothing is wrong.')
        : h('ul', { class: 'problems' }, ...problems.map(problem)),
      reasonList('Not SIP, kept in the journal', agent.notSip),
      h('h2', {}, 'Agent'),
      about(agent),
    ];
  }
}

/** A problem: its name, how often it came up, and the advice. */
type Problem = [name: string, times: string, advice: string];

function problemsOf(agent: Agent): Problem[] {
  const of = (kind: string, list: readonly Reason[]): Problem[] =>
    list.map((each) => [`${kind}: ${each.reason}`, count(each.count), each.advice ?? '']);
  const found: Problem[] = [...of('refused', agent.refused), ...of('broken', agent.broken)];
  if (isSilent(agent)) {
    found.push([
      agent.activity === 'silent' ? 'silent' : 'late',
      agent.lastSeen === null ? '' : `since ${zonedTime(agent.lastSeen)}`,
      'look whether its machine and its capture program run, and whether their packets still get here: calls that it alone captures go on unseen',
    ]);
  }
  if (agent.truncated > 0) {
    found.push([
      'truncated',
      count(agent.truncated),
      'let the agent send over TCP, or shorter payloads: whole chunks are kept, the rest is lost',
    ]);
  }
  if (agent.unreadableSip > 0) {
    found.push([
      'SIP without a Call-ID that can be read',
      count(agent.unreadableSip),
      'look at these messages in the agent: they belong to no call here',
    ]);
  }
  if (sendsTwice(agent)) {
    found.push([
      'came twice',
      count(agent.duplicates),
      'look for two places in the agent’s configuration that mirror, or for two agents at one hop',
    ]);
  }
  if (clockIsWrong(agent)) {
    found.push([
      'clock',
      micros(agent.clockSkewMicros ?? 0),
      'set the clock of the agent’s machine (NTP): its times stand in traces and call records',
    ]);
  }
  if (agent.clamped > 0) {
    found.push([
      'times not believed',
      count(agent.clamped),
      'set the agent’s clock; for captures that are replayed, give the agent any-time: true',
    ]);
  }
  troubles(agent.collector).forEach((text) => found.push([`collector ${agent.collector.name}`, '', text]));
  return found;
}

function problem([name, times, advice]: Problem): HTMLElement {
  return h('li', {}, h('strong', {}, name), h('span', { class: 'times' }, times), h('p', {}, advice));
}

function reasonList(title: string, list: readonly Reason[]): HTMLElement | null {
  return list.length === 0
    ? null
    : h(
        'div',
        {},
        h('h2', {}, title),
        facts(...list.map((each): [string, string] => [each.reason, count(each.count)])),
      );
}

function about(agent: Agent): HTMLElement {
  const stranger = agent.id === '';
  return facts(
    ['Id', agent.id || STRANGERS],
    ['Collector', agent.collector.name],
    [
      'Configured',
      stranger ? null : agent.configured ? 'in hep.agents' : 'no: heard of on loopback, or removed',
    ],
    ['Networks', stranger ? null : agent.networks.join(', ') || (agent.keyed ? 'any, with its key' : 'none')],
    ['Key', stranger ? null : agent.keyed ? 'asked for' : 'not asked for'],
    ['Advertised', agent.advertisedAddress],
    ['May bill', stranger ? null : agent.mayBill ? 'yes' : 'no'],
    ['Any time', agent.anyTime ? 'yes' : null],
    [
      'Last seen',
      agent.lastSeen ? zonedTime(agent.lastSeen) : stranger ? null : 'never',
      utcText(agent.lastSeen),
    ],
    ['Packets', count(agent.packets)],
    ['Bytes', bytes(agent.bytes)],
    ['Keep-alives', count(agent.keepAlives)],
    ['Connections', stranger ? null : count(agent.connections)],
    ['Clock', agent.clockSkewMicros === null ? null : micros(agent.clockSkewMicros)],
    [
      'Late by',
      agent.lateMicros === null ? null : micros(agent.lateMicros),
      'the latest message of the last minute against the promptest',
    ],
    ['Chunks left out', agent.chunksLeftOut === 0 ? null : count(agent.chunksLeftOut)],
  );
}
