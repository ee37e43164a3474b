import { expect, test } from 'vitest';
import { columnsFor, widthOf, type Column } from './columns';

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
