import { apiPath } from '../../api/client';
import type { Call } from '../../api/schema';
import { compareTexts } from '../../parts/columns';
import { h } from '../../parts/dom';
import { LiveList } from '../../parts/live-list';
import { routeHash } from '../../route';
import { AccountStrip } from '../accounts/account-strip';
import type { View } from '../view';
import { callColumns } from './columns';
import { Totals, totalsOf } from './totals';

/** The calls that are up now: the oldest first, new ones at the end. */
export class CallsView implements View {
  readonly title = 'Live calls';
  readonly element: HTMLElement;
  private readonly list: LiveList<Call>;
  private readonly strip = new AccountStrip();

  constructor() {
    const totals = new Totals();
    this.list = new LiveList<Call>({
      label: 'Live calls',
      path: apiPath('calls', 'stream'),
      rowEvent: 'call',
      goneField: 'id',
      keyOf: (call) => call.id,
      compare: (a, b) => compareTexts(a.startedAt, b.startedAt) || compareTexts(a.id, b.id),
      columns: callColumns,
      alsoSearched: (call) => `${call.from} ${call.to} ${call.callId} ${call.agent}`,
      open: (call) => (location.hash = routeHash({ name: 'call', callId: call.id })),
      shown: (calls) => totals.show(totalsOf(calls)),
      filterHint: 'number, account, destination, address or Call-ID',
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

  key(event: KeyboardEvent): boolean {
    return this.list.key(event);
  }

  focusFilter(): void {
    this.list.focusFilter();
  }

  close(): void {
    this.list.close();
    this.strip.close();
  }
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
