import { html } from 'lit-html';

/** The calls that are up. */
export const calls = {
  columns: {
    state: 'State',
    from: 'From',
    to: 'To',
    account: 'Account',
    destination: 'Destination',
    rate: 'Rate/min',
    duration: 'Duration',
    cost: 'Cost',
    available: 'Left to spend',
    source: 'Source',
    target: 'Target',
    started: (zone: string) => `Started ${zone}`,
  },
  ended: 'ended',
  noRate: 'no rate',
  legOfAbove: 'a leg of the call above',
  aMinute: (rate: string) => `${rate} a minute`,
  answeredAt: (at: string) => `answered ${at}`,
  ringingSinceStart: 'ringing since it started',
  doubt: (since: string) =>
    `Nothing was captured for a while: it was surely up until ${since}. ` +
    'Its cost stands there, and it burns no balance until the switch says whether it is up, or a message of it comes.',
  noMoneyToRunOut: 'no account that runs out of money pays',
  left: (available: string, account: string) => `${available} available to ${account}`,
  leftUntil: (left: string, at: string) => `${left}, used up at ${at} if its calls go on`,
  label: 'Live calls',
  filter: 'number, account, address or Call-ID',
  endQuestion: (from: string, to: string) => `End the call of ${from} to ${to}?`,
  folded: 'without a sign of life',
  wall: 'Wall',
  wallTip: 'For a screen on the wall (w)',
  totals: {
    up: 'Calls up',
    ringing: 'Ringing',
    perMinute: 'Cost per minute',
    soFar: 'Cost of these calls so far',
    of: (shown: number, all: number) => `${shown} of ${all}`,
  },
  empty: () => html`
    <h2>No calls are up</h2>
    <p>
      Calls appear here as soon as a switch sends its signalling as HEP: point its capture agent (Kamailio
      <code>siptrace</code>, FreeSWITCH <code>capture-server</code>, heplify …) at this machine, port 9060 unless
      <code>hep.udp-port</code> says otherwise. Agents that are not on this machine must be listed in
      <code>hep.agents</code>; the README shows how.
    </p>
    <p>To see it at work without a switch: <code>bin/trunkline run --demo</code>.</p>
  `,
};

/** Who is registered. */
export const registrations = {
  columns: {
    state: 'State',
    expires: 'Expires in',
    registered: (zone: string) => `Registered ${zone}`,
    aor: 'Address of record',
    contact: 'Contact',
    account: 'Account',
    received: 'Received from',
    transport: 'Transport',
    agent: 'User agent',
  },
  label: 'Registrations',
  filter: 'address, account, contact or user agent',
  active: 'Active',
  expired: 'Expired',
  failed: 'Failed',
  empty: () => html`
    <h2>Nobody is registered</h2>
    <p>
      Registrations appear when the registrar answers a REGISTER, and a capture agent on it sends both to the HEP port
      (9060 unless configured otherwise).
    </p>
  `,
};

/** How calls get through. */
export const quality = {
  names: { trunk: 'Trunk', destination: 'Destination', account: 'Account' },
  columns: {
    asr: 'ASR',
    'usual-asr': 'Usually',
    ner: 'NER',
    attempts: 'Attempts',
    answered: 'Answered',
    acd: 'ACD',
    pdd: 'PDD',
    minutes: 'Minutes',
    revenue: 'Money a minute',
    'hour-attempts': 'Hour · usually',
    hour: 'Last hour',
  },
  showCalls: (key: string) => `${key}: show its calls`,
  asrTip: 'answered of attempts; shows why the others failed',
  nerTip: 'what reached the called side, whatever came of it, of attempts',
  attemptsTip: 'calls that were answered or failed: show them',
  acdTip: 'mean length of the calls that ended',
  pddTip: (usually: string) => `median time until it rings; usually ${usually}`,
  minutesTip: 'answered minutes of the calls that ended',
  revenueTip: (money: string) =>
    `${money}: what the calls that ended were charged to the callers’ accounts, a minute of the clock`,
  hourTip: 'attempts a minute, and how many of them were answered',
  noUsual: 'the store has no calls of the same hour of the seven days before',
  usualTip: (attempts: number, days: number, answered: string) =>
    `the same hour of the days before: ${attempts} attempts on ${days} of 7 days, ${answered} answered`,
  label: (by: string) => `Quality by ${by}`,
  by: 'Quality by',
  minutesLabel: 'Minutes',
  lastHour: 'Last hour',
  titles: { trunk: 'Trunks', destination: 'Destinations', account: 'Accounts' },
  filters: { trunk: 'trunks', destination: 'destinations', account: 'accounts' },
  minutes: (minutes: number) => `${minutes} min`,
  hourOf: (name: string, zone: string) => `The last hour of ${name}, times in ${zone}`,
  empty: () => html`
    <h2>No calls in the last hour</h2>
    <p>
      A call counts as soon as it is answered or has failed. What the platform refused counts against no trunk, and calls
      to its own endpoints count for none.
    </p>
  `,
};

/** The screen on the wall. */
export const wall = {
  leave: 'Leave',
  leaveTip: 'Leave the wall (Esc)',
  up: 'Calls up',
  ringing: 'Ringing',
  answered: 'Answered, last 15 min',
  perMinute: 'Cost per minute',
  newest: 'Newest calls',
  noRate: 'no rate',
  columns: {
    state: 'State',
    from: 'From',
    to: 'To',
    account: 'Account',
    destination: 'Destination',
    for: 'For',
    cost: 'Cost',
  },
  alarms: 'Alarms',
  noAlarms: 'No alarm is up',
  more: (others: number) => `and ${others} more`,
  alarm: (since: string, zone: string, lasts: string, by: string | null) =>
    `since ${since} ${zone}, for ${lasts}${by === null ? '' : `, acknowledged by ${by}`}`,
  trunks: (minutes: number) => `Trunks, last ${minutes} min`,
  trunkColumns: ['Trunk', 'ASR', 'Usually', 'Calls', 'PDD'],
  chart: (most: string) => `Attempts a minute, and answered, in the last hour; ${most} at most`,
  old: (age: string) => `no data for ${age}`,
};
