import { counted } from './words';

/** What parts say that stand in several views. */
export const parts = {
  notRead: 'It could not be read.',
  selected: 'What is selected',
  save: 'Save',
  notSent: 'It could not be sent.',
  missing: (field: string) => `${field} is missing`,
  keyNew: 'key n',
  zoneTip: 'the zone of this browser',
  csv: 'Download CSV',
};

/** Lists that are read page by page. */
export const list = {
  filter: (hint: string) => `Filter: ${hint}`,
  match: (fitting: number, all: number) => `${fitting} of ${all} match`,
  all: (all: number, more: boolean) => (more ? `${all}, older ones can be loaded` : `${all}`),
  arrived: (rows: number, more: boolean) => `Show ${rows}${more ? ' or more' : ''} new`,
  older: 'Load older',
  nothingFits: 'Nothing here fits the filter',
  searchInstead: 'The search (key /) looks everywhere, also among calls that are over.',
};

/** The form of a period. */
export const period = {
  label: 'Period',
  since: 'from',
  until: 'until',
  own: 'from … until',
  months: { '': 'since last month', month: 'this month', before: 'last month' },
  usual: {
    '': 'any time',
    quarter: 'last 15 min',
    hour: 'last hour',
    noon: 'since noon',
    midnight: 'since midnight',
    yesterday: 'yesterday',
    week: 'last 7 days',
    month: 'this month',
    before: 'last month',
  },
};

/** Orders that are asked for first. */
export const orders = {
  asked: 'asked…',
  notSent: 'The order could not be sent.',
  end: {
    ask: 'End call…',
    yes: 'End it',
    no: 'Let it go on',
    ordered: 'ordered; the call ends when the switch has done it',
  },
  ended: 'ended, as ordered',
  notEnded: (why: string) => `not ended: ${why}`,
  remove: {
    ask: 'Remove…',
    yes: 'Remove it',
    no: 'Keep it',
    ordered: 'ordered; its history says what the switch did',
  },
};

/** The head of the page. */
export const head = {
  views: 'Views',
  back: 'Back',
  backKey: 'Back (Esc)',
  previous: 'Previous of the list (k)',
  next: 'Next of the list (j)',
  signOut: 'Sign out',
  copy: 'Copy',
  link: 'link',
  copyTip: 'Copy the address of what is shown (l)',
  copied: 'Copied',
  notCopied: 'Not copied',
  alarms: (unseen: number) => counted(unseen, { one: 'alarm', other: 'alarms' }),
  acknowledged: (alarms: number) => `${alarms} acknowledged`,
  allUp: 'all parts up',
  ailing: (status: string, parts: string) => `${status}: ${parts}`,
  unreachable: 'unreachable',
  noAnswer: 'The server does not answer.',
};

/** What a live list says of its data. */
export const live = {
  pause: 'Pause',
  paused: (waiting: number) => `Paused · ${waiting} waiting`,
  held: (count: string, waiting: number) => `${count}, ${waiting} new wait while you point here`,
  show: (rows: number, what: string) => `Show ${rows} ${what}`,
  hide: (rows: number, what: string) => `Hide ${rows} ${what}`,
  lost: 'Connection lost, trying again.',
  starting: 'Waiting for the server.',
  age: (age: string) => `No data for ${age}; what you see is as old.`,
};

/** The search from anywhere. */
export const search = {
  title: 'Search',
  button: 'Search  /',
  tip: 'Search (/)',
  label: 'Search everywhere',
  hint: 'number, user, account, address or Call-ID; “since noon”, “last 2 h”',
  allCalls: 'all calls',
  failed: 'The search failed.',
  understood: (what: string, since: string | null, nothing: boolean) =>
    `${what}${since === null ? '' : `, calls since ${since}`}${nothing ? ': nothing found' : ''}`,
};

/** A download that did not come. */
export const downloadFailed = 'Download failed';

/** The chart of an hour. */
export const chart = {
  minute: 'Minute',
  attempts: 'Attempts a minute',
  asr: 'ASR',
  usualAsr: 'ASR usually',
};

/** What is said when the API says nothing. */
export const api = {
  unreachable: 'The server does not answer. Is trunkline running?',
  answered: (status: number) => `The server answered ${status}.`,
};
