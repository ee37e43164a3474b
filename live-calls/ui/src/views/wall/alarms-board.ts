import { html, render, type TemplateResult } from 'lit-html';
import { alarmsUp, ApiError } from '../../api/client';
import { Polling } from '../../api/polling';
import type { Alarm } from '../../api/schema';
import { serverClock } from '../../api/server-clock';
import { h } from '../../parts/dom';
import { millisOf, spokenDuration, timeOfDay, zoneName } from '../../text/time';
import { texts } from '../../texts';
import { alarmTone, compareAlarms } from '../alarms/columns';
import { Freshness } from './freshness';

const EVERY_MILLIS = 5_000;

const words = texts.wall;

/** Alarms that a wall has room for; of the others it says how many they are. */
const SHOWN = 5;

/** The alarms that are up: what nobody has seen first, then the newest. */
export class AlarmsBoard {
  readonly element = h('section', { class: 'wall-alarms' });
  private readonly fresh = new Freshness();
  private readonly polling: Polling;
  private up: readonly Alarm[] | null = null;

  constructor() {
    this.draw();
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
    this.up = up;
    this.draw();
  }

  private draw(): void {
    const foremost = [...(this.up ?? [])].sort(compareAlarms).slice(0, SHOWN);
    const others = (this.up?.length ?? 0) - foremost.length;
    render(
      html`
        <h2>${words.alarms} ${this.fresh.element}</h2>
        <ul>
          ${foremost.map(line)} ${this.up?.length === 0 ? html`<li class="none">${words.noAlarms}</li>` : null}
          ${others > 0 ? html`<li class="none">${words.more(others)}</li>` : null}
        </ul>
      `,
      this.element,
    );
  }
}

function line(alarm: Alarm): TemplateResult {
  const forMillis = serverClock.millis() - (millisOf(alarm.raisedAt) ?? serverClock.millis());
  const since = timeOfDay(alarm.raisedAt);
  const zone = zoneName(alarm.raisedAt);
  return html`
    <li data-tone=${alarmTone(alarm)}>
      <b>${alarm.text}</b>
      <span>${words.alarm(since, zone, spokenDuration(forMillis), alarm.acknowledgedBy)}</span>
    </li>
  `;
}
