import { address } from '../../address';
import { alarmRules, putAlarmRule, type RuleChange } from '../../api/client';
import type { AlarmKind, AlarmRule } from '../../api/schema';
import { compareTexts, type Column } from '../../parts/columns';
import { h } from '../../parts/dom';
import { EditedList } from '../../parts/edited-list';
import { idOf, type Field, type Values } from '../../parts/form';
import type { Look, Route } from '../../route';
import { compareDecimals } from '../../text/money';
import type { View } from '../view';
import { RULE_WORDS, ruleSentence } from './rules';
import { alarmTabs } from './tabs';

const COLUMNS: readonly Column<AlarmRule>[] = [
  {
    key: 'state',
    title: 'State',
    width: 8,
    text: (rule) => (rule.enabled ? 'on' : 'off'),
    compare: (a, b) => Number(b.enabled) - Number(a.enabled),
  },
  {
    key: 'id',
    title: 'Rule',
    width: 18,
    text: (rule) => rule.id,
    compare: (a, b) => compareTexts(a.id, b.id),
  },
  {
    key: 'name',
    title: 'Name',
    width: 38,
    text: (rule) => rule.name,
    compare: (a, b) => compareTexts(a.name, b.name),
    spare: 1,
  },
  { key: 'raised', title: 'Raises an alarm when', width: 45, text: ruleSentence },
  {
    key: 'threshold',
    title: 'Threshold',
    width: 11,
    spare: 2,
    numeric: true,
    text: (rule) => rule.threshold,
    compare: (a, b) => compareDecimals(a.threshold, b.threshold),
  },
];

/** A rule that is begun: what it looks at is asked first, the rest depends on that. */
const NEW: AlarmRule = {
  id: '',
  name: '',
  kind: 'asr',
  enabled: true,
  threshold: '',
  least: 1,
  minutes: 5,
  from: null,
  until: null,
  timeZone: 'UTC',
};

/** The rules that raise alarms, and a form that changes one or makes another. */
export class RulesView implements View {
  readonly title = 'Alarm rules';
  readonly element: HTMLElement;
  private readonly list: EditedList<AlarmRule>;

  constructor(look: Look) {
    this.list = new EditedList<AlarmRule>({
      label: 'Alarm rules',
      columns: COLUMNS,
      keyOf: (rule) => rule.id,
      nameOf: (rule) => rule.name,
      compare: (a, b) => compareTexts(a.id, b.id),
      tone: (rule) => (rule.enabled ? '' : 'over'),
      fetch: (signal) => alarmRules(signal),
      newWords: 'New rule',
      fresh: NEW,
      fieldsOf,
      chosenIn: ruleOf,
      save: (values) => putAlarmRule(idOf(values), changeOf(values)),
      saved: (rule) =>
        rule.enabled ? `Saved. An alarm is raised when ${ruleSentence(rule)}.` : 'Saved. It raises nothing.',
      filterHint: 'rule or what it looks at',
      look,
      looked: (now) => address.restate({ name: 'alarm-rules', ...now }),
      before: [alarmTabs('alarm-rules')],
      empty: h('div', {}, h('h2', {}, 'There are no rules')),
    });
    this.element = this.list.element;
  }

  key(event: KeyboardEvent): boolean {
    return this.list.key(event);
  }

  follow(route: Route): boolean {
    if (route.name === 'alarm-rules') {
      this.list.follow(route);
    }
    return route.name === 'alarm-rules';
  }

  focusFilter(): void {
    this.list.focusFilter();
  }

  close(): void {
    this.list.close();
  }
}

function fieldsOf(rule: AlarmRule, fresh: boolean): Field[] {
  const words = RULE_WORDS[rule.kind];
  const kinds = Object.fromEntries(Object.entries(RULE_WORDS).map(([kind, { kind: text }]) => [kind, text]));
  const field = (name: string, label: string, value: string | number, more: Partial<Field> = {}): Field => ({
    name,
    label,
    value: String(value),
    ...more,
  });
  return [
    field('kind', 'Looks at', rule.kind, { choices: kinds, fixed: !fresh }),
    field('id', 'Id', rule.id, { fixed: !fresh, ...(fresh && { hint: 'as in trunk-asr-night' }) }),
    field('name', 'Name', rule.name),
    field('enabled', 'It is on', String(rule.enabled), { type: 'checkbox' }),
    field('threshold', words.threshold, rule.threshold, { type: 'number' }),
    ...(words.least ? [field('least', words.least, rule.least, { type: 'number' })] : []),
    ...(words.minutes
      ? [field('minutes', 'In the last minutes', rule.minutes, { type: 'number', hint: '1 to 60' })]
      : []),
    ...(words.hours
      ? [
          field('from', 'From', rule.from ?? '', { type: 'time' }),
          field('until', 'Until', rule.until ?? '', { type: 'time' }),
          field('timeZone', 'Time zone', rule.timeZone, { hint: 'as in Europe/Berlin' }),
        ]
      : []),
  ];
}

/** What stands in the form, as a rule: for its fields, when what it looks at has changed. */
function ruleOf(values: Values): AlarmRule {
  return {
    ...NEW,
    id: values['id'] ?? '',
    name: values['name'] ?? '',
    kind: values['kind'] as AlarmKind,
    enabled: values['enabled'] === 'true',
  };
}

/** What is sent: what is no number goes as it was typed, so that the API says what is wrong with it. */
function changeOf(values: Values): RuleChange {
  const change: Record<string, unknown> = { ...values, enabled: values['enabled'] === 'true' };
  for (const name of ['least', 'minutes']) {
    if (/^\d+$/.test(values[name] ?? '')) {
      change[name] = Number(values[name]);
    }
  }
  for (const name of ['from', 'until'].filter((each) => values[each] === '')) {
    change[name] = null;
  }
  return change;
}
