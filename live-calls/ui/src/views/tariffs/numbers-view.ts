import { address } from '../../address';
import { accounts, numbers, putNumber } from '../../api/client';
import type { Number as DialledNumber } from '../../api/schema';
import { compareTexts, type Column } from '../../parts/columns';
import { EditedList } from '../../parts/edited-list';
import { idOf, type Field, type Values } from '../../parts/form';
import { emptyFilter, routeHash, type Look, type Route } from '../../route';
import { compareDecimals, figures } from '../../text/money';
import { party } from '../../text/party';
import { sectionTabs } from '../../parts/section-tabs';
import { texts } from '../../texts';
import type { View } from '../view';

const words = texts.numbers;
const { columns, fields } = words;

function amount(key: string, title: string, of: (number: DialledNumber) => string): Column<DialledNumber> {
  return {
    key,
    title,
    width: 12,
    numeric: true,
    text: (number) => figures(of(number)),
    compare: (a, b) => compareDecimals(of(a), of(b)),
  };
}

const COLUMNS: readonly Column<DialledNumber>[] = [
  {
    key: 'number',
    title: columns.number,
    width: 18,
    text: ({ number }) => party(number),
    tooltip: () => words.itsCalls,
    href: ({ number }) => routeHash({ name: 'cdrs', filter: { ...emptyFilter('received'), number } }),
    compare: (a, b) => compareTexts(a.number, b.number),
  },
  {
    key: 'account',
    title: columns.account,
    width: 22,
    text: ({ accountId }) => accountId ?? words.nobody,
    href: ({ accountId }) => accountId && routeHash({ name: 'account', id: accountId }),
    compare: (a, b) => compareTexts(a.accountId, b.accountId),
  },
  amount('rate', columns.rate, (number) => number.ratePerMinute),
  amount('monthly', columns.monthly, (number) => number.monthlyFee),
  { ...amount('setup', columns.setup, (number) => number.setupFee), spare: 2 },
  {
    key: 'target',
    title: columns.target,
    width: 28,
    spare: 1,
    text: ({ target }) => target ?? '–',
    compare: (a, b) => compareTexts(a.target, b.target),
  },
];

const NEW: DialledNumber = {
  number: '',
  accountId: null,
  ratePerMinute: '0',
  monthlyFee: '0',
  setupFee: '0',
  target: null,
};

/** Numbers that can be called from outside: who has them, and what they cost. */
export class NumbersView implements View {
  readonly element: HTMLElement;
  private readonly list: EditedList<DialledNumber>;
  private owners: readonly string[] = [];

  constructor(look: Look) {
    this.list = new EditedList<DialledNumber>({
      label: words.label,
      columns: COLUMNS,
      keyOf: ({ number }) => number,
      nameOf: ({ number }) => party(number),
      compare: (a, b) => compareTexts(a.number, b.number),
      fetch: (signal) => this.fetch(signal),
      newWords: words.fresh,
      fresh: NEW,
      fieldsOf: (number, isNew) => this.fieldsOf(number, isNew),
      save: (values) => putNumber(idOf(values, 'number'), bodyOf(values)),
      saved: ({ accountId }) => (accountId === null ? words.savedOfNobody : words.saved(accountId)),
      filterHint: words.filter,
      look,
      looked: (now) => address.restate({ name: 'numbers', ...now }),
      before: [sectionTabs('numbers')],
      empty: words.empty,
    });
    this.element = this.list.element;
  }

  key(event: KeyboardEvent): boolean {
    return this.list.key(event);
  }

  follow(route: Route): boolean {
    if (route.name === 'numbers') {
      this.list.follow(route);
    }
    return route.name === 'numbers';
  }

  focusFilter(): void {
    this.list.focusFilter();
  }

  close(): void {
    this.list.close();
  }

  private async fetch(signal?: AbortSignal): Promise<readonly DialledNumber[]> {
    const [all, owners] = await Promise.all([numbers(signal), accounts(signal)]);
    this.owners = owners.map(({ id }) => id).sort();
    return all;
  }

  private fieldsOf(each: DialledNumber, isNew: boolean): Field[] {
    return [
      {
        name: 'number',
        label: fields.number,
        value: each.number,
        fixed: !isNew,
        ...(isNew && { hint: fields.numberHint }),
      },
      {
        name: 'accountId',
        label: fields.account,
        value: each.accountId ?? '',
        choices: { '': words.nobody, ...Object.fromEntries(this.owners.map((id) => [id, id])) },
        hint: fields.accountHint,
      },
      {
        name: 'ratePerMinute',
        label: fields.rate,
        value: each.ratePerMinute,
        type: 'number',
        hint: fields.rateHint,
      },
      { name: 'monthlyFee', label: fields.monthly, value: each.monthlyFee, type: 'number' },
      { name: 'setupFee', label: fields.setup, value: each.setupFee, type: 'number' },
      {
        name: 'target',
        label: fields.target,
        value: each.target ?? '',
        hint: fields.targetHint,
      },
    ];
  }
}

function bodyOf(values: Values): unknown {
  return { ...values, accountId: values['accountId'] || null, target: values['target'] || null };
}
