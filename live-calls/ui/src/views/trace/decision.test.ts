import { describe, expect, test } from 'vitest';
import type { TraceMessage } from '../../api/schema';
import { decisionOf, toneOf, type End } from './decision';
import { layLadder, type LadderArrow } from './ladder';

const CALLER = '192.0.2.7:5060';
const PROXY = '192.0.2.1:5060';

type Passed = [second: number, source: string, startLine: string, cseq: string, flags?: string[]];

function ladder(...messages: Passed[]): LadderArrow[] {
  return layLadder(
    messages.map(([second, source, startLine, cseq, flags]): TraceMessage => ({
      at: at(second),
      leg: 'source',
      source,
      target: source === CALLER ? PROXY : CALLER,
      transport: 'udp',
      agent: '1',
      summary: '',
      raw: `${startLine}\r\nVia: SIP/2.0/UDP x;branch=${second}\r\nCall-ID: c\r\nCSeq: ${cseq}\r\n\r\n`,
      flags: flags ?? [],
    })),
  ).arrows;
}

function at(second: number): string {
  return `2026-11-21T03:00:${String(second).padStart(2, '0')}.000000Z`;
}

function end(second: number, code: NonNullable<End['cause']>['code'], values: Partial<End> = {}): End {
  return {
    answeredAt: null,
    endedAt: at(second),
    status: 0,
    outcome: 'answered',
    cause: { code, text: code, by: 'caller', at: at(second) },
    ...values,
  };
}

const INVITE: Passed = [0, CALLER, 'INVITE sip:b@x SIP/2.0', '1 INVITE'];

describe('the message that decided how a call ended', () => {
  test('is the BYE that was not refused', () => {
    const arrows = ladder(
      INVITE,
      [2, PROXY, 'SIP/2.0 200 OK', '1 INVITE'],
      [5, CALLER, 'BYE sip:b@x SIP/2.0', '2 BYE'],
      [5, PROXY, 'SIP/2.0 403 Forbidden', '2 BYE'],
      [9, CALLER, 'BYE sip:b@x SIP/2.0', '3 BYE'],
      [9, PROXY, 'SIP/2.0 200 OK', '3 BYE'],
    );
    expect(decisionOf(arrows, end(9, 'normal', { answeredAt: at(2), status: 200 }))).toMatchObject({
      index: 4,
      tone: 'good',
    });
  });

  test('is the failure that the caller got, and no stray like it', () => {
    const arrows = ladder(
      INVITE,
      [1, CALLER, 'SIP/2.0 486 Busy Here', '1 INVITE', ['stray']],
      [2, PROXY, 'SIP/2.0 407 Who', '1 INVITE'],
      [3, CALLER, 'INVITE sip:b@x SIP/2.0', '2 INVITE'],
      [4, PROXY, 'SIP/2.0 486 Busy Here', '2 INVITE'],
      [4, CALLER, 'ACK sip:b@x SIP/2.0', '2 ACK'],
    );
    const busy = end(4, 'busy', { outcome: 'busy', status: 486 });
    expect(decisionOf(arrows, busy)).toMatchObject({ index: 4, tone: 'watch' });
  });

  test('is the CANCEL of a caller who gave up', () => {
    const arrows = ladder(
      INVITE,
      [7, CALLER, 'CANCEL sip:b@x SIP/2.0', '1 CANCEL'],
      [7, PROXY, 'SIP/2.0 487 Request Terminated', '1 INVITE'],
    );
    const cancelled = end(7, 'cancelled', { outcome: 'cancelled', status: 487 });
    expect(decisionOf(arrows, cancelled)).toMatchObject({ index: 1, tone: 'watch' });
  });

  test('is the last sign of life where no BYE was seen, and says so', () => {
    const arrows = ladder(
      INVITE,
      [2, PROXY, 'SIP/2.0 200 OK', '1 INVITE'],
      [3, CALLER, 'BYE sip:b@x SIP/2.0', '2 BYE'],
      [3, PROXY, 'SIP/2.0 403 Forbidden', '2 BYE'],
    );
    const lost = end(3, 'no-bye', { answeredAt: at(2), status: 200 });
    expect(decisionOf(arrows, lost)).toEqual({
      index: 3,
      tone: 'watch',
      words: 'the last sign of life of the call',
    });
  });

  test('of no messages is none', () => {
    expect(decisionOf([], end(3, 'normal'))).toBeNull();
  });

  test('is red when money or a trunk failed, and not when somebody hung up', () => {
    expect(toneOf('suspended')).toBe('bad');
    expect(toneOf('trunk-failure')).toBe('bad');
    expect(toneOf('normal')).toBe('good');
    expect(toneOf('busy')).toBe('watch');
  });
});
