/** An event of a `text/event-stream`, as the HTML standard has it (section 9.2, server-sent events). */
export interface StreamEvent {
  name: string;
  data: string;
}

/**
 * Takes the text of an event stream apart, in whatever pieces it arrives. Comments, which the server sends as
 * heartbeats, give no event; that bytes came at all is for the caller to note.
 */
export class EventStreamParser {
  private rest = '';
  private name = '';
  private data: string[] = [];

  /** The events that this piece completes, in order. */
  push(piece: string): StreamEvent[] {
    const events: StreamEvent[] = [];
    this.rest += piece;
    let start = 0;
    for (;;) {
      const end = this.rest.indexOf('\n', start);
      if (end < 0) {
        break;
      }
      const line = this.rest.slice(start, this.rest[end - 1] === '\r' && end > start ? end - 1 : end);
      start = end + 1;
      const event = this.line(line);
      if (event !== null) {
        events.push(event);
      }
    }
    this.rest = this.rest.slice(start);
    return events;
  }

  private line(line: string): StreamEvent | null {
    if (line === '') {
      return this.dispatch();
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'event') {
      this.name = value;
    } else if (field === 'data') {
      this.data.push(value);
    }
    return null;
  }

  private dispatch(): StreamEvent | null {
    const event =
      this.data.length === 0 ? null : { name: this.name || 'message', data: this.data.join('\n') };
    this.name = '';
    this.data = [];
    return event;
  }
}
