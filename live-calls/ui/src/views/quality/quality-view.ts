import { address } from '../../address';
import { AccountIndex } from '../../api/account-index';
import { AddressBook } from '../../api/address-names';
import { qualityStreamPath, usualHours } from '../../api/client';
import { Polling } from '../../api/polling';
import type { Quality, UsualHour } from '../../api/schema';
import { compareTexts } from '../../parts/columns';
import { h, refill, setText } from '../../parts/dom';
import { HourChart } from '../../parts/hour-chart';
import { LiveList } from '../../parts/live-list';
import {
  QUALITY_BY,
  QUALITY_MINUTES,
  lookOf,
  parseRoute,
  routeHash,
  type Look,
  type QualityBy,
  type QualityMinutes,
  type Route,
} from '../../route';
import { zoneName } from '../../text/time';
import type { View } from '../view';
import { callsHash, nameOf, qualityColumns, type QualityContext } from './columns';

/** The days before change seldom, and asking the store for them costs it something. */
const USUAL_EVERY_MILLIS = 300_000;

const TITLES: Record<QualityBy, string> = {
  trunk: 'Trunks',
  destination: 'Destinations',
  account: 'Accounts',
};

/** How calls get through, by trunk, destination or account, with the last hour of each. */
export class QualityView implements View {
  readonly title = 'Quality';
  readonly element: HTMLElement;
  private readonly tabs = h('nav', { class: 'tabs', 'aria-label': 'Quality by' });
  private readonly periods = h('nav', { class: 'tabs', 'aria-label': 'Minutes' });
  private readonly shownName = h('h2');
  private readonly chart = new HourChart();
  private readonly pane: HTMLElement;
  private readonly room = h('div', { class: 'list-room' });
  private readonly accounts = new AccountIndex();
  private readonly names = new AddressBook();
  private list: LiveList<Quality>;
  private usual = new Map<string, UsualHour>();
  private polling: Polling;

  private by: QualityBy;
  private minutes: QualityMinutes;

  constructor(route: Route & { name: 'quality' }) {
    this.by = route.by;
    this.minutes = route.minutes;
    this.pane = h(
      'section',
      { class: 'quality-hour', 'aria-label': 'Last hour' },
      this.shownName,
      this.chart.element,
    );
    this.list = this.newList(route);
    this.polling = this.newPolling();
    refill(this.room, this.list.element);
    this.showTabs();
    this.element = h(
      'main',
      { class: 'view quality' },
      h('div', { class: 'bar' }, this.tabs, this.periods),
      this.room,
      this.pane,
    );
  }

  key(event: KeyboardEvent): boolean {
    return this.list.key(event);
  }

  focusFilter(): void {
    this.list.focusFilter();
  }

  follow(route: Route): boolean {
    if (route.name !== 'quality') {
      return false;
    }
    if (route.by === this.by && route.minutes === this.minutes) {
      this.list.follow(route);
      return true;
    }
    if (route.by !== this.by) {
      this.usual = new Map();
      this.polling.close();
      this.by = route.by;
      this.polling = this.newPolling();
    }
    this.minutes = route.minutes;
    this.list.close();
    this.list = this.newList(route);
    refill(this.room, this.list.element);
    this.showTabs();
    return true;
  }

  close(): void {
    this.polling.close();
    this.accounts.close();
    this.names.close();
    this.list.close();
    this.chart.close();
  }

  private newList(look: Look): LiveList<Quality> {
    const context: QualityContext = {
      by: this.by,
      minutes: this.minutes,
      usual: (key) => this.usual.get(key),
      accountName: (id) => this.accounts.get(id)?.name ?? id,
      trunkNames: this.names,
    };
    return new LiveList<Quality>({
      label: `Quality by ${this.by}`,
      path: qualityStreamPath(this.by, this.minutes),
      rowEvent: 'quality',
      goneField: 'key',
      keyOf: (row) => row.key,
      compare: (a, b) => b.attempts - a.attempts || compareTexts(a.key, b.key),
      columns: () => qualityColumns(context),
      alsoSearched: (row) => row.key,
      open: (row) => address.go(parseRoute(callsHash(context, row.key, Date.now()))),
      shown: (rows) => this.showHour(rows, context),
      look,
      looked: (now) => {
        address.restate({ name: 'quality', by: context.by, minutes: context.minutes, ...now });
        this.showTabs();
      },
      filterHint: TITLES[this.by].toLowerCase(),
      empty: h(
        'div',
        {},
        h('h2', {}, 'No calls in the last hour'),
        h(
          'p',
          {},
          'A call counts as soon as it is answered or has failed. What the platform refused counts against no trunk, and calls to its own endpoints count for none.',
        ),
      ),
    });
  }

  private newPolling(): Polling {
    const { by } = this;
    return new Polling(USUAL_EVERY_MILLIS, async (signal) => {
      const hours = await usualHours(by, signal);
      if (by === this.by) {
        this.usual = new Map(hours.map((hour) => [hour.key, hour]));
      }
    });
  }

  /** The hour of the selected row, or of the busiest one. */
  private showHour(rows: readonly Quality[], context: QualityContext): void {
    const row = this.list?.table.selection ?? rows[0] ?? null;
    this.pane.hidden = row === null;
    if (row !== null) {
      setText(this.shownName, `The last hour of ${nameOf(context, row.key)}, times in ${zoneName()}`);
      this.chart.show(row.hour, this.usual.get(row.key)?.asr ?? null);
    }
  }

  private showTabs(): void {
    const look = this.list.look();
    const tab = (route: Route & { name: 'quality' }, text: string): HTMLElement => {
      const here = route.by === this.by && route.minutes === this.minutes;
      return h('a', { href: routeHash(route), 'aria-current': here ? 'page' : null }, text);
    };
    // Other rows, in the same order; the same rows over another time, as they are looked at.
    const { minutes } = this;
    const order = lookOf({ sort: look.sort ?? '' });
    refill(this.tabs, ...QUALITY_BY.map((by) => tab({ name: 'quality', by, minutes, ...order }, TITLES[by])));
    refill(
      this.periods,
      ...QUALITY_MINUTES.map((each) =>
        tab({ name: 'quality', by: this.by, minutes: each, ...look }, `${each} min`),
      ),
    );
  }
}
