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

/** Arrows kept ready above and below those in sight. */
const SPARE_ARROWS = 12;

/**
 * The ladder as a drawing, of which only the arrows in sight exist: hundreds of messages cost what a screen of them costs.
 * A click selects an arrow, a click with Shift marks it for comparison.
 */
export class LadderDrawing {
  readonly element = h('div', {
    class: 'ladder',
    role: 'listbox',
    tabindex: 0,
    'aria-label': texts.call.messages,
  });
  private readonly heads = h('div', { class: 'ladder-heads', 'aria-hidden': 'true' });
  private readonly lifelines = svg('g');
  private readonly arrows = svg('g');
  private readonly drawing = svg('svg', { role: 'presentation' }, this.lifelines, this.arrows);
  /** Those that exist, by their places, which are next to each other. */
  private readonly groups = new Map<number, SVGGElement>();
  private ladder: Ladder = { columns: [], arrows: [] };
  private colours: readonly number[] = [];
  private decision: Decision | null = null;
  private selected: number | null = null;
  private compared: number | null = null;
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
    this.element.addEventListener('scroll', () => this.drawInSight());
    new ResizeObserver(() => {
      this.lay();
      this.reveal();
    }).observe(this.element);
  }

  draw(ladder: Ladder, colourBy: ColourBy, decision: Decision | null = null): void {
    this.ladder = ladder;
    this.colours = colourArrows(ladder.arrows, colourBy);
    this.decision = decision;
    this.lay();
  }

  /** Shows which arrow is selected and which is marked for comparison; another one than before is brought into sight. */
  mark(selected: number | null, compared: number | null): void {
    const another = selected !== this.selected;
    this.selected = selected;
    this.compared = compared;
    if (another) {
      this.reveal();
    }
    this.groups.forEach((group, n) => this.markArrow(group, n));
    const group = selected === null ? undefined : this.groups.get(selected);
    if (group === undefined) {
      this.element.removeAttribute('aria-activedescendant');
    } else {
      this.element.setAttribute('aria-activedescendant', group.id);
    }
  }

  private markArrow(group: SVGGElement, n: number): void {
    group.setAttribute('aria-selected', String(n === this.selected));
    group.classList.toggle('compared', n === this.compared);
  }

  private reveal(): void {
    if (this.selected === null || this.ladder.arrows[this.selected] === undefined) {
      return;
    }
    const view = this.element;
    const top = this.selected * STEP;
    const room = view.clientHeight - this.heads.offsetHeight;
    if (top < view.scrollTop) {
      view.scrollTop = top;
    } else if (top + STEP > view.scrollTop + room) {
      view.scrollTop = top + STEP - room;
    }
    this.drawInSight();
  }

  /** Lays the drawing out in the room that there is, and draws all anew. */
  private lay(): void {
    const { columns, arrows } = this.ladder;
    const count = Math.max(1, columns.length);
    const share = Math.floor((this.element.clientWidth - GUTTER) / count);
    this.spacing = Math.min(MOST_SPACING, Math.max(LEAST_SPACING, share));
    const width = GUTTER + count * this.spacing;
    const height = arrows.length * STEP + STEP / 2;
    this.drawing.setAttribute('width', String(width));
    this.drawing.setAttribute('height', String(height));
    this.heads.style.width = `${width}px`;
    refill(this.heads, ...columns.map((column, n) => this.head(column, n)));
    refill(this.lifelines, ...columns.map((_, n) => this.lifeline(n, height)));
    this.groups.clear();
    refill(this.arrows);
    this.drawInSight();
  }

  private drawInSight(): void {
    const { arrows } = this.ladder;
    const { scrollTop, clientHeight } = this.element;
    const first = Math.max(0, Math.floor(scrollTop / STEP) - SPARE_ARROWS);
    const last = Math.min(arrows.length, first + Math.ceil(clientHeight / STEP) + 2 * SPARE_ARROWS);
    for (const [n, group] of this.groups) {
      if (n < first || n >= last) {
        group.remove();
        this.groups.delete(n);
      }
    }
    let before: Element | null = null;
    for (let n = first; n < last; n++) {
      let group = this.groups.get(n);
      if (group === undefined) {
        group = this.group(arrows[n]!, n);
        this.groups.set(n, group);
        this.arrows.insertBefore(group, before === null ? this.arrows.firstChild : before.nextSibling);
      }
      before = group;
    }
  }

  private group(arrow: LadderArrow, n: number): SVGGElement {
    const top = n * STEP;
    const decision = this.decision?.index === n ? this.decision : null;
    const words = decision === null ? spoken(arrow) : `${spoken(arrow)}, ${decision.words}`;
    const group = svg(
      'g',
      {
        id: `arrow-${n}`,
        role: 'option',
        class: `arrow colour-${this.colours[n]}${isFailure(arrow) ? ' failure' : ''}${arrow.stray ? ' stray' : ''}`,
        'aria-label': words,
        'aria-posinset': n + 1,
        'aria-setsize': this.ladder.arrows.length,
        'data-decision': decision?.tone,
      },
      svg('rect', { class: 'back', x: 0, y: top, width: '100%', height: STEP }),
      decision && svg('rect', { class: 'decision', x: 0, y: top, width: BAR, height: STEP }),
      svg('text', { class: 'time', x: 8, y: top + 16 }, timeOfDay(arrow.message.at, true)),
      svg('text', { class: 'gap', x: 8, y: top + 31 }, n === 0 ? 'start' : gapText(arrow.sinceBefore)),
      svg('text', { class: 'start', x: GUTTER - 12, y: top + 16 }, gapText(arrow.sinceStart)),
      ...this.line(arrow, top + 26),
      svg('title', {}, `${spoken(arrow)}\n${utcText(arrow.message.at)}`),
    );
    group.addEventListener('click', (event) => this.clicked(n, event.shiftKey));
    this.markArrow(group, n);
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
