import { html, render } from 'lit-html';
import { address } from '../address';
import { texts } from '../texts';
import { h } from './dom';

const SAID_MILLIS = 2_500;

/** A button that copies the address of what is shown, with its filter, its order and its row. */
export class CopyLink {
  readonly button = h('button', {
    type: 'button',
    class: 'quiet copy-link',
    title: texts.head.copyTip,
    'aria-live': 'polite',
    on: { click: () => void this.copy() },
  });
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.say(null);
  }

  async copy(): Promise<void> {
    this.say((await copied(address.link())) ? texts.head.copied : texts.head.notCopied);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.say(null), SAID_MILLIS);
  }

  private say(word: string | null): void {
    const usual = html`${texts.head.copy}<span class="wide-only"> ${texts.head.link}</span>`;
    render(word ?? usual, this.button);
  }
}

/** The clipboard's own interface is there over HTTPS and on localhost only; elsewhere the old way is left. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const before = document.activeElement;
    const field = h('textarea', { readonly: true, class: 'off-screen', 'aria-hidden': 'true' }, text);
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    (before as HTMLElement | null)?.focus();
    return done;
  }
}
