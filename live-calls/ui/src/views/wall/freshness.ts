import { spokenDuration } from '../../text/time';
import { texts } from '../../texts';
import { h, setText } from '../../parts/dom';

/** From this age on it is said how old something is that is asked for every few seconds. */
const OLD_MILLIS = 20_000;

/** A word on the age of what is asked for again and again; silent while it is fresh. */
export class Freshness {
  readonly element = h('span', { class: 'old', role: 'status' });
  private cameAtMillis = Date.now();

  /** An answer came. */
  came(): void {
    this.cameAtMillis = Date.now();
    this.show();
  }

  show(): void {
    const age = Date.now() - this.cameAtMillis;
    setText(this.element, age < OLD_MILLIS ? '' : texts.wall.old(spokenDuration(age)));
  }
}
