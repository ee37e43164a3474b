import { loadEnv } from 'vite';
import { defineConfig } from 'vitest/config';

export default defineConfig(({ mode }) => {
  // Where `npm run dev` finds the API: the fake of dev/, or a real one named by TRUNKLINE_API.
  const api = loadEnv(mode, '.', 'TRUNKLINE_')['TRUNKLINE_API'] ?? 'http://127.0.0.1:8081';
  return {
    base: './',
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
