import { html, nothing, render, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { ApiError } from '../api/client';
import { texts } from '../texts';
import { h } from './dom';
import './form.css';

/** A field of a form. Its name is that of the API's field, so that what the API refuses is said beside it. */
export interface Field {
  name: string;
  label: string;
  value: string;
  /** What it means or how it is written, below it. */
  hint?: string;
  type?: 'text' | 'number' | 'checkbox' | 'time' | 'datetime-local';
  /** One of these, by the value that is sent. */
  choices?: Readonly<Record<string, string>>;
  /** It can be read, and not changed. */
  fixed?: boolean;
}

/** What stands in the fields, by name; a checkbox is `true` or `false`. */
export type Values = Readonly<Record<string, string>>;

/** The id that stands in a form; without one there is nothing to ask of the API. */
export function idOf(values: Values, name = 'id'): string {
  const id = values[name] ?? '';
  if (id === '') {
    throw new ApiError(422, 'invalid', texts.parts.missing(name), name);
  }
  return id;
}

type Input = HTMLInputElement | HTMLSelectElement;

/** A word under the form: how it went. */
interface Word {
  text: string;
  tone: '' | 'done' | 'problem';
}

const SILENCE: Word = { text: '', tone: '' };

/** Some fields and a button. What was refused stands at the field that the API names, and the focus goes there. */
export class Form {
  readonly element = h('form', {
    class: 'form',
    novalidate: true,
    on: {
      submit: (event) => {
        event.preventDefault();
        this.send();
      },
    },
  });
  private fields: readonly Field[] = [];
  /** Counts the fields that were shown: others are other inputs, whatever stood in those before. */
  private shown = 0;
  private wrong: { name: string; message: string } | null = null;
  private word = SILENCE;
  private busy = false;

  /**
   * @param title of the button
   * @param submit takes what stands there and says what has become of it; an ApiError is shown
   * @param chosen told when a choice was made
   */
  constructor(
    private readonly title: string,
    private readonly submit: (values: Values) => Promise<string>,
    private readonly chosen: (values: Values) => void = () => {},
  ) {}

  /** Shows these fields, with what stands in them. */
  show(fields: readonly Field[]): void {
    this.fields = fields;
    this.shown++;
    this.wrong = null;
    this.word = SILENCE;
    this.draw();
  }

  get values(): Values {
    return Object.fromEntries(this.inputs().map((input) => [input.name, valueOf(input)]));
  }

  /** Puts the cursor into the first field that can be changed. */
  focus(): void {
    this.inputs()
      .find((input) => !input.disabled)
      ?.focus();
  }

  /** Does what the button does. */
  send(): void {
    void this.submitted();
  }

  private inputs(): Input[] {
    return [...this.element.querySelectorAll<Input>('input, select')];
  }

  private draw(): void {
    render(
      html`
        <div class="fields">${keyed(this.shown, html`${this.fields.map((field) => this.field(field))}`)}</div>
        <p class="form-end">
          <button type="submit" ?disabled=${this.busy}>${this.title}</button>
          <span role="status" class=${this.word.tone}>${this.word.text}</span>
        </p>
      `,
      this.element,
    );
  }

  private field(field: Field): TemplateResult {
    const wrong = this.wrong?.name === field.name ? this.wrong.message : '';
    return html`
      <label class=${field.type === 'checkbox' ? 'field check' : 'field'}>
        <span class="field-name">${field.label}</span>
        ${field.choices === undefined ? input(field, wrong !== '') : this.select(field, field.choices, wrong !== '')}
        ${field.hint && html`<span class="hint">${field.hint}</span>`}
        <span class="field-error" id=${errorId(field)} role="alert">${wrong}</span>
      </label>
    `;
  }

  private select(field: Field, choices: Readonly<Record<string, string>>, wrong: boolean): TemplateResult {
    return html`
      <select
        name=${field.name}
        ?disabled=${field.fixed ?? false}
        aria-describedby=${errorId(field)}
        aria-invalid=${String(wrong)}
        @change=${() => this.chosen(this.values)}
      >
        ${Object.entries(choices).map(
          ([key, text]) => html`<option value=${key} ?selected=${key === field.value}>${text}</option>`,
        )}
      </select>
    `;
  }

  private async submitted(): Promise<void> {
    this.tell(SILENCE, null, true);
    try {
      this.tell({ text: await this.submit(this.values), tone: 'done' });
    } catch (problem) {
      this.refused(problem);
    }
  }

  private refused(problem: unknown): void {
    const { field, message } =
      problem instanceof ApiError ? problem : { field: null, message: texts.parts.notSent };
    const input = this.inputs().find(({ name }) => name === field);
    if (input === undefined) {
      this.tell({ text: message, tone: 'problem' });
    } else {
      this.tell(SILENCE, { name: input.name, message });
      input.focus();
    }
  }

  private tell(word: Word, wrong: { name: string; message: string } | null = null, busy = false): void {
    this.word = word;
    this.wrong = wrong;
    this.busy = busy;
    this.draw();
  }
}

function errorId({ name }: Field): string {
  return `${name}-error`;
}

function input(field: Field, wrong: boolean): TemplateResult {
  const { name, value, type = 'text', fixed = false } = field;
  const checkbox = type === 'checkbox';
  // A field for numbers would take away what is no number, and nobody could say what was wrong with it.
  return html`
    <input
      name=${name}
      type=${type === 'number' ? 'text' : type}
      inputmode=${type === 'number' ? 'decimal' : nothing}
      ?disabled=${fixed}
      spellcheck="false"
      autocomplete="off"
      aria-describedby=${errorId(field)}
      aria-invalid=${String(wrong)}
      .checked=${checkbox && value === 'true'}
      .value=${checkbox ? 'on' : value}
    />
  `;
}

function valueOf(input: Input): string {
  return input instanceof HTMLInputElement && input.type === 'checkbox'
    ? String(input.checked)
    : input.value.trim();
}
