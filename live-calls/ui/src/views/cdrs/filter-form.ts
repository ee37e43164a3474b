import { html, render, type TemplateResult } from 'lit-html';
import type { CdrFilter } from '../../api/client';
import { choice } from '../../parts/choice';
import { h } from '../../parts/dom';
import { PeriodFields } from '../../parts/period-fields';
import { emptyFilter } from '../../route';
import { texts } from '../../texts';

const words = texts.cdrs.filter;

/** What a group or a link narrows by, without a field of its own. */
const NARROWED = ['outcome', 'trunk', 'destination', 'registrationId'] as const;

/** What is typed: the first stand in the row, the others are asked for less often. */
const FIRST = ['number', 'accountId', 'callId'] as const;
const SECONDS = ['minRing', 'maxRing', 'minSeconds', 'maxSeconds'] as const;
const FURTHER = ['agent', ...SECONDS] as const;
const TYPED = [...FIRST, ...FURTHER] as const;
type Typed = (typeof TYPED)[number];

/** Waits so long after the last key before it searches. */
const TYPING_MILLIS = 350;

/** The fields by which call records are searched. Tells of a new filter a moment after the last change. */
export class FilterForm {
  readonly element = h('form', {
    class: 'filter',
    on: {
      submit: (event) => {
        event.preventDefault();
        this.tell();
      },
    },
  });
  private readonly fields: Record<Typed, HTMLInputElement>;
  private readonly further = h('details', { class: 'further' });
  private readonly cause = choice(words.cause, words.causes, () => this.tell());
  private readonly period = new PeriodFields(texts.period.usual, () => this.tell());
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private filter: CdrFilter,
    private readonly changed: (filter: CdrFilter, typing: boolean) => void,
  ) {
    this.fields = {
      number: this.text('number', words.number, typedNumber(filter)),
      accountId: this.text('accountId', words.account, filter.accountId),
      callId: this.text('callId', words.callId, filter.callId),
      agent: this.text('agent', words.agent, filter.agent),
      minRing: this.seconds('minRing', words.minRing, filter.minRing),
      maxRing: this.seconds('maxRing', words.maxRing, filter.maxRing),
      minSeconds: this.seconds('minSeconds', words.minSeconds, filter.minSeconds),
      maxSeconds: this.seconds('maxSeconds', words.maxSeconds, filter.maxSeconds),
    };
    render(this.drawFurther(), this.further);
    this.show(filter);
  }

  /** Shows a filter that came from elsewhere; fields that say the same already are left alone. */
  show(filter: CdrFilter): void {
    const before = this.read();
    this.filter = filter;
    for (const name of TYPED) {
      if (before[name] !== filter[name]) {
        this.fields[name].value = name === 'number' ? typedNumber(filter) : filter[name];
      }
    }
    this.cause.value = filter.cause;
    this.period.show(filter);
    if (FURTHER.some((name) => filter[name] !== '')) {
      this.further.open = true;
    }
    this.draw();
  }

  focus(): void {
    this.fields.number.focus();
    this.fields.number.select();
  }

  close(): void {
    clearTimeout(this.timer);
  }

  private text(name: Typed, label: string, value: string): HTMLInputElement {
    const field = h('input', {
      type: 'search',
      name,
      placeholder: label,
      'aria-label': label,
      spellcheck: 'false',
      on: { input: () => this.soon() },
    });
    field.value = value;
    return field;
  }

  private seconds(name: Typed, label: string, value: string): HTMLInputElement {
    const field = this.text(name, label, value);
    field.inputMode = 'numeric';
    field.placeholder = '';
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
    const typed = Object.fromEntries(TYPED.map((name) => [name, this.fields[name].value.trim()]));
    return {
      ...(typed as Record<Typed, string>),
      view: this.filter.view,
      number: begun(this.fields.number.value.trim()),
      outcome: this.filter.outcome,
      cause: this.cause.value,
      trunk: this.filter.trunk,
      destination: this.filter.destination,
      registrationId: this.filter.registrationId,
      ...this.period.period,
    };
  }

  private clear(): void {
    Object.values(this.fields).forEach((field) => (field.value = ''));
    this.cause.value = '';
    this.period.clear();
    this.filter = emptyFilter(this.filter.view);
    this.tell();
  }

  private draw(): void {
    render(
      html`
        ${FIRST.map((name) => this.fields[name])} ${this.cause} ${this.period.elements}
        <button type="button" class="quiet" @click=${() => this.clear()}>${words.clear}</button>
        ${this.further}
        <span class="narrowed">
          ${NARROWED.filter((name) => this.filter[name] !== '').map((name) => this.chip(name))}
        </span>
      `,
      this.element,
    );
  }

  private drawFurther(): TemplateResult {
    const { agent, minRing, maxRing, minSeconds, maxSeconds } = this.fields;
    return html`
      <summary>${words.further}</summary>
      <div>
        ${agent}
        <label>${words.rang} ${minRing}</label>
        <label>${words.to} ${maxRing} ${words.unit}</label>
        <label>${words.lasted} ${minSeconds}</label>
        <label>${words.to} ${maxSeconds} ${words.unit}</label>
      </div>
    `;
  }

  /** What the fields do not show, with a button that takes it away. */
  private chip(name: (typeof NARROWED)[number]): TemplateResult {
    const field = words.fields[name];
    const anyAgain = (): void => {
      this.filter = { ...this.filter, [name]: '' };
      this.tell();
    };
    return html`
      <button type="button" class="chip" title=${words.anyAgain(field)} @click=${anyAgain}>
        ${words.narrowed(field, this.filter[name])}
      </button>
    `;
  }
}

/** What somebody typed, to whom the rest of a number does not matter. */
function typedNumber({ number }: CdrFilter): string {
  return number.replace(/\*$/, '');
}

/** What begins as somebody has typed: a part of a number finds it. */
function begun(number: string): string {
  return number === '' || number.endsWith('*') ? number : `${number}*`;
}
