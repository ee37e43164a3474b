import { apiPath } from '../api/client';
import { LiveRows } from '../api/live-rows';
import { LiveStream } from '../api/live-stream';
import type { Alarm } from '../api/schema';
import { routeHash } from '../route';
import { h, setText } from './dom';

/** How many alarms are up, in the page's head; those that nobody has acknowledged make it red. */
export class AlarmBadge {
  readonly element = h('a', { class: 'alarm-badge', role: 'status', href: routeHash({ name: 'alarms' }) });
  private readonly alarms = new Map<string, Alarm>();
  private readonly rows = new LiveRows<Alarm>((alarm) => alarm.id);
  private stream: LiveStream | null = null;

  constructor() {
    this.element.hidden = true;
  }

  /** Begins to watch, unless it does. */
  watch(): void {
    this.stream ??= new LiveStream(apiPath('alarms', 'stream'), {
      event: (event) => {
        const data: unknown = JSON.parse(event.data);
        if (event.name === 'snapshot') {
          this.rows.snapshot((data as { items: Alarm[] }).items);
        } else if (event.name === 'alarm') {
          this.rows.put(data as Alarm);
        } else if (event.name === 'gone') {
          this.rows.remove((data as { id: string }).id);
        }
        this.show();
      },
      connected: () => {},
    });
  }

  close(): void {
    this.stream?.close();
    this.stream = null;
  }

  private show(): void {
    const changes = this.rows.take();
    changes.put.forEach((alarm) => this.alarms.set(alarm.id, alarm));
    changes.gone.forEach((id) => this.alarms.delete(id));
    const up = [...this.alarms.values()].filter((alarm) => alarm.clearedAt === null);
    const unseen = up.filter((alarm) => alarm.acknowledgedBy === null);
    this.element.hidden = up.length === 0;
    this.element.dataset['tone'] = unseen.length > 0 ? 'bad' : 'watch';
    this.element.title = up.map((alarm) => alarm.text).join('\n');
    setText(
      this.element,
      unseen.length > 0
        ? `${unseen.length} ${unseen.length === 1 ? 'alarm' : 'alarms'}`
        : `${up.length} acknowledged`,
    );
  }
}
