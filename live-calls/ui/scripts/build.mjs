// What Maven runs to build the page: installs what is needed and builds, each only when something has changed.
// Usage: node scripts/build.mjs build|test
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const PAGE = fileURLToPath(new URL('..', import.meta.url));
const TARGET = join(PAGE, '..', 'target');
const SOURCES = ['src', 'public', 'dev', 'scripts'];
// What the page's types are made from.
const DOCUMENT = join(PAGE, '..', 'src', 'main', 'resources', 'io', 'trunkline', 'live', 'openapi.json');

const goal = process.argv[2];
if (goal !== 'build' && goal !== 'test') {
  say('usage: node scripts/build.mjs build|test');
  process.exit(2);
}

const installed = hash([join(PAGE, 'package-lock.json')]);
once(join(PAGE, 'node_modules', '.installed'), installed, 'npm ci', 'packages');

const sources = hash(files());
if (goal === 'build') {
  const page = join(TARGET, 'classes', 'ui', 'index.html');
  once(join(TARGET, 'page-built'), existsSync(page) ? sources : 'missing', 'npm run build', 'page');
} else {
  once(join(TARGET, 'page-tested'), sources, 'npm test', 'tests of the page');
}

/** Runs a command unless its stamp says that it ran with these very contents. */
function once(stamp, contents, command, what) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === contents) {
    say(`${what} up to date`);
    return;
  }
  say(command);
  const run = spawnSync(command, { cwd: PAGE, shell: true, stdio: 'inherit' });
  if (run.status !== 0) {
    say(`${command} failed`);
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, contents === 'missing' ? sources : contents);
}

function files() {
  const root = readdirSync(PAGE, { withFileTypes: true }).filter((entry) => entry.isFile());
  const below = SOURCES.flatMap((folder) =>
    readdirSync(join(PAGE, folder), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    ),
  );
  return [...root, ...below]
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .concat(DOCUMENT)
    .sort();
}

function hash(paths) {
  const sum = createHash('sha256').update(process.version);
  for (const path of paths) {
    sum
      .update(`${relative(PAGE, path)}\0`)
      .update(readFileSync(path))
      .update('\0');
  }
  return sum.digest('hex');
}

function say(text) {
  console.log(`trunkline: page: ${text}`);
}
