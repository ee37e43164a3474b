import { h, type Child } from './dom';

/** One fact: its name, what it is, and more for the tooltip. Without a value it is left away. */
export type Fact = [name: string, value: Child, tooltip?: string];

/** A list of facts, for the side of a page. */
export function facts(...lines: Fact[]): HTMLElement {
  return h(
    'dl',
    { class: 'facts' },
    ...lines
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([name, value, tooltip]) =>
        h('div', {}, h('dt', {}, name), h('dd', { title: tooltip ?? null }, value)),
      ),
  );
}
