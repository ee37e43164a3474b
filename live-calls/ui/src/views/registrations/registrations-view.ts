import { html, render } from 'lit-html';
import { address } from '../../address';
import { apiPath } from '../../api/client';
import type { Registration } from '../../api/schema';
import { compareTexts } from '../../parts/columns';
import { h } from '../../parts/dom';
import { LiveList } from '../../parts/live-list';
import type { Look, Route } from '../../route';
import { texts } from '../../texts';
import type { Beside, View } from '../view';
import { registrationColumns } from './columns';
import './registrations.css';

const words = texts.registrations;

/** Who is registered, who was, and who tried to, by address of record. */
export class RegistrationsView implements View {
  readonly element = h('main', { class: 'view registrations' });
  private readonly list: LiveList<Registration>;

  constructor(look: Look) {
    this.list = new LiveList<Registration>({
      label: words.label,
      path: apiPath('registrations', 'stream'),
      rowEvent: 'registration',
      goneField: 'id',
      keyOf: (registration) => registration.id,
      compare: (a, b) => compareTexts(a.aor, b.aor) || compareTexts(a.id, b.id),
      columns: registrationColumns,
      tone: (registration) => registration.state,
      alsoSearched: (registration) => registration.cause ?? '',
      open: (registration) => address.go({ name: 'endpoint', id: registration.id }),
      shown: (registrations) => this.shown(registrations),
      look,
      looked: (now) => address.restate({ name: 'registrations', ...now }),
      filterHint: words.filter,
      empty: words.empty(),
    });
    this.shown([]);
  }

  key(event: KeyboardEvent): boolean {
    return this.list.key(event);
  }

  follow(route: Route): boolean {
    if (route.name === 'registrations') {
      this.list.follow(route);
    }
    return route.name === 'registrations';
  }

  focusFilter(): void {
    this.list.focusFilter();
  }

  beside(step: 1 | -1): Beside | null {
    const row = this.list.beside(step);
    return row && { route: { name: 'endpoint', id: row.id }, select: () => this.list.table.seek(row.id) };
  }

  resume(): void {
    this.list.tell();
  }

  close(): void {
    this.list.close();
  }

  private shown(registrations: readonly Registration[]): void {
    const count = (state: Registration['state']): number =>
      registrations.filter((registration) => registration.state === state).length;
    render(
      html`
        <header class="summary">
          <dl class="totals">
            <div><dt>${words.active}</dt><dd>${count('active')}</dd></div>
            <div><dt>${words.expired}</dt><dd>${count('expired')}</dd></div>
            <div><dt>${words.failed}</dt><dd>${count('failed')}</dd></div>
          </dl>
        </header>
        ${this.list?.element}
      `,
      this.element,
    );
  }
}
