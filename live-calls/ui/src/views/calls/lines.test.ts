import { expect, test } from 'vitest';
import type { Call } from '../../api/schema';
import type { Board } from '../../parts/live-list';
import { callColumns } from './columns';
import { legLines, lineKey, searchedText, type CallLine } from './lines';

const CALL: Call = {
  id: 'a',
  callId: 'a',
  accountId: 'acme',
  calledAccountId: null,
  from: '4930123456',
  to: '442071234567',
  state: 'answered',
  startedAt: '2026-11-21T03:04:05.000000Z',
  answeredAt: '2026-11-21T03:04:07.000000Z',
  uncertainSince: null,
  seconds: 1,
  destination: 'United Kingdom',
  ratePerMinute: '0.1',
  cost: '0.0017',
  currency: 'EUR',
  source: '192.0.2.7:5060',
  target: '192.0.2.8:5060',
  trunk: '192.0.2.8',
  agent: '1',
  payerReason: { code: 'digest-user', text: 'by the digest user alice' },
  endRefused: null,
  legs: [
    {
      id: 'b',
      callId: 'b-of-a',
      accountId: null,
      from: '4930123456',
      to: '442071234567',
      state: 'ringing',
      startedAt: '2026-11-21T03:04:05.010000Z',
      answeredAt: null,
      source: '192.0.2.8:5060',
      target: '192.0.2.9:5060',
      trunk: '192.0.2.9',
      agent: '1',
    },
  ],
};

const NAMES = {
  called: (address: string): string => (address === CALL.target ? 'edge 1' : address),
  inFull: (address: string): string => address,
};

const BOARD: Board<CallLine> = { moment: () => Date.parse('2026-11-21T03:05:05Z'), ended: () => false };

function cells(line: CallLine): Record<string, string> {
  return Object.fromEntries(
    callColumns(BOARD, () => undefined, NAMES).map((column) => [column.key, column.text(line)]),
  );
}

test('a leg stands beneath its call, and its cost is the call’s', () => {
  const [leg] = legLines(CALL);
  expect(leg?.beneath).toBe('a');
  expect(cells(leg!)).toMatchObject({
    state: '└ ringing',
    account: '–',
    destination: '–',
    rate: '',
    cost: '',
    source: 'edge 1',
    target: '192.0.2.9:5060',
  });
  expect(cells(CALL)).toMatchObject({ state: 'answered', account: 'acme' });
});

test('a leg beneath two calls is two lines, and opens as itself', () => {
  const [leg] = legLines(CALL);
  const [other] = legLines({ ...CALL, id: 'c' });
  expect(lineKey(leg!)).not.toBe(lineKey(other!));
  expect(lineKey(leg!)).not.toBe(lineKey(CALL));
  expect(leg!.id).toBe('b');
});

test('a call is found by what its legs bear', () => {
  expect(searchedText(CALL)).toContain('b-of-a');
  expect(searchedText(CALL)).toContain(CALL.source);
});
