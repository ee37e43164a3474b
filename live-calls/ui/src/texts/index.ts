import { account, accounts, finance, profit } from './accounts';
import { alarms, rules } from './alarms';
import { call } from './call';
import { calls, quality, registrations, wall } from './calls';
import { cdrs, groups } from './cdrs';
import { agent, collectors } from './collectors';
import { endpoint } from './endpoint';
import { login } from './login';
import { names } from './names';
import { api, chart, downloadFailed, head, list, live, orders, parts, period, search } from './parts';
import { denied, keys, places } from './places';
import { numbers, packages, quote } from './tariffs';

/**
 * Everything that the page says, by the view or the part that says it: words, and functions where something stands
 * between them. A translation is another object of this type, chosen here.
 */
export const texts = {
  account,
  accounts,
  agent,
  alarms,
  api,
  call,
  calls,
  cdrs,
  chart,
  collectors,
  denied,
  downloadFailed,
  endpoint,
  finance,
  groups,
  head,
  keys,
  list,
  live,
  login,
  names,
  numbers,
  orders,
  packages,
  parts,
  period,
  places,
  profit,
  quality,
  quote,
  registrations,
  rules,
  search,
  wall,
};

export type Texts = typeof texts;
