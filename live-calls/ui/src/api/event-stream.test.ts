import { describe, expect, test } from 'vitest';
import { EventStreamParser } from './event-stream';

describe('the event stream', () => {
  test('gives an event at its empty line and not before', () => {
    const parser = new EventStreamParser();
    expect(parser.push('event: call\ndata: {"a":1}\n')).toEqual([]);
    expect(parser.push('\n')).toEqual([{ name: 'call', data: '{"a":1}' }]);
  });

  test('gives the same events however the text is cut', () => {
    const text = ': hello\r\n\r\nevent: gone\r\ndata: {"callId":"x"}\r\n\r\ndata: one\ndata: two\n\n';
    const parser = new EventStreamParser();
    const events = [...text].flatMap((character) => parser.push(character));
    expect(events).toEqual([
      { name: 'gone', data: '{"callId":"x"}' },
      { name: 'message', data: 'one\ntwo' },
    ]);
  });

  test('takes a heartbeat for no event', () => {
    expect(new EventStreamParser().push(': heartbeat\n\n')).toEqual([]);
  });
});
