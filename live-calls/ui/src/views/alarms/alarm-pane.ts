import { acknowledgeAlarm, ApiError } from '../../api/client';
import type { Alarm } from '../../api/schema';
import { h, refill, setText } from '../../parts/dom';
import { facts } from '../../parts/facts';
import { routeHash, type Route } from '../../route';
import { utcText, zonedTime } from '../../text/time';

/** One alarm: what was measured, when, the calls that raised it, and a button to say that it was seen. */
export class AlarmPane {
  readonly element = h('section', { class: 'alarm-pane', 'aria-label': 'Alarm' });
  private readonly problem = h('p', { class: 'problem', role: 'status' });
  private shown = '';

  /** `seen` is told when an alarm was acknowledged. */
  constructor(private readonly seen: () => void = () => {}) {
    this.element.hidden = true;
  }

  show(alarm: Alarm | null): void {
    const now = JSON.stringify(alarm);
    if (now === this.shown) {
      return;
    }
    this.shown = now;
    this.element.hidden = alarm === null;
    refill(this.element, ...(alarm === null ? [] : this.content(alarm)));
  }

  async acknowledge(alarm: Alarm): Promise<void> {
    setText(this.problem, '');
    try {
      await acknowledgeAlarm(alarm.id);
      this.seen();
    } catch (problem) {
      setText(this.problem, problem instanceof ApiError ? problem.message : 'It could not be acknowledged.');
    }
  }

  private content(alarm: Alarm): (HTMLElement | null)[] {
    return [
      h(
        'header',
        { class: 'heading' },
        h('h1', {}, alarm.text),
        this.seenBy(alarm),
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

  /** Who has seen it, or the button that says so; nothing of one that was over before anybody did. */
  private seenBy(alarm: Alarm): HTMLElement | null {
    if (alarm.acknowledgedBy !== null) {
      return h('span', { class: 'hint' }, `acknowledged by ${alarm.acknowledgedBy}`);
    }
    return alarm.clearedAt === null
      ? h('button', { type: 'button', on: { click: () => void this.acknowledge(alarm) } }, 'Acknowledge')
      : null;
  }
}

/** The view in which to look at what the alarm is about. */
export function about(alarm: Alarm): Route {
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
