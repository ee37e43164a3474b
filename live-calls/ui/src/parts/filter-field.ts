import { texts } from '../texts';
import { h } from './dom';

/** The field by which a list is filtered; tells at each letter. */
export function filterField(hint: string, changed: () => void): HTMLInputElement {
  return h('input', {
    type: 'search',
    placeholder: hint,
    'aria-label': texts.list.filter(hint),
    spellcheck: 'false',
    on: { input: changed },
  });
}
