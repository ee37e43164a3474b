import { h } from './dom';

/** A field with a few choices, of which the first holds at the start. */
export function choice<K extends string>(
  label: string,
  choices: Record<K, string>,
  chosen: (key: K) => void,
): HTMLSelectElement {
  const field = h('select', {
    'aria-label': label,
    on: {
      change: () => {
        chosen(field.value as K);
        // The arrow keys belong to the view again.
        field.blur();
      },
    },
  });
  for (const [key, text] of Object.entries<string>(choices)) {
    field.append(h('option', { value: key }, text));
  }
  return field;
}
