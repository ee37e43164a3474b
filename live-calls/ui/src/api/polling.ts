import { ApiError } from './client';

/** The longest wait after an answer that failed, or that has nothing yet. */
const SOON_MILLIS = 5_000;

/**
 * Asks for something again and again, each time a while after the last answer came, and not while the page's tab
 * is hidden. An error is told once it happens and the asking goes on, unless the role may not ask.
 */
export class Polling {
  private readonly stop = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private busy = false;
  private again = false;
  private waitMillis: number;

  constructor(
    private readonly everyMillis: number,
    private readonly ask: (signal: AbortSignal) => Promise<void>,
    private readonly failed: (problem: unknown) => void = () => {},
  ) {
    this.waitMillis = everyMillis;
    document.addEventListener('visibilitychange', () => this.now(), { signal: this.stop.signal });
    this.now();
  }

  /** Asks at once, or as soon as the answer that is on its way has come. */
  now(): void {
    if (this.busy) {
      this.again = true;
    } else if (!document.hidden && !this.stop.signal.aborted) {
      void this.run();
    }
  }

  /** While an answer is taken: there is nothing in it yet, and what comes is not to be waited for as long as usual. */
  soon(): void {
    this.waitMillis = Math.min(this.everyMillis, SOON_MILLIS);
  }

  close(): void {
    clearTimeout(this.timer);
    this.stop.abort();
  }

  private async run(): Promise<void> {
    clearTimeout(this.timer);
    this.busy = true;
    this.waitMillis = this.everyMillis;
    try {
      await this.ask(this.stop.signal);
    } catch (problem) {
      if (!this.stop.signal.aborted) {
        this.soon();
        this.failed(problem);
        if (problem instanceof ApiError && problem.status === 403) {
          this.close();
        }
      }
    }
    this.busy = false;
    if (!this.stop.signal.aborted) {
      this.timer = setTimeout(() => this.now(), this.again ? 0 : this.waitMillis);
      this.again = false;
    }
  }
}
