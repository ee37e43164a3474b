import { expect, test } from 'vitest';
import { party } from './party';

test.each([
  ['4930123456', '+4930123456'],
  ['alice', 'alice'],
  ['101', '101'],
  ['0301234567', '0301234567'],
  ['1234567890123456', '1234567890123456'],
  ['', 'anonymous'],
  [null, 'anonymous'],
])('the party %s is shown as %s', (user, text) => {
  expect(party(user)).toBe(text);
});
