import {
  ApiError,
  apiPath,
  registration,
  removeRegistration,
  startTest,
  test,
  tests,
  type TestKind,
} from '../../api/client';
import { LiveStream } from '../../api/live-stream';
import { Polling } from '../../api/polling';
import type {
  EndpointTest,
  EndpointTestSummary,
  RegistrationDetail,
  RegistrationEvent,
} from '../../api/schema';
import { serverClock } from '../../api/server-clock';
import { h, refill, setText } from '../../parts/dom';
import { AskFirstButton, REMOVE_ENDPOINT } from '../../parts/ask-first';
import { facts } from '../../parts/facts';
import { emptyFilter, routeHash } from '../../route';
import { utcText, zonedTime } from '../../text/time';
import { expiresIn } from '../registrations/columns';
import type { View } from '../view';
import { placeText } from './place';
import { TestPane, titleOf, toneOf } from './test-pane';

const EVERY_MILLIS = 3_000;
const COUNTDOWN_MILLIS = 500;

/** Tests that stand side by side. */
const MOST_SHOWN = 2;

/** One registered endpoint: how it stands in a sentence, where it is, what happened to it, and its tests. */
export class EndpointView implements View {
  readonly title = 'Endpoint';
  readonly element: HTMLElement;
  private readonly heading = h('h1', {}, 'Endpoint');
  private readonly state = h('span', { class: 'badge' });
  private readonly verdict = h('p', { class: 'endpoint-verdict', role: 'status' });
  private readonly side = h('section', { class: 'side', 'aria-label': 'Registration' });
  private readonly countdown = h('span');
  private readonly message = h('p', { class: 'problem', role: 'alert' });
  private readonly earlier = h('ul', { class: 'earlier' });
  private readonly panes = h('div', { class: 'panes' });
  private readonly ring = h('input', { type: 'checkbox' });
  private readonly removal = new AskFirstButton(REMOVE_ENDPOINT, () => ({
    question: 'Have the switch forget this endpoint until it registers anew?',
    order: () => removeRegistration(this.id),
  }));
  private readonly polling: Polling;
  private readonly timer: ReturnType<typeof setInterval>;
  private readonly shown = new Map<string, TestPane>();
  private list: readonly EndpointTestSummary[] = [];
  private listText = '';
  private sideText = '';
  private detail: RegistrationDetail | null = null;
  private running: LiveStream | null = null;

  constructor(private readonly id: string) {
    this.element = h(
      'main',
      { class: 'view endpoint' },
      h(
        'header',
        { class: 'heading' },
        this.heading,
        this.state,
        h(
          'div',
          { class: 'tools' },
          this.button('SIP test', 'sip', 'key s: asks the endpoint by OPTIONS whether it takes calls'),
          h(
            'label',
            { title: 'The SIP test also calls it, and hangs up as soon as it rings. Nobody is charged.' },
            this.ring,
            ' with a call: the telephone rings for a moment',
          ),
          this.button('MTR test', 'mtr', 'key m: follows the way of packets to it'),
          this.removal.element,
        ),
      ),
      this.verdict,
      this.side,
      h('section', { class: 'tests', 'aria-label': 'Tests' }, this.message, this.earlier, this.panes),
    );
    this.polling = new Polling(
      EVERY_MILLIS,
      (signal) => this.load(signal),
      (problem) =>
        this.say(problem instanceof ApiError ? problem.message : 'The endpoint could not be read.'),
    );
    this.timer = setInterval(() => this.count(), COUNTDOWN_MILLIS);
    this.showEarlier();
  }

  key(event: KeyboardEvent): boolean {
    switch (event.key) {
      case 's':
        void this.begin('sip');
        return true;
      case 'm':
        void this.begin('mtr');
        return true;
      default:
        return false;
    }
  }

  close(): void {
    clearInterval(this.timer);
    this.polling.close();
    this.running?.close();
  }

  private button(title: string, kind: TestKind, tooltip: string): HTMLElement {
    return h('button', { type: 'button', title: tooltip, on: { click: () => void this.begin(kind) } }, title);
  }

  private async load(signal: AbortSignal): Promise<void> {
    const [detail, list] = await Promise.all([registration(this.id, signal), found(tests(this.id, signal))]);
    this.detail = detail;
    this.removal.offer(detail.state === 'active');
    this.list = list ?? [];
    this.showDetail(detail);
    this.showEarlier();
    const running = this.list.find((each) => each.status === 'running');
    if (running !== undefined && !this.shown.has(running.id)) {
      this.watch(running.id);
    }
  }

  private async begin(kind: TestKind): Promise<void> {
    this.say('');
    try {
      const call = kind === 'sip' && this.ring.checked;
      // Nobody is rung twice by a key that is hit again.
      this.ring.checked = false;
      this.watch(await startTest(kind, this.id, call));
      this.polling.now();
    } catch (problem) {
      this.say(problem instanceof ApiError ? problem.message : 'The test could not be started.');
    }
  }

