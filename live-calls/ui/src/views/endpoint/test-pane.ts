import { stopTest } from '../../api/client';
import type { EndpointTest, TestMessage, TestStep, TraceMessage } from '../../api/schema';
import { h, refill, type Child } from '../../parts/dom';
import { dateAndTime, utcText } from '../../text/time';
import { layLadder, type Ladder } from '../trace/ladder';
import { LadderDrawing } from '../trace/ladder-drawing';
import { hopsTable, millis } from './hops';

const MARKS = { ok: '✓', warn: '!', fail: '✗' };
const SPOKEN = { ok: 'all right', warn: 'worth knowing', fail: 'wrong' };

/** One test: its steps in words, what it measured, and its messages as a ladder. It grows while the test runs. */
export class TestPane {
  readonly element = h('article', { class: 'test' });
  private readonly above = h('div');
  private readonly raw = h('pre', { class: 'sip', tabindex: 0, 'aria-label': 'Message' });
  private readonly drawing = new LadderDrawing((index) => this.select(index));
  private readonly messages = h('section', { class: 'test-messages' }, this.drawing.element, this.raw);
  private ladder: Ladder = { columns: [], arrows: [] };
  private shownMessages = 0;
  private selected: number | null = null;

  constructor() {
    this.messages.hidden = true;
    this.element.append(this.above, this.messages);
    this.drawing.element.addEventListener('keydown', (event) => this.key(event));
    new ResizeObserver(() => this.draw()).observe(this.drawing.element);
  }

  show(test: EndpointTest): void {
    this.element.setAttribute('aria-label', titleOf(test));
    refill(this.above, ...content(test));
    if (test.messages.length !== this.shownMessages) {
      this.shownMessages = test.messages.length;
      this.ladder = layLadder(test.messages.map(traced));
      this.messages.hidden = test.messages.length === 0;
      this.draw();
      this.select(this.selected ?? 0);
    }
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && this.ladder.arrows.length > 0) {
      const last = this.ladder.arrows.length - 1;
      this.select(Math.min(last, Math.max(0, (this.selected ?? 0) + step)));
      event.preventDefault();
      event.stopPropagation();
    }
  }

  private select(index: number): void {
    const arrow = this.ladder.arrows[index];
    this.selected = arrow === undefined ? null : index;
    this.drawing.mark(this.selected, null);
    refill(this.raw, arrow?.message.raw);
  }

  private draw(): void {
    this.drawing.draw(this.ladder, 'cseq');
    this.drawing.mark(this.selected, null);
  }
}

/** What a test is called. */
export function titleOf(test: Pick<EndpointTest, 'kind' | 'startedAt'>): string {
  return `${test.kind === 'sip' ? 'SIP test' : 'MTR test'} of ${dateAndTime(test.startedAt)}`;
}

function content(test: EndpointTest): Child[] {
  return [
    h(
      'header',
      { class: 'heading' },
      h('h2', { title: utcText(test.startedAt) }, titleOf(test)),
      test.status === 'running' &&
        h(
          'button',
          { type: 'button', class: 'quiet', on: { click: () => void stopTest(test.id).catch(() => {}) } },
          'Stop',
        ),
    ),
    h('ol', { class: 'test-steps' }, ...test.steps.map(step)),
    test.status === 'running' &&
      test.steps.length === 0 &&
      h('p', { class: 'hint' }, 'Waiting for a probe …'),
    test.verdict &&
      h('p', { class: 'test-verdict', 'data-tone': toneOf(test.verdict.reachable) }, test.verdict.text),
    test.options && measured(test),
    test.hops.length > 0 && hopsTable(test.hops),
  ];
}

/** The colour of a verdict; nobody can tell is neither good nor bad. */
export function toneOf(reachable: boolean | null): string {
  return reachable === null ? 'watch' : reachable ? 'good' : 'bad';
}

function measured({ options }: EndpointTest): HTMLElement | null {
  return options === null
    ? null
    : h(
        'dl',
        { class: 'test-figures' },
        figure('Answered', `${options.received} of ${options.sent}`),
        figure('Minimum', millis(options.minMillis)),
        figure('Median', millis(options.medianMillis)),
        figure('Maximum', millis(options.maxMillis)),
        figure('Last status', String(options.lastStatus ?? '–')),
      );
}

function figure(name: string, value: string): HTMLElement {
  return h('div', {}, h('dt', {}, name), h('dd', {}, value));
}

function step(each: TestStep): HTMLElement {
  const result = each.result as keyof typeof MARKS | null;
  return h(
    'li',
    { 'data-result': result ?? 'running' },
    h(
      'span',
      { class: 'mark', role: 'img', 'aria-label': result === null ? 'under way' : SPOKEN[result] },
      result === null ? '…' : MARKS[result],
    ),
    h('span', {}, each.text),
  );
}

function traced(message: TestMessage): TraceMessage {
  return { ...message, leg: 'source', agent: 'probe', flags: [] } as unknown as TraceMessage;
}
