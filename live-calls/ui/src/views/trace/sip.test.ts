import { describe, expect, test } from 'vitest';
import { readSip } from './sip';

describe('a SIP message', () => {
  test('that is a request tells its method, its Call-ID and how many hops it made', () => {
    const sip = readSip(
      'INVITE sip:bob@example.net SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1, SIP/2.0/UDP b\r\nv: SIP/2.0/UDP c\r\n' +
        'i: abc@192.0.2.7\r\nCSeq:  1   INVITE\r\nUser-Agent: Phone 1\r\nContent-Type: application/sdp\r\n\r\nv=0\r\nCall-ID: not-this\r\n',
    );
    expect(sip).toEqual({
      label: 'INVITE',
      method: 'INVITE',
      status: null,
      callId: 'abc@192.0.2.7',
      cseq: '1 INVITE',
      vias: 3,
      userAgent: 'Phone 1',
      hasSdp: true,
    });
  });

  test('that is a response tells its status, with folded headers and bare line feeds', () => {
    const sip = readSip('SIP/2.0 180 Ringing\nCall-ID:\n abc\nCSeq: 1\n\tINVITE\n\n');
    expect(sip.label).toBe('180 Ringing');
    expect(sip.status).toBe(180);
    expect(sip.callId).toBe('abc');
    expect(sip.cseq).toBe('1 INVITE');
  });

  test.each(['', '\r\n\r\n', '<script>alert(1)</script>', '\0\x01\x02', 'SIP/2.0 abc', 'INVITE'])(
    'that is none is still shown: %j',
    (raw) => {
      const sip = readSip(raw);
      expect(sip.method).toBeNull();
      expect(sip.status).toBeNull();
      expect(sip.label.length).toBeGreaterThan(0);
    },
  );
});
