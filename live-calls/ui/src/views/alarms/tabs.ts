import { h } from '../../parts/dom';
import { routeHash, type Route } from '../../route';

const TABS: readonly [string, Route][] = [
  ['Now', { name: 'alarms' }],
  ['Past', { name: 'past-alarms' }],
  ['Rules', { name: 'alarm-rules' }],
];

/** The ways between the alarms that are up, those of other days, and what raises them. */
export function alarmTabs(current: Route['name']): HTMLElement {
  return h(
    'nav',
    { class: 'tabs', 'aria-label': 'Alarms' },
    ...TABS.map(([title, route]) =>
      h('a', { href: routeHash(route), 'aria-current': route.name === current ? 'page' : null }, title),
    ),
  );
}
