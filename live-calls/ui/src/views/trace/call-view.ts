import { html, render, type TemplateResult } from 'lit-html';
import { address } from '../../address';
import { ApiError, call, cdr, endCall, trace, tracePath } from '../../api/client';
import { AddressBook } from '../../api/address-names';
import { Polling } from '../../api/polling';
import type { CallDetail, CdrDetail, StreamQuality, TraceLegs, TraceMessage } from '../../api/schema';
import { h } from '../../parts/dom';
import { downloadButton } from '../../parts/download';
import { AskFirstButton, END_CALL, ORDERED_AND_ENDED, refusedSince } from '../../parts/ask-first';
import { choice } from '../../parts/choice';
import { routeHash, type Route } from '../../route';
import { party } from '../../text/party';
import { texts } from '../../texts';
import type { View } from '../view';
import { causeLine, cdrFacts, costSoFar, liveFacts, notEndedLine, priceFacts } from './call-facts';
import { decisionOf, type Decision } from './decision';
import { foldRetransmissions, layLadder, placeIn, type ColourBy, type Ladder } from './ladder';
import { LadderDrawing } from './ladder-drawing';
import { mediaFacts } from './media-facts';
import { MessagePane } from './message-pane';
import './call.css';

const EVERY_MILLIS = 2_000;

const words = texts.call;

/** A ladder of more columns is given more of the room. */
const MANY_COLUMNS = 3;

/** Messages that come late still join the trace; so long after the record was found, it is taken for complete. */
const SETTLED_MILLIS = 15_000;

/**
 * One call: its facts, its price, and its messages as a ladder. It fills up by itself while the call is up; of a call that
 * has ended it opens on the message that decided how.
 */
export class CallView implements View {
  readonly element = h('main', { class: 'view call' });
  private hint: string = words.reading;
  private readonly names = new AddressBook(() => this.draw());
  private readonly drawing = new LadderDrawing(
    (index, compare) => this.clicked(index, compare),
    (address) => this.names.nameOf(address),
  );
  private readonly pane = new MessagePane(() => this.toggleCompare());
  private readonly ending = new AskFirstButton(END_CALL, () => {
    const ordered = this.live;
    return {
      question: words.endQuestion,
      order: () => endCall(ordered?.id ?? this.callId),
      answer: () =>
        this.record !== null ? ORDERED_AND_ENDED : this.live && refusedSince(ordered, this.live),
    };
  });
  private readonly polling: Polling;
  private messages: TraceMessage[] = [];
  private whole: Ladder = { columns: [], arrows: [] };
  private ladder: Ladder = this.whole;
  private decision: Decision | null = null;
  private folds = true;
  private leg: TraceLegs = 'both';
  private readonly legField = choice(words.leg, words.legs, (leg) => {
    this.setLeg(leg);
    this.polling.now();
    this.restate();
  });
  private colourBy: ColourBy = 'request';
  private readonly colourField = choice(words.colour, words.colours, (by) => {
    this.colourBy = by;
    this.draw();
  });
  private readonly redact = h('input', { type: 'checkbox' });
  private readonly downloads: readonly HTMLElement[];
  private selected: number | null = null;
  /** Whether somebody has chosen a message: from then on the page chooses none. */
  private chosen = false;
  private compared: number | null = null;
  /** Places in the whole ladder that the address names, until they are there. */
  private sought: { message: number; compare: number | null } | null = null;
  private record: CdrDetail | null = null;
  private live: CallDetail | null = null;
  private quality: readonly StreamQuality[] = [];
  private recordAtMillis = 0;

  private readonly callId: string;

  constructor(route: Route & { name: 'call' }) {
    this.callId = route.callId;
    this.downloads = this.newDownloads();
    this.look(route);
    this.pane.show(null, null);
    this.ending.offer(false);
    this.frame();
    this.polling = new Polling(
      EVERY_MILLIS,
      (signal) => this.load(signal),
      (problem) => this.say(problem instanceof ApiError ? problem.message : words.notRead),
    );
  }

  key(event: KeyboardEvent): boolean {
    const last = this.ladder.arrows.length - 1;
    const at = this.selected ?? -1;
    switch (event.key) {
      case 'ArrowDown':
        return this.choose(Math.min(at + 1, last));
      case 'ArrowUp':
        return this.choose(Math.max(at - 1, 0));
      case 'Home':
        return this.choose(0);
      case 'End':
        return this.choose(last);
      case 'r':
        this.toggleFold();
        return true;
      case 'c':
        this.toggleCompare();
        return true;
      case 'Escape':
        if (this.compared === null) {
          return false;
        }
        this.toggleCompare();
        return true;
      default:
        return false;
    }
  }

