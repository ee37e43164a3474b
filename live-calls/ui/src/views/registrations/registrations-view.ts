import { address } from '../../address';
import { apiPath } from '../../api/client';
import type { Registration } from '../../api/schema';
import { compareTexts } from '../../parts/columns';
import { h, setText } from '../../parts/dom';
import { LiveList } from '../../parts/live-list';
import type { Look, Route } from '../../route';
import type { Beside, View } from '../view';
import { registrationColumns } from './columns';

/** Who is registered, who was, and who tried to, by address of record. */
export class RegistrationsView implements View {
  readonly title = 'Registrations';
  readonly element: HTMLElement;
  private readonly list: LiveList<Registration>;
  private readonly active = h('dd');
  private readonly expired = h('dd');
  private readonly failed = h('dd');

  constructor(look: Look) {
    this.list = new LiveList<Registration>({
      label: 'Registrations',
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
      filterHint: 'address, account, contact or user agent',
      empty: h(
        'div',
        {},
        h('h2', {}, 'Nobody is registered'),
        h(
          'p',
          {},
          'Registrations appear when the registrar answers a REGISTER, and a capture agent on it sends both to the HEP port (9060 unless configured otherwise).',
        ),
      ),
    });
    this.element = h(
      'main',
      { class: 'view registrations' },
      h(
        'header',
        { class: 'summary' },
        h(
          'dl',
          { class: 'totals' },
          h('div', {}, h('dt', {}, 'Active'), this.active),
          h('div', {}, h('dt', {}, 'Expired'), this.expired),
          h('div', {}, h('dt', {}, 'Failed'), this.failed),
        ),
      ),
      this.list.element,
    );
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
    const count = (state: Registration['state']): string =>
      String(registrations.filter((registration) => registration.state === state).length);
    setText(this.active, count('active'));
    setText(this.expired, count('expired'));
    setText(this.failed, count('failed'));
  }
}
