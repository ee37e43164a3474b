import { expect, test } from 'vitest';
import type { Cdr } from '../../api/schema';
import { causeText } from './columns';

const ended = (code: string, text: string): Pick<Cdr, 'cause' | 'endedBy'> =>
  ({ cause: { code, text, by: 'platform', at: '2026-11-22T12:00:00.000000Z' }, endedBy: 'caller' }) as Cdr;

test('why a call ended is said in its own words, and shorter where a column has no room for them', () => {
  expect(causeText(ended('trunk-failure', 'the trunk answered 503 after 8 s'))).toBe(
    'the trunk answered 503 after 8 s',
  );
  expect(
    causeText(ended('suspended', 'refused by the platform: the account acme cannot pay this call (402)')),
  ).toBe('refused: account cannot pay');
  expect(causeText({ ...ended('normal', ''), cause: null })).toBe('ended by caller');
});
