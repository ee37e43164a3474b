import { html, render } from 'lit-html';
import { address } from '../../address';
import { pastAlarms, type Listing } from '../../api/client';
import type { Alarm } from '../../api/schema';
import { serverClock } from '../../api/server-clock';
import { compareTexts } from '../../parts/columns';
import { h } from '../../parts/dom';
import { PagedList } from '../../parts/paged-list';
import { PeriodFields, periodOf, type Period } from '../../parts/period-fields';
import { sectionTabs } from '../../parts/section-tabs';
import { type Look, type Route } from '../../route';
import { texts } from '../../texts';
import type { View } from '../view';
import { about, AlarmPane } from './alarm-pane';
import { alarmColumns, alarmTone } from './columns';
import './alarms.css';

const EVERY_MILLIS = 30_000;
const PAGE_ROWS = 200;

/** Of a period that nobody has named. */
const USUAL_MILLIS = 7 * 24 * 3_600_000;

const { week, ...others } = texts.period.usual;
const words = texts.alarms;

/** The alarms of any past time, with what became of each. */
export class PastAlarmsView implements View {
  readonly element = h('main', { class: 'view alarms' });
  private readonly list: PagedList<Alarm>;
  private readonly pane = new AlarmPane(() => this.list.again());
  private readonly fields = new PeriodFields({ ...others, '': week }, () =>
    address.go(this.route(this.list.look())),
  );

  private shown: Period;

  constructor(route: Route & { name: 'past-alarms' }) {
    this.shown = periodOf(route);
    this.fields.show(this.shown);
    this.list = new PagedList<Alarm>({
      label: words.pastLabel,
      columns: alarmColumns({ moment: () => serverClock.millis(), ended: () => false }),
      keyOf: (alarm) => alarm.id,
      compare: (a, b) => compareTexts(b.raisedAt, a.raisedAt) || compareTexts(a.id, b.id),
      tone: (alarm) => (alarmTone(alarm) === 'over' ? 'over' : ''),
      fetch: (cursor, signal) => this.fetch(cursor, signal),
      everyMillis: EVERY_MILLIS,
      open: (alarm) => address.go(about(alarm)),
      selected: (alarm) => this.pane.show(alarm),
      holds: true,
      counted: words.pastRows,
      look: route,
      looked: (look) => address.restate(this.route(look)),
      filterHint: words.filter,
      before: [sectionTabs('past-alarms')],
      tools: this.fields.elements,
      empty: words.nothingPast,
    });
    render(html`${this.list.element} ${this.pane.element}`, this.element);
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
    const before = this.shown;
    this.shown = periodOf(route);
    this.fields.show(this.shown);
    if (JSON.stringify(this.shown) !== JSON.stringify(before)) {
      this.list.restart();
    }
    this.list.follow(route);
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

  private fetch(cursor: string | null, signal?: AbortSignal): Promise<Listing<Alarm>> {
    const { since, until } = this.fields.period;
    const begin = new Date(serverClock.millis() - USUAL_MILLIS).toISOString();
    return pastAlarms({ since: since || (until ? '' : begin), until }, PAGE_ROWS, cursor, signal);
  }
}
