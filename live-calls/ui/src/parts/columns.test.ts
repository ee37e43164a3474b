import { expect, test } from 'vitest';
import { columnsFor, linesIn, widthOf, type Column } from './columns';

const column = (key: string, spare?: number): Column<string> => ({
  key,
  title: key,
  width: 10,
  text: (row) => row,
  ...(spare !== undefined && { spare }),
});

const columns = [column('from'), column('rate', 2), column('to'), column('started', 1)];
const shown = (room: number): string[] => columnsFor(columns, room).map(({ key }) => key);

test('where the room is short columns leave in their order, and what is not spare stays', () => {
  const all = widthOf(columns);
  const one = widthOf([columns[0]!]);
  expect(shown(all)).toEqual(['from', 'rate', 'to', 'started']);
  expect(shown(all - 1)).toEqual(['from', 'to', 'started']);
  expect(shown(all - one - 1)).toEqual(['from', 'to']);
  expect(shown(0)).toEqual(['from', 'to']);
});

test('the longest of the texts that wrap says how many lines a row takes', () => {
  const wrapping = [{ ...column('sentence'), wraps: true }, column('name')];
  const room = widthOf(wrapping);
  const sentence = 'x'.repeat(24);
  expect(linesIn(wrapping, ['short', sentence], room)).toBe(3);
  expect(linesIn(wrapping, ['short', sentence], 1.5 * room)).toBe(2);
  expect(linesIn(wrapping, ['short', sentence], 2 * room)).toBe(1);
  expect(linesIn(wrapping, [], room)).toBe(1);
  expect(linesIn([column('name')], [sentence], room)).toBe(1);
  expect(linesIn(wrapping, ['x'.repeat(500)], room), 'one long text does not hide all others').toBe(4);
});
