import { alarmsUp, ApiError } from '../../api/client';
import { Polling } from '../../api/polling';
import type { Alarm } from '../../api/schema';
import { serverClock } from '../../api/server-clock';
import { h, refill } from '../../parts/dom';
import { millisOf, spokenDuration, timeOfDay, zoneName } from '../../text/time';
import { alarmTone, compareAlarms } from '../alarms/columns';
import { Freshness } from './freshness';

const EVERY_MILLIS = 5_000;

/** Alarms that a wall has room for; of the others it says how many they are. */
const SHOWN = 5;

/** The alarms that are up: what nobody has seen first, then the newest. */
export class AlarmsBoard {
  readonly element: HTMLElement;
  private readonly list = h('ul');
  private readonly fresh = new Freshness();
  private readonly polling: Polling;

  constructor() {
    this.element = h(
      'section',
      { class: 'wall-alarms' },
      h('h2', {}, 'Alarms ', this.fresh.element),
      this.list,
    );
    this.polling = new Polling(
      EVERY_MILLIS,
      async (signal) => this.show(await alarmsUp(signal)),
      (problem) => {
        if (problem instanceof ApiError && problem.status === 403) {
          this.element.hidden = true;
        }
      },
    );
  }

  /** Says how old it is. */
  tick(): void {
    this.fresh.show();
  }

  close(): void {
    this.polling.close();
  }

  private show(up: Alarm[]): void {
    this.fresh.came();
    const foremost = [...up].sort(compareAlarms).slice(0, SHOWN);
    const others = up.length - foremost.length;
    refill(
      this.list,
      ...(up.length === 0 ? [h('li', { class: 'none' }, 'No alarm is up')] : foremost.map(line)),
      others > 0 && h('li', { class: 'none' }, `and ${others} more`),
    );
  }
}

function line(alarm: Alarm): HTMLElement {
  const forMillis = serverClock.millis() - (millisOf(alarm.raisedAt) ?? serverClock.millis());
  const seen = alarm.acknowledgedBy === null ? '' : `, acknowledged by ${alarm.acknowledgedBy}`;
  return h(
    'li',
    { 'data-tone': alarmTone(alarm) },
    h('b', {}, alarm.text),
    h(
      'span',
      {},
      `since ${timeOfDay(alarm.raisedAt)} ${zoneName(alarm.raisedAt)}, for ${spokenDuration(forMillis)}${seen}`,
    ),
  );
}