  /** Shows a test that runs, as it goes on. */
  private watch(id: string): void {
    const pane = this.pane(id);
    this.running?.close();
    const stream = new LiveStream(apiPath('tests', id, 'stream'), {
      connected: () => {},
      event: ({ name, data }) => {
        if (name === 'test') {
          const now = JSON.parse(data) as EndpointTest;
          pane.show(now);
          if (now.status !== 'running') {
            stream.close();
            this.polling.now();
          }
        }
      },
    });
    this.running = stream;
  }

  private pane(id: string): TestPane {
    const pane = this.shown.get(id) ?? new TestPane();
    this.shown.set(id, pane);
    while (this.shown.size > MOST_SHOWN) {
      this.shown.delete([...this.shown.keys()][0]!);
    }
    this.showPanes();
    return pane;
  }

  /** Shows an earlier test beside the one that stands there, or takes it away. */
  private async toggle(id: string): Promise<void> {
    if (this.shown.delete(id)) {
      this.showPanes();
      return;
    }
    try {
      const one = await test(id);
      this.pane(id).show(one);
    } catch (problem) {
      this.say(problem instanceof ApiError ? problem.message : 'The test could not be read.');
    }
  }

  private showPanes(): void {
    refill(this.panes, ...[...this.shown.values()].map((pane) => pane.element));
    this.listText = '';
    this.showEarlier();
  }

  private showEarlier(): void {
    const text = JSON.stringify(this.list);
    if (text === this.listText) {
      return;
    }
    this.listText = text;
    const focused = (document.activeElement as HTMLElement | null)?.dataset['test'];
    refill(
      this.earlier,
      ...(this.list.length === 0
        ? [
            h(
              'li',
              { class: 'hint' },
              'Not tested yet. A SIP test (s) asks the endpoint whether it takes calls; an MTR test (m) follows the way to it.',
            ),
          ]
        : this.list.map((each) => this.line(each))),
    );
    if (focused !== undefined) {
      this.earlier.querySelector<HTMLElement>(`[data-test='${focused}']`)?.focus();
    }
  }

  private line(each: EndpointTestSummary): HTMLElement {
    const verdict = each.verdict;
    const outcome = verdict?.code ?? each.status;
    return h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          'aria-pressed': String(this.shown.has(each.id)),
          'data-test': each.id,
          title: verdict?.text ?? each.status,
          on: { click: () => void this.toggle(each.id) },
        },
        h('span', {}, titleOf(each)),
        h(
          'span',
          { class: 'badge', 'data-tone': verdict ? toneOf(verdict.reachable) : each.status },
          outcome,
        ),
      ),
    );
  }

  private showDetail(detail: RegistrationDetail): void {
    setText(this.heading, detail.aor);
    setText(this.state, detail.state);
    this.state.dataset['tone'] = detail.state;
    setText(this.verdict, detail.verdict.text);
    this.verdict.dataset['tone'] = toneOf(detail.verdict.reachable);
    const text = JSON.stringify({ ...detail, verdict: null });
    if (text === this.sideText) {
      return;
    }
    this.sideText = text;
    this.count();
    refill(
      this.side,
      facts(
        ['Place', placeText(detail)],
        ['Contact', detail.contact || null],
        ['From', detail.receivedFrom],
        ['Transport', detail.transport],
        ['User agent', detail.userAgent],
        ['Since', zonedTime(detail.registeredAt), utcText(detail.registeredAt)],
        ['Expires in', this.countdown, utcText(detail.expiresAt)],
        ['Cause', detail.cause],
        [
          'Account',
          detail.accountId &&
            h('a', { href: routeHash({ name: 'account', id: detail.accountId }) }, detail.accountId),
        ],
        [
          'Calls',
          detail.accountId &&
            h(
              'a',
              {
                href: routeHash({ name: 'cdrs', filter: { ...emptyFilter(), accountId: detail.accountId } }),
              },
              'of its account',
            ),
        ],
      ),
      h('h2', {}, 'History'),
      detail.history.length === 0
        ? h('p', { class: 'hint' }, 'Nothing is stored of it yet.')
        : h('ol', { class: 'timeline' }, ...detail.history.map(happened)),
    );
  }

  private count(): void {
    if (this.detail !== null) {
      setText(this.countdown, expiresIn(this.detail, serverClock.millis()) || '–');
    }
  }

  private say(text: string): void {
    setText(this.message, text);
    this.message.hidden = text === '';
  }
}

function happened(event: RegistrationEvent): HTMLElement {
  return h(
    'li',
    { title: utcText(event.at), 'data-event': event.event },
    h('strong', {}, event.event),
    h('span', { class: 'times' }, zonedTime(event.at)),
    h('p', {}, [event.cause, event.receivedFrom ?? event.contact].filter(Boolean).join(' · ')),
  );
}

/** The answer, or null when it is not for the user's role. */
async function found<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (problem) {
    if (problem instanceof ApiError && problem.status === 403) {
      return null;
    }
    throw problem;
  }
}
