import { h, refill, svg } from '../../parts/dom';
import { gapText, timeOfDay, utcText } from '../../text/time';
import { texts } from '../../texts';
import type { Decision } from './decision';
import {
  colourArrows,
  isFailure,
  type ColourBy,
  type Ladder,
  type LadderArrow,
  type LadderColumn,
} from './ladder';
import './ladder.css';

/** Pixels: room for the times at the left, and for an arrow with its label. */
const GUTTER = 184;
const STEP = 36;

/** Pixels between two columns: they share the width that there is, within reason. */
const LEAST_SPACING = 120;
const MOST_SPACING = 300;

/** Pixels that a letter of a label takes, about; a label that is longer than its arrow is cut. */
const LETTER = 7.6;

/** Width of the bar at the left of the message that decided how the call ended. */
const BAR = 4;

/** How far an arrow that leads back to its own column reaches out. */
const LOOP = 46;

/** The ladder as a drawing. A click selects an arrow, a click with Shift marks it for comparison. */
export class LadderDrawing {
  readonly element = h('div', {
    class: 'ladder',
    role: 'listbox',
    tabindex: 0,
    'aria-label': texts.call.messages,
  });
  private readonly heads = h('div', { class: 'ladder-heads', 'aria-hidden': 'true' });
  private readonly drawing = svg('svg', { role: 'presentation' });
  private groups: SVGGElement[] = [];
  private spacing = LEAST_SPACING;

  /**
   * @param nameOf what people call an address, empty where they call it nothing; it stands in the place of what the
   *     endpoint calls itself
   */
  constructor(
    private readonly clicked: (index: number, compare: boolean) => void,
    private readonly nameOf: (address: string) => string = () => '',
  ) {
    this.element.append(this.heads, this.drawing);
  }

  draw(ladder: Ladder, colourBy: ColourBy, decision: Decision | null = null): void {
    const columns = Math.max(1, ladder.columns.length);
    const share = Math.floor((this.element.clientWidth - GUTTER) / columns);
    this.spacing = Math.min(MOST_SPACING, Math.max(LEAST_SPACING, share));
    const width = GUTTER + columns * this.spacing;
    const height = ladder.arrows.length * STEP + STEP / 2;
    this.drawing.setAttribute('width', String(width));
    this.drawing.setAttribute('height', String(height));
    this.heads.style.width = `${width}px`;
    refill(this.heads, ...ladder.columns.map((column, n) => this.head(column, n)));
    const colours = colourArrows(ladder.arrows, colourBy);
    this.groups = ladder.arrows.map((arrow, n) => this.group(arrow, n, colours[n]!));
    if (decision !== null) {
      this.markDecision(decision);
    }
    refill(this.drawing, ...ladder.columns.map((_, n) => this.lifeline(n, height)), ...this.groups);
  }

  /** Shows which arrow is selected and which is marked for comparison, and brings the first into sight. */
  mark(selected: number | null, compared: number | null): void {
    this.groups.forEach((group, n) => {
      group.setAttribute('aria-selected', String(n === selected));
      group.classList.toggle('compared', n === compared);
    });
    const group = selected === null ? undefined : this.groups[selected];
    if (group === undefined) {
      this.element.removeAttribute('aria-activedescendant');
    } else {
      this.element.setAttribute('aria-activedescendant', group.id);
      const top = this.heads.offsetHeight + selected! * STEP;
      const view = this.element;
      if (top - this.heads.offsetHeight < view.scrollTop) {
        view.scrollTop = top - this.heads.offsetHeight;
      } else if (top + STEP > view.scrollTop + view.clientHeight) {
        view.scrollTop = top + STEP - view.clientHeight;
      }
    }
  }

  private markDecision({ index, tone, words }: Decision): void {
    const group = this.groups[index]!;
    group.dataset['decision'] = tone;
    group.setAttribute('aria-label', `${group.getAttribute('aria-label')}, ${words}`);
    group.insertBefore(
      svg('rect', { class: 'decision', x: 0, y: index * STEP, width: BAR, height: STEP }),
      group.children[1]!,
    );
  }

