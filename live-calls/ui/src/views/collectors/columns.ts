import type { Agent } from '../../api/schema';
import { compareTexts, type Column } from '../../parts/columns';
import type { Board } from '../../parts/live-list';
import { bytes, count, micros } from '../../text/amount';
import { millisOf, spokenDuration, timeTip, zonedTime } from '../../text/time';
import { clockIsWrong, compareStanding, sendsTwice, standingOf, total } from './trouble';

/** What the row of those is called who belong to no agent. */
export const STRANGERS = 'strangers';

const STANDING = {
  bad: 'trouble',
  quiet: 'silent',
  late: 'late',
  idle: 'no packets',
  watch: 'look',
  good: 'sending',
  never: 'never seen',
  silent: 'unknown',
} as const;

function standing(agent: Agent): string {
  return agent.id === '' && standingOf(agent) === 'never' ? 'none' : STANDING[standingOf(agent)];
}

/** How long ago an agent was heard of. */
function seenAgo(agent: Agent, nowMillis: number): string {
  const at = millisOf(agent.lastSeen);
  return at === null ? (agent.id === '' ? '' : 'never') : spokenDuration(nowMillis - at);
}

/** A column of numbers, in which nothing but 0 is worth a tone. */
function counted(
  key: string,
  title: string,
  width: number,
  of: (agent: Agent) => number,
  tone: string,
  tooltip: (agent: Agent) => string,
  spare?: number,
): Column<Agent> {
  return {
    key,
    title,
    width,
    ...(spare !== undefined && { spare }),
    numeric: true,
    text: (agent) => count(of(agent)),
    tone: (agent) => (of(agent) > 0 ? tone : ''),
    tooltip,
    compare: (a, b) => of(a) - of(b),
  };
}

function reasons(list: Agent['refused']): string {
  return list.map((each) => `${each.reason}: ${count(each.count)}`).join(', ') || 'none';
}

/** The columns of the capture agents. */
export function agentColumns(board: Board<Agent>): readonly Column<Agent>[] {
  return [
    {
      key: 'state',
      title: 'State',
      width: 11,
      text: standing,
      tone: standingOf,
      compare: compareStanding,
    },
    {
      key: 'agent',
      title: 'Agent',
      width: 12,
      text: (agent) => agent.id || STRANGERS,
      tooltip: (agent) =>
        agent.id === ''
          ? 'senders that belong to no agent'
          : agent.configured
            ? agent.id
            : `${agent.id}, not in hep.agents`,
      compare: (a, b) => compareTexts(a.id, b.id),
    },
    {
      key: 'name',
      title: 'Name',
      width: 13,
      spare: 8,
      text: (agent) => (agent.name === agent.id ? '' : agent.name),
      compare: (a, b) => compareTexts(a.name, b.name),
    },
    {
      key: 'collector',
      title: 'Collector',
      width: 14,
      spare: 3,
      text: (agent) => agent.collector.name,
      tone: (agent) => (agent.collector.silent ? 'silent' : ''),
      compare: (a, b) => compareTexts(a.collector.name, b.collector.name),
    },
    {
      key: 'seen',
      title: 'Last seen',
      width: 11,
      numeric: true,
      text: (agent) => seenAgo(agent, board.moment(agent)),
      tooltip: (agent) => timeTip(agent.lastSeen),
      compare: (a, b) => compareTexts(a.lastSeen, b.lastSeen),
    },
    {
      key: 'rate',
      title: 'Packets/s',
      width: 10,
      numeric: true,
      text: (agent) => (agent.id === '' ? '' : (agent.packetsPerSecond?.toFixed(1) ?? '–')),
      compare: (a, b) => (a.packetsPerSecond ?? -1) - (b.packetsPerSecond ?? -1),
    },
    {
      key: 'packets',
      title: 'Packets',
      width: 11,
      spare: 2,
      numeric: true,
      text: (agent) => count(agent.packets),
      tooltip: (agent) => `${bytes(agent.bytes)} since ${zonedTime(agent.collector.startedAt)}`,
      compare: (a, b) => a.packets - b.packets,
    },
    counted(
      'refused',
      'Refused',
      9,
      (agent) => total(agent.refused),
      'bad',
      (agent) => reasons(agent.refused),
    ),
    counted(
      'broken',
      'Broken',
      8,
      (agent) => total(agent.broken),
      'bad',
      (agent) => reasons(agent.broken),
    ),
    counted(
      'truncated',
      'Truncated',
      11,
      (agent) => agent.truncated,
      'watch',
      () => 'shorter than they say',
      6,
    ),
    {
      key: 'duplicates',
      title: 'Twice',
      width: 8,
      spare: 4,
      numeric: true,
      text: (agent) => count(agent.duplicates),
      tone: (agent) => (sendsTwice(agent) ? 'watch' : ''),
      tooltip: () => 'messages that had come a moment before already; none is dropped for it',
      compare: (a, b) => a.duplicates - b.duplicates,
    },
    counted(
      'other',
      'Not SIP',
      9,
      (agent) => total(agent.notSip),
      '',
      (agent) => reasons(agent.notSip),
      10,
    ),
    counted(
      'keep-alives',
      'Keep-alives',
      12,
      (agent) => agent.keepAlives,
      '',
      () => 'line ends that keep it open',
      12,
    ),
    counted(
      'clamped',
      'Clamped',
      9,
      (agent) => agent.clamped,
      'watch',
      () => 'capture times that were not believed',
      7,
    ),
    {
      key: 'skew',
      title: 'Clock',
      width: 9,
      spare: 1,
      numeric: true,
      text: (agent) => (agent.clockSkewMicros === null ? '' : micros(agent.clockSkewMicros)),
      tone: (agent) => (clockIsWrong(agent) ? 'watch' : ''),
      tooltip: () => 'by how much its clock is ahead of the collector’s, less the shortest way of a message',
      compare: (a, b) => Math.abs(a.clockSkewMicros ?? 0) - Math.abs(b.clockSkewMicros ?? 0),
    },
    counted(
      'connections',
      'Conns',
      7,
      (agent) => agent.connections,
      '',
      () => 'open TCP and TLS connections',
      11,
    ),
  ];
}
