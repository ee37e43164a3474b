// A Chromium without a screen, driven by chromedriver's HTTP interface (https://www.w3.org/TR/webdriver2/).
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const PLACES = {
  chromium: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  chromedriver: ['/usr/bin/chromedriver', '/usr/lib/chromium-browser/chromedriver'],
};

function place(program) {
  const found = PLACES[program].find(existsSync);
  if (found === undefined) {
    throw new Error(`${program} is not installed (Debian: chromium, chromium-driver)`);
  }
  return found;
}

/** Starts both. `page` of the answer is the one tab; close() ends them. */
export async function openChromium({ width = 1440, height = 900, flags = [] } = {}) {
  const driver = spawn(place('chromedriver'), ['--port=0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const port = await portOf(driver);
    const root = `http://127.0.0.1:${port}/session`;
    const { sessionId } = await order(root, 'POST', {
      capabilities: {
        alwaysMatch: {
          'goog:chromeOptions': {
            binary: place('chromium'),
            args: [
              '--headless',
              '--no-sandbox',
              '--disable-gpu',
              '--disable-dev-shm-usage',
              '--disable-background-networking',
              '--no-first-run',
              `--window-size=${width},${height}`,
              ...flags,
            ],
          },
        },
      },
    });
    return new Chromium(driver, `${root}/${sessionId}`);
  } catch (problem) {
    driver.kill();
    throw problem;
  }
}

async function portOf(driver) {
  let said = '';
  for await (const text of driver.stdout) {
    said += text;
    const port = /started successfully on port (\d+)/.exec(said);
    if (port !== null) {
      driver.stdout.resume();
      return port[1];
    }
  }
  throw new Error(`chromedriver did not start: ${said}`);
}

async function order(url, method, body) {
  const response = await fetch(url, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });
  const { value } = await response.json();
  if (!response.ok) {
    throw new Error(`${value.error}: ${value.message}`);
  }
  return value;
}

class Chromium {
  constructor(driver, session) {
    this.driver = driver;
    this.session = session;
  }

  go(url) {
    return order(`${this.session}/url`, 'POST', { url });
  }

  /** Lets a script run in the page, as the body of a function; a promise that it returns is awaited. */
  script(script, ...args) {
    return order(`${this.session}/execute/sync`, 'POST', { script, args });
  }

  /** A command of Chromium's own protocol (https://chromedevtools.github.io/devtools-protocol/). */
  cdp(cmd, params = {}) {
    return order(`${this.session}/goog/cdp/execute`, 'POST', { cmd, params });
  }

  /** Memory of the page's JavaScript, in MiB, when what is garbage was collected. */
  async heap() {
    await this.cdp('HeapProfiler.collectGarbage');
    const { usedSize } = await this.cdp('Runtime.getHeapUsage');
    return usedSize / 1_048_576;
  }

  /** A PNG of what is shown. */
  async screenshot() {
    return Buffer.from(await order(`${this.session}/screenshot`, 'GET'), 'base64');
  }

  /** Waits until a script gives something; fails with `what` after a minute. */
  async until(what, script) {
    const end = Date.now() + 60_000;
    for (;;) {
      const value = await this.script(script);
      if (value) {
        return value;
      }
      if (Date.now() > end) {
        throw new Error(`waited for ${what} in vain`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async close() {
    await order(this.session, 'DELETE').catch(() => {});
    this.driver.kill();
  }
}
