import { texts } from '../texts';

/** Usual periods: where a search begins, and where it ends, in the words of a telephone call: "since noon". */
export type Period = keyof typeof texts.period.usual;

const MINUTE = 60_000;

/** The moment at which a period begins, in the zone of the browser; null for any time. Before noon, noon is yesterday's. */
export function periodStart(period: Period, now: Date): Date | null {
  switch (period) {
    case '':
      return null;
    case 'quarter':
      return new Date(now.getTime() - 15 * MINUTE);
    case 'hour':
      return new Date(now.getTime() - 60 * MINUTE);
    case 'week':
      return new Date(now.getTime() - 7 * 24 * 60 * MINUTE);
    case 'noon':
      return lastAt(12, now);
    case 'midnight':
      return lastAt(0, now);
    case 'yesterday':
      return new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
    case 'month':
      return new Date(now.getFullYear(), now.getMonth(), 1);
    case 'before':
      return new Date(now.getFullYear(), now.getMonth() - 1, 1);
  }
}

/** The moment at which a period ends; null for one that goes on. */
export function periodEnd(period: Period, now: Date): Date | null {
  switch (period) {
    case 'yesterday':
      return lastAt(0, now);
    case 'before':
      return new Date(now.getFullYear(), now.getMonth(), 1);
    default:
      return null;
  }
}

/** Whether what an address names, to the minute, is this period. */
export function isPeriod(period: Period, since: string, until: string, now: Date): boolean {
  const minute = (at: Date | null): string => (at === null ? '' : at.toISOString().slice(0, 16));
  return (
    since.slice(0, 16) === minute(periodStart(period, now)) &&
    until.slice(0, 16) === minute(periodEnd(period, now))
  );
}

function lastAt(hour: number, now: Date): Date {
  const at = new Date(now);
  at.setHours(hour, 0, 0, 0);
  if (at > now) {
    at.setDate(at.getDate() - 1);
  }
  return at;
}
