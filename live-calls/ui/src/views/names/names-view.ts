import { address } from '../../address';
import { addressNames, putAddressName, removeAddressName } from '../../api/client';
import type { AddressName } from '../../api/schema';
import { compareTexts, type Column } from '../../parts/columns';
import { EditedList } from '../../parts/edited-list';
import { idOf, type Field, type Values } from '../../parts/form';
import { sectionTabs } from '../../parts/section-tabs';
import { emptyFilter, routeHash, type Look, type Route } from '../../route';
import { texts } from '../../texts';
import type { View } from '../view';

const words = texts.names;
const { columns, fields } = words;

const COLUMNS: readonly Column<AddressName>[] = [
  {
    key: 'address',
    title: columns.address,
    width: 24,
    text: (named) => named.address,
    compare: (a, b) => compareTexts(a.address, b.address),
  },
  {
    key: 'name',
    title: columns.name,
    width: 26,
    text: ({ name }) => name,
    compare: (a, b) => compareTexts(a.name, b.name),
  },
  {
    key: 'calls',
    title: columns.calls,
    width: 16,
    text: () => words.itsCalls,
    href: (named) => routeHash({ name: 'cdrs', filter: { ...emptyFilter('all'), trunk: named.address } }),
  },
];

const NEW: AddressName = { address: '', name: '' };

/** What people call the addresses of proxies, trunks and gateways. It stands over the columns of ladders. */
export class NamesView implements View {
  readonly element: HTMLElement;
  private readonly list: EditedList<AddressName>;

  constructor(look: Look) {
    this.list = new EditedList<AddressName>({
      label: words.label,
      columns: COLUMNS,
      keyOf: (named) => named.address,
      nameOf: (named) => named.address,
      compare: (a, b) => compareTexts(a.name, b.name) || compareTexts(a.address, b.address),
      fetch: (signal) => addressNames(signal),
      newWords: words.fresh,
      fresh: NEW,
      fieldsOf,
      save,
      saved: (named) => (named.name === '' ? words.unnamed(named.address) : words.saved(named.name)),
      filterHint: words.filter,
      look,
      looked: (now) => address.restate({ name: 'names', ...now }),
      before: [sectionTabs('names')],
      empty: words.empty,
    });
    this.element = this.list.element;
  }

  key(event: KeyboardEvent): boolean {
    return this.list.key(event);
  }

  follow(route: Route): boolean {
    if (route.name === 'names') {
      this.list.follow(route);
    }
    return route.name === 'names';
  }

  focusFilter(): void {
    this.list.focusFilter();
  }

  close(): void {
    this.list.close();
  }
}

function fieldsOf(named: AddressName, isNew: boolean): Field[] {
  return [
    {
      name: 'address',
      label: fields.address,
      value: named.address,
      fixed: !isNew,
      ...(isNew && { hint: fields.addressHint }),
    },
    {
      name: 'name',
      label: fields.name,
      value: named.name,
      ...(!isNew && { hint: fields.nameHint }),
    },
  ];
}

async function save(values: Values): Promise<AddressName> {
  const of = idOf(values, 'address');
  const name = values['name'] ?? '';
  if (name === '') {
    await removeAddressName(of);
    return { address: of, name };
  }
  return putAddressName(of, name);
}
