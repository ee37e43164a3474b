import { instantOfLocal, localOfInstant, zoneName } from '../text/time';
import { texts } from '../texts';
import { choice } from './choice';
import { h } from './dom';
import { isPeriod, periodEnd, periodStart, type Period as Preset } from './periods';

/** The beginning and the end of a period, as an address has them; an empty one is the usual. */
export interface Period {
  since: string;
  until: string;
}

/** The period that an address names. */
export function periodOf({ since, until }: { since?: string; until?: string }): Period {
  return { since: since ?? '', until: until ?? '' };
}

/** From when until when something is asked for, by usual periods or to the minute, in the browser's zone. */
export class PeriodFields {
  readonly elements: readonly HTMLElement[];
  private readonly names: readonly Preset[];
  private readonly usual: HTMLSelectElement;
  private readonly since: HTMLInputElement;
  private readonly until: HTMLInputElement;

  /**
   * `presets` are the usual periods, in words; `changed` is told when somebody asks for another period.
   */
  constructor(
    presets: Partial<Record<Preset, string>>,
    private readonly changed: () => void,
  ) {
    const { label, since, until, own } = texts.period;
    this.since = this.field(since);
    this.until = this.field(until);
    this.names = Object.keys(presets) as Preset[];
    this.usual = choice(label, { ...presets, own } as Record<Preset | 'own', string>, (preset) => {
      if (preset === 'own') {
        this.focus();
        return;
      }
      const now = new Date();
      this.show({
        since: periodStart(preset, now)?.toISOString() ?? '',
        until: periodEnd(preset, now)?.toISOString() ?? '',
      });
      changed();
    });
    this.elements = [
      this.usual,
      h('label', {}, `${since} `, this.since),
      h('label', {}, `${until} `, this.until),
      h('span', { class: 'hint', title: texts.parts.zoneTip }, zoneName()),
    ];
  }

  get period(): Period {
    return { since: instantOfLocal(this.since.value), until: instantOfLocal(this.until.value) };
  }

  /** Shows a period, by its name where it has one; a field that says the same already is left alone. */
  show({ since, until }: Period): void {
    const today = new Date();
    this.usual.value = this.names.find((name) => isPeriod(name, since, until, today)) ?? 'own';
    const now = this.period;
    if (now.since !== since) {
      this.since.value = localOfInstant(since);
    }
    if (now.until !== until) {
      this.until.value = localOfInstant(until);
    }
  }

  /** Asks for the usual one again, without telling. */
  clear(): void {
    this.show({ since: '', until: '' });
  }

  focus(): void {
    this.since.focus();
  }

  private field(name: string): HTMLInputElement {
    return h('input', { type: 'datetime-local', 'aria-label': name, on: { change: () => this.changed() } });
  }
}
