import { ApiError, registration } from '../../api/client';
import type { Registration, RegistrationDetail, RegistrationEvent } from '../../api/schema';
import { h, refill, type Child } from '../../parts/dom';
import { facts } from '../../parts/facts';
import { dateAndTime, utcText } from '../../text/time';

/** One registered endpoint opened: where it is, and what happened to it, newest first. */
export class RegistrationPanel {
  readonly element = h('aside', { class: 'side', 'aria-label': 'Registration' });
  private shown = '';
  private asked: AbortController | null = null;

  constructor(private readonly closed: () => void) {
    this.element.hidden = true;
  }

  /** Shows an endpoint; null shows none. Its history is asked for again when the endpoint has changed. */
  show(row: Registration | null): void {
    this.element.hidden = row === null;
    const now = JSON.stringify(row);
    if (now === this.shown) {
      return;
    }
    this.shown = now;
    this.asked?.abort();
    if (row !== null) {
      this.asked = new AbortController();
      void this.load(row, this.asked.signal);
    }
  }

  private async load(row: Registration, signal: AbortSignal): Promise<void> {
    refill(this.element, ...this.heading(row), h('p', { class: 'hint' }, 'Asking for its history …'));
    try {
      const detail = await registration(row.id, signal);
      refill(this.element, ...this.heading(detail), ...content(detail));
    } catch (problem) {
      if (problem instanceof ApiError) {
        refill(this.element, ...this.heading(row), h('p', { class: 'hint' }, problem.message));
      }
    }
  }

  private heading(row: Registration): Child[] {
    return [
      h(
        'header',
        { class: 'heading' },
        h('h1', {}, row.aor),
        h('button', { type: 'button', class: 'quiet', on: { click: () => this.closed() } }, 'Close'),
      ),
    ];
  }
}

function content(detail: RegistrationDetail): Child[] {
  return [
    facts(
      ['State', detail.cause === null ? detail.state : `${detail.state}: ${detail.cause}`],
      ['Contact', detail.contact || null],
      ['Received from', detail.receivedFrom ?? 'only known from the registrar’s answer to another device'],
      ['Account', detail.accountId],
    ),
    h('h2', {}, 'History'),
    detail.history.length === 0
      ? h('p', { class: 'hint' }, 'Nothing is stored of it yet.')
      : h('ul', { class: 'problems history' }, ...detail.history.map(line)),
  ];
}

function line(event: RegistrationEvent): HTMLElement {
  return h(
    'li',
    { title: utcText(event.at) },
    h('strong', {}, event.event),
    h('span', { class: 'times' }, dateAndTime(event.at)),
    h('p', {}, [event.cause, event.receivedFrom ?? event.contact].filter(Boolean).join(' · ')),
  );
}
