/** The language in which the page speaks: by it plurals are chosen and numbers written. */
export const LANGUAGE = 'en';

/** What stands behind a number, by the kinds of plural that the language has. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const rules = new Intl.PluralRules(LANGUAGE);

/** The word that fits a number: `1` call, `2` calls. */
export function plural(number: number, forms: Forms): string {
  return forms[rules.select(number)] ?? forms.other;
}

/** A number with its word: `1 call`, `2 calls`. */
export function counted(number: number, forms: Forms): string {
  return `${number} ${plural(number, forms)}`;
}

const formats = new Map<number, Intl.NumberFormat>();

/** A number with so many digits after the point, rounded: for measured figures, never for money. */
export function decimal(value: number, digits: number): string {
  let format = formats.get(digits);
  if (format === undefined) {
    format = new Intl.NumberFormat(LANGUAGE, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      useGrouping: false,
    });
    formats.set(digits, format);
  }
  return format.format(value);
}

/** Several things in a sentence: `noc`, `noc or billing`, `noc, support or billing`. */
export function oneOf(words: readonly string[]): string {
  return new Intl.ListFormat(LANGUAGE, { type: 'disjunction' }).format(words);
}