  follow(route: Route): boolean {
    if (route.name !== 'call' || route.callId !== this.callId) {
      return false;
    }
    this.look(route);
    this.lay();
    this.polling.now();
    return true;
  }

  close(): void {
    this.polling.close();
    this.names.close();
  }

  /** Which leg, message and comparison an address asks for. */
  private look({ leg, message, compare }: Route & { name: 'call' }): void {
    this.setLeg(leg ?? 'both');
    this.chosen = false;
    this.compared = null;
    this.sought = message === undefined ? null : { message, compare: compare ?? null };
  }

  private setLeg(leg: TraceLegs): void {
    this.leg = leg;
    this.legField.value = leg;
    this.recordAtMillis = Date.now();
  }

  /** Says in the address what is looked at. A message that nobody chose is not named: another may decide the call yet. */
  private restate(): void {
    const message = this.chosen ? this.numberOf(this.selected) : null;
    const compare = this.numberOf(this.compared);
    address.restate({
      name: 'call',
      callId: this.callId,
      ...(this.leg !== 'both' && { leg: this.leg }),
      ...(message !== null && { message }),
      ...(compare !== null && { compare }),
    });
  }

  /** Place of an arrow in the whole ladder, from 1 on: the same whether retransmissions are folded or not. */
  private numberOf(index: number | null): number | null {
    const message = index === null ? undefined : this.ladder.arrows[index]?.message;
    const place = this.whole.arrows.findIndex((arrow) => arrow.message === message);
    return message === undefined || place < 0 ? null : place + 1;
  }

  /** Selects what the address names, once the ladder has it. */
  private seek(): void {
    const sought = this.sought;
    const message = sought && this.whole.arrows[sought.message - 1]?.message;
    if (!sought || !message) {
      return;
    }
    this.sought = null;
    this.chosen = true;
    this.selected = placeIn(this.ladder, message);
    const compared = sought.compare === null ? undefined : this.whole.arrows[sought.compare - 1]?.message;
    this.compared = placeIn(this.ladder, compared);
  }

  private async load(signal: AbortSignal): Promise<void> {
    if (this.record !== null && Date.now() - this.recordAtMillis > SETTLED_MILLIS) {
      return;
    }
    const leg = this.leg;
    const [{ live, record }, traced] = await Promise.all([
      this.known(signal),
      found(trace(this.callId, leg, signal)),
    ]);
    if (record !== null && this.record === null) {
      this.recordAtMillis = Date.now();
    }
    this.record = record;
    this.live = record === null ? live : null;
    this.quality = traced?.quality ?? [];
    this.ending.offer(this.record === null && this.live?.state === 'answered');
    this.frame();
    if (leg === this.leg) {
      this.take(traced?.items ?? []);
    }
  }

  private async known(signal: AbortSignal): Promise<{ live: CallDetail | null; record: CdrDetail | null }> {
    const live = this.record === null ? await found(call(this.callId, signal)) : null;
    const up = live !== null && live.state !== 'ended';
    // A call that is up has no record yet.
    return { live, record: up ? null : await found(cdr(this.callId, signal)) };
  }

  private take(messages: TraceMessage[]): void {
    this.say(messages.length > 0 ? '' : this.nothing());
    const same = messages.length === this.messages.length && messages.at(-1)?.at === this.messages.at(-1)?.at;
    if (!same) {
      this.messages = messages;
      this.whole = layLadder(messages);
      this.lay();
    } else if (this.record !== null && this.decision === null) {
      this.decide();
    }
  }

  /** Shows the ladder anew; what was selected stays so, and else what decided the call is. */
  private lay(): void {
    const before = this.selected === null ? undefined : this.ladder.arrows[this.selected]?.message;
    const compared = this.compared === null ? undefined : this.ladder.arrows[this.compared]?.message;
    this.ladder = this.folds ? foldRetransmissions(this.whole) : this.whole;
    this.selected = placeIn(this.ladder, before);
    this.compared = placeIn(this.ladder, compared);
    this.seek();
    this.frame();
    this.decide();
    if (this.chosen) {
      this.restate();
    }
  }

