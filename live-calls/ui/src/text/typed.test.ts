import { expect, test } from 'vitest';
import { typed } from './typed';

const NOW = new Date(2026, 10, 21, 14, 30, 0);
const at = (hour: number, minute = 0): Date => new Date(2026, 10, 21, hour, minute, 0);

test('words of time are taken out of what is searched for', () => {
  expect(typed('+44 77 since noon', NOW)).toEqual({ text: '+44 77', since: at(12), words: 'since noon' });
  expect(typed('last hour abr111', NOW)).toMatchObject({ text: 'abr111', since: at(13, 30) });
  expect(typed('abr111 last 2 h', NOW)).toMatchObject({ text: 'abr111', since: at(12, 30) });
  expect(typed('abr111 last 15 minutes', NOW)).toMatchObject({ text: 'abr111', since: at(14, 15) });
  expect(typed('abr111 today', NOW)).toMatchObject({ text: 'abr111', since: at(0) });
  expect(typed('abr111 since 9:05', NOW)).toMatchObject({ text: 'abr111', since: at(9, 5) });
});

test('a time of day that is still to come is that of yesterday', () => {
  expect(typed('x since 23:00', NOW).since).toEqual(new Date(2026, 10, 20, 23, 0, 0));
});

test('without words of time all is text', () => {
  expect(typed(' Harbour Taxi ', NOW)).toEqual({ text: 'Harbour Taxi', since: null, words: '' });
});
