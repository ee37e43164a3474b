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
import type { Beside, View } from '../view';
import { callColumns, strikingOf, type BalanceOf } from './columns';
import { groupOf } from './groups';
import { GroupsPanel } from './groups-panel';
import { legLines, lineKey, searchedText, type CallLine } from './lines';
import { Totals, totalsOf } from './totals';

/** The calls that are up now, each with its legs beneath it: the oldest first, new ones at the end. */
export class CallsView implements View {
  readonly title = 'Live calls';
  readonly element: HTMLElement;
  private readonly list: LiveList<CallLine>;
  private readonly strip = new AccountStrip();
  private readonly names = new AddressBook();
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
        question: `End the call of ${party(call.from)} to ${party(call.to)}?`,
        order: () => endCall(call.id),
        answer: () => this.becameOf(call),
      }
    );
  });

  private up: readonly CallLine[] = [];

  constructor(route: Route & { name: 'calls' }) {
    const totals = new Totals();
    const balanceOf: BalanceOf = (call) => this.strip.balanceOf(call.accountId);
    this.group(route);
    this.list = new LiveList<CallLine>({
      label: 'Live calls',
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
      folded: { of: (call) => call.uncertainSince !== null, words: 'without a sign of life' },
      look: route,
      looked: () => address.restate(this.route()),
      filterHint: 'number, account, address or Call-ID',
      tools: [this.groups.chooser, wallButton(), this.ending.element],
      aside: this.strip.news,
      empty: noCalls(),
    });
    this.element = h(
      'main',
      { class: 'view calls' },
      h('header', { class: 'summary' }, totals.element, this.strip.element),
      this.list.element,
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

function wallButton(): HTMLElement {
  return h(
    'button',
    {
      type: 'button',
      class: 'quiet',
      title: 'For a screen on the wall (w)',
      on: { click: () => address.go({ name: 'wall' }) },
    },
    'Wall',
  );
}

function noCalls(): HTMLElement {
  return h(
    'div',
    {},
    h('h2', {}, 'No calls are up'),
    h(
      'p',
      {},
      'Calls appear here as soon as a switch sends its signalling as HEP: point its capture agent (Kamailio ',
      h('code', {}, 'siptrace'),
      ', FreeSWITCH ',
      h('code', {}, 'capture-server'),
      ', heplify …) at this machine, port 9060 unless ',
      h('code', {}, 'hep.udp-port'),
      ' says otherwise. Agents that are not on this machine must be listed in ',
      h('code', {}, 'hep.agents'),
      '; the README shows how.',
    ),
    h('p', {}, 'To see it at work without a switch: ', h('code', {}, 'bin/trunkline run --demo'), '.'),
  );
}
