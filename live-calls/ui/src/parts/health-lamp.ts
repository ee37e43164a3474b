import { health } from '../api/client';
import { Polling } from '../api/polling';
import type { Health } from '../api/schema';
import { texts } from '../texts';
import { h, setText } from './dom';

/** With the time that an answer may take, less than the silence after which a list says that it has no data. */
const EVERY_MILLIS = 5_000;

/** The server's own word on its health, in the page's head: quiet while all is well. */
export class HealthLamp {
  readonly element = h('span', { class: 'lamp', role: 'status' });

  constructor() {
    new Polling(
      EVERY_MILLIS,
      async (signal) => this.show(await health(signal)),
      () => this.say('down', texts.head.unreachable, texts.head.noAnswer),
    );
  }

  private show(report: Health): void {
    const ailing = Object.entries(report.parts)
      .map(([name, part]) => ({ name, ...(typeof part === 'string' ? { status: part } : part) }))
      .filter((part) => part.status.toLowerCase() !== 'up');
    const status = report.status.toLowerCase();
    const names = ailing.map((part) => part.name).join(', ');
    this.say(
      status,
      status === 'up' ? texts.head.allUp : texts.head.ailing(status, names),
      ailing
        .map((part) => `${part.name}: ${'detail' in part && part.detail ? part.detail : part.status}`)
        .join('\n'),
    );
  }

  private say(tone: string, text: string, tooltip: string): void {
    this.element.dataset['tone'] = tone;
    this.element.title = tooltip;
    setText(this.element, text);
  }
}
