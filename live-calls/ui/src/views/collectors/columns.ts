import type { Agent } from '../../api/schema';
import { compareTexts, type Column } from '../../parts/columns';
import type { Board } from '../../parts/live-list';
import { bytes, count, micros } from '../../text/amount';
import { millisOf, spokenDuration, timeTip, zonedTime } from '../../text/time';
import { clockIsWrong, compareStanding, sendsTwice, standingOf, total } from './trouble';
import { texts } from '../../texts';

const words = texts.collectors;
const { columns } = words;

/** What the row of those is called who belong to no agent. */
export const STRANGERS = words.strangers;

function standing(agent: Agent): string {
  return agent.id === '' && standingOf(agent) === 'never' ? words.none : words.standing[standingOf(agent)];
}

/** How long ago an agent was heard of. */
function seenAgo(agent: Agent, nowMillis: number): string {
  const at = millisOf(agent.lastSeen);
  return at === null ? (agent.id === '' ? '' : words.never) : spokenDuration(nowMillis - at);
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
  return list.map((each) => `${each.reason}: ${count(each.count)}`).join(', ') || words.none;
}

/** The columns of the capture agents. */
export function agentColumns(board: Board<Agent>): readonly Column<Agent>[] {
  return [
    {
      key: 'state',
      title: columns.state,
      width: 11,
      text: standing,
      tone: standingOf,
      compare: compareStanding,
    },
    {
      key: 'agent',
      title: columns.agent,
      width: 12,
      text: (agent) => agent.id || STRANGERS,
      tooltip: (agent) =>
        agent.id === '' ? words.strangersTip : agent.configured ? agent.id : words.notConfigured(agent.id),
      compare: (a, b) => compareTexts(a.id, b.id),
    },
    {
      key: 'name',
      title: columns.name,
      width: 13,
      spare: 8,
      text: (agent) => (agent.name === agent.id ? '' : agent.name),
      compare: (a, b) => compareTexts(a.name, b.name),
    },
    {
      key: 'collector',
      title: columns.collector,
      width: 14,
      spare: 3,
      text: (agent) => agent.collector.name,
      tone: (agent) => (agent.collector.silent ? 'silent' : ''),
      compare: (a, b) => compareTexts(a.collector.name, b.collector.name),
    },
    {
      key: 'seen',
      title: columns.seen,
      width: 11,
      numeric: true,
      text: (agent) => seenAgo(agent, board.moment(agent)),
      tooltip: (agent) => timeTip(agent.lastSeen),
      compare: (a, b) => compareTexts(a.lastSeen, b.lastSeen),
    },
    {
      key: 'rate',
      title: columns.rate,
      width: 10,
      numeric: true,
      text: (agent) => (agent.id === '' ? '' : (agent.packetsPerSecond?.toFixed(1) ?? '–')),
      compare: (a, b) => (a.packetsPerSecond ?? -1) - (b.packetsPerSecond ?? -1),
    },
    {
      key: 'packets',
      title: columns.packets,
      width: 11,
      spare: 2,
      numeric: true,
      text: (agent) => count(agent.packets),
      tooltip: (agent) => words.bytesSince(bytes(agent.bytes), zonedTime(agent.collector.startedAt)),
      compare: (a, b) => a.packets - b.packets,
    },
    counted(
      'refused',
      columns.refused,
      9,
      (agent) => total(agent.refused),
      'bad',
      (agent) => reasons(agent.refused),
    ),
    counted(
      'broken',
      columns.broken,
      8,
      (agent) => total(agent.broken),
      'bad',
      (agent) => reasons(agent.broken),
    ),
    counted(
      'truncated',
      columns.truncated,
      11,
      (agent) => agent.truncated,
      'watch',
      () => words.truncatedTip,
      6,
    ),
    {
      key: 'duplicates',
      title: columns.duplicates,
      width: 8,
      spare: 4,
      numeric: true,
      text: (agent) => count(agent.duplicates),
      tone: (agent) => (sendsTwice(agent) ? 'watch' : ''),
      tooltip: () => words.twiceTip,
      compare: (a, b) => a.duplicates - b.duplicates,
    },
    counted(
      'other',
      columns.other,
      9,
      (agent) => total(agent.notSip),
      '',
      (agent) => reasons(agent.notSip),
      10,
    ),
    counted(
      'keep-alives',
      columns['keep-alives'],
      12,
      (agent) => agent.keepAlives,
      '',
      () => words.keepAlivesTip,
      12,
    ),
    counted(
      'clamped',
      columns.clamped,
      9,
      (agent) => agent.clamped,
      'watch',
      () => words.clampedTip,
      7,
    ),
    {
      key: 'skew',
      title: columns.skew,
      width: 9,
      spare: 1,
      numeric: true,
      text: (agent) => (agent.clockSkewMicros === null ? '' : micros(agent.clockSkewMicros)),
      tone: (agent) => (clockIsWrong(agent) ? 'watch' : ''),
      tooltip: () => words.clockTip,
      compare: (a, b) => Math.abs(a.clockSkewMicros ?? 0) - Math.abs(b.clockSkewMicros ?? 0),
    },
    counted(
      'connections',
      columns.connections,
      7,
      (agent) => agent.connections,
      '',
      () => words.connectionsTip,
      11,
    ),
  ];
}
