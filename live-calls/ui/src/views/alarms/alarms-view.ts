import { address } from '../../address';
import { apiPath } from '../../api/client';
import type { Alarm } from '../../api/schema';
import { h } from '../../parts/dom';
import { LiveList } from '../../parts/live-list';
import { routeHash, type Look, type Route } from '../../route';
import type { View } from '../view';
import { about, AlarmPane } from './alarm-pane';
import { alarmColumns, alarmTone, compareAlarms } from './columns';
import { alarmTabs } from './tabs';

/** What rules raised, with the calls that raised it, and who has seen it. */
export class AlarmsView implements View {
  readonly title = 'Alarms';
  readonly element: HTMLElement;
  private readonly list: LiveList<Alarm>;
  private readonly pane = new AlarmPane();

  constructor(look: Look) {
    this.list = new LiveList<Alarm>({
      label: 'Alarms',
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
      tools: [alarmTabs('alarms')],
      filterHint: 'rule, trunk, account or agent',
      empty: h(
        'div',
        {},
        h('h2', {}, 'No alarms'),
        h(
          'p',
          {},
          'Rules are there from the start: a trunk that answers few calls or is slow to ring, far more or fewer calls than usual, registrations that expire at once, an agent that falls silent, an account that spends very fast, dear calls at night, many calls of a second. ',
          h('a', { href: routeHash({ name: 'alarm-rules' }) }, 'See and change them'),
          '.',
        ),
      ),
    });
    this.element = h('main', { class: 'view alarms' }, this.list.element, this.pane.element);
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
