import { ApiError } from '../api/client';
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
}

/** A button that orders something of the switch, once it was asked whether that is meant. */
export class AskFirstButton {
  readonly element: HTMLElement;
  private readonly ask: HTMLButtonElement;
  private readonly sure: HTMLElement;
  private readonly words = h('span');
  private readonly word = h('span', { role: 'status' });
  private asked: OrderSubject | null = null;

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
    (asks ? this.sure.querySelector('button') : this.ask)?.focus();
  }

  private async send(): Promise<void> {
    this.asking(false);
    setText(this.word, ' asked…');
    try {
      await this.asked?.order();
      setText(this.word, ` ${this.order.ordered}`);
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

/** The words of the removal of a registered endpoint. */
export const REMOVE_ENDPOINT: OrderWords = {
  ask: 'Remove…',
  yes: 'Remove it',
  no: 'Keep it',
  ordered: 'ordered; its history says what the switch did',
};
