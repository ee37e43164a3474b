// Shows the live calls of a running server in a real Chromium and tells when the answer of each call was painted. Run by
// `bin/bench pipeline --browser`: URL and filter as arguments, the server's token as the first line of the input. Tells
// `ready`, then `ID MILLIS` for each call, and when its input ends `heap MIB`.
import { createInterface } from 'node:readline';
import { openChromium } from './chromium.mjs';

const TELL_MILLIS = 500;

/** So high that a call is in sight, among the newest, until it is answered: a row out of sight is not there. */
const SIZE = { width: 1440, height: 1_100 };

const LOG_IN = `return fetch('/api/v1/session', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ token: arguments[0] }),
}).then(({ ok, status }) => (ok ? null : status));`;

/**
 * A call counts that was seen ringing, and is shown as answered. The frame's callbacks run before it is painted, the task
 * behind them when it was.
 */
const WATCH_ANSWERS = `window.painted_ = [];
  const ringing = new Set();
  const look = () => {
    const answered = [];
    for (const row of document.querySelectorAll('tr[data-key]')) {
      const { key } = row.dataset;
      const state = row.cells[0].dataset.tone;
      if (state === 'ringing') {
        ringing.add(key);
      } else if (state === 'answered' && ringing.delete(key)) {
        answered.push(key);
      }
    }
    if (answered.length > 0) {
      requestAnimationFrame(() => setTimeout(() => {
        const at = Date.now();
        answered.forEach((key) => window.painted_.push(key + ' ' + at));
      }));
    }
  };
  new MutationObserver(look).observe(document.querySelector('main.calls'), {
    attributes: true, characterData: true, childList: true, subtree: true,
  });`;

const [url, find] = process.argv.slice(2);
const lines = createInterface({ input: process.stdin });
let ended = false;
const token = await new Promise((resolve) => {
  lines.once('line', resolve);
  lines.once('close', () => (ended = true));
});
const chromium = await openChromium(SIZE);
try {
  await chromium.go(url);
  const refused = await chromium.script(LOG_IN, token);
  if (refused !== null) {
    throw new Error(`POST /session: status ${refused}`);
  }
  // Another address than that of the login form only behind its #: the page would not be loaded anew.
  await chromium.go('about:blank');
  await chromium.go(`${url}/#/calls?sort=-started&find=${encodeURIComponent(find)}`);
  await chromium.until('the live calls', `return document.querySelector('main.calls') !== null`);
  await chromium.script(WATCH_ANSWERS);
  console.log('ready');
  while (!ended) {
    await new Promise((resolve) => setTimeout(resolve, TELL_MILLIS));
    for (const line of await chromium.script('return window.painted_.splice(0)')) {
      console.log(line);
    }
  }
  console.log(`heap ${(await chromium.heap()).toFixed(1)}`);
} finally {
  await chromium.close();
}
