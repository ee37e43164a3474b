import { ApiError, endCall } from '../api/client';
import { h, setText } from './dom';

/** A button that has a call ended, once it was asked whether that is meant. */
export class EndCallButton {
  readonly element: HTMLElement;
  private readonly ask: HTMLButtonElement;
  private readonly sure: HTMLElement;
  private readonly word = h('span', { role: 'status' });

  constructor(private readonly callId: () => string) {
    this.ask = h('button', { type: 'button', on: { click: () => this.asking(true) } }, 'End call…');
    const yes = h('button', { type: 'button', on: { click: () => void this.end() } }, 'End it');
    const no = h('button', { type: 'button', on: { click: () => this.asking(false) } }, 'Let it go on');
    this.sure = h('span', { role: 'group', 'aria-label': 'End this call?' }, 'End this call? ', yes, ' ', no);
    this.sure.hidden = true;
    this.element = h('span', { class: 'end-call' }, this.ask, this.sure, this.word);
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !this.sure.hidden) {
        event.stopPropagation();
        this.asking(false);
      }
    });
  }

  /** Only an answered call can be ended. */
  offer(possible: boolean): void {
    if (this.element.hidden === possible) {
      this.element.hidden = !possible;
    }
  }

  private asking(asks: boolean): void {
    this.ask.hidden = asks;
    this.sure.hidden = !asks;
    setText(this.word, '');
    (asks ? this.sure.querySelector('button') : this.ask)?.focus();
  }

  private async end(): Promise<void> {
    this.asking(false);
    setText(this.word, ' asked…');
    try {
      await endCall(this.callId());
      setText(this.word, ' ordered; the call ends when the switch has done it');
    } catch (problem) {
      setText(
        this.word,
        ` ${problem instanceof ApiError ? problem.message : 'The order could not be sent.'}`,
      );
    }
  }
}
