import { html, render, type TemplateResult } from 'lit-html';
import { access } from '../../access';
import { h } from '../../parts/dom';
import { placeOf, titleOf } from '../../places';
import { routeHash, type Route } from '../../route';
import { texts } from '../../texts';
import type { View } from '../view';
import './denied.css';

const { denied } = texts;

/** In the place of a view that the role may not see: whose it is, and what there is instead. */
export class DeniedView implements View {
  readonly element = h('main', { class: 'view instead' });

  constructor(route: Route) {
    render(words(route), this.element);
  }

  close(): void {}
}

function words(route: Route): TemplateResult {
  const { sections } = access;
  return html`
    <section role="alert">
      <h1>${denied.title}</h1>
      <p>${denied.words(access.role ?? '', titleOf(route), [...placeOf(route).roles, 'admin'])}</p>
      <p>${sections.length > 0 ? denied.instead : denied.nothing}</p>
      <ul>
        ${sections.map(({ title, start }) => html`<li><a href=${routeHash(start)}>${title}</a></li>`)}
      </ul>
    </section>
  `;
}
