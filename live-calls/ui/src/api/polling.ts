/**
 * Asks for something again and again, each time a while after the last answer came, and not while the page's tab
 * is hidden. An error is told once it happens and the asking goes on.
 */
export class Polling {
  private readonly stop = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private busy = false;
  private again = false;

  constructor(
    private readonly everyMillis: number,
    private readonly ask: (signal: AbortSignal) => Promise<void>,
    private readonly failed: (problem: unknown) => void = () => {},
  ) {
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

  close(): void {
    clearTimeout(this.timer);
    this.stop.abort();
  }

  private async run(): Promise<void> {
    clearTimeout(this.timer);
    this.busy = true;
    try {
      await this.ask(this.stop.signal);
    } catch (problem) {
      if (!this.stop.signal.aborted) {
        this.failed(problem);
      }
    }
    this.busy = false;
    if (!this.stop.signal.aborted) {
      this.timer = setTimeout(() => this.now(), this.again ? 0 : this.everyMillis);
      this.again = false;
    }
  }
}
