import { html, render, type TemplateResult } from 'lit-html';
import { AddressBook } from '../../api/address-names';
import { ApiError, quality, usualHours } from '../../api/client';
import { Polling } from '../../api/polling';
import type { Quality, QualityHour, UsualHour } from '../../api/schema';
import { h } from '../../parts/dom';
import { SmallHourChart } from '../../parts/hour-chart';
import { count } from '../../text/amount';
import { texts } from '../../texts';
import { asrTone, seconds, share } from '../quality/columns';
import { Freshness } from './freshness';

const EVERY_MILLIS = 5_000;
const USUAL_EVERY_MILLIS = 300_000;

/** Over so many minutes the figures go. */
const MINUTES = 15;

/** Trunks that a wall has room for: the busiest. */
const SHOWN = 8;

const words = texts.wall;

/** How calls get through, by trunk: the busiest trunks in the order of their names, and the last hour of all. */
export class QualityBoard {
  readonly element = h('section', { class: 'wall-quality' });
  /** Attempts of all trunks, and the share of them that was answered. */
  attempts = 0;
  answered = 0;
  private readonly chartRoom = h('div', { class: 'wall-chart' });
  private readonly chart = new SmallHourChart(this.chartRoom, () =>
    Math.max(40, this.chartRoom.clientHeight),
  );
  // Alarms come and go above it.
  private readonly resized = new ResizeObserver(() => this.draw(this.rows));
  private readonly fresh = new Freshness();
  private rows: readonly Quality[] = [];
  private readonly names = new AddressBook(() => this.draw(this.rows));
  private usual = new Map<string, UsualHour>();
  private readonly pollings: Polling[];

  constructor() {
    this.draw(this.rows);
    this.resized.observe(this.chartRoom);
    this.pollings = [
      new Polling(
        EVERY_MILLIS,
        async (signal) => this.show(await quality('trunk', MINUTES, signal)),
        (problem) => this.failed(problem),
      ),
      new Polling(USUAL_EVERY_MILLIS, async (signal) => {
        this.usual = new Map((await usualHours('trunk', signal)).map((hour) => [hour.key, hour]));
      }),
    ];
  }

  /** Says how old it is. */
  tick(): void {
    this.fresh.show();
  }

  close(): void {
    this.pollings.forEach((polling) => polling.close());
    this.names.close();
    this.resized.disconnect();
    this.chart.close();
  }

  private show(rows: Quality[]): void {
    this.fresh.came();
    this.rows = rows;
    this.draw(rows);
  }

  private draw(rows: readonly Quality[]): void {
    this.attempts = sum(rows.map((row) => row.attempts));
    this.answered = sum(rows.map((row) => row.answered));
    const busiest = [...rows].sort((a, b) => b.attempts - a.attempts).slice(0, SHOWN);
    busiest.sort((a, b) => (a.key < b.key ? -1 : 1));
    const hour = hourOfAll(rows);
    const most = hour && Math.max(...hour.attempts);
    render(
      html`
        <h2>${words.trunks(MINUTES)} ${this.fresh.element}</h2>
        <table>
          <thead>
            <tr>${words.trunkColumns.map((title) => html`<th scope="col">${title}</th>`)}</tr>
          </thead>
          <tbody>${busiest.map((row) => this.line(row))}</tbody>
        </table>
        <h2>${most === null ? '' : words.chart(count(most))}</h2>
        ${this.chartRoom}
      `,
      this.element,
    );
    if (hour !== null) {
      this.chart.show(hour);
    }
  }

  private line(row: Quality): TemplateResult {
    const usual = this.usual.get(row.key);
    const cells = [
      this.names.called(row.key),
      share(row.asr),
      share(usual?.asr),
      count(row.attempts),
      seconds(row.pddMillisMedian),
    ];
    return html`<tr data-tone=${asrTone(row, usual)}>${cells.map((text) => html`<td>${text}</td>`)}</tr>`;
  }

  /** Who may not see trunks sees none; whatever else went wrong, the age of the figures tells. */
  private failed(problem: unknown): void {
    if (problem instanceof ApiError && problem.status === 403) {
      this.element.hidden = true;
    }
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}

/** The hour of all rows together, without the minute that runs: half of it would look like a fall. Null without any. */
export function hourOfAll(rows: readonly Quality[]): QualityHour | null {
  const first = rows[0]?.hour;
  if (first === undefined) {
    return null;
  }
  const together = (of: (hour: QualityHour) => readonly number[]): number[] =>
    first.attempts.slice(0, -1).map((_, n) => sum(rows.map((row) => of(row.hour)[n] ?? 0)));
  return {
    from: first.from,
    attempts: together((hour) => hour.attempts),
    answered: together((hour) => hour.answered),
    pddMillisMedian: [],
  };
}
