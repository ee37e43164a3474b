import { html, render } from 'lit-html';
import { ApiError, signIn } from '../../api/client';
import { h } from '../../parts/dom';
import { texts } from '../../texts';
import type { View } from '../view';
import './login.css';

const words = texts.login;

/** Asks for the admin token. The token goes to the server once and is kept nowhere in the page. */
export class LoginView implements View {
  readonly element = h('main', { class: 'view login' });
  private readonly field = h('input', {
    type: 'password',
    name: 'token',
    autocomplete: 'current-password',
    required: true,
    spellcheck: 'false',
  });
  private busy = false;
  private problem = '';

  /** `done` is called once the server has given this browser a session. */
  constructor(private readonly done: () => void) {
    this.draw();
    queueMicrotask(() => this.field.focus());
  }

  close(): void {}

  private draw(): void {
    render(
      html`
        <form @submit=${(event: Event) => void this.submit(event)}>
          <h1>Trunkline</h1>
          <label>${words.token}${this.field}</label>
          <button type="submit" ?disabled=${this.busy}>${words.title}</button>
          <p class="problem" role="alert">${this.problem}</p>
          <p class="hint">${words.where()}</p>
        </form>
      `,
      this.element,
    );
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    this.tell('', true);
    try {
      await signIn(this.field.value.trim());
      this.tell('', false);
      this.done();
    } catch (problem) {
      this.tell(reason(problem), false);
      this.field.select();
    }
  }

  private tell(problem: string, busy: boolean): void {
    this.problem = problem;
    this.busy = busy;
    this.draw();
  }
}

function reason(problem: unknown): string {
  if (!(problem instanceof ApiError)) {
    return words.failed;
  }
  return problem.status === 401 ? words.wrong : problem.message;
}