  private decide(): void {
    this.decision = this.record === null ? null : decisionOf(this.ladder.arrows, this.record);
    this.draw();
    const decided = this.chosen ? null : (this.decision?.index ?? null);
    this.select(decided ?? this.selected ?? 0);
  }

  private toggleFold(): void {
    this.folds = !this.folds;
    this.lay();
  }

  private nothing(): string {
    return this.record === null && this.live === null ? words.unknown : words.noMessages;
  }

  private draw(): void {
    this.drawing.draw(this.ladder, this.colourBy, this.decision);
    this.drawing.mark(this.selected, this.compared);
  }

  private choose(index: number): boolean {
    this.chosen = true;
    this.sought = null;
    this.select(index);
    this.restate();
    return true;
  }

  private select(index: number): void {
    const arrow = this.ladder.arrows[index];
    this.selected = arrow === undefined ? null : index;
    this.drawing.mark(this.selected, this.compared);
    this.pane.show(
      arrow ?? null,
      this.compared === null ? null : (this.ladder.arrows[this.compared] ?? null),
    );
  }

  private clicked(index: number, compare: boolean): void {
    if (compare) {
      this.compared ??= this.selected;
    }
    this.choose(index);
  }

  private toggleCompare(): void {
    this.compared = this.compared === null ? this.selected : null;
    this.choose(this.selected ?? 0);
  }

  private say(text: string): void {
    this.hint = text;
    this.frame();
  }

  /** What stands around the ladder and the message, which draw themselves. */
  private frame(): void {
    this.element.classList.toggle('many-columns', this.ladder.columns.length > MANY_COLUMNS);
    const known = this.record ?? this.live;
    const state = this.record?.outcome ?? this.live?.outcome ?? this.live?.state ?? '';
    render(
      html`
        <header class="heading">
          <h1>${known === null ? this.callId : `${party(known.from)} → ${party(known.to)}`}</h1>
          <span class="badge" role="status" data-tone=${state}>${state}</span>
          ${this.tools()}
        </header>
        <section class="side">${this.side()}</section>
        <section class="table-room">
          ${this.drawing.element}
          <p class="empty" role="status" ?hidden=${this.hint === ''}>${this.hint}</p>
        </section>
        ${this.pane.element}
      `,
      this.element,
    );
  }

  private side(): TemplateResult | null {
    const { record, live } = this;
    if (record !== null) {
      return html`${causeLine(record)} ${priceFacts(record)} ${mediaFacts(this.quality)} ${cdrFacts(record)}`;
    }
    return (
      live &&
      html`
        ${notEndedLine(live)}
        <p class="hint">${live.state === 'ended' ? words.ended : words.up}</p>
        <p class="standing">${costSoFar(live)}</p>
        ${mediaFacts(this.quality)} ${liveFacts(live)}
      `
    );
  }

  private tools(): TemplateResult {
    const repeated = this.whole.arrows.filter((arrow) => arrow.retransmission).length;
    return html`
      <div class="tools">
        ${this.legField} ${this.colourField}
        <button
          type="button"
          class="quiet fold"
          title=${words.foldKey}
          ?hidden=${repeated === 0}
          @click=${() => this.toggleFold()}
        >
          ${(this.folds ? words.show : words.fold)(repeated)}
        </button>
        <a href=${routeHash({ name: 'names' })} title=${words.namesTip}>${words.names}</a>
        ${this.ending.element}
        <label class="redact" title=${words.redactTip}>${this.redact} ${words.redact}</label>
        ${this.downloads}
      </div>
    `;
  }

  private newDownloads(): readonly HTMLElement[] {
    const name = this.callId.replace(/[^A-Za-z0-9._-]+/g, '_').slice(0, 80);
    const path = (): string => tracePath(this.callId, this.leg, this.redact.checked);
    return [
      downloadButton(words.text, 'text/plain', path, () => `${name}.txt`),
      downloadButton(words.pcap, 'application/vnd.tcpdump.pcap', path, () => `${name}.pcap`),
      downloadButton(words.sipp, 'application/xml', path, () => `${name}.xml`),
    ];
  }
}

/** The answer, or null when there is no such thing (404), or not for the user's role (403). */
async function found<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (problem) {
    if (problem instanceof ApiError && (problem.status === 404 || problem.status === 403)) {
      return null;
    }
    throw problem;
  }
}
