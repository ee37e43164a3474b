import { oneOf } from './words';

/** What the views are called: in the window's title, in the head, and among the tabs of their section. */
export const places = {
  calls: { title: 'Live calls' },
  wall: { title: 'Wall' },
  registrations: { title: 'Registrations' },
  endpoint: { title: 'Endpoint' },
  quality: { title: 'Quality' },
  alarms: { title: 'Alarms', tab: 'Now' },
  pastAlarms: { title: 'Past alarms', tab: 'Past' },
  alarmRules: { title: 'Alarm rules', tab: 'Rules' },
  cdrs: { title: 'Call records' },
  call: { title: 'Call' },
  collectors: { title: 'Collectors', tab: 'Capture agents' },
  names: { title: 'Names of addresses', tab: 'Names of addresses' },
  accounts: { title: 'Accounts', tab: 'Balances' },
  account: { title: (id: string) => `Account ${id}` },
  profit: { title: 'Profit', tab: 'Profit' },
  finance: { title: 'Finance', tab: 'By month' },
  packages: { title: 'Packages', tab: 'Packages' },
  numbers: { title: 'Numbers', tab: 'Numbers' },
  quote: { title: 'Quote', tab: 'Quote' },
};

/** What the keys do: everywhere, and on one view. */
export const keys = {
  title: 'Keys',
  open: 'Keys (?)',
  close: 'Close',
  here: (view: string) => `Here: ${view}`,
  everywhere: 'Everywhere',
  search: 'search everywhere',
  filter: 'filter this list',
  select: 'select a row',
  enter: 'open what is selected',
  escape: 'back, or nothing selected',
  walk: 'next or previous call, endpoint or account of the list one came from',
  copy: 'copy the address of what is shown',
  help: 'this help',
  pause: 'pause the list, or let it go on',
  wall: 'the wall',
  end: 'end the call that is marked; it is asked for first',
  sip: 'SIP test',
  mtr: 'MTR test',
  acknowledge: 'acknowledge the selected alarm',
  news: 'show the new records',
  fresh: 'begin a new one',
  message: 'select a message',
  compare: 'compare two messages',
  fold: 'show or fold retransmissions',
};

/** What is said to who may not see a view. */
export const denied = {
  title: 'This is not for your role',
  words: (role: string, view: string, roles: readonly string[]) =>
    `You are signed in with the role ${role}. ${view} is for ${oneOf(roles)}: ask whoever gives roles here.`,
  instead: 'What you may see:',
  nothing: 'No view of this page is for your role.',
};
