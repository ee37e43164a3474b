import { address } from '../../address';
import { accounts, numbers, putNumber } from '../../api/client';
import type { Number as DialledNumber } from '../../api/schema';
import { compareTexts, type Column } from '../../parts/columns';
import { h } from '../../parts/dom';
import { EditedList } from '../../parts/edited-list';
import { idOf, type Field, type Values } from '../../parts/form';
import { emptyFilter, routeHash, type Look, type Route } from '../../route';
import { compareDecimals, figures } from '../../text/money';
import { party } from '../../text/party';
import { accountTabs } from '../accounts/tabs';
import type { View } from '../view';

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
    title: 'Number',
    width: 18,
    text: ({ number }) => party(number),
    tooltip: () => 'its calls',
    href: ({ number }) => routeHash({ name: 'cdrs', filter: { ...emptyFilter('received'), number } }),
    compare: (a, b) => compareTexts(a.number, b.number),
  },
  {
    key: 'account',
    title: 'Account',
    width: 22,
    text: ({ accountId }) => accountId ?? 'nobody',
    href: ({ accountId }) => accountId && routeHash({ name: 'account', id: accountId }),
    compare: (a, b) => compareTexts(a.accountId, b.accountId),
  },
  amount('rate', 'Rate/min', (number) => number.ratePerMinute),
  amount('monthly', 'Monthly fee', (number) => number.monthlyFee),
  amount('setup', 'Set-up fee', (number) => number.setupFee),
  {
    key: 'target',
    title: 'Goes to',
    width: 28,
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
  readonly title = 'Numbers';
  readonly element: HTMLElement;
  private readonly list: EditedList<DialledNumber>;
  private owners: readonly string[] = [];

  constructor(look: Look) {
    this.list = new EditedList<DialledNumber>({
      label: 'Numbers',
      columns: COLUMNS,
      keyOf: ({ number }) => number,
      nameOf: ({ number }) => party(number),
      compare: (a, b) => compareTexts(a.number, b.number),
      fetch: (signal) => this.fetch(signal),
      newWords: 'New number',
      fresh: NEW,
      fieldsOf: (number, isNew) => this.fieldsOf(number, isNew),
      save: (values) => putNumber(idOf(values, 'number'), bodyOf(values)),
      saved: ({ accountId }) =>
        accountId === null ? 'Saved. Nobody has it.' : `Saved. ${accountId} has it, and pays its fees.`,
      filterHint: 'number, account or target',
      look,
      looked: (now) => address.restate({ name: 'numbers', ...now }),
      before: [accountTabs('numbers')],
      empty: h(
        'div',
        {},
        h('h2', {}, 'There are no numbers'),
        h(
          'p',
          {},
          'A number that an account has charges it for calls that come in. Load many from a file: ',
          h('code', {}, 'bin/trunkline import numbers FILE.csv'),
          ', or make one here.',
        ),
      ),
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

  private async fetch(signal: AbortSignal): Promise<readonly DialledNumber[]> {
    const [all, owners] = await Promise.all([numbers(signal), accounts(signal)]);
    this.owners = owners.map(({ id }) => id).sort();
    return all;
  }

  private fieldsOf(each: DialledNumber, isNew: boolean): Field[] {
    return [
      {
        name: 'number',
        label: 'Number',
        value: each.number,
        fixed: !isNew,
        ...(isNew && { hint: 'E.164 digits, without +' }),
      },
      {
        name: 'accountId',
        label: 'Account',
        value: each.accountId ?? '',
        choices: { '': 'nobody', ...Object.fromEntries(this.owners.map((id) => [id, id])) },
        hint: 'who gets it pays its set-up fee, and its fee of this month',
      },
      {
        name: 'ratePerMinute',
        label: 'A minute of a call to it',
        value: each.ratePerMinute,
        type: 'number',
        hint: 'in the currency of the account',
      },
      { name: 'monthlyFee', label: 'Monthly fee', value: each.monthlyFee, type: 'number' },
      { name: 'setupFee', label: 'Set-up fee', value: each.setupFee, type: 'number' },
      {
        name: 'target',
        label: 'Goes to',
        value: each.target ?? '',
        hint: 'where the switch sends its calls',
      },
    ];
  }
}

function bodyOf(values: Values): unknown {
  return { ...values, accountId: values['accountId'] || null, target: values['target'] || null };
}
