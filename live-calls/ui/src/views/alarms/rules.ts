import type { AlarmKind, AlarmRule } from '../../api/schema';
import { texts } from '../../texts';

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

const { kinds } = texts.rules;

/** Which kinds look at the last minutes. */
const OF_MINUTES: readonly AlarmKind[] = ['asr', 'attempts', 'pdd', 'registrations-lost', 'short-calls'];

export function wordsOf(kind: AlarmKind): RuleWords {
  return { ...kinds[kind], minutes: OF_MINUTES.includes(kind), hours: kind === 'night-destination' };
}

/** What each kind looks at, in words. */
export const KINDS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(kinds).map(([kind, words]) => [kind, words.kind]),
);

/** When a rule raises an alarm, in a sentence; the same for those that are off. */
export function ruleSentence(rule: AlarmRule): string {
  return kinds[rule.kind].raised(rule);
}
