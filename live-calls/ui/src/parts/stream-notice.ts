import { spokenDuration } from '../text/time';
import { texts } from '../texts';
import { h, setText } from './dom';

/**
 * The banner over a live list whose data is not current. It is announced once, when the connection is lost; the
 * age that ticks beside it is for eyes only. It lies over the list, so that nothing moves when it comes.
 */
export class StreamNotice {
  readonly element: HTMLElement;
  private readonly words = h('span', { role: 'status' });
  private readonly age = h('span', { 'aria-hidden': 'true' });

  constructor() {
    this.element = h('div', { class: 'notice' }, this.words, ' ', this.age);
    this.element.hidden = true;
  }

  /** `seen`: whether there was ever data; `stale`: whether it is old by now. */
  show(seen: boolean, stale: boolean, silentMillis: number): void {
    // A connection that is being made for the first time is no trouble yet.
    const hidden = !stale || (!seen && silentMillis < 2_000);
    if (this.element.hidden !== hidden) {
      this.element.hidden = hidden;
      // What the server said of its health is as old.
      document.documentElement.toggleAttribute('data-stale', !hidden);
    }
    setText(this.words, hidden ? '' : seen ? texts.live.lost : texts.live.starting);
    setText(this.age, hidden || !seen ? '' : texts.live.age(spokenDuration(silentMillis)));
  }

  /** Its list goes: what another view shows is as new as that says. */
  close(): void {
    this.show(false, false, 0);
  }
}
