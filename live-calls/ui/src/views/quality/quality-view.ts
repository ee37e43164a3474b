import { html, nothing, render, type TemplateResult } from 'lit-html';
import { address } from '../../address';
import { AccountIndex } from '../../api/account-index';
import { AddressBook } from '../../api/address-names';
import { qualityStreamPath, usualHours } from '../../api/client';
import { Polling } from '../../api/polling';
import type { Quality, UsualHour } from '../../api/schema';
import { compareTexts } from '../../parts/columns';
import { h } from '../../parts/dom';
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
import { texts } from '../../texts';
import type { View } from '../view';
import { callsHash, nameOf, qualityColumns, type QualityContext } from './columns';
import './quality.css';

/** The days before change seldom, and asking the store for them costs it something. */
const USUAL_EVERY_MILLIS = 300_000;

const words = texts.quality;

/** How calls get through, by trunk, destination or account, with the last hour of each. */
export class QualityView implements View {
  readonly element = h('main', { class: 'view quality' });
  private readonly chart = new HourChart();
  private readonly accounts = new AccountIndex();
  private readonly names = new AddressBook();
  private list: LiveList<Quality>;
  private usual = new Map<string, UsualHour>();
  private polling: Polling;
  /** Whose hour is drawn; null while there is none. */
  private hour: string | null = null;

  private by: QualityBy;
  private minutes: QualityMinutes;

  constructor(route: Route & { name: 'quality' }) {
    this.by = route.by;
    this.minutes = route.minutes;
    this.list = this.newList(route);
    this.polling = this.newPolling();
    this.draw();
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
    this.draw();
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
      label: words.label(this.by),
      path: qualityStreamPath(this.by, this.minutes),
      rowEvent: 'quality',
      goneField: 'key',
      keyOf: (row) => row.key,
      compare: (a, b) => b.attempts - a.attempts || compareTexts(a.key, b.key),
      columns: () => qualityColumns(context),
      alsoSearched: (row) => row.key,
      open: (row) => address.go(parseRoute(callsHash(context, row.key, Date.now()))),
      shown: (rows) => this.take(rows, context),
      look,
      looked: (now) => {
        address.restate({ name: 'quality', by: context.by, minutes: context.minutes, ...now });
        this.draw();
      },
      filterHint: words.filters[this.by],
      empty: words.empty(),
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
  private take(rows: readonly Quality[], context: QualityContext): void {
    const row = this.list?.table.selection ?? rows[0] ?? null;
    this.hour = row && nameOf(context, row.key);
    if (row !== null) {
      this.chart.show(row.hour, this.usual.get(row.key)?.asr ?? null);
    }
    this.draw();
  }

  private draw(): void {
    // Other rows, in the same order; the same rows over another time, as they are looked at.
    const { by, minutes } = this;
    const look = this.list?.look() ?? {};
    const order = lookOf({ sort: look.sort ?? '' });
    render(
      html`
        <div class="bar">
          <nav class="tabs" aria-label=${words.by}>
            ${QUALITY_BY.map((each) => this.tab({ name: 'quality', by: each, minutes, ...order }, words.titles[each]))}
          </nav>
          <nav class="tabs" aria-label=${words.minutesLabel}>
            ${QUALITY_MINUTES.map((each) =>
              this.tab({ name: 'quality', by, minutes: each, ...look }, words.minutes(each)),
            )}
          </nav>
        </div>
        <div class="list-room">${this.list?.element}</div>
        <section class="quality-hour" aria-label=${words.lastHour} ?hidden=${this.hour === null}>
          <h2>${this.hour === null ? '' : words.hourOf(this.hour, zoneName())}</h2>
          ${this.chart.element}
        </section>
      `,
      this.element,
    );
  }

  private tab(route: Route & { name: 'quality' }, text: string): TemplateResult {
    const here = route.by === this.by && route.minutes === this.minutes;
    return html`<a href=${routeHash(route)} aria-current=${here ? 'page' : nothing}>${text}</a>`;
  }
}
