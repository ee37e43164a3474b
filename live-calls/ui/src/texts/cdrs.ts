import { html } from 'lit-html';
import { counted, decimal } from './words';

/** Calls that have ended. */
export const cdrs = {
  columns: {
    outcome: 'Outcome',
    status: 'SIP',
    from: 'From',
    to: 'To',
    account: 'Account',
    destination: 'Destination',
    ring: 'Ring',
    duration: 'Duration',
    billed: 'Billed s',
    price: 'Price',
    cause: 'Why it ended',
    started: (zone: string) => `Started ${zone}`,
  },
  sip: (outcome: string, status: number) => `${outcome}, SIP ${status}`,
  paidBy: (payer: string | null, called: string | null) =>
    `paid by ${payer ?? 'nobody'}, called: ${called ?? 'no account'}`,
  seconds: (seconds: string) => `${seconds} s`,
  notAnswered: 'not answered',
  unratedTip: 'answered, but no rate fits; it can be rated later',
  endedBy: (side: string) => `ended by ${side}`,
  /** Of causes whose sentence is longer than a column. */
  shortCauses: {
    suspended: 'refused: account cannot pay',
    'balance-used-up': 'cut off: balance used up',
    unreachable: 'could not be reached',
    'not-found': 'number not found',
  },
  label: 'Call records',
  kinds: 'Kinds of calls',
  views: { dialled: 'Dialled', received: 'Received', missed: 'Missed', other: 'Other', all: 'All' },
  rows: (rows: number, more: boolean) =>
    rows === 0
      ? ''
      : counted(rows, { one: 'record', other: 'records' }) + (more ? ', older ones can be loaded' : ''),
  notRead: 'The call records could not be read.',
  emptyFiltered: (view: string) => html`
    <h2>No ${view}calls fit this filter</h2>
    <p>Clear a field, or look under the other kinds of calls.</p>
  `,
  empty: (view: string) => html`
    <h2>No ${view}calls yet</h2>
    <p>A call stands here a moment after it has ended. Calls that are up are under Live calls.</p>
  `,
  filter: {
    number: 'Number',
    account: 'Account',
    callId: 'Call-ID',
    cause: 'Cause',
    agent: 'Agent',
    minRing: 'Rang for at least, in seconds',
    maxRing: 'Rang for at most, in seconds',
    minSeconds: 'Lasted for at least, in seconds',
    maxSeconds: 'Lasted for at most, in seconds',
    rang: 'rang',
    lasted: 'lasted',
    to: 'to',
    unit: 's',
    further: 'More',
    clear: 'Clear',
    anyAgain: (field: string) => `Show any ${field} again`,
    narrowed: (field: string, value: string) => `${field} ${value} ×`,
    fields: { outcome: 'outcome', trunk: 'trunk', destination: 'destination', registrationId: 'endpoint' },
    causes: {
      '': 'any cause',
      normal: 'hung up',
      busy: 'busy',
      'no-answer': 'no answer',
      declined: 'declined',
      cancelled: 'cancelled',
      unreachable: 'unreachable',
      'not-found': 'not found',
      forbidden: 'forbidden',
      suspended: 'suspended',
      'trunk-failure': 'trunk failure',
      'platform-failure': 'platform failure',
      'balance-used-up': 'balance used up',
      'ended-by-operator': 'ended by operator',
      'no-bye': 'no BYE',
      other: 'other',
    },
  },
};

/** Calls counted together, those that are up and those that have ended. */
export const groups = {
  label: 'Groups',
  chooser: 'Group',
  by: {
    '': 'not grouped',
    account: 'by account',
    trunk: 'by trunk',
    destination: 'by destination',
    state: 'by state',
    cause: 'by cause',
  },
  calls: (calls: number) => counted(calls, { one: 'call', other: 'calls' }),
  answered: (share: number) => `${decimal(100 * share, 0)} % answered`,
  last: (at: string) => `last ${at}`,
  period: (from: string, until: string) => `${from} to ${until}`,
  ringing: (calls: number) => `${calls} ringing`,
  perMinute: (amount: string) => `${amount}/min`,
  others: 'further groups',
  showAll: 'show all calls again',
  showAlone: 'show these calls alone',
  /** Of records without what they are counted by. */
  noneOfRecords: {
    cause: 'not known',
    trunk: 'never left the platform',
    account: 'nobody’s',
    destination: 'no rate fits',
  },
  /** Of calls that are up, the same. */
  noneOfCalls: { account: 'no account', trunk: 'to an endpoint here', destination: 'no rate' },
};
