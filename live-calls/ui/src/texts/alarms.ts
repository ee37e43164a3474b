import { html } from 'lit-html';
import { counted } from './words';

/** A share between 0 and 1 in percent. */
const percent = (share: string): number => Math.round(Number(share) * 10_000) / 100;

/** Alarms that are up, and those of any past time. */
export const alarms = {
  label: 'Alarms',
  pastLabel: 'Past alarms',
  columns: {
    state: 'State',
    text: 'What',
    rule: 'Rule',
    raised: (zone: string) => `Raised ${zone}`,
    lasts: 'For',
    seen: 'Acknowledged',
  },
  states: { up: 'up', seen: 'acknowledged', over: 'over' },
  by: (user: string) => `by ${user}`,
  filter: 'rule, trunk, account or agent',
  empty: (rules: string) => html`
    <h2>No alarms</h2>
    <p>
      Rules are there from the start: a trunk that answers few calls or is slow to ring, far more or fewer calls than
      usual, registrations that expire at once, an agent that falls silent, an account that spends very fast, dear calls
      at night, many calls of a second. <a href=${rules}>See and change them</a>.
    </p>
  `,
  nothingPast: () => html`
    <h2>No alarm was raised in this time</h2>
    <p>Alarms are kept as long as call records.</p>
  `,
  pastRows: (rows: number, more: boolean) =>
    counted(rows, { one: 'alarm', other: 'alarms' }) + (more ? ', older ones can be loaded' : ''),
  pane: {
    label: 'Alarm',
    measured: 'Measured',
    /** What was measured or is allowed, with what it is counted in; as it stands where that is calls or money. */
    figure: (kind: string, value: string): string => {
      switch (kind) {
        case 'asr':
          return `${percent(value)} %`;
        case 'pdd':
          return `${value} ms`;
        case 'attempts':
          return `${value} times the usual calls`;
        case 'silent-agent':
          return `${value} times the usual interval`;
        default:
          return value;
      }
    },
    allowed: 'Allowed',
    raised: 'Raised',
    cleared: 'Cleared',
    rule: 'Rule',
    calls: 'Calls:',
    noCalls: 'No calls belong to it.',
    acknowledge: 'Acknowledge',
    acknowledgedBy: (user: string) => `acknowledged by ${user}`,
    notAcknowledged: 'It could not be acknowledged.',
    trunks: 'Show the trunks',
    account: 'Show the account',
    registrations: 'Show registrations',
    collectors: 'Show collectors',
  },
};

interface Rule {
  threshold: string;
  least: number;
  minutes: number;
  from: string | null;
  until: string | null;
  timeZone: string;
}

const during = ({ minutes }: Rule): string => `in ${minutes} min`;
const callsOf = ({ least }: Rule): string => (least === 1 ? 'the calls' : `${least} calls or more`);

/** The rules that raise alarms: what each kind looks at, what its parts mean, and when it raises one. */
export const rules = {
  label: 'Alarm rules',
  columns: {
    state: 'State',
    id: 'Rule',
    name: 'Name',
    raised: 'Raises an alarm when',
    threshold: 'Threshold',
  },
  on: 'on',
  off: 'off',
  fresh: 'New rule',
  saved: (sentence: string) => `Saved. An alarm is raised when ${sentence}.`,
  sentence: (sentence: string) => `Raised when ${sentence}.`,
  savedOff: 'Saved. It raises nothing.',
  filter: 'rule or what it looks at',
  empty: () => html`<h2>There are no rules</h2>`,
  fields: {
    kind: 'Looks at',
    id: 'Id',
    idHint: 'as in trunk-asr-night',
    name: 'Name',
    enabled: 'It is on',
    minutes: 'In the last minutes',
    minutesHint: '1 to 60',
    from: 'From',
    until: 'Until',
    timeZone: 'Time zone',
    timeZoneHint: 'as in Europe/Berlin',
  },
  kinds: {
    asr: {
      kind: 'a trunk’s share of answered calls',
      threshold: 'Answered share below (0 to 1)',
      least: 'Of at least so many attempts',
      raised: (rule: Rule) =>
        `a trunk answers less than ${percent(rule.threshold)} % of ${rule.least} calls or more, ${during(rule)}`,
    },
    attempts: {
      kind: 'a trunk’s attempts, against the usual',
      threshold: 'Times more, or fewer, than usual',
      least: 'Usual are at least so many calls',
      raised: (rule: Rule) =>
        `a trunk has ${rule.threshold} times more or fewer calls than usual, ${during(rule)}, usual at least ${rule.least}`,
    },
    pdd: {
      kind: 'how long a trunk takes to ring',
      threshold: 'Median milliseconds above',
      least: 'Of at least so many attempts',
      raised: (rule: Rule) =>
        `a trunk takes more than ${rule.threshold} ms to ring, of ${rule.least} calls or more, ${during(rule)}`,
    },
    'registrations-lost': {
      kind: 'registrations that expire',
      threshold: 'So many registrations',
      raised: (rule: Rule) => `${rule.threshold} registrations expire ${during(rule)}`,
    },
    'silent-agent': {
      kind: 'a capture agent that falls silent',
      threshold: 'Times its usual interval',
      least: 'That ever sent so many packets',
      raised: (rule: Rule) =>
        `an agent that sent ${rule.least} packets has not sent for ${rule.threshold} times its usual interval`,
    },
    spend: {
      kind: 'what an account spends a minute',
      threshold: 'A minute, in its currency, more than',
      least: 'By at least so many calls',
      raised: (rule: Rule) =>
        `${callsOf(rule)} of an account cost more than ${rule.threshold} a minute together`,
    },
    'night-destination': {
      kind: 'dear calls at night',
      threshold: 'A minute and call, or more',
      least: 'At least so many such calls',
      raised: (rule: Rule) =>
        `${callsOf(rule)} of an account that are up cost ${rule.threshold} a minute or more each` +
        (rule.from === null ? '' : `, from ${rule.from} to ${rule.until} ${rule.timeZone}`),
    },
    'short-calls': {
      kind: 'calls of a second',
      threshold: 'So many calls',
      raised: (rule: Rule) =>
        `${rule.threshold} answered calls of an account last a second or less, ${during(rule)}`,
    },
    'cut-failed': {
      kind: 'calls that the switch does not end',
      threshold: 'So many calls',
      raised: ({ threshold }: Rule) =>
        `${threshold === '1' ? 'a call' : `${threshold} calls`} of an account whose balance is used up ${threshold === '1' ? 'goes' : 'go'} on`,
    },
  },
};
