import { h } from './dom';

const KEYS: readonly [string, string][] = [
  ['/', 'search everywhere'],
  ['f', 'filter this list'],
  ['↑ ↓ PgUp PgDn Home End', 'select a row'],
  ['Enter', 'open what is selected'],
  ['Esc', 'back, or nothing selected'],
  ['j k', 'next or previous call, endpoint or account of the list one came from'],
  ['p', 'pause a live list'],
  ['w', 'live calls: the wall'],
  ['e', 'end the live call that is marked; it is asked for first'],
  ['n', 'call records: show the new ones'],
  ['a', 'alarms: acknowledge the selected one'],
  ['c', 'call: compare two messages'],
  ['r', 'call: show or fold its retransmissions'],
  ['l', 'copy the address of what is shown'],
  ['?', 'this help'],
];

/** What the keys do, on `?` or a click. */
export class KeyHelp {
  readonly button: HTMLButtonElement;
  readonly dialog: HTMLDialogElement;

  constructor() {
    this.button = h(
      'button',
      {
        type: 'button',
        class: 'quiet',
        title: 'Keys (?)',
        'aria-label': 'Keys',
        on: { click: () => this.show() },
      },
      '?',
    );
    const close = h('button', { type: 'button', on: { click: () => this.dialog.close() } }, 'Close');
    this.dialog = h(
      'dialog',
      { class: 'key-help', 'aria-label': 'Keys' },
      h('h1', {}, 'Keys'),
      h('dl', {}, ...KEYS.flatMap(([key, does]) => [h('dt', {}, h('kbd', {}, key)), h('dd', {}, does)])),
      close,
    );
  }

  show(): void {
    if (!this.dialog.open) {
      this.dialog.showModal();
    }
  }
}
