import { describe, expect, test } from 'vitest';
import { Pages } from './pages';

interface Row {
  id: string;
  price: string;
}

const row = (id: string, price = '1'): Row => ({ id, price });
const rows = (...ids: string[]): Row[] => ids.map((id) => row(id));

describe('a list that is read page by page', () => {
  const read = (): Pages<Row> => {
    const pages = new Pages<Row>(({ id }) => id);
    pages.take({ items: rows('d', 'c'), next: 'after c' });
    return pages;
  };
  const ids = (pages: Pages<Row>): string => pages.rows.map(({ id }) => id).join('');

  test('begins with its first page', () => {
    const pages = read();
    expect([ids(pages), pages.next, pages.loaded]).toEqual(['dc', 'after c', true]);
  });

  test('grows at its head and keeps what was read behind it', () => {
    const pages = read();
    pages.append({ items: rows('b', 'a'), next: null });
    const newer = { items: [row('e'), row('d', '2')], next: 'after d' };
    expect(pages.arrivalsOf(newer)).toBe(1);
    pages.take(newer);
    expect([ids(pages), pages.next]).toEqual(['edcba', null]);
    expect(pages.rows[1]).toEqual(row('d', '2'));
  });

  test('repeats no row that moved on to the next page meanwhile', () => {
    const pages = read();
    pages.append({ items: rows('c', 'b'), next: 'after b' });
    expect([ids(pages), pages.next]).toEqual(['dcb', 'after b']);
  });

  test('starts anew where there is a gap between what is known and what is new', () => {
    const pages = read();
    pages.append({ items: rows('b', 'a'), next: null });
    pages.take({ items: rows('z', 'y'), next: 'after y' });
    expect([ids(pages), pages.next]).toEqual(['zy', 'after y']);
  });

  test('is the page alone when that is all there is: what is gone goes', () => {
    const pages = read();
    pages.take({ items: rows('c'), next: null });
    expect([ids(pages), pages.next]).toEqual(['c', null]);
    pages.take({ items: [], next: null });
    expect(ids(pages)).toBe('');
  });

  test('forgets everything for another search', () => {
    const pages = read();
    pages.clear();
    expect([ids(pages), pages.next, pages.loaded]).toEqual(['', null, false]);
  });
});
