import uPlot from 'uplot';
import type { QualityHour } from '../api/schema';
import 'uplot/dist/uPlot.min.css';
import './hour-chart.css';
import { texts } from '../texts';

const words = texts.chart;

const MINUTE_SECONDS = 60;

/** Figures of a minute jump: a ratio is drawn over so many minutes. */
const RATIO_OVER_MINUTES = 5;

/** A colour of the style sheet as a canvas takes it: it knows neither variables nor `light-dark()`. */
function color(name: string): () => string {
  return () => {
    const probe = document.createElement('i');
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    const resolved = getComputedStyle(probe).color;
    probe.remove();
    return resolved;
  };
}

/** Tells when the colours change from light to dark or back; a chart is drawn anew then. */
function darkness(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)');
}

/** Seconds since 1970 of each minute. */
function minutesOf(hour: QualityHour): number[] {
  const from = Date.parse(hour.from) / 1000;
  return hour.attempts.map((_, n) => from + n * MINUTE_SECONDS);
}

/** Answered of attempts at each minute, over the minutes before it; null where nobody tried. */
export function ratios(hour: QualityHour): (number | null)[] {
  const sum = (of: readonly number[], n: number): number =>
    of.slice(Math.max(0, n - RATIO_OVER_MINUTES + 1), n + 1).reduce((all, each) => all + each, 0);
  return hour.attempts.map((_, n) => {
    const attempts = sum(hour.attempts, n);
    return attempts === 0 ? null : sum(hour.answered, n) / attempts;
  });
}

/** Pixels of a chart that stands in a row of a table. */
const CELL_PIXELS = 22;

/** The attempts of an hour and how many of them were answered, as two areas without axes: small enough for a cell. */
export class SmallHourChart {
  private readonly plot: uPlot;
  private readonly dark = darkness();
  private readonly redraw = (): void => this.plot.redraw(false);
  private drawn = '';

  /** `height`: pixels, asked for again and again, because a window may change. */
  constructor(
    private readonly room: HTMLElement,
    private readonly height: () => number = () => CELL_PIXELS,
  ) {
    const area = (stroke: string, fill: string): uPlot.Series => ({
      stroke: color(stroke),
      fill: color(fill),
      width: 1,
      points: { show: false },
    });
    this.plot = new uPlot(
      {
        width: 150,
        height: height(),
        padding: [1, 0, 1, 0],
        cursor: { show: false },
        legend: { show: false },
        axes: [{ show: false }, { show: false }],
        scales: { x: { time: false }, y: { range: (_, __, most) => [0, Math.max(1, most)] } },
        series: [{}, area('--bad', '--bad-ground'), area('--good', '--good-ground')],
      },
      [[], [], []],
      room,
    );
    this.dark.addEventListener('change', this.redraw);
  }

  show(hour: QualityHour): void {
    const width = Math.max(60, this.room.clientWidth - 16);
    const height = this.height();
    if (this.room.clientWidth > 0 && (width !== this.plot.width || height !== this.plot.height)) {
      this.plot.setSize({ width, height });
    }
    const now = `${hour.from} ${hour.attempts.join()} ${hour.answered.join()}`;
    if (now !== this.drawn) {
      this.drawn = now;
      this.plot.setData([minutesOf(hour), hour.attempts, hour.answered]);
    }
  }

  close(): void {
    this.dark.removeEventListener('change', this.redraw);
    this.plot.destroy();
  }
}

/** The answered share and the attempts of an hour, with axes, and the usual share as a line. */
export class HourChart {
  readonly element = document.createElement('div');
  private readonly plot: uPlot;
  private readonly dark = darkness();
  private readonly redraw = (): void => this.plot.redraw(false);
  private drawn = '';

  constructor() {
    this.element.className = 'hour-chart';
    const axis = {
      stroke: color('--faint'),
      grid: { stroke: color('--line'), width: 1 },
      font: '11px sans-serif',
    };
    this.plot = new uPlot(
      {
        width: 600,
        height: 170,
        cursor: { drag: { x: false, y: false } },
        scales: {
          share: { range: [0, 1] },
          calls: { range: (_, __, most) => [0, Math.max(1, most)] },
        },
        axes: [
          { ...axis, values: '{HH}:{mm}' },
          {
            ...axis,
            scale: 'share',
            values: (_, ticks) => ticks.map((tick) => `${Math.round(tick * 100)} %`),
          },
          { ...axis, scale: 'calls', side: 1, grid: { show: false } },
        ],
        series: [
          { label: words.minute, value: '{HH}:{mm}' },
          {
            label: words.attempts,
            scale: 'calls',
            stroke: color('--faint'),
            fill: color('--raised'),
            width: 1,
            points: { show: false },
          },
          {
            label: words.asr,
            scale: 'share',
            stroke: color('--accent'),
            width: 2,
            points: { show: false },
            spanGaps: false,
            value: (_, share) => (share === null ? '–' : `${Math.round(share * 100)} %`),
          },
          {
            label: words.usualAsr,
            scale: 'share',
            stroke: color('--watch'),
            width: 1,
            dash: [6, 4],
            points: { show: false },
            value: (_, share) => (share === null ? '–' : `${Math.round(share * 100)} %`),
          },
        ],
      },
      [[], [], [], []],
      this.element,
    );
    this.dark.addEventListener('change', this.redraw);
    new ResizeObserver(() => {
      if (this.element.clientWidth > 0) {
        this.plot.setSize({ width: this.element.clientWidth, height: 170 });
      }
    }).observe(this.element);
  }

  show(hour: QualityHour, usual: number | null): void {
    const now = JSON.stringify([hour, usual]);
    if (now !== this.drawn) {
      this.drawn = now;
      this.plot.setData([minutesOf(hour), hour.attempts, ratios(hour), hour.attempts.map(() => usual)]);
    }
  }

  close(): void {
    this.dark.removeEventListener('change', this.redraw);
    this.plot.destroy();
  }
}
