import type { Look } from '../route';
import { h, setText } from './dom';
import { FetchedList, type FetchedListOptions } from './fetched-list';
import { Form, type Field, type Values } from './form';

export interface EditedListOptions<T> extends Omit<
  FetchedListOptions<T>,
  'open' | 'selected' | 'everyMillis'
> {
  /** What a row is called in its heading. */
  nameOf(row: T): string;
  /** On the button that begins a new one, and its heading. */
  newWords: string;
  /** What a new one begins with. */
  fresh: T;
  fieldsOf(row: T, isNew: boolean): readonly Field[];
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
  readonly element: HTMLElement;
  private readonly list: FetchedList<T>;
  private readonly heading = h('h1');
  private readonly pane: HTMLElement;
  private readonly form: Form;
  private shown: T | null = null;

  constructor(private readonly options: EditedListOptions<T>) {
    const { chosenIn } = options;
    this.form = new Form(
      'Save',
      (values) => this.save(values),
      (values) => chosenIn && this.form.show(options.fieldsOf(chosenIn(values), this.isNew)),
    );
    this.pane = h(
      'section',
      { class: 'side', 'aria-label': 'What is selected' },
      this.heading,
      this.form.element,
    );
    this.pane.hidden = true;
    this.list = new FetchedList<T>({
      ...options,
      everyMillis: EVERY_MILLIS,
      open: () => this.form.focus(),
      selected: (row) => this.chosen(row),
      tools: [
        ...(options.tools ?? []),
        h('button', { type: 'button', title: 'key n', on: { click: () => this.begin() } }, options.newWords),
      ],
    });
    this.element = h('main', { class: 'view edited' }, this.list.element, this.pane);
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
    this.pane.hidden = row === null;
    if (row !== null) {
      setText(this.heading, this.isNew ? this.options.newWords : this.options.nameOf(row));
      this.form.show(this.options.fieldsOf(row, this.isNew));
    }
  }

  private async save(values: Values): Promise<string> {
    const row = await this.options.save(values);
    setText(this.heading, this.options.nameOf(row));
    this.shown = row;
    this.list.again();
    return this.options.saved(row);
  }
}
