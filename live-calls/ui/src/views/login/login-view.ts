import { ApiError, signIn } from '../../api/client';
import { h, setText } from '../../parts/dom';
import type { View } from '../view';

/** Asks for the admin token. The token goes to the server once and is kept nowhere in the page. */
export class LoginView implements View {
  readonly title = 'Sign in';
  readonly element: HTMLElement;
  private readonly field = h('input', {
    type: 'password',
    name: 'token',
    autocomplete: 'current-password',
    required: true,
    spellcheck: 'false',
  });
  private readonly button = h('button', { type: 'submit' }, 'Sign in');
  private readonly message = h('p', { class: 'problem', role: 'alert' });

  /** `done` is called once the server has given this browser a session. */
  constructor(private readonly done: () => void) {
    this.element = h(
      'main',
      { class: 'view login' },
      h(
        'form',
        { on: { submit: (event) => void this.submit(event) } },
        h('h1', {}, 'Trunkline'),
        h('label', {}, 'Admin token', this.field),
        this.button,
        this.message,
        h(
          'p',
          { class: 'hint' },
          'It stands in ',
          h('code', {}, 'data/admin-token'),
          ' of the machine that runs Trunkline, or in its configuration as ',
          h('code', {}, 'http.admin-token'),
          '. The link that ',
          h('code', {}, 'trunkline run'),
          ' prints signs you in without it.',
        ),
      ),
    );
    queueMicrotask(() => this.field.focus());
  }

  close(): void {}

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    this.button.disabled = true;
    setText(this.message, '');
    try {
      await signIn(this.field.value.trim());
      this.done();
    } catch (problem) {
      setText(this.message, reason(problem));
      this.field.select();
    } finally {
      this.button.disabled = false;
    }
  }
}

function reason(problem: unknown): string {
  if (!(problem instanceof ApiError)) {
    return 'Signing in did not work.';
  }
  return problem.status === 401 ? 'This is not the token.' : problem.message;
}
