import { html, render, type TemplateResult } from 'lit-html';
import { apiPath, health } from '../../api/client';
import { LiveStream } from '../../api/live-stream';
import type { StreamEvent } from '../../api/event-stream';
import { Polling } from '../../api/polling';
import type { Call } from '../../api/schema';
import { serverClock } from '../../api/server-clock';
import { h } from '../../parts/dom';
import { StreamNotice } from '../../parts/stream-notice';
import { routeHash } from '../../route';
import { count } from '../../text/amount';
import { money } from '../../text/money';
import { timeOfDay, zoneName } from '../../text/time';
import { totalsOf } from '../calls/totals';
import { share } from '../quality/columns';
import { texts } from '../../texts';
import type { View } from '../view';
import { AlarmsBoard } from './alarms-board';
import { CallsBoard } from './calls-board';
import { surelyUp } from './newest';
import { QualityBoard } from './quality-board';
import './wall.css';

const SHOW_MILLIS = 1_000;

const words = texts.wall;
const HEALTH_EVERY_MILLIS = 5_000;

/** Silence from which the age of the data is shown: one heartbeat that did not come, and a bit. */
const STALE_MILLIS = 12_000;

/**
 * A screen on the wall of a shift: nobody touches it, and it runs for days. What it holds is the calls that are up and
 * nothing of those that were; the rows of its tables are made once; its stream comes back by itself.
 */
export class WallView implements View {
  readonly element = h('main', { class: 'view wall' });
  private health = { tone: '', text: '' };
  private figures = { up: '', ringing: '', asr: '', perMinute: '' };
  private readonly board = new CallsBoard();
  private readonly quality = new QualityBoard();
  private readonly alarms = new AlarmsBoard();
  private readonly notice = new StreamNotice();
  private readonly calls = new Map<string, Call>();
  private readonly stream: LiveStream;
  private readonly healthPolling: Polling;
  private readonly timer: ReturnType<typeof setInterval>;
  private seen = false;

  constructor() {
    this.draw();
    this.stream = new LiveStream(apiPath('calls', 'stream'), {
      event: (event) => this.take(event),
      connected: (serverMillis) => {
        if (serverMillis !== null) {
          serverClock.heard(serverMillis);
        }
      },
    });
    this.healthPolling = new Polling(
      HEALTH_EVERY_MILLIS,
      async (signal) => {
        const { status, parts } = await health(signal);
        const ailing = Object.entries(parts).filter(([, part]) => part.status !== 'up');
        this.sayHealth(
          status,
          ailing.map(([name, part]) => `${name}: ${part.detail || part.status}`).join(' · '),
        );
      },
      () => this.sayHealth('down', texts.head.noAnswer),
    );
    this.timer = setInterval(() => this.tick(), SHOW_MILLIS);
  }

  close(): void {
    clearInterval(this.timer);
    this.stream.close();
    this.notice.close();
    this.healthPolling.close();
    this.quality.close();
    this.alarms.close();
  }

  private take({ name, data }: StreamEvent): void {
    const told: unknown = JSON.parse(data);
    if (name === 'snapshot') {
      this.seen = true;
      this.calls.clear();
      (told as { items: Call[] }).items.forEach((call) => this.calls.set(call.id, call));
    } else if (name === 'call') {
      const call = told as Call;
      this.calls.set(call.id, call);
    } else if (name === 'gone') {
      this.calls.delete((told as { id: string }).id);
    }
  }

  private tick(): void {
    const { silentMillis, up } = this.stream;
    const stale = !up || silentMillis > STALE_MILLIS;
    this.notice.show(this.seen, stale, silentMillis);
    this.element.classList.toggle('stale', stale && this.seen);
    this.alarms.tick();
    this.quality.tick();
    // What stood there last stays when it is stale, with its age over it: durations that went on counting would lie.
    if (!stale) {
      const up = surelyUp(this.calls.values());
      const totals = totalsOf(up);
      const { attempts, answered } = this.quality;
      this.figures = {
        up: count(totals.answered),
        ringing: count(totals.ringing),
        asr: share(attempts === 0 ? null : answered / attempts),
        perMinute: totals.perMinute.map(({ sum, currency }) => money(sum, currency)).join(' · ') || '–',
      };
      this.board.show(up);
    }
    this.draw();
  }

  private sayHealth(tone: string, text: string): void {
    this.health = { tone, text };
    this.draw();
  }

  private draw(): void {
    const now = new Date(serverClock.millis()).toISOString();
    const { up, ringing, asr, perMinute } = this.figures;
    render(
      html`
        <header>
          <strong>Trunkline</strong>
          <span class="wall-health" data-tone=${this.health.tone}>${this.health.text}</span>
          <a href=${routeHash({ name: 'calls' })} title=${words.leaveTip}>${words.leave}</a>
          <time class="wall-clock">${timeOfDay(now)} ${zoneName(now)}</time>
        </header>
        <dl>
          ${figure(words.up, up)} ${figure(words.ringing, ringing)} ${figure(words.answered, asr)}
          ${figure(words.perMinute, perMinute)}
        </dl>
        ${this.board.element}
        <div class="wall-side">${this.alarms.element} ${this.quality.element}</div>
        ${this.notice.element}
      `,
      this.element,
    );
  }
}

function figure(name: string, value: string): TemplateResult {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}
