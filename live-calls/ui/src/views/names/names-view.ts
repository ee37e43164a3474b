import { address } from '../../address';
import { addressNames, putAddressName, removeAddressName } from '../../api/client';
import type { AddressName } from '../../api/schema';
import { compareTexts, type Column } from '../../parts/columns';
import { h } from '../../parts/dom';
import { EditedList } from '../../parts/edited-list';
import { idOf, type Field, type Values } from '../../parts/form';
import { emptyFilter, routeHash, type Look, type Route } from '../../route';
import type { View } from '../view';

const COLUMNS: readonly Column<AddressName>[] = [
  {
    key: 'address',
    title: 'Address',
    width: 40,
    text: (named) => named.address,
    compare: (a, b) => compareTexts(a.address, b.address),
  },
  {
    key: 'name',
    title: 'Name',
    width: 50,
    text: ({ name }) => name,
    compare: (a, b) => compareTexts(a.name, b.name),
  },
  {
    key: 'calls',
    title: 'Calls',
    width: 24,
    text: () => 'calls sent there',
    href: (named) => routeHash({ name: 'cdrs', filter: { ...emptyFilter(), trunk: named.address } }),
  },
];

const NEW: AddressName = { address: '', name: '' };

/** What people call the addresses of proxies, trunks and gateways. It stands over the columns of ladders. */
export class NamesView implements View {
  readonly title = 'Names of addresses';
  readonly element: HTMLElement;
  private readonly list: EditedList<AddressName>;

  constructor(look: Look) {
    this.list = new EditedList<AddressName>({
      label: 'Names of addresses',
      columns: COLUMNS,
      keyOf: (named) => named.address,
      nameOf: (named) => named.address,
      compare: (a, b) => compareTexts(a.name, b.name) || compareTexts(a.address, b.address),
      fetch: (signal) => addressNames(signal),
      newWords: 'New name',
      fresh: NEW,
      fieldsOf,
      save,
      saved: (named) =>
        named.name === ''
          ? `${named.address} has no name any more.`
          : `Saved. Ladders call it ${named.name}.`,
      filterHint: 'address or name',
      look,
      looked: (now) => address.restate({ name: 'names', ...now }),
      before: [h('a', { href: routeHash({ name: 'collectors' }) }, 'Collectors')],
      empty: h(
        'div',
        {},
        h('h2', {}, 'No address has a name yet'),
        h(
          'p',
          {},
          'Give your proxies and trunks names: “edge 1” over a column of a ladder says more than 192.0.2.17:5060. The key n, or the button above, begins one.',
        ),
      ),
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
      label: 'Address',
      value: named.address,
      fixed: !isNew,
      ...(isNew && { hint: '192.0.2.1 or 2001:db8::1; with a port, 192.0.2.1:5060, of that port alone' }),
    },
    {
      name: 'name',
      label: 'Name',
      value: named.name,
      ...(!isNew && { hint: 'empty: it has none any more' }),
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
