import { describe, expect, test } from 'vitest';
import base from './base.css?raw';
import ladder from '../views/trace/ladder.css?raw';

/** What WCAG 2.2 asks of texts at level AA (1.4.3). */
const LEAST = 4.5;

const TEXTS = ['text', 'faint', 'accent', 'good', 'watch', 'bad'];
const GROUNDS = ['ground', 'panel', 'raised', 'selected', 'good-ground', 'watch-ground', 'bad-ground'];

/** Grounds on which arrows of the ladder stand. */
const LADDER_GROUNDS = ['panel', 'raised', 'selected', 'watch-ground'];

const SCHEMES = ['light', 'dark'] as const;

/** A colour in its light and its dark value. */
type Pair = [string, string];

function pairs(css: string, pattern: RegExp): Map<string, Pair> {
  return new Map([...css.matchAll(pattern)].map(([, name, light, dark]) => [name!, [light!, dark!]]));
}

const palette = pairs(base, /--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g);
const arrows = pairs(ladder, /\.(colour-\d) \{\s*color: light-dark\((#\w{6}), (#\w{6})\)/g);

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

describe('every text can be read', () => {
  const scheme = (name: (typeof SCHEMES)[number]): 0 | 1 => (name === 'light' ? 0 : 1);

  test.each(TEXTS.flatMap((text) => SCHEMES.map((name) => [text, name] as const)))(
    '%s on every ground, %s',
    (text, name) => {
      for (const ground of GROUNDS) {
        const measured = contrast(palette.get(text)![scheme(name)], palette.get(ground)![scheme(name)]);
        expect(measured, `${text} on ${ground}`).toBeGreaterThanOrEqual(LEAST);
      }
    },
  );

  test.each(SCHEMES)('the arrows of a ladder, %s', (name) => {
    expect(arrows.size).toBe(7);
    for (const [arrow, colours] of arrows) {
      for (const ground of LADDER_GROUNDS) {
        const measured = contrast(colours[scheme(name)], palette.get(ground)![scheme(name)]);
        expect(measured, `${arrow} on ${ground}`).toBeGreaterThanOrEqual(LEAST);
      }
    }
  });

  test('the measure is that of the standard', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });
});
