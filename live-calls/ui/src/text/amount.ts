import { spokenDuration } from './time';

/** A whole number with its thousands apart: `12 345 678`. */
export function count(number: number): string {
  return String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** Bytes by their largest unit: `712 B`, `34 KiB`, `1.2 GiB`. */
export function bytes(number: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = number;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 || value >= 10 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** Above this nobody reads seconds. */
const LONG_MICROS = 180_000_000;

/** A latency by a unit that fits: `85 µs`, `3.2 ms`, `1.04 s`, `2 h 5 min`. */
export function micros(number: number): string {
  const size = Math.abs(number);
  const sign = number < 0 ? '\u2212' : '';
  if (size >= LONG_MICROS) {
    return `${sign}${spokenDuration(size / 1_000)}`;
  }
  if (size < 1_000) {
    return `${sign}${Math.round(size)} µs`;
  }
  if (size < 1_000_000) {
    return `${sign}${(size / 1_000).toFixed(size < 100_000 ? 1 : 0)} ms`;
  }
  return `${sign}${(size / 1_000_000).toFixed(size < 100_000_000 ? 2 : 0)} s`;
}
