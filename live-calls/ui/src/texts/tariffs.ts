import { html } from 'lit-html';

/** Rate cards with what is put on them. */
export const packages = {
  label: 'Packages',
  columns: {
    id: 'Package',
    name: 'Name',
    card: 'Rate card',
    markup: 'Put on a minute',
    minutes: 'Free minutes',
    free: 'Costs nothing',
    pulse: 'Pulse',
    monthly: 'Monthly fee',
    setup: 'Set-up fee',
  },
  freeTo: (prefixes: string) => `to ${prefixes}`,
  freeBelow: (rate: string) => `up to ${rate} a minute`,
  onNet: 'on-net',
  fresh: 'New package',
  saved: 'Saved. It holds for calls that begin from now on.',
  filter: 'package, name or rate card',
  empty: (quote: string) => html`
    <h2>There are no packages</h2>
    <p>
      A package is a rate card with a markup, free minutes and fees, for an account that has its id as
      <code>packageId</code>. It needs a rate card first: <code>bin/trunkline import rates FILE.csv</code>. What it
      makes of a call is told by a <a href=${quote}>quote</a>.
    </p>
  `,
  fields: {
    id: 'Id',
    name: 'Name',
    card: 'Rate card',
    markupFixed: 'Put on a minute, fixed',
    markupPercent: 'Put on that, in percent',
    pulse: 'Pulse in seconds',
    pulseHint: '0: increments of the card',
    minutes: 'Free minutes a month',
    minutesHint: 'each call takes whole ones',
    prefixes: 'Free prefixes',
    prefixesHint: 'digits, with blanks between',
    belowRate: 'Free up to this rate a minute',
    onNet: 'On-net calls are free',
    monthly: 'Monthly fee',
    setup: 'Set-up fee',
    proRata: 'First month by the day',
  },
};

/** Numbers that can be called from outside. */
export const numbers = {
  label: 'Numbers',
  columns: {
    number: 'Number',
    account: 'Account',
    rate: 'Rate/min',
    monthly: 'Monthly fee',
    setup: 'Set-up fee',
    target: 'Goes to',
  },
  itsCalls: 'its calls',
  nobody: 'nobody',
  fresh: 'New number',
  savedOfNobody: 'Saved. Nobody has it.',
  saved: (account: string) => `Saved. ${account} has it, and pays its fees.`,
  filter: 'number, account or target',
  empty: () => html`
    <h2>There are no numbers</h2>
    <p>
      A number that an account has charges it for calls that come in. Load many from a file:
      <code>bin/trunkline import numbers FILE.csv</code>, or make one here.
    </p>
  `,
  fields: {
    number: 'Number',
    numberHint: 'E.164 digits, without +',
    account: 'Account',
    accountHint: 'who gets it pays its set-up fee, and its fee of this month',
    rate: 'A minute of a call to it',
    rateHint: 'in the currency of the account',
    monthly: 'Monthly fee',
    setup: 'Set-up fee',
    target: 'Goes to',
    targetHint: 'where the switch sends its calls',
  },
};

/** What a call would cost. */
export const quote = {
  title: 'What would a call cost?',
  button: 'Quote',
  call: 'Call',
  price: 'Price',
  hint: 'Nothing is booked by it, and free minutes are counted as they stand now.',
  by: {
    account: 'Account',
    sipUser: 'SIP user',
    sourceAddress: 'Address it comes from',
    package: 'Package',
    card: 'Rate card',
  },
  roles: {
    caller: 'the caller',
    reseller: 'above it',
    provider: 'the carrier is paid',
    number: 'has the called number',
  },
  fields: {
    by: 'Who pays is known by',
    to: 'Calls',
    toHint: 'E.164, as in +49 30 123456',
    seconds: 'For seconds',
    at: 'Answered at',
    atHint: (zone: string) => `${zone}; empty: now`,
    trunk: 'By the trunk',
    trunkHint: 'its address; empty: no carrier',
  },
  facts: { to: 'To', destination: 'Destination', lasts: 'Lasts', billed: 'Billed', free: 'Free' },
  destination: (name: string, prefix: string) => `${name}, prefix ${prefix}`,
  freeMinutes: (minutes: number) => `${minutes} free minutes`,
  card: (id: string) => `card ${id}`,
  unrated: 'No rate fits this number for it: it would pay nothing until the call is rated again.',
};
