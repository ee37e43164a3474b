import type { CdrFilter } from '../../api/client';
import { choice } from '../../parts/choice';
import { h, refill } from '../../parts/dom';
import { emptyFilter } from '../../route';
import { PERIODS, periodEnd, periodStart } from './periods';
import { instantOfLocal, localOfInstant, zoneName } from '../../text/time';

/** The codes of a cause, in the words of the page. */
const CAUSES: Record<string, string> = {
  '': 'any cause',
  normal: 'hung up',
  busy: 'busy',
  'no-answer': 'no answer',
  declined: 'declined',
  cancelled: 'cancelled',
  unreachable: 'unreachable',
  'not-found': 'not found',
  forbidden: 'forbidden',
  suspended: 'suspended',
  'trunk-failure': 'trunk failure',
  'platform-failure': 'platform failure',
  'balance-used-up': 'balance used up',
  'ended-by-operator': 'ended by operator',
  'no-bye': 'no BYE',
  other: 'other',
};

/** What a group or a link narrows by, without a field of its own. */
const NARROWED = ['outcome', 'trunk', 'destination'] as const;

/** Waits so long after the last key before it searches. */
const TYPING_MILLIS = 350;

/** The fields by which call records are searched. Tells of a new filter a moment after the last change. */
export class FilterForm {
  readonly element: HTMLFormElement;
  private readonly fields: Record<'accountId' | 'number' | 'callId', HTMLInputElement>;
  private readonly cause: HTMLSelectElement;
  private readonly period: HTMLSelectElement;
  private readonly narrowed = h('span', { class: 'narrowed' });
  private readonly since: HTMLInputElement;
  private readonly until: HTMLInputElement;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private filter: CdrFilter,
    private readonly changed: (filter: CdrFilter, typing: boolean) => void,
  ) {
    this.fields = {
      number: this.text('Number', filter.number.replace(/\*$/, '')),
      accountId: this.text('Account', filter.accountId),
      callId: this.text('Call-ID', filter.callId),
    };
    this.cause = choice('Cause', CAUSES, () => this.tell());
    this.cause.value = filter.cause;
    this.period = choice('Period', PERIODS, (period) => {
      const now = new Date();
      this.since.value = localOfInstant(periodStart(period, now)?.toISOString() ?? '');
      this.until.value = localOfInstant(periodEnd(period, now)?.toISOString() ?? '');
      this.tell();
    });
    this.since = this.time('Since', filter.since);
    this.until = this.time('Until', filter.until);
    this.element = h(
      'form',
      {
        class: 'filter',
        on: {
          submit: (event) => {
            event.preventDefault();
            this.tell();
          },
        },
      },
      this.fields.number,
      this.fields.accountId,
      this.fields.callId,
      this.cause,
      this.period,
      h('label', {}, 'since ', this.since),
      h('label', {}, 'until ', this.until),
      h('span', { class: 'hint', title: 'the zone of this browser' }, zoneName()),
      h('button', { type: 'button', class: 'quiet', on: { click: () => this.clear() } }, 'Clear'),
      this.narrowed,
    );
    this.showNarrowed();
  }

  /** Shows a filter that came from elsewhere; fields that say the same already are left alone. */
  show(filter: CdrFilter): void {
    const before = this.read();
    this.filter = filter;
    for (const name of ['number', 'accountId', 'callId'] as const) {
      if (before[name] !== filter[name]) {
        this.fields[name].value = filter[name].replace(/\*$/, '');
      }
    }
    this.cause.value = filter.cause;
    this.showNarrowed();
    if (before.since !== filter.since) {
      this.since.value = localOfInstant(filter.since);
    }
    if (before.until !== filter.until) {
      this.until.value = localOfInstant(filter.until);
    }
  }

  focus(): void {
    this.fields.number.focus();
    this.fields.number.select();
  }

  close(): void {
    clearTimeout(this.timer);
  }

  private text(name: string, value: string): HTMLInputElement {
    const field = h('input', {
      type: 'search',
      placeholder: name,
      'aria-label': name,
      spellcheck: 'false',
      on: { input: () => this.soon() },
    });
    field.value = value;
    return field;
  }

  private time(name: string, value: string): HTMLInputElement {
    const field = h('input', {
      type: 'datetime-local',
      'aria-label': name,
      on: { change: () => this.tell() },
    });
    field.value = localOfInstant(value);
    return field;
  }

  private soon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(true), TYPING_MILLIS);
  }

  /** `typing`: the last letter may not have been typed yet. */
  private tell(typing = false): void {
    clearTimeout(this.timer);
    this.changed(this.read(), typing);
  }

  private read(): CdrFilter {
    return {
      view: this.filter.view,
      number: begun(this.fields.number.value.trim()),
      accountId: this.fields.accountId.value.trim(),
      callId: this.fields.callId.value.trim(),
      outcome: this.filter.outcome,
      cause: this.cause.value,
      trunk: this.filter.trunk,
      destination: this.filter.destination,
      since: instantOfLocal(this.since.value),
      until: instantOfLocal(this.until.value),
    };
  }

  private clear(): void {
    [...Object.values(this.fields), this.since, this.until].forEach((field) => (field.value = ''));
    this.cause.value = '';
    this.period.value = '';
    this.filter = emptyFilter(this.filter.view);
    this.tell();
  }

  /** What the fields do not show: each with a button that takes it away. */
  private showNarrowed(): void {
    refill(
      this.narrowed,
      ...NARROWED.filter((name) => this.filter[name] !== '').map((name) =>
        h(
          'button',
          {
            type: 'button',
            class: 'chip',
            title: `Show any ${name} again`,
            on: {
              click: () => {
                this.filter = { ...this.filter, [name]: '' };
                this.tell();
              },
            },
          },
          `${name} ${this.filter[name]} ×`,
        ),
      ),
    );
  }
}

/** What begins as somebody has typed: a part of a number finds it. */
function begun(number: string): string {
  return number === '' || number.endsWith('*') ? number : `${number}*`;
}
