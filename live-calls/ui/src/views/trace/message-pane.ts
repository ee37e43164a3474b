import { h, refill, type Child } from '../../parts/dom';
import { dateAndTime, utcText, zonedTime } from '../../text/time';
import { diffLines } from './diff';
import type { LadderArrow } from './ladder';

/** The text of the selected message, or its differences to the one marked for comparison. */
export class MessagePane {
  readonly element = h('section', { class: 'message', 'aria-label': 'Message' });

  constructor(private readonly compare: () => void) {}

  show(arrow: LadderArrow | null, compared: LadderArrow | null): void {
    if (arrow === null) {
      refill(this.element, h('p', { class: 'hint' }, 'Select a message to read it.'));
    } else if (compared !== null) {
      refill(
        this.element,
        this.tools(`Compared with ${titleOf(compared)}`, 'End comparison'),
        ...origin(arrow),
        difference(compared, arrow),
      );
    } else {
      refill(
        this.element,
        this.tools('', 'Compare with another'),
        ...origin(arrow),
        sipText(arrow.message.raw),
      );
    }
  }

  private tools(text: string, action: string): HTMLElement {
    return h(
      'div',
      { class: 'tools' },
      h('span', { class: 'count' }, text),
      h('button', { type: 'button', class: 'quiet', title: 'key c', on: { click: this.compare } }, action),
    );
  }
}

function titleOf(arrow: LadderArrow): string {
  return `${arrow.sip.label} of ${dateAndTime(arrow.message.at).slice(11)}`;
}

/** What a flag means, where the word alone does not say it. */
const FLAG_WORDS: Record<string, string> = {
  stray: 'stray: of no transaction and no dialog of the call; it moved nothing',
};

function origin({ message, retransmission, repeats, alsoSeenBy }: LadderArrow): HTMLElement[] {
  const words = [
    message.transport,
    `agent ${[message.agent, ...alsoSeenBy].join(', ')}`,
    `${message.leg} leg`,
    retransmission ? 'retransmission' : '',
    repeats > 0 ? `sent ${repeats + 1} times` : '',
  ].filter(Boolean);
  return [
    h('p', { class: 'way' }, h('strong', {}, message.source), ' → ', h('strong', {}, message.target)),
    h('p', { class: 'hint', title: utcText(message.at) }, `${zonedTime(message.at)} · ${words.join(' · ')}`),
    ...(message.flags.length === 0
      ? []
      : [h('p', { class: 'flags' }, message.flags.map((flag) => FLAG_WORDS[flag] ?? flag).join(', '))]),
  ];
}

/** The message, lightly coloured: start line, header names, body. It is all text nodes. */
function sipText(raw: string): HTMLElement {
  const lines = raw.split(/\r?\n/);
  let body = false;
  const parts: Child[] = lines.flatMap((line, n) => {
    const end = n === lines.length - 1 ? '' : '\n';
    body ||= line === '' && n > 0;
    const colon = line.indexOf(':');
    if (n === 0) {
      return [h('b', { class: 'start-line' }, line), end];
    }
    if (body) {
      return [h('span', { class: 'body' }, line), end];
    }
    return colon > 0 && !/^\s/.test(line)
      ? [h('span', { class: 'header' }, line.slice(0, colon)), line.slice(colon) + end]
      : [line + end];
  });
  return h('pre', { class: 'sip', tabindex: 0 }, ...parts);
}

function difference(first: LadderArrow, second: LadderArrow): HTMLElement {
  const marks = { both: ' ', first: '\u2212', second: '+' };
  const lines = diffLines(first.message.raw, second.message.raw).map((line) =>
    h('span', { class: `diff-${line.side}` }, `${marks[line.side]} ${line.text}\n`),
  );
  return h('pre', { class: 'sip', tabindex: 0 }, ...lines);
}
