import { describe, expect, test } from 'vitest';
import type { TraceMessage } from '../../api/schema';
import { colourArrows, foldRetransmissions, isFailure, layLadder } from './ladder';

const CALLER = '192.0.2.7:5060';
const PROXY = '192.0.2.1:5060';
const CALLED = '192.0.2.9:5062';

let clock = 0;

function message(
  source: string,
  target: string,
  raw: string,
  values: Partial<TraceMessage> = {},
): TraceMessage {
  clock += 1;
  return {
    at: `2026-11-21T03:00:00.${String(clock * 1000).padStart(6, '0')}Z`,
    leg: 'source',
    source,
    target,
    transport: 'udp',
    agent: '1',
    summary: '',
    raw,
    flags: [],
    ...values,
  };
}

function request(method: string, cseq = 1, vias = 1): string {
  const via = 'Via: SIP/2.0/UDP x\r\n'.repeat(vias);
  return `${method} sip:bob@example.net SIP/2.0\r\n${via}Call-ID: c\r\nCSeq: ${cseq} ${method}\r\nUser-Agent: Phone\r\n\r\n`;
}

function response(status: string, cseq: string): string {
  return `SIP/2.0 ${status}\r\nVia: SIP/2.0/UDP x\r\nCall-ID: c\r\nCSeq: ${cseq}\r\n\r\n`;
}

describe('a ladder', () => {
  test('has a column for each address, in the order in which the call reached them', () => {
    const ladder = layLadder([
      message(CALLER, PROXY, request('INVITE')),
      message(PROXY, CALLED, request('INVITE', 1, 2)),
      message(CALLED, PROXY, response('180 Ringing', '1 INVITE')),
      message(PROXY, CALLER, response('180 Ringing', '1 INVITE')),
    ]);
    expect(ladder.columns.map((column) => column.address)).toEqual([CALLER, PROXY, CALLED]);
    expect(ladder.arrows.map((arrow) => [arrow.from, arrow.to])).toEqual([
      [0, 1],
      [1, 2],
      [2, 1],
      [1, 0],
    ]);
  });

  test('names an endpoint by what it says of itself, and not the proxy that passes it on', () => {
    const ladder = layLadder([
      message(CALLER, PROXY, request('INVITE')),
      message(PROXY, CALLED, request('INVITE', 1, 2)),
    ]);
    expect(ladder.columns.map((column) => column.alias)).toEqual(['Phone', '', '']);
  });

  test('marks the same message on the same way as a retransmission', () => {
    const ladder = layLadder([
      message(CALLER, PROXY, request('INVITE')),
      message(CALLER, PROXY, request('INVITE')),
      message(PROXY, CALLED, request('INVITE')),
      message(CALLER, PROXY, request('INVITE', 2)),
    ]);
    expect(ladder.arrows.map((arrow) => arrow.retransmission)).toEqual([false, true, false, false]);
  });

  test('folds a retransmission into the message that it repeats', () => {
    const invite = request('INVITE');
    const folded = foldRetransmissions(
      layLadder([
        message(CALLER, PROXY, invite),
        message(CALLER, PROXY, invite),
        message(PROXY, CALLED, invite),
        message(CALLER, PROXY, invite),
        message(PROXY, CALLER, response('100 Trying', '1 INVITE')),
      ]),
    );
    expect(folded.arrows.map((arrow) => [arrow.sip.label, arrow.repeats])).toEqual([
      ['INVITE', 2],
      ['INVITE', 0],
      ['100 Trying', 0],
    ]);
    expect(folded.arrows.map((arrow) => arrow.sinceBefore)).toEqual([0, 2_000, 2_000]);
    expect(folded.arrows.map((arrow) => arrow.sinceStart)).toEqual([0, 2_000, 4_000]);
  });

  test('tells what failed from what was only challenged, cancelled or stray', () => {
    const failures = (status: string, flags: string[] = []): boolean =>
      isFailure(layLadder([message(PROXY, CALLER, response(status, '1 INVITE'), { flags })]).arrows[0]!);
    expect(['402 Payment Required', '403 Forbidden', '503 Down'].map((status) => failures(status))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['200 OK', '302 Moved', '407 Who', '487 Gone'].map((status) => failures(status))).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(failures('486 Busy', ['stray'])).toBe(false);
  });

  test('shows once what two agents saw, and a retransmission that both saw once more', () => {
    const ladder = layLadder([
      message(CALLER, PROXY, request('INVITE'), { agent: '1' }),
      message(CALLER, PROXY, request('INVITE'), { agent: '2' }),
      message(CALLER, PROXY, request('INVITE'), { agent: '1' }),
      message(CALLER, PROXY, request('INVITE'), { agent: '2' }),
    ]);
    expect(ladder.arrows.map((arrow) => [arrow.retransmission, arrow.alsoSeenBy])).toEqual([
      [false, ['2']],
      [true, ['2']],
    ]);
  });

  test('tells the time since the start and since the message before', () => {
    const ladder = layLadder([
      message(CALLER, PROXY, request('INVITE'), { at: '2026-11-21T03:00:00.000001Z' }),
      message(PROXY, CALLER, response('100 Trying', '1 INVITE'), { at: '2026-11-21T03:00:00.010001Z' }),
      message(PROXY, CALLER, response('180 Ringing', '1 INVITE'), { at: '2026-11-21T03:00:01.010003Z' }),
    ]);
    expect(ladder.arrows.map((arrow) => [arrow.sinceStart, arrow.sinceBefore])).toEqual([
      [0, 0],
      [10_000, 10_000],
      [1_010_002, 1_000_002],
    ]);
  });

  test('colours a response as the request that it answers', () => {
    const { arrows } = layLadder([
      message(CALLER, PROXY, request('INVITE')),
      message(PROXY, CALLER, response('200 OK', '1 INVITE')),
      message(CALLER, PROXY, request('BYE', 2)),
      message(PROXY, CALLER, response('200 OK', '2 BYE')),
    ]);
    expect(colourArrows(arrows, 'request')).toEqual([0, 0, 1, 1]);
    expect(colourArrows(arrows, 'cseq')).toEqual([0, 0, 1, 1]);
    expect(colourArrows(arrows, 'call-id')).toEqual([0, 0, 0, 0]);
  });

  test('of nothing is empty', () => {
    expect(layLadder([])).toEqual({ columns: [], arrows: [] });
  });
});
