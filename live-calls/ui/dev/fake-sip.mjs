// The messages of an invented call, as a proxy's capture agent would see them on both legs.
const PROXY = '203.0.113.10:5060';
const iso = (millis) => new Date(millis).toISOString().replace('Z', '083Z');

const SDP = [
  'v=0',
  'o=- 3 3 IN IP4 198.51.100.20',
  's=-',
  'c=IN IP4 198.51.100.20',
  't=0 0',
  'm=audio 16384 RTP/AVP 8 0 101',
  'a=sendrecv',
].join('\r\n');

/** Makes the messages of one call. */
export function sipOf(call, userAgent = 'Phone') {
  const callee = `192.0.2.${(call.to.length * 7) % 200}:5062`;

  function message(at, leg, source, target, first, cseq, body = '') {
    const forwarded = leg === 'destination';
    const raw = [
      first,
      ...(forwarded ? ['Via: SIP/2.0/UDP 203.0.113.10;branch=z9hG4bKp1'] : []),
      `Via: SIP/2.0/UDP ${call.source};branch=z9hG4bK${cseq.replace(' ', '')}`,
      `Max-Forwards: ${forwarded ? 69 : 70}`,
      ...(forwarded ? ['Record-Route: <sip:203.0.113.10;lr>'] : []),
      `From: "Anna <b>B</b>" <sip:${call.from}@sip.example.net>;tag=a1`,
      `To: <sip:${call.to}@sip.example.net>`,
      `Call-ID: ${call.callId}`,
      `CSeq: ${cseq}`,
      `User-Agent: ${userAgent}`,
      ...(body ? ['Content-Type: application/sdp'] : []),
      `Content-Length: ${body.length}`,
      '',
      body,
    ].join('\r\n');
    return {
      at: iso(at),
      leg,
      source,
      target,
      transport: 'udp',
      agent: '2001',
      summary: first,
      raw,
      flags: [],
    };
  }
  const request = (at, leg, method, cseq, body) =>
    leg === 'source'
      ? message(
          at,
          leg,
          call.source,
          PROXY,
          `${method} sip:${call.to}@sip.example.net SIP/2.0`,
          `${cseq} ${method}`,
          body,
        )
      : message(
          at,
          leg,
          PROXY,
          callee,
          `${method} sip:${call.to}@${callee} SIP/2.0`,
          `${cseq} ${method}`,
          body,
        );
  const response = (at, leg, status, cseq, body) =>
    leg === 'source'
      ? message(at, leg, PROXY, call.source, `SIP/2.0 ${status}`, cseq, body)
      : message(at, leg, callee, PROXY, `SIP/2.0 ${status}`, cseq, body);

  return {
    begin: (at) => [
      request(at, 'source', 'INVITE', 1, SDP),
      response(at + 2, 'source', '407 Proxy Authentication Required', '1 INVITE'),
      request(at + 12, 'source', 'ACK', 1),
      request(at + 18, 'source', 'INVITE', 2, SDP),
      response(at + 20, 'source', '100 Trying', '2 INVITE'),
      request(at + 22, 'destination', 'INVITE', 2, SDP),
      request(at + 522, 'destination', 'INVITE', 2, SDP),
      response(at + 560, 'destination', '180 Ringing', '2 INVITE'),
      response(at + 562, 'source', '180 Ringing', '2 INVITE'),
    ],
    answer: (at) => [
      response(at, 'destination', '200 OK', '2 INVITE', SDP),
      response(at + 2, 'source', '200 OK', '2 INVITE', SDP),
      request(at + 30, 'source', 'ACK', 2),
      request(at + 32, 'destination', 'ACK', 2),
    ],
    end: (at, outcome, status) =>
      outcome === 'answered'
        ? [
            request(at, 'source', 'BYE', 3),
            request(at + 2, 'destination', 'BYE', 3),
            response(at + 40, 'destination', '200 OK', '3 BYE'),
            response(at + 42, 'source', '200 OK', '3 BYE'),
          ]
        : [
            response(at, 'destination', `${status} ${outcome}`, '2 INVITE'),
            request(at + 2, 'destination', 'ACK', 2),
            response(at + 3, 'source', `${status} ${outcome}`, '2 INVITE'),
            request(at + 30, 'source', 'ACK', 2),
          ],
  };
}
