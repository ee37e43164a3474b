// Takes pictures of the page against a server that runs: those of README and docs, or of every view to look through.
//   bin/trunkline run --demo            (some minutes earlier, so that there is something to see)
//   npm run screenshots -- --token-file ../../data/admin-token                        writes docs/images
//   npm run screenshots -- --token-file ../../data/admin-token --all --out /some/dir  every view, sizes, light and dark
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openChromium } from '../bench/chromium.mjs';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:8080' },
    'token-file': { type: 'string' },
    out: { type: 'string', default: fileURLToPath(new URL('../../../docs/images', import.meta.url)) },
    all: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    size: { type: 'string', multiple: true, default: ['1024x768', '1440x900', '1920x1080'] },
  },
});
if (options['token-file'] === undefined) {
  console.error(
    'usage: npm run screenshots -- --token-file FILE [--url URL] [--out DIR] [--all [--only NAME] [--size WxH]…]',
  );
  process.exit(2);
}
const token = (await readFile(options['token-file'], 'utf8')).trim();

const ROW = 'main:not([hidden]) tr[data-key]';
/** A view: its name, its address, what is there when there is something to see, and what is done before the picture. */
const VIEWS = [
  { name: 'calls', hash: '#/calls', there: ROW },
  { name: 'calls-grouped', hash: '#/calls?group=trunk', there: '.groups a' },
  { name: 'registrations', hash: '#/registrations', there: ROW },
  {
    name: 'endpoint',
    hash: async () => `#/registrations/${await first('registrations', (r) => r.aor.startsWith('lab101'))}`,
    there: '.endpoint-verdict',
  },
  {
    name: 'endpoint-bad',
    hash: async () => `#/registrations/${await first('registrations', (r) => r.aor.startsWith('lab105'))}`,
    there: '.timeline li',
  },
  { name: 'quality', hash: '#/quality/trunk', there: `${ROW} canvas` },
  { name: 'quality-accounts', hash: '#/quality/account', there: `${ROW} canvas` },
  { name: 'alarms', hash: '#/alarms', there: ROW, keys: ['ArrowDown'] },
  { name: 'alarms-past', hash: '#/alarms/past', there: 'main:not([hidden]) .tools' },
  { name: 'alarm-rules', hash: '#/alarms/rules?row=trunk-asr', there: ROW },
  { name: 'cdrs', hash: '#/cdrs/dialled', there: ROW },
  { name: 'cdrs-missed', hash: '#/cdrs/missed?group=cause', there: ROW },
  {
    name: 'call',
    hash: async () =>
      `#/call/${await record((r) => r.cause?.code === 'normal' && r.price && r.durationMillis > 20_000)}`,
    there: '.arrow[data-decision]',
  },
  {
    name: 'call-failed',
    hash: async () => `#/call/${await record((r) => r.cause?.code === 'trunk-failure')}`,
    there: '.arrow[data-decision]',
  },
  {
    name: 'call-odd',
    hash: async () => `#/call/${await record((r) => r.callId.startsWith('b2bua'))}`,
    there: '.arrow',
  },
  {
    name: 'call-live',
    hash: async () => `#/call/${await first('calls', (c) => c.state === 'answered' && c.legs.length === 0)}`,
    there: '.arrow',
  },
  { name: 'collectors', hash: '#/collectors', there: ROW, keys: ['ArrowDown', 'Enter'] },
  { name: 'names', hash: '#/names', there: 'main:not([hidden]) .tools' },
  { name: 'accounts', hash: '#/accounts', there: ROW },
  { name: 'account', hash: '#/accounts/harbour-taxi', there: ROW },
  { name: 'profit', hash: '#/profit', there: ROW },
  { name: 'finance', hash: '#/finance', there: ROW },
  { name: 'packages', hash: '#/packages?row=studio-100', there: ROW },
  { name: 'numbers', hash: '#/numbers', there: 'main:not([hidden]) .tools' },
  {
    name: 'quote',
    hash: '#/quote?by=account&of=studio-lumen&to=491511234567&seconds=75',
    there: '.quote h1',
  },
  { name: 'search', hash: '#/collectors', there: ROW, keys: ['/'], type: 'lab101 since noon' },
  { name: 'help', hash: '#/collectors', there: ROW, keys: ['?'] },
  { name: 'wall', hash: '?wall', there: '.wall-calls tbody tr' },
];

