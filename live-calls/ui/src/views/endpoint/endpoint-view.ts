import { html, render, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import {
  ApiError,
  apiPath,
  cdrs,
  registration,
  removeRegistration,
  startTest,
  test,
  tests,
  type CdrFilter,
  type Listing,
  type TestKind,
} from '../../api/client';
import { LiveStream } from '../../api/live-stream';
import { Polling } from '../../api/polling';
import type {
  Cdr,
  EndpointTest,
  EndpointTestSummary,
  RegistrationDetail,
  RegistrationEvent,
} from '../../api/schema';
import { serverClock } from '../../api/server-clock';
import { AskFirstButton, REMOVE_ENDPOINT } from '../../parts/ask-first';
import { h } from '../../parts/dom';
import { facts } from '../../parts/facts';
import { Pages } from '../../parts/pages';
import { emptyFilter, routeHash } from '../../route';
import { party } from '../../text/party';
import { utcText, zonedTime } from '../../text/time';
import { texts } from '../../texts';
import { causeText } from '../cdrs/columns';
import { expiresIn } from '../registrations/columns';
import type { View } from '../view';
import { placeText } from './place';
import { TestPane, titleOf, toneOf } from './test-pane';
import './endpoint.css';

const EVERY_MILLIS = 3_000;
const COUNTDOWN_MILLIS = 500;

/** Its last calls change seldom, and are asked of the store. */
const CALLS_EVERY_MILLIS = 15_000;
const LAST_CALLS = 5;

/** Tests that stand side by side. */
const MOST_SHOWN = 2;

const words = texts.endpoint;

/** One registered endpoint: how it stands in a sentence, where it is, what happened to it, and its tests. */
export class EndpointView implements View {
  readonly element = h('main', { class: 'view endpoint' });
  private readonly ring = h('input', { type: 'checkbox' });
  private readonly removal = new AskFirstButton(REMOVE_ENDPOINT, () => ({
    question: words.removeQuestion,
    order: () => removeRegistration(this.id),
  }));
  private readonly polling: Polling;
  private readonly timer: ReturnType<typeof setInterval>;
  private readonly shown = new Map<string, TestPane>();
  private readonly earlier = new Pages<EndpointTestSummary>(({ id }) => id);
  private detail: RegistrationDetail | null = null;
  private calls: readonly Cdr[] | null = null;
  private callsPolling: Polling | null = null;
  private running: LiveStream | null = null;
  private problem = '';

  constructor(private readonly id: string) {
    this.polling = new Polling(
      EVERY_MILLIS,
      (signal) => this.load(signal),
      (problem) => this.say(problem, words.notRead),
    );
    this.timer = setInterval(() => this.draw(), COUNTDOWN_MILLIS);
    this.draw();
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
    this.callsPolling?.close();
    this.running?.close();
  }

  private async load(signal: AbortSignal): Promise<void> {
    const [detail, list] = await Promise.all([
      registration(this.id, signal),
      found(tests(this.id, null, signal)),
    ]);
    this.detail = detail;
    this.callsPolling ??= new Polling(CALLS_EVERY_MILLIS, (now) => this.loadCalls(now));
    this.removal.offer(detail.state === 'active');
    this.take(list);
    this.draw();
  }

  private async loadCalls(signal: AbortSignal): Promise<void> {
    const page = await found(cdrs(callsOf(this.id), LAST_CALLS, null, signal));
    this.calls = page?.items ?? null;
    this.draw();
  }

  /** Takes the newest tests; one that somebody else has begun is shown as it goes on. */
  private take(list: Listing<EndpointTestSummary> | null): void {
    if (list !== null) {
      this.earlier.take(list);
      const running = list.items.find((each) => each.status === 'running');
      if (running !== undefined && !this.shown.has(running.id)) {
        this.watch(running.id);
      }
    }
  }

  private async loadOlder(): Promise<void> {
    try {
      this.earlier.append(await tests(this.id, this.earlier.next));
      this.draw();
    } catch (problem) {
      this.say(problem, words.testNotRead);
    }
  }

  private async begin(kind: TestKind): Promise<void> {
    this.problem = '';
    try {
      const call = kind === 'sip' && this.ring.checked;
      // Nobody is rung twice by a key that is hit again.
      this.ring.checked = false;
      this.watch(await startTest(kind, this.id, call));
      this.polling.now();
    } catch (problem) {
      this.say(problem, words.notStarted);
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
            // That a test runs already, or whatever else kept another one from beginning, is over with it.
            this.problem = '';
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
    this.draw();
    return pane;
  }

  /** Shows an earlier test beside the one that stands there, or takes it away. */
  private async toggle(id: string): Promise<void> {
    if (this.shown.delete(id)) {
      this.draw();
      return;
    }
    try {
      const one = await test(id);
      this.pane(id).show(one);
    } catch (problem) {
      this.say(problem, words.testNotRead);
    }
  }

  private say(problem: unknown, otherwise: string): void {
    this.problem = problem instanceof ApiError ? problem.message : otherwise;
    this.draw();
  }

  private draw(): void {
    const { detail } = this;
    const tone = detail === null ? '' : toneOf(detail.verdict.reachable);
    render(
      html`
        <header class="heading">
          <h1>${detail?.aor ?? words.title}</h1>
          <span class="badge" data-tone=${detail?.state ?? ''}>${detail?.state}</span>
          ${this.tools()}
        </header>
        <p class="endpoint-verdict" role="status" data-tone=${tone}>${detail?.verdict.text}</p>
        <section class="side" aria-label=${words.side}>${detail && side(detail, this.calls)}</section>
        <section class="tests" aria-label=${words.tests}>
          <p class="problem" role="alert" ?hidden=${this.problem === ''}>${this.problem}</p>
          <ul class="earlier">${this.list()}</ul>
          <div class="panes">${repeat(
            [...this.shown],
            ([id]) => id,
            ([, pane]) => pane.element,
          )}</div>
        </section>
      `,
      this.element,
    );
  }

  private tools(): TemplateResult {
    return html`
      <div class="tools">
        <button type="button" title=${words.sipTip} @click=${() => void this.begin('sip')}>${words.sip}</button>
        <label title=${words.ringTip}>${this.ring} ${words.ring}</label>
        <button type="button" title=${words.mtrTip} @click=${() => void this.begin('mtr')}>${words.mtr}</button>
        ${this.removal.element}
      </div>
    `;
  }

  private list(): TemplateResult {
    const { rows, next } = this.earlier;
    if (rows.length === 0) {
      return html`<li class="hint">${words.untested}</li>`;
    }
    return html`
      ${repeat(
        rows,
        ({ id }) => id,
        (each) => this.line(each),
      )}
      ${
        next === null
          ? null
          : html`<li><button type="button" @click=${() => void this.loadOlder()}>${words.older}</button></li>`
      }
    `;
  }

  private line(each: EndpointTestSummary): TemplateResult {
    const { id, verdict, status } = each;
    return html`
      <li>
        <button
          type="button"
          aria-pressed=${String(this.shown.has(id))}
          title=${verdict?.text ?? status}
          @click=${() => void this.toggle(id)}
        >
          <span>${titleOf(each)}</span>
          <span class="badge" data-tone=${verdict ? toneOf(verdict.reachable) : status}>${verdict?.code ?? status}</span>
        </button>
      </li>
    `;
  }
}

/** Those that it made, and those for it. */
function callsOf(registrationId: string): CdrFilter {
  return { ...emptyFilter('all'), registrationId };
}

/** `last` are its last calls; null where they are not for the user's role, or not known yet. */
function side(detail: RegistrationDetail, last: readonly Cdr[] | null): TemplateResult {
  const { accountId, history, aor } = detail;
  const named = words.facts;
  const account = accountId && routeHash({ name: 'account', id: accountId });
  const calls = accountId && routeHash({ name: 'cdrs', filter: { ...emptyFilter(), accountId } });
  return html`
    ${facts(
      [named.place, placeText(detail)],
      [named.contact, detail.contact],
      [named.from, detail.receivedFrom],
      [named.transport, detail.transport],
      [named.agent, detail.userAgent],
      [named.since, zonedTime(detail.registeredAt), utcText(detail.registeredAt)],
      [named.expires, expiresIn(detail, serverClock.millis()) || '–', utcText(detail.expiresAt)],
      [named.cause, detail.cause],
      [named.account, account && html`<a href=${account}>${accountId}</a>`],
      [
        named.user,
        html`<a href=${routeHash({ name: 'registrations', find: aor })}>${named.registrations}</a>`,
      ],
      [named.calls, calls && html`<a href=${calls}>${named.itsCalls}</a>`],
    )}
    ${last && lastCalls(detail, last)}
    <h2>${words.history}</h2>
    ${
      history.length === 0
        ? html`<p class="hint">${words.noHistory}</p>`
        : html`<ol class="timeline">${history.map(happened)}</ol>`
    }
  `;
}

/** Whether a call came from the endpoint, and was not for it. */
function isMadeBy({ aor, receivedFrom }: RegistrationDetail, { from, source }: Cdr): boolean {
  return source === receivedFrom || from === aor.split('@')[0];
}

function lastCalls(detail: RegistrationDetail, last: readonly Cdr[]): TemplateResult {
  if (last.length === 0) {
    return html`<h2>${words.lastCalls}</h2><p class="hint">${words.noCalls}</p>`;
  }
  return html`
    <h2>${words.lastCalls}</h2>
    <ol class="timeline">
      ${last.map(
        (cdr) => html`
          <li title=${utcText(cdr.startedAt)} data-call=${isMadeBy(detail, cdr) ? 'made' : 'received'}>
            ${isMadeBy(detail, cdr) ? words.madeTo : words.receivedFrom}
            <a href=${routeHash({ name: 'call', callId: cdr.id })}
              >${party(isMadeBy(detail, cdr) ? cdr.to : cdr.from)}</a
            >
            <span class="times">${zonedTime(cdr.startedAt)}</span>
            <p>${causeText(cdr)}</p>
          </li>
        `,
      )}
    </ol>
    <p><a href=${routeHash({ name: 'cdrs', filter: callsOf(detail.id) })}>${words.allCalls}</a></p>
  `;
}

function happened(event: RegistrationEvent): TemplateResult {
  return html`
    <li title=${utcText(event.at)} data-event=${event.event}>
      <strong>${event.event}</strong>
      <span class="times">${zonedTime(event.at)}</span>
      <p>${[event.cause, event.receivedFrom ?? event.contact].filter(Boolean).join(' · ')}</p>
    </li>
  `;
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
