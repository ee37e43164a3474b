import { html, render } from 'lit-html';
import { ApiError } from '../api/client';
import type { Call } from '../api/schema';
import { texts } from '../texts';
import { h } from './dom';

const { orders } = texts;

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
  readonly element = h('span', { class: 'ask-first' });
  private possible = true;
  /** The question that is asked now. */
  private asking: OrderSubject | null = null;
  /** The order that was taken, until it is known what became of it. */
  private taken: OrderSubject | null = null;
  private word = '';
  /** What had the focus when the question was asked. */
  private before: Element | null = null;

  constructor(
    private readonly words: OrderWords,
    private readonly subject: () => OrderSubject | null,
  ) {
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && this.asking !== null) {
        event.stopPropagation();
        this.leave();
      }
    });
    this.draw();
  }

  /** Shows the button, or takes it away where there is nothing to order; a question or a word that stands there stays. */
  offer(possible: boolean): void {
    const answer = this.taken?.answer?.() ?? null;
    if (answer !== null) {
      this.taken = null;
      this.word = answer;
    }
    if (answer !== null || possible !== this.possible) {
      this.possible = possible;
      this.draw();
    }
  }

  /** Asks, as a click does; not where there is nothing to order. */
  question(): void {
    const subject = this.subject();
    if (subject !== null) {
      this.before = document.activeElement;
      this.possible = true;
      this.turnTo(subject);
    }
  }

  private leave(): void {
    this.turnTo(null);
  }

  private turnTo(asking: OrderSubject | null): void {
    this.asking = asking;
    this.word = '';
    this.taken = null;
    this.draw();
    const button = this.element.querySelector<HTMLElement>('button');
    if (asking !== null || this.before?.isConnected === false) {
      button?.focus();
    } else if (this.before instanceof HTMLElement) {
      // The keys are again whose they were, or Enter would ask once more.
      this.before.focus();
    }
  }

  private async send(): Promise<void> {
    const ordered = this.asking;
    this.leave();
    this.say(orders.asked);
    try {
      await ordered?.order();
      this.taken = ordered;
      this.say(this.words.ordered);
    } catch (problem) {
      this.say(problem instanceof ApiError ? problem.message : orders.notSent);
    }
  }

  private say(word: string): void {
    this.word = word;
    this.draw();
  }

  private draw(): void {
    const { ask, yes, no } = this.words;
    this.element.hidden = !this.possible && this.asking === null && this.word === '';
    const question = this.asking?.question;
    render(
      html`
        ${
          question === undefined
            ? html`<button type="button" ?disabled=${!this.possible} @click=${() => this.question()}>${ask}</button>`
            : html`<span role="group" aria-label=${question}
              >${question} <button type="button" @click=${() => void this.send()}>${yes}</button>
              <button type="button" @click=${() => this.leave()}>${no}</button></span
            >`
        }
        <span role="status">${this.word}</span>
      `,
      this.element,
    );
  }
}

/** The words of the end of a call. */
export const END_CALL: OrderWords = orders.end;

/** What is said of a call that ended after that was ordered. */
export const ORDERED_AND_ENDED = orders.ended;

/** Why the switch did not end a call that goes on, in words; null while it has not said so since the order. */
export function refusedSince(ordered: Refusable | null, now: Refusable): string | null {
  const refused = now.endRefused;
  return refused === null || refused.at === ordered?.endRefused?.at ? null : orders.notEnded(refused.why);
}

type Refusable = Pick<Call, 'endRefused'>;

/** The words of the removal of a registered endpoint. */
export const REMOVE_ENDPOINT: OrderWords = orders.remove;
