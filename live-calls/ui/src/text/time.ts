/** ISO-8601 in UTC with microseconds, as the API writes it. */
export type Instant = string;

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** A duration as a clock shows it: `0:07`, `12:34`, `1:02:03`. Less than 0 counts as 0. */
export function clockDuration(millis: number): string {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const minutes = Math.floor(seconds / 60) % 60;
  const hours = Math.floor(seconds / 3600);
  const rest = two(seconds % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** A duration for people, by its two largest units: `45 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`. */
export function spokenDuration(millis: number): string {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  const units: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = units.findIndex(([count]) => count > 0);
  if (first < 0) {
    return '0 s';
  }
  return units
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

/** The time between two messages: `+12.3 ms`, `+1.204 s`, `+1:02.5`. */
export function gapText(micros: number): string {
  const sign = micros < 0 ? '\u2212' : '+';
  const size = Math.abs(micros);
  if (size < 1_000_000) {
    return `${sign}${(size / 1000).toFixed(1)} ms`;
  }
  if (size < 60_000_000) {
    return `${sign}${(size / 1_000_000).toFixed(3)} s`;
  }
  const minutes = Math.floor(size / 60_000_000);
  const seconds = (size / 1_000_000 - minutes * 60).toFixed(1).padStart(4, '0');
  return `${sign}${minutes}:${seconds}`;
}

/** Microseconds since 1970 of a time with up to six digits after the point; a Date alone would cut to three. */
export function microsOf(at: Instant): number {
  const digits = /\.(\d+)/.exec(at)?.[1] ?? '';
  const seconds = Math.floor(Date.parse(at) / 1000);
  return seconds * 1_000_000 + Number(digits.padEnd(6, '0').slice(0, 6));
}

/** Milliseconds since 1970, or null when there is no time or none that can be read. */
export function millisOf(at: Instant | null | undefined): number | null {
  const millis = at ? Date.parse(at) : Number.NaN;
  return Number.isNaN(millis) ? null : millis;
}

/** Local time of day: `14:03:22`; with `millis`, `14:03:22.517`. */
export function timeOfDay(at: Instant | null, millis = false): string {
  const parsed = millisOf(at);
  if (parsed === null) {
    return '–';
  }
  const date = new Date(parsed);
  const text = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return millis ? `${text}.${String(date.getMilliseconds()).padStart(3, '0')}` : text;
}

/** Local date and time: `2026-11-21 14:03:22`. */
export function dateAndTime(at: Instant | null): string {
  const parsed = millisOf(at);
  if (parsed === null) {
    return '–';
  }
  const date = new Date(parsed);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${timeOfDay(at)}`;
}

/** What the zone of the browser is called at a moment: `CET`, `UTC`, `GMT+5:30`. */
export function zoneName(at: Instant | null = null): string {
  const millis = millisOf(at) ?? Date.now();
  const parts = zoneFormat.formatToParts(millis);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? 'local';
}

const zoneFormat = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' });

/** Local date and time with their zone, for where a time stands by itself: `2026-11-21 14:03:22 CET`. */
export function zonedTime(at: Instant | null): string {
  return millisOf(at) === null ? '–' : `${dateAndTime(at)} ${zoneName(at)}`;
}

/** A time in full, for tooltips: in the browser's zone, and in UTC to the microsecond. */
export function timeTip(at: Instant | null): string {
  return millisOf(at) === null ? '' : `${zonedTime(at)} · ${utcText(at)}`;
}

/** The time in UTC to the microsecond, for tooltips. */
export function utcText(at: Instant | null): string {
  return at ? `${at.replace('T', ' ').replace('Z', '')} UTC` : '';
}

/** What a `datetime-local` field holds, as an instant for the API; empty when it is empty or no time. */
export function instantOfLocal(value: string): Instant {
  const millis = value === '' ? Number.NaN : new Date(value).getTime();
  return Number.isNaN(millis) ? '' : new Date(millis).toISOString();
}

/** An instant as a `datetime-local` field takes it, to the second. */
export function localOfInstant(at: Instant): string {
  return millisOf(at) === null ? '' : dateAndTime(at).replace(' ', 'T');
}