  private group(arrow: LadderArrow, n: number, colour: number): SVGGElement {
    const top = n * STEP;
    const group = svg(
      'g',
      {
        id: `arrow-${n}`,
        role: 'option',
        class: `arrow colour-${colour}${isFailure(arrow) ? ' failure' : ''}${arrow.stray ? ' stray' : ''}`,
        'aria-selected': 'false',
        'aria-label': spoken(arrow),
      },
      svg('rect', { class: 'back', x: 0, y: top, width: '100%', height: STEP }),
      svg('text', { class: 'time', x: 8, y: top + 16 }, timeOfDay(arrow.message.at, true)),
      svg('text', { class: 'gap', x: 8, y: top + 31 }, n === 0 ? 'start' : gapText(arrow.sinceBefore)),
      svg('text', { class: 'start', x: GUTTER - 12, y: top + 16 }, gapText(arrow.sinceStart)),
      ...this.line(arrow, top + 26),
      svg('title', {}, `${spoken(arrow)}\n${utcText(arrow.message.at)}`),
    );
    group.addEventListener('click', (event) => this.clicked(n, event.shiftKey));
    return group;
  }

  private x(column: number): number {
    return GUTTER + column * this.spacing + this.spacing / 2;
  }

  private head({ address, alias }: LadderColumn, n: number): HTMLElement {
    const name = this.nameOf(address);
    const title = [address, name, alias].filter(Boolean).join('\n');
    const element = h(
      'div',
      { title },
      h('strong', {}, address),
      h('span', { class: name === '' ? null : 'named' }, name || alias),
    );
    element.style.left = `${this.x(n) - this.spacing / 2}px`;
    element.style.width = `${this.spacing}px`;
    return element;
  }

  private lifeline(column: number, height: number): SVGLineElement {
    return svg('line', { class: 'lifeline', x1: this.x(column), x2: this.x(column), y1: 0, y2: height });
  }

  private line(arrow: LadderArrow, y: number): SVGElement[] {
    const from = this.x(arrow.from);
    const to = this.x(arrow.to);
    if (arrow.from === arrow.to) {
      return [
        svg('path', { class: 'shaft', d: `M ${from} ${y - 10} h ${LOOP} v 10 h ${-LOOP}` }),
        ...tips(arrow, to, y, -1),
        svg('text', { class: 'label', x: from + LOOP + 8, y: y + 1, 'text-anchor': 'start' }, labelOf(arrow)),
      ];
    }
    const direction = to > from ? 1 : -1;
    const label = fitting(labelOf(arrow), Math.abs(to - from));
    return [
      svg('line', { class: 'shaft', x1: from, x2: to, y1: y, y2: y }),
      ...tips(arrow, to, y, direction),
      svg('text', { class: 'label', x: (from + to) / 2, y: y - 6, 'text-anchor': 'middle' }, label),
    ];
  }
}

function fitting(label: string, pixels: number): string {
  const letters = Math.floor(pixels / LETTER);
  return label.length <= letters ? label : `${label.slice(0, letters - 1)}…`;
}

/** The arrow's head; a retransmission has two, and so has what was retransmitted. */
function tips(arrow: LadderArrow, x: number, y: number, direction: number): SVGElement[] {
  const tip = (at: number): SVGElement =>
    svg('path', { class: 'tip', d: `M ${at} ${y} l ${-9 * direction} -5 v 10 z` });
  return arrow.retransmission || arrow.repeats > 0 ? [tip(x), tip(x - 10 * direction)] : [tip(x)];
}

function labelOf({ sip, stray, repeats }: LadderArrow): string {
  const times = repeats > 0 ? ` \u00d7${repeats + 1}` : '';
  return `${stray ? `${texts.call.stray} \u00b7 ` : ''}${sip.label}${times}${sip.hasSdp ? ' (SDP)' : ''}`;
}

function spoken(arrow: LadderArrow): string {
  const { message } = arrow;
  const marks = [
    arrow.retransmission ? 'retransmission' : '',
    arrow.repeats > 0 ? `sent ${arrow.repeats + 1} times` : '',
    arrow.alsoSeenBy.length > 0 ? `also seen by agent ${arrow.alsoSeenBy.join(', ')}` : '',
    ...message.flags,
  ].filter(Boolean);
  return `${labelOf(arrow)}, ${message.source} to ${message.target}, ${gapText(arrow.sinceStart)}${marks.map((mark) => `, ${mark}`).join('')}`;
}
