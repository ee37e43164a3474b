import { address } from '../../address';
import { AccountIndex } from '../../api/account-index';
import { apiPath } from '../../api/client';
import type { Balance } from '../../api/schema';
import { h } from '../../parts/dom';
import { LiveList } from '../../parts/live-list';
import type { Look, Route } from '../../route';
import type { Beside, View } from '../view';
import { accountColumns } from './columns';
import { accountTabs } from './tabs';
import { byUrgency } from './urgency';

/** All accounts with their balances as they move, those in trouble first. */
export class AccountsView implements View {
  readonly title = 'Accounts';
  readonly element: HTMLElement;
  private readonly accounts = new AccountIndex();
  private readonly list: LiveList<Balance>;

  constructor(look: Look) {
    this.list = new LiveList<Balance>({
      label: 'Accounts',
      path: apiPath('balances', 'stream'),
      rowEvent: 'balance',
      goneField: 'accountId',
      keyOf: (balance) => balance.accountId,
      compare: byUrgency,
      columns: (board) => accountColumns(this.accounts, board),
      tone: (balance) => balance.status,
      alsoSearched: (balance) => this.names(balance),
      open: (balance) => address.go({ name: 'account', id: balance.accountId }),
      look,
      looked: (now) => address.restate({ name: 'accounts', ...now }),
      tools: [accountTabs('accounts')],
      filterHint: 'account, name, SIP user, number or rate card',
      empty: noAccounts(),
    });
    this.element = h('main', { class: 'view accounts' }, this.list.element);
  }

  key(event: KeyboardEvent): boolean {
    return this.list.key(event);
  }

  follow(route: Route): boolean {
    if (route.name === 'accounts') {
      this.list.follow(route);
    }
    return route.name === 'accounts';
  }

  focusFilter(): void {
    this.list.focusFilter();
  }

  beside(step: 1 | -1): Beside | null {
    const row = this.list.beside(step);
    return (
      row && {
        route: { name: 'account', id: row.accountId },
        select: () => this.list.table.seek(row.accountId),
      }
    );
  }

  resume(): void {
    this.list.tell();
  }

  close(): void {
    this.list.close();
    this.accounts.close();
  }

  private names({ accountId }: Balance): string {
    const account = this.accounts.get(accountId);
    return account === undefined ? '' : [...account.sipUsers, ...account.numbers].join(' ');
  }
}

function noAccounts(): HTMLElement {
  return h(
    'div',
    {},
    h('h2', {}, 'There are no accounts'),
    h(
      'p',
      {},
      'Load them from a file: ',
      h('code', {}, 'bin/trunkline import accounts FILE.csv'),
      ', or one by one by ',
      h('code', {}, 'PUT /api/v1/accounts/{id}'),
      '.',
    ),
  );
}
