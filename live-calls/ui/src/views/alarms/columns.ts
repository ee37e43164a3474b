import type { Alarm } from '../../api/schema';
import { compareTexts, type Column } from '../../parts/columns';
import type { Board } from '../../parts/live-list';
import { texts } from '../../texts';
import { dateAndTime, millisOf, spokenDuration, timeTip, zoneName } from '../../text/time';

const { columns, states } = texts.alarms;

/** How an alarm stands, for the style sheet: red until somebody has seen it, then amber, then over. */
export function alarmTone(alarm: Alarm): 'up' | 'seen' | 'over' {
  return alarm.clearedAt !== null ? 'over' : alarm.acknowledgedBy === null ? 'up' : 'seen';
}

const TONES = { up: 'bad', seen: 'watch', over: '' } as const;

/** What is up first, what nobody has seen before all, then the newest. */
export function compareAlarms(a: Alarm, b: Alarm): number {
  const weight = { up: 0, seen: 1, over: 2 } as const;
  return (
    weight[alarmTone(a)] - weight[alarmTone(b)] ||
    compareTexts(b.raisedAt, a.raisedAt) ||
    compareTexts(a.id, b.id)
  );
}

export function alarmColumns(board: Board<Alarm>): readonly Column<Alarm>[] {
  const lasts = (alarm: Alarm): number =>
    (millisOf(alarm.clearedAt) ?? board.moment(alarm)) - (millisOf(alarm.raisedAt) ?? 0);
  return [
    {
      key: 'state',
      title: columns.state,
      width: 12,
      text: (alarm) => states[alarmTone(alarm)],
      tone: (alarm) => TONES[alarmTone(alarm)],
      compare: compareAlarms,
    },
    {
      key: 'text',
      title: columns.text,
      width: 62,
      text: (alarm) => alarm.text,
      compare: (a, b) => compareTexts(a.text, b.text),
    },
    {
      key: 'rule',
      title: columns.rule,
      width: 18,
      spare: 2,
      text: (alarm) => alarm.ruleId,
      compare: (a, b) => compareTexts(a.ruleId, b.ruleId),
    },
    {
      key: 'raised',
      title: columns.raised(zoneName()),
      width: 20,
      text: (alarm) => dateAndTime(alarm.raisedAt),
      tooltip: (alarm) => timeTip(alarm.raisedAt),
      compare: (a, b) => compareTexts(a.raisedAt, b.raisedAt),
    },
    {
      key: 'lasts',
      title: columns.lasts,
      width: 12,
      text: (alarm) => spokenDuration(lasts(alarm)),
      compare: (a, b) => lasts(a) - lasts(b),
    },
    {
      key: 'seen',
      title: columns.seen,
      width: 14,
      spare: 1,
      text: (alarm) => (alarm.acknowledgedBy === null ? '' : texts.alarms.by(alarm.acknowledgedBy)),
      tooltip: (alarm) => timeTip(alarm.acknowledgedAt),
      compare: (a, b) => compareTexts(a.acknowledgedBy, b.acknowledgedBy),
    },
  ];
}
