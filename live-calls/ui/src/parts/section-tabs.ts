import { access } from '../access';
import { routeHash, type Route } from '../route';
import { h } from './dom';

/** The ways between the places of a section, for who may see them; the one that is shown is marked. */
export function sectionTabs(current: Route['name']): HTMLElement {
  const { title, tabs } = access.tabs(current);
  return h(
    'nav',
    { class: 'tabs', 'aria-label': title },
    ...tabs.map(([word, route]) =>
      h('a', { href: routeHash(route), 'aria-current': route.name === current ? 'page' : null }, word),
    ),
  );
}
