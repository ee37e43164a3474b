import { html, render } from 'lit-html';
import { address } from '../../address';
import { apiPath } from '../../api/client';
import type { Agent } from '../../api/schema';
import { compareTexts } from '../../parts/columns';
import { h } from '../../parts/dom';
import { LiveList } from '../../parts/live-list';
import { sectionTabs } from '../../parts/section-tabs';
import type { Route } from '../../route';
import { texts } from '../../texts';
import type { View } from '../view';
import { AgentPanel } from './agent-panel';
import { CollectorStrip } from './collector-strip';
import { agentColumns, STRANGERS } from './columns';
import { compareStanding, standingOf } from './trouble';
import './collectors.css';

const words = texts.collectors;

/** The capture agents and the collectors that they send to, what is in trouble first. */
export class CollectorsView implements View {
  readonly element = h('main', { class: 'view collectors' });
  private readonly list: LiveList<Agent>;
  private readonly strip = new CollectorStrip();
  private readonly panel = new AgentPanel(() => this.open(null));
  private agents: readonly Agent[] = [];
  private opened: string | null;

  constructor(route: Route & { name: 'collectors' }) {
    this.opened = route.open ?? null;
    this.list = new LiveList<Agent>({
      label: words.label,
      path: apiPath('agents', 'stream'),
      rowEvent: 'agent',
      goneField: 'path',
      keyOf: (agent) => agent.path,
      compare: (a, b) => compareStanding(a, b) || compareTexts(a.path, b.path),
      columns: agentColumns,
      tone: standingOf,
      alsoSearched: (agent) =>
        `${agent.id || STRANGERS} ${agent.networks.join(' ')} ${agent.advertisedAddress ?? ''}`,
      open: (agent) => this.open(agent.path),
      shown: (agents) => this.shown(agents),
      look: route,
      looked: () => this.restate(),
      tools: [sectionTabs('collectors')],
      filterHint: words.filter,
      empty: words.empty(),
    });
    render(
      html`${this.strip.element}
        <div class="beside">${this.list.element} ${this.panel.element}</div>`,
      this.element,
    );
  }

  key(event: KeyboardEvent): boolean {
    if (event.key === 'Escape' && this.opened !== null) {
      this.open(null);
      return true;
    }
    return this.list.key(event);
  }

  focusFilter(): void {
    this.list.focusFilter();
  }

  close(): void {
    this.list.close();
  }

  follow(route: Route): boolean {
    if (route.name === 'collectors') {
      this.list.follow(route);
      this.opened = route.open ?? null;
      this.shown(this.agents);
    }
    return route.name === 'collectors';
  }

  private restate(): void {
    address.restate({
      name: 'collectors',
      ...(this.opened !== null && { open: this.opened }),
      ...this.list.look(),
    });
  }

  private open(path: string | null): void {
    this.opened = path;
    this.restate();
    this.shown(this.agents);
  }

  private shown(agents: readonly Agent[]): void {
    this.agents = agents;
    this.strip.show(agents);
    this.panel.show(agents.find((agent) => agent.path === this.opened) ?? null);
  }
}
