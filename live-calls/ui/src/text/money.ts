/** A decimal number as the API writes it; it must never pass through a float. */
export type Decimal = string;

/**
 * A decimal number of any length: `units` at `scale` digits after the point. Sums of money are exact: no float
 * ever holds an amount.
 */
export interface Amount {
  units: bigint;
  scale: number;
}

export const ZERO: Amount = { units: 0n, scale: 0 };

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Reads a decimal string; null when it is none. */
export function parseAmount(text: Decimal): Amount | null {
  const match = DECIMAL.exec(text);
  if (match === null) {
    return null;
  }
  const fraction = match[3] ?? '';
  const units = BigInt((match[2] ?? '') + fraction);
  return { units: match[1] === '-' ? -units : units, scale: fraction.length };
}

function atScale(amount: Amount, scale: number): bigint {
  return amount.units * 10n ** BigInt(scale - amount.scale);
}

export function add(a: Amount, b: Amount): Amount {
  const scale = Math.max(a.scale, b.scale);
  return { units: atScale(a, scale) + atScale(b, scale), scale };
}

/** Less than 0 when a is the smaller one, 0 when both are equal. */
export function compareAmounts(a: Amount, b: Amount): number {
  const scale = Math.max(a.scale, b.scale);
  const difference = atScale(a, scale) - atScale(b, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The decimal string of an amount, with all digits of its scale. */
export function amountText(amount: Amount): Decimal {
  const digits = (amount.units < 0n ? -amount.units : amount.units)
    .toString()
    .padStart(amount.scale + 1, '0');
  const whole = digits.slice(0, digits.length - amount.scale);
  const fraction = digits.slice(digits.length - amount.scale);
  return (amount.units < 0n ? '-' : '') + whole + (fraction === '' ? '' : `.${fraction}`);
}

/** The sum by currency, in the currencies' alphabetical order. Lines without amount or currency count nothing. */
export function sumByCurrency(
  lines: Iterable<{ amount: Decimal | null; currency: string | null }>,
): { currency: string; sum: Decimal }[] {
  const sums = new Map<string, Amount>();
  for (const { amount, currency } of lines) {
    const parsed = amount === null ? null : parseAmount(amount);
    if (parsed !== null && currency !== null) {
      sums.set(currency, add(sums.get(currency) ?? ZERO, parsed));
    }
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, sum]) => ({ currency, sum: amountText(sum) }));
}

/** Order of decimal strings by value; what is no number stands last. */
export function compareDecimals(a: Decimal | null, b: Decimal | null): number {
  const left = a === null ? null : parseAmount(a);
  const right = b === null ? null : parseAmount(b);
  if (left === null || right === null) {
    return (left === null ? 1 : 0) - (right === null ? 1 : 0);
  }
  return compareAmounts(left, right);
}

/** A part of an amount, to four digits after the point, half up: for figures "a minute", never for a sum. */
export function dividedBy(amount: Decimal, by: number): Decimal {
  const parsed = parseAmount(amount) ?? ZERO;
  const scale = Math.max(4, parsed.scale);
  const units = atScale(parsed, scale);
  const step = BigInt(by) * 10n ** BigInt(scale - 4);
  const half = units < 0n ? -step / 2n : step / 2n;
  return amountText({ units: (units + half) / step, scale: 4 });
}

/** An amount as the API gives it, with its currency; a dash when there is none. */
export function money(amount: Decimal | null | undefined, currency?: string | null): string {
  if (amount === null || amount === undefined) {
    return '–';
  }
  // A true minus sign has the width of a digit, so that columns stay aligned.
  const shown = amount.replace(/^-/, '\u2212');
  return currency ? `${shown} ${currency}` : shown;
}

/** Spaces as wide as a digit and as a point. */
const DIGIT_SPACE = '\u2007';
const POINT_SPACE = '\u2008';

/**
 * The same, for columns: what an amount has fewer digits after the point than `decimals` is made up with spaces as
 * wide, so that the points stand below each other. No digit is added or taken.
 */
export function alignedMoney(
  amount: Decimal | null | undefined,
  decimals: number,
  currency?: string | null,
): string {
  if (amount === null || amount === undefined) {
    return '–';
  }
  const point = amount.indexOf('.');
  const digits = point < 0 ? 0 : amount.length - point - 1;
  const gap =
    (point < 0 && decimals > 0 ? POINT_SPACE : '') + DIGIT_SPACE.repeat(Math.max(0, decimals - digits));
  return money(amount) + gap + (currency ? ` ${currency}` : '');
}
