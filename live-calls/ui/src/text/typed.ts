import { periodStart } from '../parts/periods';

/** What was typed into the search: a text, and since when. */
export interface Typed {
  text: string;
  /** Null when nothing was said of time. */
  since: Date | null;
  /** The time in the words in which it was understood; empty without one. */
  words: string;
}

const MINUTES: Record<string, number> = { m: 1, h: 60, d: 1_440 };

const NAMED: readonly [RegExp, (match: RegExpExecArray, now: Date) => Date][] = [
  [/\bsince noon\b/i, (_, now) => periodStart('noon', now)!],
  [/\b(?:since midnight|today)\b/i, (_, now) => periodStart('midnight', now)!],
  [/\bsince (\d{1,2}):(\d{2})\b/i, (match, now) => lastAt(Number(match[1]), Number(match[2]), now)],
  [
    /\blast (hour|day|week)\b/i,
    (match, now) => ago({ hour: 60, day: 1_440, week: 10_080 }[match[1]!.toLowerCase()]!, now),
  ],
  [
    /\blast (\d{1,4}) ?(m|h|d)[a-z]*\b/i,
    (match, now) => ago(Number(match[1]) * MINUTES[match[2]!.toLowerCase()]!, now),
  ],
];

function ago(minutes: number, now: Date): Date {
  return new Date(now.getTime() - minutes * 60_000);
}

function lastAt(hour: number, minute: number, now: Date): Date {
  const at = new Date(now);
  at.setHours(hour, minute, 0, 0);
  if (at > now) {
    at.setDate(at.getDate() - 1);
  }
  return at;
}

/** Takes the words of time out of what was typed: "+44 77 since noon", "abr111 last 2 h". In the browser's zone. */
export function typed(line: string, now: Date): Typed {
  for (const [pattern, start] of NAMED) {
    const match = pattern.exec(line);
    if (match !== null) {
      return {
        text: line.replace(match[0], ' ').replace(/\s+/g, ' ').trim(),
        since: start(match, now),
        words: match[0].toLowerCase(),
      };
    }
  }
  return { text: line.trim(), since: null, words: '' };
}
