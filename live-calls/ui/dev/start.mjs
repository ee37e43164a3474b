// `npm run dev`: Vite, and behind it the API. Without TRUNKLINE_API=http://HOST:PORT that is the fake one.
import { createServer } from 'vite';
import { startFakeApi } from './fake-api.mjs';

const FAKE_PORT = 8081;

if (!process.env.TRUNKLINE_API) {
  await startFakeApi(FAKE_PORT);
  console.log(`fake API on http://127.0.0.1:${FAKE_PORT}, token "dev"; it also serves the last build`);
}
const vite = await createServer();
await vite.listen();
vite.printUrls();
