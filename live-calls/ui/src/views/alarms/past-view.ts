import { address } from '../../address';
import { pastAlarms } from '../../api/client';
import type { Alarm } from '../../api/schema';
import { serverClock } from '../../api/server-clock';
import { compareTexts } from '../../parts/columns';
import { h, setText } from '../../parts/dom';
import { FetchedList } from '../../parts/fetched-list';
import { type Look, type Route } from '../../route';
import { PERIODS } from '../cdrs/periods';
import { PeriodFields, type Period } from '../../parts/period-fields';
import type { View } from '../view';
import { about, AlarmPane } from './alarm-pane';
import { alarmColumns, alarmTone } from './columns';
import { alarmTabs } from './tabs';

const EVERY_MILLIS = 30_000;

/** Of a period that nobody has named. */
const USUAL_MILLIS = 7 * 24 * 3_600_000;

const { week: _, ...OTHERS } = PERIODS;
const USUAL_PERIODS = { ...OTHERS, '': PERIODS.week };

/** So many fill no browser, and nobody reads more of them. */
const MOST = 500;

/** The alarms of any past time, with what became of each. */
export class PastAlarmsView implements View {
  readonly title = 'Past alarms';
  readonly element: HTMLElement;
  private readonly list: FetchedList<Alarm>;
  private readonly pane = new AlarmPane(() => this.list.again());
  private readonly told = h('span', { class: 'hint', role: 'status' });
  private readonly fields = new PeriodFields(USUAL_PERIODS, () => address.go(this.route(this.list.look())));

  constructor(route: Route & { name: 'past-alarms' }) {
    this.fields.show(periodOf(route));
    this.list = new FetchedList<Alarm>({
      label: 'Past alarms',
      columns: alarmColumns({ moment: () => serverClock.millis(), ended: () => false }),
      keyOf: (alarm) => alarm.id,
      compare: (a, b) => compareTexts(b.raisedAt, a.raisedAt) || compareTexts(a.id, b.id),
      tone: (alarm) => (alarmTone(alarm) === 'over' ? 'over' : ''),
      fetch: (signal) => this.fetch(signal),
      everyMillis: EVERY_MILLIS,
      open: (alarm) => address.go(about(alarm)),
      selected: (alarm) => this.pane.show(alarm),
      look: route,
      looked: (look) => address.restate(this.route(look)),
      filterHint: 'rule, trunk, account or agent',
      before: [alarmTabs('past-alarms')],
      tools: [...this.fields.elements, this.told],
      empty: h(
        'div',
        {},
        h('h2', {}, 'No alarm was raised in this time'),
        h('p', {}, 'Alarms are kept as long as call records.'),
      ),
    });
    this.element = h('main', { class: 'view alarms' }, this.list.element, this.pane.element);
  }

  key(event: KeyboardEvent): boolean {
    const alarm = this.list.table.selection;
    if (event.key === 'a' && alarm !== null && alarmTone(alarm) === 'up') {
      void this.pane.acknowledge(alarm);
      return true;
    }
    return this.list.key(event);
  }

  follow(route: Route): boolean {
    if (route.name !== 'past-alarms') {
      return false;
    }
    this.fields.show(periodOf(route));
    this.list.follow(route);
    this.list.again();
    return true;
  }

  focusFilter(): void {
    this.list.focusFilter();
  }

  close(): void {
    this.list.close();
  }

  private route(look: Look): Route {
    const { since, until } = this.fields.period;
    return { name: 'past-alarms', ...(since && { since }), ...(until && { until }), ...look };
  }

  private async fetch(signal: AbortSignal): Promise<readonly Alarm[]> {
    const { since, until } = this.fields.period;
    const begin = new Date(serverClock.millis() - USUAL_MILLIS).toISOString();
    const page = await pastAlarms({ since: since || (until ? '' : begin), until }, MOST, signal);
    setText(this.told, page.next === null ? '' : `the newest ${MOST}: ask for a shorter time for others`);
    return page.items;
  }
}

function periodOf({ since, until }: Route & { name: 'past-alarms' }): Period {
  return { since: since ?? '', until: until ?? '' };
}
