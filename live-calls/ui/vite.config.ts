import { loadEnv, type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** What the whole page may weigh, as it is before it is compressed. */
const MOST_BYTES = 300_000;

function bytesOf(content: string | Uint8Array): number {
  return typeof content === 'string' ? new TextEncoder().encode(content).length : content.length;
}

/** Fails the build of a page that has grown too heavy. */
function weighed(): Plugin {
  return {
    name: 'weighed',
    // After the style sheets have joined it.
    enforce: 'post',
    generateBundle(_, bundle) {
      const bytes = Object.values(bundle).reduce(
        (sum, file) => sum + bytesOf(file.type === 'chunk' ? file.code : file.source),
        0,
      );
      this.info(`the page weighs ${bytes} of at most ${MOST_BYTES} bytes`);
      if (bytes > MOST_BYTES) {
        this.error(`the page weighs ${bytes} bytes, ${MOST_BYTES} are allowed`);
      }
    },
  };
}

/** Takes the indentation out of templates: what the minifier takes for text weighs, and nobody sees it. */
function unindented(): Plugin {
  return {
    name: 'unindented',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      return id.endsWith('.ts') ? { code: code.replace(/\n[ \t]+/g, '\n'), map: null } : null;
    },
  };
}

export default defineConfig(({ mode }) => {
  // Where `npm run dev` finds the API: the fake of dev/, or a real one named by TRUNKLINE_API.
  const api = loadEnv(mode, '.', 'TRUNKLINE_')['TRUNKLINE_API'] ?? 'http://127.0.0.1:8081';
  return {
    base: './',
    plugins: [unindented(), weighed()],
    build: {
      outDir: '../target/classes/ui',
      emptyOutDir: true,
      target: 'es2022',
      // The page's security policy allows neither inline scripts nor data: addresses.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
    server: {
      host: '127.0.0.1',
      // The API refuses changes from a page of another origin: it is to see the one that the browser sees.
      proxy: Object.fromEntries(
        ['/api', '/login'].map((path) => [path, { target: api, changeOrigin: false }]),
      ),
    },
    test: { include: ['src/**/*.test.ts'], environment: 'node', css: true },
  };
});
