import { html, render, type TemplateResult } from 'lit-html';
import { stopTest } from '../../api/client';
import type { EndpointTest, TestMessage, TestStep, TraceMessage } from '../../api/schema';
import { h } from '../../parts/dom';
import { utcText, zonedTime } from '../../text/time';
import { texts } from '../../texts';
import { layLadder, type Ladder } from '../trace/ladder';
import { LadderDrawing } from '../trace/ladder-drawing';
import { hopsTable, millis } from './hops';
import '../trace/sip.css';

const words = texts.endpoint.test;

const MARKS = { ok: '✓', warn: '!', fail: '✗', running: '…' };

/** One test: its steps in words, what it measured, and its messages as a ladder. It grows while the test runs. */
export class TestPane {
  readonly element = h('article', { class: 'test' });
  private readonly drawing = new LadderDrawing((index) => this.select(index));
  private test: EndpointTest | null = null;
  private ladder: Ladder = { columns: [], arrows: [] };
  private selected: number | null = null;

  constructor() {
    this.drawing.element.addEventListener('keydown', (event) => this.key(event));
  }

  show(test: EndpointTest): void {
    const before = this.test?.messages.length ?? 0;
    this.test = test;
    this.element.setAttribute('aria-label', titleOf(test));
    if (test.messages.length !== before) {
      this.ladder = layLadder(test.messages.map(traced));
      this.selected ??= 0;
    }
    this.draw();
    if (test.messages.length !== before) {
      this.drawLadder();
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
    this.selected = this.ladder.arrows[index] === undefined ? null : index;
    this.drawing.mark(this.selected, null);
    this.draw();
  }

  private drawLadder(): void {
    this.drawing.draw(this.ladder, 'cseq');
    this.drawing.mark(this.selected, null);
  }

  private draw(): void {
    const { test } = this;
    const raw = this.selected === null ? '' : this.ladder.arrows[this.selected]?.message.raw;
    render(
      test &&
        html`
          ${content(test)}
          <section class="test-messages" ?hidden=${test.messages.length === 0}>
            ${this.drawing.element}
            <pre class="sip" tabindex="0" aria-label=${words.message}>${raw}</pre>
          </section>
        `,
      this.element,
    );
  }
}

/** What a test is called. */
export function titleOf(test: Pick<EndpointTest, 'kind' | 'startedAt'>): string {
  return words.of(texts.endpoint[test.kind], zonedTime(test.startedAt));
}

function content(test: EndpointTest): TemplateResult {
  const running = test.status === 'running';
  return html`
    <header class="heading">
      <h2 title=${utcText(test.startedAt)}>${titleOf(test)}</h2>
      ${
        running
          ? html`<button type="button" class="quiet" @click=${() => void stopTest(test.id).catch(() => {})}>
            ${words.stop}
          </button>`
          : null
      }
    </header>
    <ol class="test-steps">${test.steps.map(step)}</ol>
    ${running && test.steps.length === 0 ? html`<p class="hint">${words.waiting}</p>` : null}
    ${
      test.verdict &&
      html`<p class="test-verdict" data-tone=${toneOf(test.verdict.reachable)}>${test.verdict.text}</p>`
    }
    ${measured(test)} ${test.hops.length > 0 ? hopsTable(test.hops) : null}
  `;
}

/** The colour of a verdict; nobody can tell is neither good nor bad. */
export function toneOf(reachable: boolean | null): string {
  return reachable === null ? 'watch' : reachable ? 'good' : 'bad';
}

function measured({ options }: EndpointTest): TemplateResult | null {
  return (
    options &&
    html`
      <dl class="test-figures">
        ${figure(words.answered, words.answeredOf(options.received, options.sent))}
        ${figure(words.minimum, millis(options.minMillis))} ${figure(words.median, millis(options.medianMillis))}
        ${figure(words.maximum, millis(options.maxMillis))}
        ${figure(words.lastStatus, String(options.lastStatus ?? '–'))}
      </dl>
    `
  );
}

function figure(name: string, value: string): TemplateResult {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function step(each: TestStep): TemplateResult {
  const result = (each.result as keyof typeof MARKS | null) ?? 'running';
  return html`
    <li data-result=${result}>
      <span class="mark" role="img" aria-label=${words.marks[result]}>${MARKS[result]}</span>
      <span>${each.text}</span>
    </li>
  `;
}

function traced(message: TestMessage): TraceMessage {
  return { ...message, leg: 'source', agent: 'probe', flags: [] } as unknown as TraceMessage;
}
