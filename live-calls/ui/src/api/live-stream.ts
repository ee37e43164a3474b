import { ApiError, send } from './client';
import { EventStreamParser, type StreamEvent } from './event-stream';

/** What a view needs to know of its stream. All calls come from the page's one thread. */
export interface LiveStreamListener {
  event(event: StreamEvent): void;
  /** The server answered and the first bytes are on their way; `serverMillis` is its clock, to the second. */
  connected(serverMillis: number | null): void;
}

const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 15_000;

/** The server's heartbeat comes every 10 s; without two of them the connection is taken for dead. */
const SILENCE_MILLIS = 25_000;

/**
 * Follows an event stream and opens it again, ever more slowly, when it breaks. It reads the stream by `fetch`
 * and not by `EventSource`, because only so heartbeats and the answer's status can be seen: a dead connection is
 * noticed although nothing closes it, and a session that ran out leads to the login form.
 */
export class LiveStream {
  private readonly stop = new AbortController();
  private heardAtMillis = Date.now();
  private open = false;

  constructor(
    private readonly path: string,
    private readonly listener: LiveStreamListener,
  ) {
    void this.follow();
  }

  /** Whether data flows now. */
  get up(): boolean {
    return this.open;
  }

  /** Milliseconds since the last byte came. */
  get silentMillis(): number {
    return Date.now() - this.heardAtMillis;
  }

  close(): void {
    this.stop.abort();
  }

  private async follow(): Promise<void> {
    let wait = FIRST_WAIT_MILLIS;
    while (!this.stop.signal.aborted) {
      try {
        await this.once(() => (wait = FIRST_WAIT_MILLIS));
      } catch (problem) {
        if (problem instanceof ApiError && problem.status === 401) {
          return;
        }
      }
      this.open = false;
      // Spread over half the wait, so that many pages do not come back in the same moment.
      await this.rest(wait * (0.75 + Math.random() / 2));
      wait = Math.min(wait * 2, LONGEST_WAIT_MILLIS);
    }
  }

  /** Reads one connection to its end. */
  private async once(heard: () => void): Promise<void> {
    const connection = new AbortController();
    const cancel = (): void => connection.abort();
    this.stop.signal.addEventListener('abort', cancel);
    let watchdog = setTimeout(cancel, SILENCE_MILLIS);
    try {
      const response = await send(this.path, {
        headers: { Accept: 'text/event-stream' },
        signal: connection.signal,
      });
      this.listener.connected(Date.parse(response.headers.get('Date') ?? '') || null);
      const parser = new EventStreamParser();
      const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done || this.stop.signal.aborted) {
          return;
        }
        clearTimeout(watchdog);
        watchdog = setTimeout(cancel, SILENCE_MILLIS);
        this.heardAtMillis = Date.now();
        this.open = true;
        heard();
        parser.push(value).forEach((event) => this.listener.event(event));
      }
    } finally {
      clearTimeout(watchdog);
      this.stop.signal.removeEventListener('abort', cancel);
    }
  }

  private rest(millis: number): Promise<void> {
    return new Promise((resolve) => {
      // Nothing stays with the signal: a page that runs for weeks comes back many times.
      const rested = (): void => {
        clearTimeout(timer);
        this.stop.signal.removeEventListener('abort', rested);
        resolve();
      };
      const timer = setTimeout(rested, millis);
      this.stop.signal.addEventListener('abort', rested);
    });
  }
}
