import { html, render } from 'lit-html';
import { address } from '../../address';
import { apiPath } from '../../api/client';
import type { Alarm } from '../../api/schema';
import { h } from '../../parts/dom';
import { LiveList } from '../../parts/live-list';
import { routeHash, type Look, type Route } from '../../route';
import { texts } from '../../texts';
import type { View } from '../view';
import { about, AlarmPane } from './alarm-pane';
import { alarmColumns, alarmTone, compareAlarms } from './columns';
import { sectionTabs } from '../../parts/section-tabs';
import './alarms.css';

const words = texts.alarms;

/** What rules raised, with the calls that raised it, and who has seen it. */
export class AlarmsView implements View {
  readonly element = h('main', { class: 'view alarms' });
  private readonly list: LiveList<Alarm>;
  private readonly pane = new AlarmPane();

  constructor(look: Look) {
    this.list = new LiveList<Alarm>({
      label: words.label,
      path: apiPath('alarms', 'stream'),
      rowEvent: 'alarm',
      goneField: 'id',
      keyOf: (alarm) => alarm.id,
      compare: compareAlarms,
      columns: alarmColumns,
      tone: (alarm) => (alarmTone(alarm) === 'over' ? 'over' : ''),
      alsoSearched: (alarm) => alarm.key,
      open: (alarm) => address.go(about(alarm)),
      shown: () => this.showSelected(),
      look,
      looked: (now) => address.restate({ name: 'alarms', ...now }),
      tools: [sectionTabs('alarms')],
      filterHint: words.filter,
      empty: words.empty(routeHash({ name: 'alarm-rules' })),
    });
    render(html`${this.list.element} ${this.pane.element}`, this.element);
  }

  key(event: KeyboardEvent): boolean {
    const alarm = this.list.table.selection;
    if (event.key === 'a' && alarm !== null) {
      void this.pane.acknowledge(alarm);
      return true;
    }
    return this.list.key(event);
  }

  follow(route: Route): boolean {
    if (route.name === 'alarms') {
      this.list.follow(route);
    }
    return route.name === 'alarms';
  }

  focusFilter(): void {
    this.list.focusFilter();
  }

  close(): void {
    this.list.close();
  }

  private showSelected(): void {
    this.pane.show(this.list?.table.selection ?? null);
  }
}
