import { address } from '../../address';
import { acknowledgeAlarm, ApiError, apiPath } from '../../api/client';
import type { Alarm } from '../../api/schema';
import { h, refill, setText } from '../../parts/dom';
import { facts } from '../../parts/facts';
import { LiveList } from '../../parts/live-list';
import { routeHash, type Look, type Route } from '../../route';
import { utcText, zonedTime } from '../../text/time';
import type { View } from '../view';
import { alarmColumns, alarmTone, compareAlarms } from './columns';

/** What rules raised, with the calls that raised it, and who has seen it. */
export class AlarmsView implements View {
  readonly title = 'Alarms';
  readonly element: HTMLElement;
  private readonly list: LiveList<Alarm>;
  private readonly pane = h('section', { class: 'alarm-pane', 'aria-label': 'Alarm' });
  private readonly problem = h('p', { class: 'problem', role: 'status' });
  private shown = '';

  constructor(look: Look) {
    this.pane.hidden = true;
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
      tools: [h('a', { href: routeHash({ name: 'alarm-rules' }) }, 'Rules')],
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
    this.element = h('main', { class: 'view alarms' }, this.list.element, this.pane);
  }

  key(event: KeyboardEvent): boolean {
    const alarm = this.list.table.selection;
    if (event.key === 'a' && alarm !== null) {
      void this.acknowledge(alarm);
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

  private async acknowledge(alarm: Alarm): Promise<void> {
    setText(this.problem, '');
    try {
      await acknowledgeAlarm(alarm.id);
    } catch (problem) {
      setText(this.problem, problem instanceof ApiError ? problem.message : 'It could not be acknowledged.');
    }
  }

  private showSelected(): void {
    const alarm = this.list?.table.selection ?? null;
    const now = JSON.stringify(alarm);
    if (now === this.shown) {
      return;
    }
    this.shown = now;
    this.pane.hidden = alarm === null;
    refill(this.pane, ...(alarm === null ? [] : this.content(alarm)));
  }

  private content(alarm: Alarm): HTMLElement[] {
    const seen = alarm.acknowledgedBy !== null;
    return [
      h(
        'header',
        { class: 'heading' },
        h('h1', {}, alarm.text),
        seen
          ? h('span', { class: 'hint' }, `acknowledged by ${alarm.acknowledgedBy}`)
          : h('button', { type: 'button', on: { click: () => void this.acknowledge(alarm) } }, 'Acknowledge'),
        h('a', { href: routeHash(about(alarm)) }, aboutWords(alarm)),
      ),
      this.problem,
      facts(
        ['Measured', alarm.value],
        ['Allowed', alarm.threshold],
        ['Raised', zonedTime(alarm.raisedAt), utcText(alarm.raisedAt)],
        ['Cleared', alarm.clearedAt && zonedTime(alarm.clearedAt), utcText(alarm.clearedAt)],
        ['Rule', h('a', { href: routeHash({ name: 'alarm-rules', row: alarm.ruleId }) }, alarm.ruleId)],
      ),
      alarm.calls.length === 0
        ? h('p', { class: 'hint' }, 'No calls belong to it.')
        : h(
            'p',
            { class: 'alarm-calls' },
            'Calls: ',
            ...alarm.calls.map((id) => h('a', { href: routeHash({ name: 'call', callId: id }) }, id)),
          ),
    ];
  }
}

/** The view in which to look at what the alarm is about. */
function about(alarm: Alarm): Route {
  switch (alarm.kind) {
    case 'asr':
    case 'attempts':
    case 'pdd':
      return { name: 'quality', by: 'trunk', minutes: 15, row: alarm.key };
    case 'spend':
    case 'night-destination':
    case 'short-calls':
    case 'cut-failed':
      return { name: 'account', id: alarm.key };
    case 'registrations-lost':
      return { name: 'registrations' };
    case 'silent-agent':
      return { name: 'collectors' };
  }
}

function aboutWords(alarm: Alarm): string {
  switch (alarm.kind) {
    case 'asr':
    case 'attempts':
    case 'pdd':
      return 'Show the trunks';
    case 'spend':
    case 'night-destination':
    case 'short-calls':
    case 'cut-failed':
      return 'Show the account';
    case 'registrations-lost':
      return 'Show registrations';
    case 'silent-agent':
      return 'Show collectors';
  }
}
