import { address } from '../address';
import { h, refill, type Child } from './dom';

const SAID_MILLIS = 2_500;

/** A button that copies the address of what is shown, with its filter, its order and its row. */
export class CopyLink {
  readonly button = h(
    'button',
    {
      type: 'button',
      class: 'quiet copy-link',
      title: 'Copy the address of what is shown (l)',
      'aria-live': 'polite',
      on: { click: () => void this.copy() },
    },
    ...words(),
  );
  private timer: ReturnType<typeof setTimeout> | undefined;

  async copy(): Promise<void> {
    this.button.textContent = (await copied(address.link())) ? 'Copied' : 'Not copied';
    clearTimeout(this.timer);
    this.timer = setTimeout(() => refill(this.button, ...words()), SAID_MILLIS);
  }
}

function words(): Child[] {
  return ['Copy', h('span', { class: 'wide-only' }, ' link')];
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
