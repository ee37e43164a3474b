import type { Call } from '../../api/schema';
import { serverClock } from '../../api/server-clock';
import { h, refill, setText } from '../../parts/dom';
import { alignedMoney } from '../../text/money';
import { party } from '../../text/party';
import { clockDuration } from '../../text/time';
import { texts } from '../../texts';
import { callMillis, stateOf, strikingOf } from '../calls/columns';
import { newestCalls } from './newest';

const words = texts.wall;
const COLUMNS = Object.entries(words.columns);

/** The calls that began last, the latest on top, as many as there is room for. The rows stay: only their texts change. */
export class CallsBoard {
  readonly element: HTMLElement;
  private readonly body = h('tbody');
  private readonly room: HTMLElement;
  private rows: HTMLTableRowElement[] = [];

  constructor() {
    const head = h('thead', {}, h('tr', {}, ...COLUMNS.map(([, title]) => h('th', { scope: 'col' }, title))));
    this.room = h('div', { class: 'wall-room' }, h('table', {}, head, this.body));
    this.element = h('section', { class: 'wall-calls' }, h('h2', {}, words.newest), this.room);
  }

  show(calls: Iterable<Call>): void {
    const most = this.places();
    const newest = newestCalls(calls, most);
    if (this.rows.length !== newest.length) {
      this.rows = newest.map(() => h('tr', {}, ...COLUMNS.map(([key]) => h('td', { class: key }))));
      refill(this.body, ...this.rows);
    }
    newest.forEach((call, n) => fill(this.rows[n]!, call));
  }

  /** How many rows the room has place for, the head taken off. */
  private places(): number {
    const row = this.room.querySelector('th')!.getBoundingClientRect().height;
    return row === 0 ? 0 : Math.max(0, Math.floor(this.room.clientHeight / row) - 1);
  }
}

function fill(row: HTMLTableRowElement, call: Call): void {
  const now = serverClock.millis();
  const texts = [
    stateOf(call),
    party(call.from),
    party(call.to),
    call.accountId ?? '–',
    call.destination ?? (call.accountId ? words.noRate : '–'),
    clockDuration(callMillis(call, now)),
    call.state === 'ringing' || call.cost === null ? '' : alignedMoney(call.cost, 6, call.currency),
  ];
  texts.forEach((text, n) => setText(row.cells[n]!, text));
  const tone = call.accountId && !call.destination ? 'missing' : strikingOf(call, now) || call.state;
  if (row.dataset['tone'] !== tone) {
    row.dataset['tone'] = tone;
  }
}
