import type { AlarmKind, AlarmRule } from '../../api/schema';

/** What the parts of a rule mean for what it looks at; a part without a word means nothing there. */
export interface RuleWords {
  kind: string;
  threshold: string;
  least?: string;
  minutes?: boolean;
  hours?: boolean;
  /** When it raises an alarm, in a sentence. */
  raised(rule: AlarmRule): string;
}

function during(rule: AlarmRule): string {
  return `in ${rule.minutes} min`;
}

export const RULE_WORDS: Readonly<Record<AlarmKind, RuleWords>> = {
  asr: {
    kind: 'a trunk’s share of answered calls',
    threshold: 'Answered share below (0 to 1)',
    least: 'Of at least so many attempts',
    minutes: true,
    raised: (rule) =>
      `a trunk answers less than ${rule.threshold} of ${rule.least} calls or more, ${during(rule)}`,
  },
  attempts: {
    kind: 'a trunk’s attempts, against the usual',
    threshold: 'Times more, or fewer, than usual',
    least: 'Usual are at least so many calls',
    minutes: true,
    raised: (rule) =>
      `a trunk has ${rule.threshold} times more or fewer calls than usual, ${during(rule)}, usual at least ${rule.least}`,
  },
  pdd: {
    kind: 'how long a trunk takes to ring',
    threshold: 'Median milliseconds above',
    least: 'Of at least so many attempts',
    minutes: true,
    raised: (rule) =>
      `a trunk takes more than ${rule.threshold} ms to ring, of ${rule.least} calls or more, ${during(rule)}`,
  },
  'registrations-lost': {
    kind: 'registrations that expire',
    threshold: 'So many registrations',
    minutes: true,
    raised: (rule) => `${rule.threshold} registrations expire ${during(rule)}`,
  },
  'silent-agent': {
    kind: 'a capture agent that falls silent',
    threshold: 'Times its usual interval',
    least: 'That ever sent so many packets',
    raised: (rule) =>
      `an agent that sent ${rule.least} packets has not sent for ${rule.threshold} times its usual interval`,
  },
  spend: {
    kind: 'what an account spends a minute',
    threshold: 'A minute, in its currency, more than',
    least: 'By at least so many calls',
    raised: (rule) => `${callsOf(rule)} of an account cost more than ${rule.threshold} a minute together`,
  },
  'night-destination': {
    kind: 'dear calls at night',
    threshold: 'A minute and call, or more',
    least: 'At least so many such calls',
    hours: true,
    raised: (rule) =>
      `${callsOf(rule)} of an account that are up cost ${rule.threshold} a minute or more each` +
      (rule.from === null ? '' : `, from ${rule.from} to ${rule.until} ${rule.timeZone}`),
  },
  'short-calls': {
    kind: 'calls of a second',
    threshold: 'So many calls',
    minutes: true,
    raised: (rule) => `${rule.threshold} answered calls of an account last a second or less, ${during(rule)}`,
  },
  'cut-failed': {
    kind: 'calls that the switch does not end',
    threshold: 'So many calls',
    raised: (rule) =>
      `${rule.threshold === '1' ? 'a call' : `${rule.threshold} calls`} of an account whose balance is used up ${rule.threshold === '1' ? 'goes' : 'go'} on`,
  },
};

function callsOf({ least }: AlarmRule): string {
  return least === 1 ? 'the calls' : `${least} calls or more`;
}

/** When a rule raises an alarm, in a sentence; the same for those that are off. */
export function ruleSentence(rule: AlarmRule): string {
  return RULE_WORDS[rule.kind].raised(rule);
}
