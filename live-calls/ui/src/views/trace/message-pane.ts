import { html, render, type TemplateResult } from 'lit-html';
import { h } from '../../parts/dom';
import { dateAndTime, utcText, zonedTime } from '../../text/time';
import { texts } from '../../texts';
import { diffLines } from './diff';
import type { LadderArrow } from './ladder';
import './sip.css';

const words = texts.call.message;

/** The text of the selected message, or its differences to the one marked for comparison. */
export class MessagePane {
  readonly element = h('section', { class: 'message', 'aria-label': words.label });

  constructor(private readonly compare: () => void) {}

  show(arrow: LadderArrow | null, compared: LadderArrow | null): void {
    render(
      arrow === null
        ? html`<p class="hint">${words.none}</p>`
        : html`
            <div class="tools">
              <span class="count">${compared && words.comparedWith(titleOf(compared))}</span>
              <button type="button" class="quiet" title=${words.compareKey} @click=${this.compare}>
                ${compared === null ? words.compare : words.end}
              </button>
            </div>
            ${origin(arrow)}
            <pre class="sip" tabindex="0">${compared === null ? sipText(arrow.message.raw) : difference(compared, arrow)}</pre>
          `,
      this.element,
    );
  }
}

function titleOf(arrow: LadderArrow): string {
  return words.titled(arrow.sip.label, dateAndTime(arrow.message.at).slice(11));
}

/** What a flag means, where the word alone does not say it. */
const FLAG_WORDS: Record<string, string> = words.flags;

function origin({ message, retransmission, repeats, alsoSeenBy }: LadderArrow): TemplateResult {
  const parts = [
    message.transport,
    words.agent([message.agent, ...alsoSeenBy].join(', ')),
    words.leg(message.leg),
    retransmission ? words.retransmission : '',
    repeats > 0 ? words.repeated(repeats + 1) : '',
  ].filter(Boolean);
  const flags = message.flags.map((flag) => FLAG_WORDS[flag] ?? flag).join(', ');
  return html`
    <p class="way"><strong>${message.source}</strong> → <strong>${message.target}</strong></p>
    <p class="hint" title=${utcText(message.at)}>${zonedTime(message.at)} · ${parts.join(' · ')}</p>
    ${flags && html`<p class="flags">${flags}</p>`}
  `;
}

/** The message, lightly coloured: start line, header names, body. It is all text nodes. */
function sipText(raw: string): TemplateResult[] {
  const lines = raw.split(/\r?\n/);
  let body = false;
  return lines.map((line, n) => {
    const end = n === lines.length - 1 ? '' : '\n';
    body ||= line === '' && n > 0;
    const colon = line.indexOf(':');
    if (n === 0) {
      return html`<b class="start-line">${line}</b>${end}`;
    }
    if (body) {
      return html`<span class="body">${line}</span>${end}`;
    }
    return colon > 0 && !/^\s/.test(line)
      ? html`<span class="header">${line.slice(0, colon)}</span>${line.slice(colon)}${end}`
      : html`${line}${end}`;
  });
}

function difference(first: LadderArrow, second: LadderArrow): TemplateResult[] {
  const marks = { both: ' ', first: '\u2212', second: '+' };
  return diffLines(first.message.raw, second.message.raw).map(
    ({ side, text }) => html`<span class=${`diff-${side}`}>${marks[side]} ${text}\n</span>`,
  );
}
