import { ApiError } from '../api/client';
import type { Call } from '../api/schema';
import { h, setText } from './dom';

/** What is ordered, in the words of its buttons. */
export interface OrderWords {
  /** On the button that asks. */
  ask: string;
  yes: string;
  no: string;
  /** Said when the order was taken. */
  ordered: string;
}

/** What an order is of, as it was when the question was asked: a choice that changes meanwhile changes no order. */
export interface OrderSubject {
  question: string;
  order: () => Promise<void>;
  /** What became of it, in words; null until that is known. Asked again and again once the order was taken. */
  answer?: () => string | null;
}

/** A button that orders something of the switch, once it was asked whether that is meant. */
export class AskFirstButton {
  readonly element: HTMLElement;
  private readonly ask: HTMLButtonElement;
  private readonly sure: HTMLElement;
  private readonly words = h('span');
  private readonly word = h('span', { role: 'status' });
  private asked: OrderSubject | null = null;
  private taken: OrderSubject | null = null;

  constructor(
    private readonly order: OrderWords,
    private readonly subject: () => OrderSubject | null,
  ) {
    this.ask = h('button', { type: 'button', on: { click: () => this.question() } }, order.ask);
    const yes = h('button', { type: 'button', on: { click: () => void this.send() } }, order.yes);
    const no = h('button', { type: 'button', on: { click: () => this.asking(false) } }, order.no);
    this.sure = h('span', { role: 'group' }, this.words, ' ', yes, ' ', no);
    this.sure.hidden = true;
    this.element = h('span', { class: 'ask-first' }, this.ask, this.sure, this.word);
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !this.sure.hidden) {
        event.stopPropagation();
        this.asking(false);
      }
    });
  }

  /** Shows the button, or takes it away where there is nothing to order; a question or a word that stands there stays. */
  offer(possible: boolean): void {
    const answer = this.taken?.answer?.() ?? null;
    if (answer !== null) {
      this.taken = null;
      setText(this.word, ` ${answer}`);
    }
    const shown = possible || !this.sure.hidden || this.word.textContent !== '';
    if (this.element.hidden === shown) {
      this.element.hidden = !shown;
    }
    if (this.ask.disabled === possible) {
      this.ask.disabled = !possible;
    }
  }

  /** Asks, as a click does; not where there is nothing to order. */
  question(): void {
    this.asked = this.subject();
    if (this.asked !== null) {
      setText(this.words, this.asked.question);
      this.sure.setAttribute('aria-label', this.asked.question);
      this.offer(true);
      this.asking(true);
    }
  }

  private asking(asks: boolean): void {
    this.ask.hidden = asks;
    this.sure.hidden = !asks;
    setText(this.word, '');
    this.taken = null;
    (asks ? this.sure.querySelector('button') : this.ask)?.focus();
  }

  private async send(): Promise<void> {
    this.asking(false);
    setText(this.word, ' asked…');
    try {
      const { asked } = this;
      await asked?.order();
      setText(this.word, ` ${this.order.ordered}`);
      this.taken = asked;
    } catch (problem) {
      setText(
        this.word,
        ` ${problem instanceof ApiError ? problem.message : 'The order could not be sent.'}`,
      );
    }
  }
}

/** The words of the end of a call. */
export const END_CALL: OrderWords = {
  ask: 'End call…',
  yes: 'End it',
  no: 'Let it go on',
  ordered: 'ordered; the call ends when the switch has done it',
};

/** What is said of a call that ended after that was ordered. */
export const ORDERED_AND_ENDED = 'ended, as ordered';

/** Why the switch did not end a call that goes on, in words; null while it has not said so since the order. */
export function refusedSince(ordered: Refusable | null, now: Refusable): string | null {
  const refused = now.endRefused;
  return refused === null || refused.at === ordered?.endRefused?.at ? null : `not ended: ${refused.why}`;
}

type Refusable = Pick<Call, 'endRefused'>;

/** The words of the removal of a registered endpoint. */
export const REMOVE_ENDPOINT: OrderWords = {
  ask: 'Remove…',
  yes: 'Remove it',
  no: 'Keep it',
  ordered: 'ordered; its history says what the switch did',
};
