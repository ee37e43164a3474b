import type { Agent, Collector } from '../../api/schema';
import { texts } from '../../texts';

const words = texts.collectors.troubles;

/** A clock further away than this misleads who reads a trace. */
const WRONG_CLOCK_MICROS = 1_000_000;

/** A share of duplicates that no slow server explains. */
const DOUBLED_SHARE = 0.02;

/** Messages that wait longer for Kafka than this are late everywhere. */
const LATE_MICROS = 2_000_000;

/** How an agent stands: `bad` loses packets, `quiet` sends no more, `late` for a while, `watch` asks for a look. */
export type Standing = 'bad' | 'quiet' | 'late' | 'watch' | 'idle' | 'good' | 'never' | 'silent';

/** The sum of what was counted for all reasons. */
export function total(reasons: readonly { count: number }[]): number {
  return reasons.reduce((sum, reason) => sum + reason.count, 0);
}

/** Whether an agent's clock is more than a second away from the collector's; not where old times are expected. */
export function clockIsWrong(agent: Agent): boolean {
  return !agent.anyTime && Math.abs(agent.clockSkewMicros ?? 0) > WRONG_CLOCK_MICROS;
}

/** Whether so many messages come again at once that something mirrors them twice. */
export function sendsTwice(agent: Agent): boolean {
  return agent.duplicates > agent.packets * DOUBLED_SHARE;
}

/** Whether an agent sends no more, or has not for longer than it uses to. Nobody misses what strangers send. */
export function isSilent(agent: Agent): boolean {
  return agent.id !== '' && (agent.activity === 'silent' || agent.activity === 'late');
}

/** Whether Kafka is behind. */
export function isLate(collector: Collector): boolean {
  return collector.lagMicros > LATE_MICROS;
}

export function standingOf(agent: Agent): Standing {
  if (agent.collector.silent) {
    return 'silent';
  }
  if (agent.refused.length > 0 || agent.broken.length > 0) {
    return 'bad';
  }
  if (isSilent(agent)) {
    return agent.activity === 'silent' ? 'quiet' : 'late';
  }
  if (
    agent.truncated > 0 ||
    agent.clamped > 0 ||
    agent.unreadableSip > 0 ||
    clockIsWrong(agent) ||
    sendsTwice(agent)
  ) {
    return 'watch';
  }
  if (agent.lastSeen === null) {
    return 'never';
  }
  // It may only be slow, but who sends nothing just now is not called sending.
  return agent.packetsPerSecond === 0 ? 'idle' : 'good';
}

const WEIGHT: Record<Standing, number> = {
  bad: 0,
  quiet: 1,
  silent: 2,
  late: 3,
  watch: 4,
  idle: 5,
  good: 5,
  never: 6,
};

/** Those that need to be looked at first. */
export function compareStanding(a: Agent, b: Agent): number {
  return WEIGHT[standingOf(a)] - WEIGHT[standingOf(b)];
}

/** What is wrong with a collector, in the words of its panel; empty when nothing is. */
export function troubles(collector: Collector): string[] {
  const found: string[] = [];
  if (collector.silent) {
    found.push(words.silent);
  }
  if (collector.diskFullSince !== null) {
    found.push(words.diskFull);
  }
  if (collector.kernelDrops > 0) {
    found.push(words.kernelDrops);
  }
  if (isLate(collector)) {
    found.push(words.late);
  }
  return found;
}
