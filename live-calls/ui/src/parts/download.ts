import { ApiError, send } from '../api/client';
import { texts } from '../texts';
import { h } from './dom';

/**
 * A button that fetches a resource in a given format and hands it over as a file. A plain link would not do: the
 * format is chosen by the Accept header. What went wrong is written on the button for a while.
 */
export function downloadButton(
  title: string,
  accept: string,
  path: () => string,
  fileName: () => string,
): HTMLButtonElement {
  const button = h('button', { type: 'button', class: 'quiet' }, title);
  button.addEventListener('click', () => {
    button.disabled = true;
    save(accept, path(), fileName())
      .then(() => (button.textContent = title))
      .catch((problem: unknown) => {
        button.textContent = problem instanceof ApiError ? problem.message : texts.downloadFailed;
        setTimeout(() => (button.textContent = title), 6_000);
      })
      .finally(() => (button.disabled = false));
  });
  return button;
}

async function save(accept: string, path: string, fileName: string): Promise<void> {
  const response = await send(path, { headers: { Accept: accept } });
  const address = URL.createObjectURL(await response.blob());
  h('a', { href: address, download: fileName }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
