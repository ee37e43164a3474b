import { html, render } from 'lit-html';
import type { Look } from '../route';
import { texts } from '../texts';
import { h } from './dom';
import { Form, type Field, type Values } from './form';
import { PagedList, type PagedListOptions } from './paged-list';

export interface EditedListOptions<T> extends Omit<
  PagedListOptions<T>,
  'open' | 'selected' | 'everyMillis' | 'fetch'
> {
  /** Reads all of it. */
  fetch(signal?: AbortSignal): Promise<readonly T[]>;
  /** What a row is called in its heading. */
  nameOf(row: T): string;
  /** On the button that begins a new one, and its heading. */
  newWords: string;
  /** What a new one begins with. */
  fresh: T;
  fieldsOf(row: T, isNew: boolean): readonly Field[];
  /** What a row comes to, in a sentence above its form. */
  sentenceOf?(row: T): string;
  /** After a choice the fields may be others: what stands in the form, as a row. */
  chosenIn?(values: Values): T;
  /** Sends what stands in the form; gives the row as it is now. */
  save(values: Values): Promise<T>;
  /** What is said when it was saved. */
  saved(row: T): string;
}

const EVERY_MILLIS = 5_000;

/** A list of what can be changed: the selected row stands in a form beside it. */
export class EditedList<T> {
  readonly element = h('main', { class: 'view edited' });
  private readonly list: PagedList<T>;
  private readonly form: Form;
  private shown: T | null = null;

  constructor(private readonly options: EditedListOptions<T>) {
    const { chosenIn, newWords } = options;
    this.form = new Form(
      texts.parts.save,
      (values) => this.save(values),
      (values) => chosenIn && this.form.show(options.fieldsOf(chosenIn(values), this.isNew)),
    );
    this.list = new PagedList<T>({
      ...options,
      fetch: async (_, signal) => ({ items: [...(await options.fetch(signal))], next: null }),
      everyMillis: EVERY_MILLIS,
      open: () => this.form.focus(),
      selected: (row) => this.chosen(row),
      tools: [
        ...(options.tools ?? []),
        html`<button type="button" title=${texts.parts.keyNew} @click=${() => this.begin()}>${newWords}</button>`,
      ],
    });
    this.draw();
  }

  key(event: KeyboardEvent): boolean {
    if (event.key === 'n') {
      this.begin();
      return true;
    }
    if (event.key === 'Escape' && this.isNew) {
      this.show(null);
      return true;
    }
    return this.list.key(event);
  }

  follow(look: Look): void {
    this.list.follow(look);
  }

  focusFilter(): void {
    this.list.focusFilter();
  }

  close(): void {
    this.list.close();
  }

  private get isNew(): boolean {
    return this.shown === this.options.fresh;
  }

  /** Begins a new one. */
  begin(): void {
    this.show(this.options.fresh);
    this.form.focus();
  }

  /** The same row as it is told again is not put into the fields: somebody may be writing there. */
  private chosen(row: T | null): void {
    const { keyOf } = this.options;
    const same = row !== null && this.shown !== null && keyOf(row) === keyOf(this.shown);
    if (!same && !(row === null && this.isNew)) {
      this.show(row);
    }
  }

  private show(row: T | null): void {
    this.shown = row;
    if (row !== null) {
      this.form.show(this.options.fieldsOf(row, this.isNew));
    }
    this.draw();
  }

  private draw(): void {
    const { shown, options } = this;
    const name = shown === null ? '' : this.isNew ? options.newWords : options.nameOf(shown);
    render(
      html`
        ${this.list?.element}
        <section class="side" aria-label=${texts.parts.selected} ?hidden=${shown === null}>
          <h1>${name}</h1>
          <p class="hint">${shown === null || this.isNew ? '' : options.sentenceOf?.(shown)}</p>
          ${this.form.element}
        </section>
      `,
      this.element,
    );
  }

  private async save(values: Values): Promise<string> {
    const row = await this.options.save(values);
    this.shown = row;
    this.draw();
    this.list.again();
    return this.options.saved(row);
  }
}
