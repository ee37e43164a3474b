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

/** Sums by currency, and exact. Amounts of one scale are added as they are, and brought to one scale at the end. */
export class CurrencySums {
  private readonly sums = new Map<string, Map<number, bigint>>();

  /** Adds an amount; one without currency counts nothing. */
  add(amount: Amount | null, currency: string | null): void {
    if (amount === null || currency === null) {
      return;
    }
    let scales = this.sums.get(currency);
    if (scales === undefined) {
      scales = new Map();
      this.sums.set(currency, scales);
    }
    scales.set(amount.scale, (scales.get(amount.scale) ?? 0n) + amount.units);
  }

  /** The sums in the currencies' alphabetical order. */
  list(): { currency: string; sum: Decimal }[] {
    return [...this.sums]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, scales]) => {
        const parts = [...scales].map(([scale, units]) => ({ units, scale }));
        return { currency, sum: amountText(parts.reduce(add, ZERO)) };
      });
  }
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

/** Digits after the point that amounts have at least, where their currency is not known. */
const USUAL_DIGITS = 2;

const digitsOf = new Map<string, number>();

/** Digits after the point that amounts of a currency have at least: two of EUR, none of JPY. */
function leastDigits(currency: string | null | undefined): number {
  if (!currency) {
    return USUAL_DIGITS;
  }
  let digits = digitsOf.get(currency);
  if (digits === undefined) {
    try {
      const format = new Intl.NumberFormat('en', { style: 'currency', currency });
      digits = format.resolvedOptions().minimumFractionDigits ?? USUAL_DIGITS;
    } catch {
      digits = USUAL_DIGITS;
    }
    digitsOf.set(currency, digits);
  }
  return digits;
}

/**
 * The figures of an amount as they stand everywhere: at least the digits of its currency, and no zero behind them that
 * says nothing: 25, 25.0 and 25.000000 are 25.00 in EUR. Nothing is rounded: what is shown, or copied, is the amount.
 */
export function figures(amount: Decimal, currency?: string | null): string {
  const match = DECIMAL.exec(amount);
  if (match === null) {
    return amount;
  }
  const [, sign, whole = '', fraction = ''] = match;
  const shown = fraction.replace(/0+$/, '').padEnd(leastDigits(currency), '0');
  // A true minus sign has the width of a digit, so that columns stay aligned.
  return (sign ? '\u2212' : '') + whole + (shown === '' ? '' : `.${shown}`);
}

/** An amount with its currency; a dash when there is none. */
export function money(amount: Decimal | null | undefined, currency?: string | null): string {
  if (amount === null || amount === undefined) {
    return '–';
  }
  const shown = figures(amount, currency);
  return currency ? `${shown} ${currency}` : shown;
}

/** An amount to the letter, as the API gives it, with its currency: for tooltips; empty when there is none. */
export function exactly(amount: Decimal | null | undefined, currency?: string | null): string {
  return amount === null || amount === undefined ? '' : currency ? `${amount} ${currency}` : amount;
}

/** Spaces as wide as a digit and as a point. */
const DIGIT_SPACE = '\u2007';
const POINT_SPACE = '\u2008';

/**
 * The figures for a column: what an amount has fewer digits after the point than `decimals` is made up with spaces as
 * wide, so that the points stand below each other.
 */
export function alignedFigures(
  amount: Decimal | null | undefined,
  decimals: number,
  currency?: string | null,
): string {
  if (amount === null || amount === undefined) {
    return '–';
  }
  const shown = figures(amount, currency);
  const point = shown.indexOf('.');
  const digits = point < 0 ? 0 : shown.length - point - 1;
  return (
    shown +
    (point < 0 && decimals > 0 ? POINT_SPACE : '') +
    DIGIT_SPACE.repeat(Math.max(0, decimals - digits))
  );
}

/** The same with the currency behind it. */
export function alignedMoney(
  amount: Decimal | null | undefined,
  decimals: number,
  currency?: string | null,
): string {
  const shown = alignedFigures(amount, decimals, currency);
  return currency && amount !== null && amount !== undefined ? `${shown} ${currency}` : shown;
}
