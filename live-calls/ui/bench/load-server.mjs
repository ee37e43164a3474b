// The API as the page asks for it under load, with the built page: so many live calls, so many changes a second, and
// calls of many messages. Every call costs what the API would send; nothing is rated here. Run by page.mjs.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const BUILT = fileURLToPath(new URL('../../target/classes/ui/', import.meta.url));
const TYPES = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};
const [wantedCalls, changesPerSecond, messages] = process.argv.slice(2).map(Number);

/** Changes go out in so many parts of a second, as the API's own clock of live lists sends them. */
const TICK_MILLIS = 50;
const ACCOUNTS = 400;
const DESTINATIONS = [
  'Germany',
  'Germany mobile',
  'United Kingdom',
  'United States and Canada',
  'Poland mobile',
];

let numbered = 0;
const calls = [];
const watchers = new Set();
const begunAt = Date.now();

const iso = (millis) => new Date(millis).toISOString().replace('Z', '000Z');
const accountId = (n) => `account-${n % ACCOUNTS}`;

function newCall(state, startedAt) {
  const n = numbered++;
  return {
    id: `call-${n}@192.0.2.1`,
    callId: `call-${n}@192.0.2.1`,
    accountId: accountId(n),
    calledAccountId: null,
    from: `4930${String(1_000_000 + n)}`,
    to: `4477${String(10_000_000 + n)}`,
    state,
    uncertainSince: null,
    startedAt: iso(startedAt),
    answeredAt: state === 'answered' ? iso(startedAt + 4_000) : null,
    seconds: 0,
    destination: DESTINATIONS[n % DESTINATIONS.length],
    ratePerMinute: '0.0138',
    cost: state === 'answered' ? cost(startedAt) : null,
    currency: 'EUR',
    source: `192.0.2.${n % 200}:5060`,
    target: `203.0.113.${n % 40}:5060`,
    agent: '2001',
    payerReason: { rule: 'digest', value: 'alice', text: 'by the digest user alice' },
    endRefused: null,
    legs: [],
  };
}

function cost(startedAt) {
  return ((0.0138 / 60) * ((Date.now() - startedAt) / 1_000)).toFixed(6);
}

for (let n = 0; n < wantedCalls; n++) {
  calls.push(newCall(n % 10 === 0 ? 'ringing' : 'answered', begunAt - (n % 3_000) * 1_000));
}

function event(name, data) {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** One in twenty changes is an end, one a new call, two an answer; the others are costs that go on. */
function change() {
  const at = Math.floor(Math.random() * calls.length);
  const call = calls[at];
  const kind = Math.random();
  if (kind < 0.05) {
    const fresh = newCall('ringing', Date.now());
    calls[at] = fresh;
    return event('gone', { id: call.id, reason: 'ended' }) + event('call', fresh);
  }
  if (call.state === 'ringing' && kind < 0.5) {
    call.state = 'answered';
    call.answeredAt = iso(Date.now());
    call.cost = '0.000000';
  } else if (call.state === 'answered') {
    call.cost = cost(Date.parse(call.answeredAt));
  }
  return event('call', call);
}

let owed = 0;
setInterval(() => {
  owed += (changesPerSecond * TICK_MILLIS) / 1_000;
  let text = '';
  for (; owed >= 1; owed--) {
    text += change();
  }
  watchers.forEach((response) => response.write(text));
}, TICK_MILLIS).unref();

function stream(response, snapshot, watches) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  response.write(event('snapshot', { items: snapshot }));
  const heartbeat = setInterval(() => response.write(': heartbeat\n\n'), 10_000);
  if (watches) {
    watchers.add(response);
  }
  response.on('close', () => {
    clearInterval(heartbeat);
    watchers.delete(response);
  });
}

function balance(n) {
  return {
    accountId: `account-${n}`,
    balance: '120.500000',
    reserved: '1.250000',
    available: '119.250000',
    currency: 'EUR',
    status: 'active',
    exhaustsAt: null,
    freeSecondsLeft: 0,
    callsUp: 20,
    burnPerMinute: '0.276',
  };
}

function message(id, n) {
  const [source, target] = [
    ['192.0.2.1:5060', '198.51.100.1:5060'],
    ['198.51.100.1:5060', '203.0.113.9:5060'],
    ['203.0.113.9:5060', '198.51.100.1:5060'],
    ['198.51.100.1:5060', '192.0.2.1:5060'],
  ][n % 4];
  const first = n % 4 < 2 ? `INVITE sip:4930${n}@example.net SIP/2.0` : 'SIP/2.0 200 OK';
  return {
    at: iso(begunAt + n * 20),
    leg: n % 4 === 0 || n % 4 === 3 ? 'source' : 'destination',
    source,
    target,
    transport: 'udp',
    agent: '2001',
    summary: first,
    raw: [
      first,
      `Via: SIP/2.0/UDP ${source};branch=z9hG4bK${n}`,
      'Max-Forwards: 70',
      'From: "Anna" <sip:alice@example.net>;tag=a1',
      `To: <sip:4930${n}@example.net>`,
      `Call-ID: ${id}`,
      `CSeq: ${Math.floor(n / 4) + 1} INVITE`,
      'User-Agent: phone/1.0',
      'Content-Type: application/sdp',
      '',
      'v=0\r\no=- 3 3 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 16384 RTP/AVP 8 0 101',
      'x'.repeat(400),
    ].join('\r\n'),
    flags: [],
  };
}

function answer(response, { pathname }) {
  const [, , , what, id, part] = pathname.split('/').map(decodeURIComponent);
  const json = (value, status = 200) => {
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(value));
  };
  if (what === 'health') {
    json({ status: 'up', parts: {} });
  } else if (what === 'session') {
    json({ role: 'admin' });
  } else if (id === 'stream') {
    const balances = Array.from({ length: ACCOUNTS }, (_, n) => balance(n));
    stream(response, what === 'calls' ? calls : what === 'balances' ? balances : [], what === 'calls');
  } else if (what === 'cdrs' && part === 'trace') {
    json({ items: Array.from({ length: messages }, (_, n) => message(id, n)), next: null });
  } else if (what === 'calls' && id !== undefined) {
    const up = { endedAt: null, outcome: null, endedBy: null, status: null, cause: null };
    json({ ...newCall('answered', begunAt), ...up, id, callId: id });
  } else if (what === 'cdrs') {
    json({ error: { code: 'not-found', message: 'there is none' } }, 404);
  } else {
    json({ items: [], next: null });
  }
}

async function file(response, path) {
  const name = path === '/' ? 'index.html' : path.slice(1);
  try {
    const content = await readFile(BUILT + name);
    response.writeHead(200, { 'Content-Type': TYPES[name.split('.').pop()] ?? 'application/octet-stream' });
    response.end(content);
  } catch {
    response.writeHead(404);
    response.end();
  }
}

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  url.pathname.startsWith('/api/') ? answer(response, url) : void file(response, url.pathname);
});
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('disconnect', () => process.exit());