/** The pictures of README and docs. */
const DOCS = [
  ['calls-light', 'calls', '1440x900', 'light'],
  ['calls-dark', 'calls', '1440x900', 'dark'],
  ['call-light', 'call', '1440x900', 'light'],
  ['quality-light', 'quality', '1440x900', 'light'],
  ['quality-dark', 'quality', '1440x900', 'dark'],
  ['wall', 'wall', '1920x1080', 'dark'],
];

const chromium = await openChromium();
try {
  await chromium.go(options.url);
  await chromium.script(
    `return fetch('api/v1/session', {method: 'POST', headers: {'Content-Type': 'application/json'},
      body: JSON.stringify({token: arguments[0]})}).then((answer) => answer.status)`,
    token,
  );
  await mkdir(options.out, { recursive: true });
  for (const [file, name, size, theme] of options.all ? everything() : DOCS) {
    try {
      await picture(
        file,
        VIEWS.find((view) => view.name === name),
        size,
        theme,
      );
    } catch (problem) {
      console.error(`${file}: ${problem.message}`);
      process.exitCode = 1;
    }
  }
} finally {
  await chromium.close();
}

function everything() {
  return VIEWS.filter(({ name }) => options.only === '' || options.only.split(',').includes(name)).flatMap(
    ({ name }) =>
      options.size.flatMap((size) =>
        ['light', 'dark'].map((theme) => [`${name}-${size}-${theme}`, name, size, theme]),
      ),
  );
}

async function picture(file, view, size, theme) {
  const [width, height] = size.split('x').map(Number);
  await chromium.cdp('Emulation.setDeviceMetricsOverride', {
    width,
    height,
    deviceScaleFactor: 1,
    mobile: false,
  });
  await chromium.cdp('Emulation.setEmulatedMedia', {
    features: [{ name: 'prefers-color-scheme', value: theme }],
  });
  const hash = typeof view.hash === 'string' ? view.hash : await view.hash();
  await chromium.go('about:blank');
  await chromium.go(`${options.url}/${hash}`);
  await chromium.until(view.there, `return document.querySelector(${JSON.stringify(view.there)}) !== null`);
  for (const key of view.keys ?? []) {
    await chromium.script(
      `(document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', {key: arguments[0], bubbles: true, cancelable: true}))`,
      key,
    );
  }
  if (view.type !== undefined) {
    await chromium.cdp('Input.insertText', { text: view.type });
  }
  // Charts and what is asked for beside the rows.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  const overflow = await chromium.script(
    `const wide = [...document.querySelectorAll('body *')].filter((e) => e.offsetParent !== null &&
       e.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(e).position !== 'fixed');
     const scroll = [...document.querySelectorAll('.scroll')].filter((e) => e.scrollWidth > e.clientWidth + 1);
     return [...wide.slice(0, 3), ...scroll].map((e) => e.tagName + '.' + e.className + ' ' + e.scrollWidth + '>' + e.clientWidth).join(', ')`,
  );
  if (overflow !== '') {
    console.error(`${file}: reaches beyond the window: ${overflow}`);
  }
  const { data } = await chromium.cdp('Page.captureScreenshot', { format: 'webp', quality: 90 });
  await writeFile(join(options.out, `${file}.webp`), Buffer.from(data, 'base64'));
}

/** What the API tells this session. */
function api(path) {
  return chromium.script(`return fetch('api/v1/' + arguments[0]).then((answer) => answer.json())`, path);
}

async function first(list, fits) {
  const { items } = await api(`${list}?limit=1000`);
  return encodeURIComponent(items.find(fits)?.id ?? 'none');
}

async function record(fits) {
  const { items } = await api('cdrs?limit=1000');
  return encodeURIComponent(items.find(fits)?.id ?? 'none');
}
