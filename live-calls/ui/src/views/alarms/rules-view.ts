import { address } from '../../address';
import { alarmRules, putAlarmRule, type RuleChange } from '../../api/client';
import type { AlarmKind, AlarmRule } from '../../api/schema';
import { compareTexts, type Column } from '../../parts/columns';
import { EditedList } from '../../parts/edited-list';
import { idOf, type Field, type Values } from '../../parts/form';
import type { Look, Route } from '../../route';
import { compareDecimals } from '../../text/money';
import { texts } from '../../texts';
import type { View } from '../view';
import { KINDS, ruleSentence, wordsOf } from './rules';
import { sectionTabs } from '../../parts/section-tabs';

const words = texts.rules;
const { columns, fields } = words;

const COLUMNS: readonly Column<AlarmRule>[] = [
  {
    key: 'state',
    title: columns.state,
    width: 8,
    text: (rule) => (rule.enabled ? words.on : words.off),
    compare: (a, b) => Number(b.enabled) - Number(a.enabled),
  },
  {
    key: 'id',
    title: columns.id,
    width: 18,
    text: (rule) => rule.id,
    compare: (a, b) => compareTexts(a.id, b.id),
  },
  {
    key: 'name',
    title: columns.name,
    width: 30,
    text: (rule) => rule.name,
    compare: (a, b) => compareTexts(a.name, b.name),
    wraps: true,
    spare: 1,
  },
  { key: 'raised', title: columns.raised, width: 45, text: ruleSentence, wraps: true },
  {
    key: 'threshold',
    title: columns.threshold,
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
  readonly element: HTMLElement;
  private readonly list: EditedList<AlarmRule>;

  constructor(look: Look) {
    this.list = new EditedList<AlarmRule>({
      label: words.label,
      columns: COLUMNS,
      keyOf: (rule) => rule.id,
      nameOf: (rule) => rule.name,
      compare: (a, b) => compareTexts(a.id, b.id),
      tone: (rule) => (rule.enabled ? '' : 'over'),
      fetch: (signal) => alarmRules(signal),
      newWords: words.fresh,
      fresh: NEW,
      fieldsOf,
      sentenceOf: (rule) => words.sentence(ruleSentence(rule)),
      chosenIn: ruleOf,
      save: (values) => putAlarmRule(idOf(values), changeOf(values)),
      saved: (rule) => (rule.enabled ? words.saved(ruleSentence(rule)) : words.savedOff),
      filterHint: words.filter,
      look,
      looked: (now) => address.restate({ name: 'alarm-rules', ...now }),
      before: [sectionTabs('alarm-rules')],
      empty: words.empty,
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
  const meant = wordsOf(rule.kind);
  const field = (name: string, label: string, value: string | number, more: Partial<Field> = {}): Field => ({
    name,
    label,
    value: String(value),
    ...more,
  });
  return [
    field('kind', fields.kind, rule.kind, { choices: KINDS, fixed: !fresh }),
    field('id', fields.id, rule.id, { fixed: !fresh, ...(fresh && { hint: fields.idHint }) }),
    field('name', fields.name, rule.name),
    field('enabled', fields.enabled, String(rule.enabled), { type: 'checkbox' }),
    field('threshold', meant.threshold, rule.threshold, { type: 'number' }),
    ...(meant.least ? [field('least', meant.least, rule.least, { type: 'number' })] : []),
    ...(meant.minutes
      ? [field('minutes', fields.minutes, rule.minutes, { type: 'number', hint: fields.minutesHint })]
      : []),
    ...(meant.hours
      ? [
          field('from', fields.from, rule.from ?? '', { type: 'time' }),
          field('until', fields.until, rule.until ?? '', { type: 'time' }),
          field('timeZone', fields.timeZone, rule.timeZone, { hint: fields.timeZoneHint }),
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
