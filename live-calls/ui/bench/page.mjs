// Measures the built page in a real Chromium: frames a second and memory with many live calls, and how long the ladder of
// a call takes. Nothing is asserted. `bin/bench page --help` tells the options.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openChromium } from './chromium.mjs';

const LADDER_RUNS = 9;
const WARM_UP_MILLIS = 5_000;
const TELL_HEAP_MILLIS = 600_000;

const USAGE = `usage: bin/bench page [OPTIONS]
  --load CALLS/CHANGES   live calls, and changes a second; may be given several times (8600/900 and 20000/3000)
  --seconds N            for how long each is watched (30)
  --minutes N            the same in minutes; tells the heap every ten
  --messages N           of the call whose ladder is drawn (500)
  --find TEXT            what stands in the filter of the live calls (nothing)
  --size WIDTHxHEIGHT    of the window (1440x900)`;

function options() {
  try {
    const { values } = parseArgs({
      options: {
        load: { type: 'string', multiple: true, default: ['8600/900', '20000/3000'] },
        seconds: { type: 'string', default: '30' },
        minutes: { type: 'string' },
        messages: { type: 'string', default: '500' },
        find: { type: 'string', default: '' },
        size: { type: 'string', default: '1440x900' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    return {
      loads: values.load.map((load) => numbers(load, /^(\d+)\/(\d+)$/)),
      seconds:
        values.minutes === undefined
          ? numbers(values.seconds, /^(\d+)$/)[0]
          : 60 * numbers(values.minutes, /^(\d+)$/)[0],
      messages: numbers(values.messages, /^(\d+)$/)[0],
      size: numbers(values.size, /^(\d+)x(\d+)$/),
      find: values.find,
    };
  } catch (problem) {
    console.error(`${problem.message}\n${USAGE}`);
    process.exit(2);
  }
}

function numbers(text, pattern) {
  const found = pattern.exec(text);
  if (found === null) {
    throw new Error(`"${text}" does not fit`);
  }
  return found.slice(1).map(Number);
}

/** Serves the page with such a load, while `use` runs. */
async function serving(calls, changes, messages, use) {
  const server = fork(fileURLToPath(new URL('load-server.mjs', import.meta.url)), [calls, changes, messages]);
  try {
    const port = await new Promise((resolve, reject) => {
      server.once('message', resolve);
      server.once('exit', () => reject(new Error('the server did not start')));
    });
    return await use(`http://127.0.0.1:${port}`);
  } finally {
    server.disconnect();
  }
}

/** Counts frames in the page, second by second: over an hour each of them would weigh more than the page. */
const WATCH_FRAMES = `const frames = { first: null, last: null, longest: 0, seconds: [] };
  window.frames_ = frames;
  const frame = (at) => {
    frames.first ??= at;
    frames.longest = Math.max(frames.longest, at - (frames.last ?? at));
    frames.last = at;
    const second = Math.floor((at - frames.first) / 1_000);
    frames.seconds[second] = (frames.seconds[second] ?? 0) + 1;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);`;

function framesOf({ first, last, longest, seconds }) {
  // A second without any has no place; the last one is not whole.
  const counts = Array.from(seconds, (frames) => frames ?? 0);
  return {
    mean: ((counts.reduce((sum, each) => sum + each, 0) - 1) * 1_000) / (last - first),
    worstSecond: Math.min(...counts.slice(0, -1)),
    longestMillis: longest,
  };
}

async function live(chromium, url, seconds, find) {
  await chromium.go(`${url}/#/calls${find && `?find=${encodeURIComponent(find)}`}`);
  await chromium.until('rows', `return document.querySelectorAll('tr[data-key]').length > 10`);
  await sleep(WARM_UP_MILLIS);
  await chromium.script(WATCH_FRAMES);
  const end = Date.now() + seconds * 1_000;
  while (end - Date.now() > TELL_HEAP_MILLIS) {
    await sleep(TELL_HEAP_MILLIS);
    console.error(`page: heap ${(await chromium.heap()).toFixed(1)} MiB, ${minutes(end - Date.now())} to go`);
  }
  await sleep(end - Date.now());
  const frames = await chromium.script('return window.frames_');
  const rows = await chromium.script(`return document.querySelector('.grid').getAttribute('aria-rowcount')`);
  return { ...framesOf(frames), heap: await chromium.heap(), rows: Number(rows) - 1 };
}

/**
 * From the change of the address to the frame in which the arrows in sight are there, of as many messages as the call has,
 * with the request for these. Arrows out of sight do not exist.
 */
const DRAW_LADDER = `const [hash, messages] = arguments;
  const began = performance.now();
  location.hash = hash;
  return new Promise((done) => {
    const look = () => document.querySelector('.arrow')?.getAttribute('aria-setsize') === String(messages)
      ? requestAnimationFrame(() => done(performance.now() - began))
      : requestAnimationFrame(look);
    look();
  });`;

async function ladder(chromium, url, messages) {
  await chromium.go(`${url}/#/collectors`);
  await chromium.until('the page', `return document.querySelector('main') !== null`);
  const millis = [];
  for (let n = 0; n < LADDER_RUNS; n++) {
    millis.push(await chromium.script(DRAW_LADDER, `#/call/ladder-${n}`, messages));
    await chromium.script(`location.hash = '#/collectors'`);
    await chromium.until('the list', `return document.querySelectorAll('.arrow').length === 0`);
  }
  return millis;
}

const minutes = (millis) => `${Math.round(millis / 60_000)} min`;

const sleep = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

const { loads, seconds, messages, size, find } = options();
const chromium = await openChromium({ width: size[0], height: size[1] });
try {
  console.log('| live calls | changes a second | frames a second | worst second | longest frame | heap |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const [calls, changes] of loads) {
    const found = await serving(calls, changes, messages, (url) => live(chromium, url, seconds, find));
    console.log(
      `| ${found.rows} | ${changes} | ${found.mean.toFixed(1)} | ${found.worstSecond} | ${found.longestMillis.toFixed(0)} ms | ${found.heap.toFixed(1)} MiB |`,
    );
  }
  const millis = await serving(0, 0, messages, (url) => ladder(chromium, url, messages));
  const sorted = [...millis].sort((a, b) => a - b);
  console.log(
    `\nladder of ${messages} messages, with their request: median ${sorted[sorted.length >> 1].toFixed(0)} ms, ` +
      `first ${millis[0].toFixed(0)} ms, longest ${sorted.at(-1).toFixed(0)} ms of ${LADDER_RUNS}`,
  );
} finally {
  await chromium.close();
}
