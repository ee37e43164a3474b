/** A line of a comparison: in both texts, only in the first, or only in the second. */
export interface DiffLine {
  side: 'both' | 'first' | 'second';
  text: string;
}

/** Texts of more lines than this are set one after the other: the table of the comparison would grow too large. */
const MOST_LINES = 2_000;

/** Compares two texts by lines: the fewest lines that must go and come to make the second of the first. */
export function diffLines(first: string, second: string): DiffLine[] {
  const a = first.split(/\r?\n/);
  const b = second.split(/\r?\n/);
  if (a.length > MOST_LINES || b.length > MOST_LINES) {
    return [
      ...a.map((text) => ({ side: 'first' as const, text })),
      ...b.map((text) => ({ side: 'second' as const, text })),
    ];
  }
  const common = commonLengths(a, b);
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ side: 'both', text: a[i]! });
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      lines.push({ side: 'first', text: a[i++]! });
    } else {
      lines.push({ side: 'second', text: b[j++]! });
    }
  }
  return lines;
}

/** At [i][j]: how many lines the rests of both, from i and from j on, have in common in order. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i]![j] =
        a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  return lengths;
}
