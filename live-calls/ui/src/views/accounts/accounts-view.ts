import { render } from 'lit-html';
import { address } from '../../address';
import { AccountIndex } from '../../api/account-index';
import { apiPath } from '../../api/client';
import type { Balance } from '../../api/schema';
import { h } from '../../parts/dom';
import { LiveList } from '../../parts/live-list';
import type { Look, Route } from '../../route';
import { texts } from '../../texts';
import type { Beside, View } from '../view';
import { accountColumns } from './columns';
import { sectionTabs } from '../../parts/section-tabs';
import { byUrgency } from './urgency';
import './accounts.css';

const words = texts.accounts;

/** All accounts with their balances as they move, those in trouble first. */
export class AccountsView implements View {
  readonly element = h('main', { class: 'view accounts' });
  private readonly accounts = new AccountIndex();
  private readonly list: LiveList<Balance>;

  constructor(look: Look) {
    this.list = new LiveList<Balance>({
      label: words.label,
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
      tools: [sectionTabs('accounts')],
      filterHint: words.filter,
      empty: words.empty(),
    });
    render(this.list.element, this.element);
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
