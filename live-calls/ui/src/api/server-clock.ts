/**
 * The server's time as this browser can tell it. Durations of live calls and countdowns are counted by it, so
 * that a wall screen with a wrong clock shows right ones.
 */
export class ServerClock {
  private aheadMillis = 0;

  /** Notes the server's time as an answer's `Date` header gives it, cut to the second. */
  heard(serverMillis: number, nowMillis = Date.now()): void {
    const ahead = serverMillis + 500 - nowMillis;
    // Less than this is the header's own coarseness and the way through the network.
    this.aheadMillis = Math.abs(ahead) < 1_500 ? 0 : ahead;
  }

  millis(nowMillis = Date.now()): number {
    return nowMillis + this.aheadMillis;
  }
}

/** One clock for the whole page. */
export const serverClock = new ServerClock();
