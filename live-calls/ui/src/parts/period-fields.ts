import { instantOfLocal, localOfInstant, zoneName } from '../text/time';
import { periodEnd, periodStart, type Period as Preset } from '../views/cdrs/periods';
import { choice } from './choice';
import { h } from './dom';

/** Periods in which one looks at money. */
export const MONTHS = { '': 'since last month', month: 'this month', before: 'last month' } as const;

/** The beginning and the end of a period, as an address has them; an empty one is the usual. */
export interface Period {
  since: string;
  until: string;
}

/** From when until when something is asked for, by usual periods or to the minute, in the browser's zone. */
export class PeriodFields {
  readonly elements: readonly HTMLElement[];
  private readonly since: HTMLInputElement;
  private readonly until: HTMLInputElement;

  /**
   * `presets` are the usual periods, in words; `changed` is told when somebody asks for another period.
   */
  constructor(
    presets: Partial<Record<Preset, string>>,
    private readonly changed: () => void,
  ) {
    this.since = this.field('from');
    this.until = this.field('until');
    const usual = choice('Period', presets as Record<Preset, string>, (preset) => {
      const now = new Date();
      this.show({
        since: periodStart(preset, now)?.toISOString() ?? '',
        until: periodEnd(preset, now)?.toISOString() ?? '',
      });
      changed();
    });
    this.elements = [
      usual,
      h('label', {}, 'From ', this.since),
      h('label', {}, 'until ', this.until),
      h('span', { class: 'hint', title: 'the zone of this browser' }, zoneName()),
    ];
  }

  get period(): Period {
    return { since: instantOfLocal(this.since.value), until: instantOfLocal(this.until.value) };
  }

  show({ since, until }: Period): void {
    this.since.value = localOfInstant(since);
    this.until.value = localOfInstant(until);
  }

  focus(): void {
    this.since.focus();
  }

  private field(name: string): HTMLInputElement {
    return h('input', { type: 'datetime-local', 'aria-label': name, on: { change: () => this.changed() } });
  }
}
