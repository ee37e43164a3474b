import { alarmsUp } from '../api/client';
import { Polling } from '../api/polling';
import type { Alarm } from '../api/schema';
import { routeHash } from '../route';
import { texts } from '../texts';
import { h, setText } from './dom';

const EVERY_MILLIS = 5_000;

/**
 * How many alarms are up, in the page's head; those that nobody has acknowledged make it red. It asks and does not follow
 * the stream: a browser has six connections to a server, and the view holds one for each tab.
 */
export class AlarmBadge {
  readonly element = h('a', { class: 'alarm-badge', role: 'status', href: routeHash({ name: 'alarms' }) });
  private polling: Polling | null = null;

  constructor() {
    this.element.hidden = true;
  }

  /** Begins to ask, unless it does. */
  watch(): void {
    this.polling ??= new Polling(EVERY_MILLIS, async (signal) => this.show(await alarmsUp(signal)));
  }

  close(): void {
    this.polling?.close();
    this.polling = null;
  }

  private show(up: readonly Alarm[]): void {
    const unseen = up.filter((alarm) => alarm.acknowledgedBy === null);
    this.element.hidden = up.length === 0;
    this.element.dataset['tone'] = unseen.length > 0 ? 'bad' : 'watch';
    this.element.title = up.map((alarm) => alarm.text).join('\n');
    setText(
      this.element,
      unseen.length > 0 ? texts.head.alarms(unseen.length) : texts.head.acknowledged(up.length),
    );
  }
}
