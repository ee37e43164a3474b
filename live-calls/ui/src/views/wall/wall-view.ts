import { apiPath, health } from '../../api/client';
import { LiveStream } from '../../api/live-stream';
import type { StreamEvent } from '../../api/event-stream';
import { Polling } from '../../api/polling';
import type { Call } from '../../api/schema';
import { serverClock } from '../../api/server-clock';
import { h, setText } from '../../parts/dom';
import { StreamNotice } from '../../parts/stream-notice';
import { routeHash } from '../../route';
import { count } from '../../text/amount';
import { money } from '../../text/money';
import { timeOfDay, zoneName } from '../../text/time';
import { totalsOf } from '../calls/totals';
import { share } from '../quality/columns';
import type { View } from '../view';
import { AlarmsBoard } from './alarms-board';
import { CallsBoard } from './calls-board';
import { QualityBoard } from './quality-board';

const SHOW_MILLIS = 1_000;
const HEALTH_EVERY_MILLIS = 5_000;

/** Silence from which the age of the data is shown: one heartbeat that did not come, and a bit. */
const STALE_MILLIS = 12_000;

/**
 * A screen on the wall of a shift: nobody touches it, and it runs for days. What it holds is the calls that are up and
 * nothing of those that were; the rows of its tables are made once; its stream comes back by itself.
 */
export class WallView implements View {
  readonly title = 'Wall';
  readonly element: HTMLElement;
  private readonly clock = h('time', { class: 'wall-clock' });
  private readonly health = h('span', { class: 'wall-health' });
  private readonly up = h('dd');
  private readonly ringing = h('dd');
  private readonly asr = h('dd');
  private readonly perMinute = h('dd');
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
    const figure = (name: string, value: HTMLElement): HTMLElement => h('div', {}, h('dt', {}, name), value);
    this.element = h(
      'main',
      { class: 'view wall' },
      h(
        'header',
        {},
        h('strong', {}, 'Trunkline'),
        this.health,
        h('a', { href: routeHash({ name: 'calls' }), title: 'Leave the wall (Esc)' }, 'Leave'),
        this.clock,
      ),
      h(
        'dl',
        {},
        figure('Calls up', this.up),
        figure('Ringing', this.ringing),
        figure('Answered, last 15 min', this.asr),
        figure('Cost per minute', this.perMinute),
      ),
      this.board.element,
      h('div', { class: 'wall-side' }, this.alarms.element, this.quality.element),
      this.notice.element,
    );
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
      () => this.sayHealth('down', 'The server does not answer.'),
    );
    this.timer = setInterval(() => this.tick(), SHOW_MILLIS);
  }

  close(): void {
    clearInterval(this.timer);
    this.stream.close();
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
    const now = new Date(serverClock.millis()).toISOString();
    setText(this.clock, `${timeOfDay(now)} ${zoneName(now)}`);
    this.alarms.tick();
    this.quality.tick();
    if (stale) {
      // What stood there last stays, with its age over it: durations that went on counting would lie.
      return;
    }
    const totals = totalsOf([...this.calls.values()]);
    setText(this.up, count(totals.answered));
    setText(this.ringing, count(totals.ringing));
    const { attempts, answered } = this.quality;
    setText(this.asr, share(attempts === 0 ? null : answered / attempts));
    setText(
      this.perMinute,
      totals.perMinute.map(({ sum, currency }) => money(sum, currency)).join(' · ') || '–',
    );
    this.board.show(this.calls.values());
  }

  private sayHealth(tone: string, text: string): void {
    this.health.dataset['tone'] = tone;
    setText(this.health, text);
  }
}
