import { html, render } from 'lit-html';
import { address } from '../../address';
import { AddressBook } from '../../api/address-names';
import { apiPath, endCall } from '../../api/client';
import { serverClock } from '../../api/server-clock';
import { AskFirstButton, END_CALL, ORDERED_AND_ENDED, refusedSince } from '../../parts/ask-first';
import { compareTexts } from '../../parts/columns';
import { h } from '../../parts/dom';
import { LiveList } from '../../parts/live-list';
import type { CallGrouping, Route } from '../../route';
import { party } from '../../text/party';
import { AccountStrip } from '../accounts/account-strip';
import { texts } from '../../texts';
import type { Beside, View } from '../view';
import { callColumns, strikingOf, type BalanceOf } from './columns';
import { groupOf } from './groups';
import { GroupsPanel } from './groups-panel';
import { legLines, lineKey, searchedText, type CallLine } from './lines';
import { Totals, totalsOf } from './totals';
import './calls.css';

const words = texts.calls;

/** The calls that are up now, each with its legs beneath it: the oldest first, new ones at the end. */
export class CallsView implements View {
  readonly element = h('main', { class: 'view calls' });
  private readonly list: LiveList<CallLine>;
  private readonly strip = new AccountStrip();
  private readonly names = new AddressBook(() => this.list.searchAnew());
  private readonly groups = new GroupsPanel(
    (group) => address.go({ name: 'calls', ...(group && { group }), ...this.list.look() }),
    (trunk) => this.names.called(trunk),
  );
  private by: CallGrouping | undefined;
  private only: string | undefined;
  private readonly ending = new AskFirstButton(END_CALL, () => {
    const call = this.chosen();
    return (
      call && {
        question: words.endQuestion(party(call.from), party(call.to)),
        order: () => endCall(call.id),
        answer: () => this.becameOf(call),
      }
    );
  });

  private up: readonly CallLine[] = [];

  constructor(route: Route & { name: 'calls' }) {
    const totals = new Totals();
    const wallButton = h(
      'button',
      {
        type: 'button',
        class: 'quiet',
        title: words.wallTip,
        on: { click: () => address.go({ name: 'wall' }) },
      },
      words.wall,
    );
    const balanceOf: BalanceOf = (call) => this.strip.balanceOf(call.accountId);
    this.group(route);
    this.list = new LiveList<CallLine>({
      label: words.label,
      path: apiPath('calls', 'stream'),
      rowEvent: 'call',
      goneField: 'id',
      keyOf: lineKey,
      compare: (a, b) => compareTexts(a.startedAt, b.startedAt) || compareTexts(a.id, b.id),
      beneath: legLines,
      standsBeneath: (line) => line.beneath,
      columns: (board) => callColumns(board, balanceOf, this.names),
      fits: (line) => this.fits(line),
      above: this.groups.element,
      alsoSearched: searchedText,
      tone: (line) =>
        line.beneath === undefined ? strikingOf(line, serverClock.millis(), balanceOf(line)) : 'leg',
      open: (call) => address.go({ name: 'call', callId: call.id }),
      shown: (calls, fitting, look) => {
        this.up = calls;
        this.groups.show(
          calls.filter((call) => call.uncertainSince === null || this.by === 'state'),
          look,
        );
        const all = totalsOf(calls);
        totals.show(fitting.length === calls.length ? all : totalsOf(fitting), all);
        this.ending.offer(this.chosen() !== null);
      },
      folded: { of: (call) => call.uncertainSince !== null, words: words.folded },
      look: route,
      looked: () => address.restate(this.route()),
      filterHint: words.filter,
      tools: [this.groups.chooser, wallButton, this.ending.element],
      aside: this.strip.news,
      empty: words.empty(),
    });
    render(
      html`<header class="summary">${totals.element} ${this.strip.element}</header>
        ${this.list.element}`,
      this.element,
    );
  }

  /** The call that is marked, if it can be ended: one that is answered, and not a leg of another. */
  private chosen(): CallLine | null {
    const line = this.list.table.selection;
    return line !== null && line.state === 'answered' && line.beneath === undefined && !this.list.ended(line)
      ? line
      : null;
  }

  /** What came of the order to end a call, as it was when that was asked. */
  private becameOf(call: CallLine): string | null {
    const now = this.up.find(({ id }) => id === call.id);
    return now === undefined ? ORDERED_AND_ENDED : refusedSince(call, now);
  }

  key(event: KeyboardEvent): boolean {
    if (event.key === 'w') {
      address.go({ name: 'wall' });
      return true;
    }
    if (event.key === 'e') {
      this.ending.question();
      return true;
    }
    return this.list.key(event);
  }

  follow(route: Route): boolean {
    if (route.name === 'calls') {
      this.group(route);
      this.list.follow(route);
    }
    return route.name === 'calls';
  }

  private group({ group, only }: Route & { name: 'calls' }): void {
    this.by = group;
    this.only = only;
    this.groups.follow(group, only);
  }

  /** Of a group that is shown alone only its calls. */
  private fits(line: CallLine): boolean {
    return this.by === undefined || this.only === undefined || groupOf(line, this.by) === this.only;
  }

  private route(): Route {
    return {
      name: 'calls',
      ...(this.by && { group: this.by }),
      ...(this.only && { only: this.only }),
      ...this.list.look(),
    };
  }

  focusFilter(): void {
    this.list.focusFilter();
  }

  beside(step: 1 | -1): Beside | null {
    const row = this.list.beside(step);
    return (
      row && { route: { name: 'call', callId: row.id }, select: () => this.list.table.seek(lineKey(row)) }
    );
  }

  resume(): void {
    this.list.tell();
  }

  close(): void {
    this.list.close();
    this.strip.close();
    this.names.close();
  }
}
