import type { CdrFilter } from '../../api/client';
import { h } from '../../parts/dom';
import { instantOfLocal, localOfInstant } from '../../text/time';

const OUTCOMES = ['answered', 'busy', 'no-answer', 'cancelled', 'rejected', 'failed'];

/** Waits so long after the last key before it searches. */
const TYPING_MILLIS = 350;

/** The fields by which call records are searched. Tells of a new filter a moment after the last change. */
export class FilterForm {
  readonly element: HTMLFormElement;
  private readonly fields: Record<'accountId' | 'number' | 'callId', HTMLInputElement>;
  private readonly outcome: HTMLSelectElement;
  private readonly since: HTMLInputElement;
  private readonly until: HTMLInputElement;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private filter: CdrFilter,
    private readonly changed: (filter: CdrFilter) => void,
  ) {
    this.fields = {
      number: this.text('Number', filter.number),
      accountId: this.text('Account', filter.accountId),
      callId: this.text('Call-ID', filter.callId),
    };
    this.outcome = h(
      'select',
      { on: { change: () => this.tell() } },
      h('option', { value: '' }, 'any outcome'),
    );
    OUTCOMES.forEach((each) =>
      this.outcome.append(h('option', { value: each, selected: each === filter.outcome }, each)),
    );
    this.outcome.setAttribute('aria-label', 'Outcome');
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
      this.outcome,
      h('label', {}, 'since ', this.since),
      h('label', {}, 'until ', this.until),
      h('button', { type: 'button', class: 'quiet', on: { click: () => this.clear() } }, 'Clear'),
    );
  }

  /** Shows a filter that came from elsewhere; fields that say the same already are left alone. */
  show(filter: CdrFilter): void {
    const before = this.read();
    this.filter = filter;
    for (const name of ['number', 'accountId', 'callId'] as const) {
      if (before[name] !== filter[name]) {
        this.fields[name].value = filter[name];
      }
    }
    this.outcome.value = filter.outcome;
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
    this.timer = setTimeout(() => this.tell(), TYPING_MILLIS);
  }

  private tell(): void {
    clearTimeout(this.timer);
    this.changed(this.read());
  }

  private read(): CdrFilter {
    return {
      view: this.filter.view,
      // People write numbers with a plus, spaces and brackets; the store has digits only.
      number: this.fields.number.value.trim().replace(/^\+|(?<=\d)[ ()-]+(?=\d)/g, ''),
      accountId: this.fields.accountId.value.trim(),
      callId: this.fields.callId.value.trim(),
      outcome: this.outcome.value,
      since: instantOfLocal(this.since.value),
      until: instantOfLocal(this.until.value),
    };
  }

  private clear(): void {
    [...Object.values(this.fields), this.since, this.until].forEach((field) => (field.value = ''));
    this.outcome.value = '';
    this.tell();
  }
}
