import { ApiError } from '../api/client';
import { h, refill, setText } from './dom';

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
    throw new ApiError(422, 'invalid', `${name} is missing`, name);
  }
  return id;
}

type Input = HTMLInputElement | HTMLSelectElement;

/** Some fields and a button. What was refused stands at the field that the API names, and the focus goes there. */
export class Form {
  readonly element: HTMLFormElement;
  private readonly inputs = new Map<string, Input>();
  private readonly errors = new Map<string, HTMLElement>();
  private readonly fields = h('div', { class: 'fields' });
  private readonly button: HTMLButtonElement;
  private readonly word = h('span', { role: 'status' });

  /**
   * @param title of the button
   * @param submit takes what stands there and says what has become of it; an ApiError is shown
   * @param changed told when a choice was made
   */
  constructor(
    title: string,
    private readonly submit: (values: Values) => Promise<string>,
    private readonly chosen: (values: Values) => void = () => {},
  ) {
    this.button = h('button', { type: 'submit' }, title);
    this.element = h(
      'form',
      { class: 'form', novalidate: true, on: { submit: (event) => this.sent(event) } },
      this.fields,
      h('p', { class: 'form-end' }, this.button, ' ', this.word),
    );
  }

  /** Shows these fields, with what stands in them. */
  show(fields: readonly Field[]): void {
    this.inputs.clear();
    this.errors.clear();
    setText(this.word, '');
    this.word.className = '';
    refill(this.fields, ...fields.map((field) => this.field(field)));
  }

  get values(): Values {
    return Object.fromEntries([...this.inputs].map(([name, input]) => [name, valueOf(input)]));
  }

  /** Puts the cursor into the first field that can be changed. */
  focus(): void {
    [...this.inputs.values()].find((input) => !input.disabled)?.focus();
  }

  private field(field: Field): HTMLElement {
    const input = this.input(field);
    const error = h('span', { class: 'field-error', id: `${field.name}-error`, role: 'alert' });
    input.setAttribute('aria-describedby', error.id);
    this.inputs.set(field.name, input);
    this.errors.set(field.name, error);
    return h(
      'label',
      { class: field.type === 'checkbox' ? 'field check' : 'field' },
      h('span', { class: 'field-name' }, field.label),
      input,
      field.hint && h('span', { class: 'hint' }, field.hint),
      error,
    );
  }

  private input({ name, value, type = 'text', choices, fixed = false }: Field): Input {
    if (choices !== undefined) {
      const told = { change: (): void => this.chosen(this.values) };
      const select = h('select', { name, disabled: fixed, on: told });
      Object.entries(choices).forEach(([key, text]) => select.append(h('option', { value: key }, text)));
      select.value = value;
      return select;
    }
    const input = h('input', {
      name,
      // A field for numbers would take away what is no number, and nobody could say what was wrong with it.
      type: type === 'number' ? 'text' : type,
      inputmode: type === 'number' ? 'decimal' : null,
      disabled: fixed,
      spellcheck: 'false',
      autocomplete: 'off',
    });
    if (type === 'checkbox') {
      input.checked = value === 'true';
    } else {
      input.value = value;
    }
    return input;
  }

  /** Does what the button does. */
  send(): void {
    void this.submitted();
  }

  private sent(event: Event): void {
    event.preventDefault();
    this.send();
  }

  private async submitted(): Promise<void> {
    [...this.errors.keys()].forEach((name) => this.mark(name, ''));
    this.say('', '');
    this.button.disabled = true;
    try {
      this.say(await this.submit(this.values), 'done');
    } catch (problem) {
      this.refused(problem);
    } finally {
      this.button.disabled = false;
    }
  }

  private refused(problem: unknown): void {
    const { field, message } =
      problem instanceof ApiError ? problem : { field: null, message: 'It could not be sent.' };
    if (field !== null && this.errors.has(field)) {
      this.mark(field, message);
      this.inputs.get(field)!.focus();
    } else {
      this.say(message, 'problem');
    }
  }

  private mark(name: string, message: string): void {
    setText(this.errors.get(name)!, message);
    this.inputs.get(name)!.setAttribute('aria-invalid', String(message !== ''));
  }

  private say(text: string, tone: string): void {
    setText(this.word, text);
    this.word.className = tone;
  }
}

function valueOf(input: Input): string {
  return input instanceof HTMLInputElement && input.type === 'checkbox'
    ? String(input.checked)
    : input.value.trim();
}
