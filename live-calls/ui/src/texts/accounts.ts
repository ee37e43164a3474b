import { html } from 'lit-html';
import { counted } from './words';

/** Accounts, their balances and their statements. */
export const accounts = {
  columns: {
    status: 'Status',
    id: 'Account',
    name: 'Name',
    balance: 'Balance',
    reserved: 'In live calls',
    available: 'Available',
    exhausts: 'Runs out in',
    limit: 'Credit limit',
    low: 'Low below',
    management: 'At the limit',
    card: 'Rate card',
  },
  management: { none: 'nothing (postpaid)', soft: 'overdrawn, goes on', hard: 'suspended (hard)' },
  removed: 'removed',
  needsAttention: (why: string) => `needs attention: ${why}`,
  reservedTip: (amount: string) =>
    `${amount}: what the calls that are up have cost so far; not yet in the balance`,
  availableTip: (amount: string) => `${amount}: balance and credit limit, less what is in live calls`,
  notByCalls: 'not by the calls that are up',
  runsOutNow: 'runs out now',
  left: (time: string) => `${time} left`,
  label: 'Accounts',
  filter: 'account, name, SIP user, number or rate card',
  empty: () => html`
    <h2>There are no accounts</h2>
    <p>
      Load them from a file: <code>bin/trunkline import accounts FILE.csv</code>, or one by one by
      <code>PUT /api/v1/accounts/{id}</code>.
    </p>
  `,
  strip: {
    label: 'Accounts to look at',
    usedUp: (at: string) => `used up at ${at} if its calls go on`,
    change: (before: string) => ` ${before} → `,
  },
};

/** One account. */
export const account = {
  statement: 'Statement',
  columns: {
    at: (zone: string) => `At ${zone}`,
    type: 'Type',
    amount: 'Amount',
    after: 'Balance after',
    description: 'Description',
    reference: 'Reference',
  },
  rows: (rows: number, more: boolean) =>
    rows === 0
      ? 'No entries in this time.'
      : counted(rows, { one: 'entry', other: 'entries' }) + (more ? ', older ones can be loaded' : ''),
  empty: () => html`
    <h2>No entries in this time</h2>
    <p>Each call that was paid for, each payment, fee, charge and correction is an entry.</p>
  `,
  notRead: 'The account could not be read.',
  facts: {
    account: 'Account',
    reserved: 'In live calls',
    available: 'Available',
    exhaustsAt: 'Exhausts at',
    creditLimit: 'Credit limit',
    lowBelow: 'Low below',
    management: 'At the limit',
    suspendedBy: 'Suspended because of',
    needsAttention: 'Needs attention',
    card: 'Rate card',
    package: 'Package',
    reseller: 'Reseller',
    trunks: 'Carries calls to',
    billingDay: 'Month starts on day',
    country: 'Dials as in',
    mails: 'Mails go to',
    calls: 'Calls',
    itsCalls: 'its call records',
    sipUsers: 'SIP users',
    numbers: 'Numbers',
    networks: 'Networks',
  },
};

/** What calls cost and earned. */
export const profit = {
  label: 'Profit by account',
  platform: 'the platform',
  noPrice: 'calls without a price',
  columns: {
    account: 'Account',
    currency: 'Currency',
    calls: 'Calls',
    unrated: 'Unrated',
    duration: 'Talked',
    billed: 'Billed',
    free: 'Free',
    cost: 'Cost',
    price: 'Price',
    profit: 'Profit',
  },
  meanings: {
    calls: 'answered calls for which it pays',
    unrated: 'of them, those that have no price yet',
    duration: 'how long they lasted together',
    billed: 'what was charged of it, by increments',
    free: 'free minutes that they took',
    cost: 'what it was charged; of the platform what providers get',
    price: 'what those right below it were charged; of a provider what it gets',
    profit: 'price less cost',
  },
  filter: 'account or currency',
  empty: () => html`
    <h2>No calls were answered in this time</h2>
    <p>
      Each account that pays for calls has a row here, a reseller with what those below it paid, and the platform with
      what is left when providers are paid. A call counts when it began in this time.
    </p>
  `,
};

/** What was booked, month by month. */
export const finance = {
  label: 'Finance by month',
  platform: 'the platform',
  notRead: 'The report could not be read.',
  period: (since: string, until: string) => `${since} to ${until}`,
  columns: {
    month: 'Month',
    account: 'Account',
    currency: 'Currency',
    calls: 'Calls',
    cost: 'Cost',
    price: 'Price',
    profit: 'Profit',
    booked: 'Calls booked',
    payments: 'Payments',
    charges: 'Charges',
    fees: 'Fees',
    corrections: 'Corrections',
    total: 'Moved',
  },
  meanings: {
    calls: 'answered calls for which it pays',
    cost: 'what it was charged for calls that began in the month, as it stands now',
    price: 'what those right below it were charged for theirs',
    profit: 'price less cost',
    booked: 'booked in the month for calls that ended',
    payments: 'money that came in',
    charges: 'what else was charged',
    fees: 'of packages and numbers',
    corrections: 'by hand, and of calls that were rated again',
    total: 'by so much the balance moved in the month',
  },
  empty: () => html`
    <h2>Nothing was booked in this time</h2>
    <p>Calls count in the month in which they began, payments and charges in which they were booked.</p>
  `,
};
