// An API with invented data, for work on the page without Trunkline. It also serves the last build of the page
// under the security policy that the real server sets.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { agents, startCollector } from './fake-collector.mjs';
import {
  accounts,
  balanceOf,
  cdrs,
  ended,
  ledger,
  listeners,
  live,
  registrations,
  startExchange,
  traces,
} from './fake-exchange.mjs';

const BUILT = fileURLToPath(new URL('../../target/classes/ui/', import.meta.url));
const TYPES = { html: 'text/html', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' };
const VIEWS = {
  dialled: (cdr) => cdr.outcome === 'answered',
  received: (cdr) => cdr.calledAccountId !== null,
  missed: (cdr) => ['busy', 'no-answer', 'cancelled'].includes(cdr.outcome),
  other: (cdr) => ['rejected', 'failed'].includes(cdr.outcome),
};

const STREAMED = {
  calls: () => [...live.values()],
  registrations: () => [...registrations.values()],
  balances: () => accounts.map((account) => balanceOf(account.id)),
  agents,
};

let signedIn = process.env.FAKE_SIGNED_IN === 'yes';

function json(response, value, status = 200) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(value));
}

function missing(response) {
  json(response, { error: { code: 'not-found', message: 'There is no such thing.' } }, 404);
}

function stream(response, name, items) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  const send = (event, data) => response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  send('snapshot', { items });
  listeners[name].add(send);
  const heartbeat = setInterval(() => response.write(': heartbeat\n\n'), 10_000);
  response.on('close', () => {
    clearInterval(heartbeat);
    listeners[name].delete(send);
  });
}

function page(response, url, all) {
  const limit = Number(url.searchParams.get('limit') ?? 100);
  const from = Number(url.searchParams.get('cursor') ?? 0);
  json(response, {
    items: all.slice(from, from + limit),
    next: from + limit < all.length ? String(from + limit) : null,
  });
}

function searchCdrs(request, response, url) {
  const asked = (name) => url.searchParams.get(name) ?? '';
  const found = cdrs.filter(
    (cdr) =>
      VIEWS[asked('view') || 'dialled'](cdr) &&
      (asked('accountId') === '' || cdr.accountId === asked('accountId')) &&
      (asked('outcome') === '' || cdr.outcome === asked('outcome')) &&
      (asked('callId') === '' || cdr.callId === asked('callId')) &&
      (cdr.from.includes(asked('number')) || cdr.to.includes(asked('number'))),
  );
  if (request.headers.accept === 'text/csv') {
    response.writeHead(200, { 'Content-Type': 'text/csv' });
    response.end(
      [
        'callId,from,to,price',
        ...found.map((cdr) => `${cdr.callId},${cdr.from},${cdr.to},${cdr.price}`),
      ].join('\r\n'),
    );
  } else {
    page(response, url, found);
  }
}

function oneCdr(response, callId) {
  const cdr = cdrs.find((each) => each.id === callId);
  if (!cdr) {
    missing(response);
    return;
  }
  const tariff = cdr.ratePerMinute && {
    cardId: 'standard',
    currency: 'EUR',
    decimals: 6,
    rounding: 'half-up',
    rate: { prefix: cdr.to.slice(0, 4), destination: cdr.destination },
  };
  const steps = [
    { text: `duration ${cdr.durationMillis} ms, counted as ${cdr.billedSeconds} s`, amount: '0' },
    { text: `first increment of 1 s at ${cdr.ratePerMinute} a minute`, amount: '0.00023' },
    { text: `rounded half up to 6 decimals`, amount: cdr.price },
  ];
  json(response, { ...cdr, tariff, steps: cdr.rating === 'rated' ? steps : [], legs: [] });
}

function oneCall(response, id) {
  const up = { endedAt: null, outcome: null, endedBy: null, status: null, cause: null };
  const call = live.has(id) ? { ...live.get(id), ...up } : ended.get(id);
  call ? json(response, call) : missing(response);
}

function trace(request, response, url, callId) {
  const leg = url.searchParams.get('leg') ?? 'both';
  const items = traces.get(callId)?.filter((message) => leg === 'both' || message.leg === leg);
  if (!items) {
    missing(response);
  } else if (request.headers.accept === 'application/json') {
    json(response, { items, quality: [] });
  } else {
    response.writeHead(200, { 'Content-Type': 'text/plain' });
    response.end(items.map((message) => message.raw).join('\r\n\r\n'));
  }
}

function session(request, response) {
  if (request.method === 'POST') {
    let body = '';
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      signedIn = JSON.parse(body).token === 'dev';
      json(
        response,
        signedIn ? {} : { error: { code: 'unauthorized', message: 'not the token' } },
        signedIn ? 200 : 401,
      );
    });
  } else {
    signedIn &&= request.method !== 'DELETE';
    json(response, { role: 'admin' });
  }
}

function answer(request, response, url) {
  const [, , , what, id, part] = url.pathname.split('/').map(decodeURIComponent);
  if (what === 'health') {
    json(response, { status: 'up', parts: { kafka: { status: 'up', detail: '' } } });
  } else if (!signedIn && !(what === 'session' && request.method === 'POST')) {
    json(response, { error: { code: 'unauthorized', message: 'Sign in.' } }, 401);
  } else if (what === 'session') {
    session(request, response);
  } else if (id === 'stream') {
    stream(response, what, STREAMED[what]());
  } else if (what === 'calls' && id !== undefined) {
    oneCall(response, id);
  } else if (STREAMED[what] !== undefined) {
    page(response, url, STREAMED[what]());
  } else if (what === 'cdrs') {
    part ? trace(request, response, url, id) : id ? oneCdr(response, id) : searchCdrs(request, response, url);
  } else if (what === 'accounts' && id === undefined) {
    page(response, url, accounts);
  } else if (what === 'accounts' && ledger.has(id)) {
    part === 'balance'
      ? json(response, balanceOf(id))
      : part === 'statement'
        ? page(response, url, ledger.get(id))
        : json(
            response,
            accounts.find((each) => each.id === id),
          );
  } else {
    missing(response);
  }
}

async function file(response, path) {
  try {
    const name = path === '/' ? 'index.html' : path.slice(1);
    const content = await readFile(BUILT + name);
    response.writeHead(200, {
      'Content-Type': TYPES[name.split('.').pop()] ?? 'application/octet-stream',
      'Content-Security-Policy': "default-src 'self'; frame-ancestors 'none'",
    });
    response.end(content);
  } catch {
    missing(response);
  }
}

/** Serves invented data on a loopback port. */
export function startFakeApi(port) {
  startExchange();
  startCollector();
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    url.pathname.startsWith('/api/') ? answer(request, response, url) : void file(response, url.pathname);
  });
  return new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await startFakeApi(8081);
}
