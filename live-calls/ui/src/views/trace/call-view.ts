import { address } from '../../address';
import { ApiError, call, cdr, endCall, trace, tracePath } from '../../api/client';
import { AddressBook } from '../../api/address-names';
import { Polling } from '../../api/polling';
import type { CallDetail, CdrDetail, TraceLegs, TraceMessage } from '../../api/schema';
import { h, refill, setText } from '../../parts/dom';
import { downloadButton } from '../../parts/download';
import { AskFirstButton, END_CALL, ORDERED_AND_ENDED, refusedSince } from '../../parts/ask-first';
import { choice } from '../../parts/choice';
import { routeHash, type Route } from '../../route';
import { party } from '../../text/party';
import type { View } from '../view';
import { causeLine, cdrFacts, costSoFar, liveFacts, notEndedLine, priceFacts } from './call-facts';
import { decisionOf, type Decision } from './decision';
import { foldRetransmissions, layLadder, placeIn, type ColourBy, type Ladder } from './ladder';
import { LadderDrawing } from './ladder-drawing';
import { MessagePane } from './message-pane';

const EVERY_MILLIS = 2_000;

/** Messages that come late still join the trace; so long after the record was found, it is taken for complete. */
const SETTLED_MILLIS = 15_000;

/**
 * One call: its facts, its price, and its messages as a ladder. It fills up by itself while the call is up; of a call that
 * has ended it opens on the message that decided how.
 */
export class CallView implements View {
  readonly title = 'Call';
  readonly element: HTMLElement;
  private readonly heading = h('h1', {}, 'Call');
  private readonly state = h('span', { class: 'badge', role: 'status' });
  private readonly side = h('section', { class: 'side' });
  private readonly hint = h('p', { class: 'empty', role: 'status' });
  private readonly names = new AddressBook(() => this.draw());
  private readonly drawing = new LadderDrawing(
    (index, compare) => this.clicked(index, compare),
    (address) => this.names.nameOf(address),
  );
  private readonly pane = new MessagePane(() => this.toggleCompare());
  private readonly ending = new AskFirstButton(END_CALL, () => {
    const ordered = this.live;
    return {
      question: 'End this call?',
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
  private readonly foldButton = h('button', {
    type: 'button',
    class: 'quiet fold',
    title: 'key r',
    on: { click: () => this.toggleFold() },
  });
  private leg: TraceLegs = 'both';
  private readonly legField = choice(
    'Leg',
    { both: 'both legs', source: 'source leg', destination: 'destination leg' },
    (leg) => {
      this.setLeg(leg);
      this.polling.now();
      this.restate();
    },
  );
  private colourBy: ColourBy = 'request';
  private selected: number | null = null;
  /** Whether somebody has chosen a message: from then on the page chooses none. */
  private chosen = false;
  private compared: number | null = null;
  /** Places in the whole ladder that the address names, until they are there. */
  private sought: { message: number; compare: number | null } | null = null;
  private record: CdrDetail | null = null;
  private live: CallDetail | null = null;
  private readonly cost = h('p', { class: 'standing' });
  private recordAtMillis = 0;
  private sideText = '';

  private readonly callId: string;

  constructor(route: Route & { name: 'call' }) {
    this.callId = route.callId;
    this.look(route);
    this.hint.hidden = true;
    this.foldButton.hidden = true;
    this.element = h(
      'main',
      { class: 'view call' },
      h('header', { class: 'heading' }, this.heading, this.state, this.tools()),
      this.side,
      h('section', { class: 'table-room' }, this.drawing.element, this.hint),
      this.pane.element,
    );
    this.pane.show(null, null);
    this.ending.offer(false);
    this.say('Reading the call…');
    new ResizeObserver(() => this.draw()).observe(this.drawing.element);
    this.polling = new Polling(
      EVERY_MILLIS,
      (signal) => this.load(signal),
      (problem) => this.say(problem instanceof ApiError ? problem.message : 'The call could not be read.'),
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
    const [{ live, record }, messages] = await Promise.all([
      this.known(signal),
      found(trace(this.callId, leg, signal)),
    ]);
    if (record !== null && this.record === null) {
      this.recordAtMillis = Date.now();
    }
    this.record = record;
    this.live = record === null ? live : null;
    this.showCall();
    if (leg === this.leg) {
      this.take(messages ?? []);
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
    const repeated = this.whole.arrows.filter((arrow) => arrow.retransmission).length;
    this.foldButton.hidden = repeated === 0;
    setText(
      this.foldButton,
      `${this.folds ? 'Show' : 'Fold'} ${repeated} ${repeated === 1 ? 'retransmission' : 'retransmissions'}`,
    );
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
    return this.record === null && this.live === null
      ? 'Nothing is known of this Call-ID. Messages older than the retention time are gone; a call that began this second may take a moment.'
      : 'No messages of this leg are stored.';
  }

  private showCall(): void {
    const known = this.record ?? this.live;
    this.ending.offer(this.record === null && this.live?.state === 'answered');
    if (known === null) {
      setText(this.heading, this.callId);
      return;
    }
    setText(this.heading, `${party(known.from)} → ${party(known.to)}`);
    const state = this.record?.outcome ?? this.live?.outcome ?? this.live?.state ?? '';
    setText(this.state, state);
    this.state.dataset['tone'] = state;
    if (this.live !== null) {
      setText(this.cost, costSoFar(this.live));
    }
    const text = JSON.stringify(this.live === null ? known : { ...this.live, seconds: 0, cost: '' });
    if (text === this.sideText) {
      // What stands there may be selected right now.
      return;
    }
    this.sideText = text;
    if (this.record !== null) {
      refill(this.side, causeLine(this.record), priceFacts(this.record), cdrFacts(this.record));
    } else if (this.live !== null) {
      refill(
        this.side,
        notEndedLine(this.live),
        h(
          'p',
          { class: 'hint' },
          this.live.state === 'ended'
            ? 'The call has just ended; its record is on its way.'
            : 'The call is up; its record and its price are written when it ends.',
        ),
        this.cost,
        liveFacts(this.live),
      );
    }
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
    setText(this.hint, text);
    this.hint.hidden = text === '';
  }

  private tools(): HTMLElement {
    const name = this.callId.replace(/[^A-Za-z0-9._-]+/g, '_').slice(0, 80);
    const redact = h('input', { type: 'checkbox' });
    const path = (): string => tracePath(this.callId, this.leg, redact.checked);
    return h(
      'div',
      { class: 'tools' },
      this.legField,
      choice(
        'Colour by',
        { request: 'colour by request', 'call-id': 'colour by Call-ID', cseq: 'colour by CSeq' },
        (by) => {
          this.colourBy = by;
          this.draw();
        },
      ),
      this.foldButton,
      h(
        'a',
        { href: routeHash({ name: 'names' }), title: 'What the addresses over the ladder are called' },
        'Names',
      ),
      this.ending.element,
      h(
        'label',
        {
          class: 'redact',
          title: 'Takes passwords, answers to challenges and keys of media out of what is downloaded',
        },
        redact,
        'no credentials',
      ),
      downloadButton('Text', 'text/plain', path, () => `${name}.txt`),
      downloadButton('pcap', 'application/vnd.tcpdump.pcap', path, () => `${name}.pcap`),
    );
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
