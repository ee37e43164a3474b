import { expect, test } from 'vitest';
import { diffLines } from './diff';

function shown(first: string, second: string): string[] {
  const marks = { both: ' ', first: '-', second: '+' };
  return diffLines(first, second).map((line) => marks[line.side] + line.text);
}

test('a comparison keeps what is common, in order', () => {
  expect(
    shown(
      'INVITE\r\nVia: a\r\nMax-Forwards: 70\r\nTo: b',
      'INVITE\r\nVia: p\r\nVia: a\r\nMax-Forwards: 69\r\nTo: b',
    ),
  ).toEqual([' INVITE', '+Via: p', ' Via: a', '-Max-Forwards: 70', '+Max-Forwards: 69', ' To: b']);
});

test('the same text has no differences, and different ones nothing in common', () => {
  expect(shown('a\nb', 'a\r\nb')).toEqual([' a', ' b']);
  expect(shown('a', 'b')).toEqual(['-a', '+b']);
});
