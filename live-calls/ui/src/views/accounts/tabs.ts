import { h } from '../../parts/dom';
import { routeHash, type Route } from '../../route';

const TABS: readonly [string, Route][] = [
  ['Balances', { name: 'accounts' }],
  ['Profit', { name: 'profit' }],
  ['By month', { name: 'finance' }],
  ['Packages', { name: 'packages' }],
  ['Numbers', { name: 'numbers' }],
  ['Quote', { name: 'quote' }],
];

/** The ways between what belongs to accounts. */
export function accountTabs(current: Route['name']): HTMLElement {
  return h(
    'nav',
    { class: 'tabs', 'aria-label': 'Accounts' },
    ...TABS.map(([title, route]) =>
      h('a', { href: routeHash(route), 'aria-current': route.name === current ? 'page' : null }, title),
    ),
  );
}
