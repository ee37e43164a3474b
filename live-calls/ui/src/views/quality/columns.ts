import type { AddressBook } from '../../api/address-names';
import type { Quality, UsualHour } from '../../api/schema';
import { compareTexts, type Column } from '../../parts/columns';
import { SmallHourChart } from '../../parts/hour-chart';
import { routeHash, emptyFilter, type CdrGrouping, type QualityBy, type QualityMinutes } from '../../route';
import { count } from '../../text/amount';
import { dividedBy, money } from '../../text/money';
import { texts } from '../../texts';
import { decimal } from '../../texts/words';

const words = texts.quality;
const { columns } = words;

/** A share of answered calls below this asks for a look, whatever is usual. */
const POOR_ASR = 0.4;

/** So much less than usual is bad. */
const FALLEN_ASR = 0.15;

/** With fewer attempts a share says nothing. */
const TELLING_ATTEMPTS = 10;

/** What a row is shown with. */
export interface QualityContext {
  by: QualityBy;
  minutes: QualityMinutes;
  usual(key: string): UsualHour | undefined;
  accountName(id: string): string;
  trunkNames: Pick<AddressBook, 'called' | 'inFull'>;
}

export function share(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : `${decimal(value * 100, 0)} %`;
}

export function seconds(millis: number | null | undefined): string {
  return millis === null || millis === undefined ? '–' : `${decimal(millis / 1000, 1)} s`;
}

/** The attempts of the last hour. */
export function hourAttempts(row: Quality): number {
  return row.hour.attempts.reduce((sum, each) => sum + each, 0);
}

/** How the share of answered calls stands: `bad` when it fell, `watch` when it is poor. */
export function asrTone(row: Quality, usual: UsualHour | undefined): string {
  if (row.asr === null || row.attempts < TELLING_ATTEMPTS) {
    return '';
  }
  if (usual !== undefined && usual.attempts >= TELLING_ATTEMPTS && row.asr < usual.asr - FALLEN_ASR) {
    return 'bad';
  }
  return row.asr < POOR_ASR ? 'watch' : '';
}

/** The address of the calls behind a figure. */
export function callsHash(
  context: Pick<QualityContext, 'by' | 'minutes'>,
  key: string,
  nowMillis: number,
  more: { outcome?: string; group?: CdrGrouping } = {},
): string {
  const of = { trunk: 'trunk', destination: 'destination', account: 'accountId' } as const;
  // A call counts when its fate is known, and is found by its beginning: some minutes before.
  const since = new Date(nowMillis - (context.minutes + 5) * 60_000);
  since.setSeconds(0, 0);
  return routeHash({
    name: 'cdrs',
    filter: {
      // A leg that the platform makes is nobody's call, and counts for the trunk to which it goes.
      ...emptyFilter(context.by === 'trunk' ? 'all' : 'dialled'),
      [of[context.by]]: key,
      since: since.toISOString(),
      outcome: more.outcome ?? '',
    },
    ...(more.group && { group: more.group }),
  });
}

/** How people call what the figures are of. */
export function nameOf(
  { by, accountName, trunkNames }: Pick<QualityContext, 'by' | 'accountName' | 'trunkNames'>,
  key: string,
): string {
  switch (by) {
    case 'account':
      return accountName(key);
    case 'trunk':
      return trunkNames.called(key);
    case 'destination':
      return key;
  }
}

function numbers(a: number | null | undefined, b: number | null | undefined): number {
  return (a ?? -1) - (b ?? -1);
}

/** The columns of the figures. Each figure leads to the calls behind it. */
export function qualityColumns(context: QualityContext): readonly Column<Quality>[] {
  const charts = new WeakMap<HTMLElement, SmallHourChart>();
  const calls = (row: Quality, more?: { outcome?: string; group?: CdrGrouping }): string =>
    callsHash(context, row.key, Date.now(), more);
  const name = (row: Quality): string => nameOf(context, row.key);
  return [
    {
      key: 'key',
      title: words.names[context.by],
      width: 18,
      text: name,
      tooltip: (row) =>
        words.showCalls(context.by === 'trunk' ? context.trunkNames.inFull(row.key) : row.key),
      href: (row) => calls(row),
      compare: (a, b) => compareTexts(name(a), name(b)),
    },
    {
      key: 'asr',
      title: columns.asr,
      width: 8,
      numeric: true,
      text: (row) => share(row.asr),
      tone: (row) => asrTone(row, context.usual(row.key)),
      tooltip: () => words.asrTip,
      href: (row) => (row.asr === null ? null : calls(row, { group: 'cause' })),
      compare: (a, b) => numbers(a.asr, b.asr),
    },
    {
      key: 'usual-asr',
      title: columns['usual-asr'],
      width: 8,
      spare: 1,
      numeric: true,
      text: (row) => share(context.usual(row.key)?.asr),
      tooltip: (row) => usualTip(context.usual(row.key)),
      compare: (a, b) => numbers(context.usual(a.key)?.asr, context.usual(b.key)?.asr),
    },
    {
      key: 'ner',
      title: columns.ner,
      width: 8,
      numeric: true,
      text: (row) => share(row.ner),
      tooltip: () => words.nerTip,
      compare: (a, b) => numbers(a.ner, b.ner),
    },
    {
      key: 'attempts',
      title: columns.attempts,
      width: 9,
      numeric: true,
      text: (row) => count(row.attempts),
      tooltip: () => words.attemptsTip,
      href: (row) => calls(row),
      compare: (a, b) => a.attempts - b.attempts,
    },
    {
      key: 'answered',
      title: columns.answered,
      width: 9,
      spare: 5,
      numeric: true,
      text: (row) => count(row.answered),
      href: (row) => calls(row, { outcome: 'answered' }),
      compare: (a, b) => a.answered - b.answered,
    },
    {
      key: 'acd',
      title: columns.acd,
      width: 8,
      spare: 2,
      numeric: true,
      text: (row) => (row.acdSeconds === null ? '–' : `${decimal(row.acdSeconds, 0)} s`),
      tooltip: () => words.acdTip,
      compare: (a, b) => numbers(a.acdSeconds, b.acdSeconds),
    },
    {
      key: 'pdd',
      title: columns.pdd,
      width: 8,
      numeric: true,
      text: (row) => seconds(row.pddMillisMedian),
      tooltip: (row) => words.pddTip(seconds(context.usual(row.key)?.pddMillisMedian)),
      compare: (a, b) => numbers(a.pddMillisMedian, b.pddMillisMedian),
    },
    {
      key: 'minutes',
      title: columns.minutes,
      width: 9,
      spare: 4,
      numeric: true,
      text: (row) => decimal(row.minutes, 1),
      tooltip: () => words.minutesTip,
      compare: (a, b) => a.minutes - b.minutes,
    },
    {
      key: 'revenue',
      title: columns.revenue,
      width: 25,
      numeric: true,
      text: (row) => moneyAMinute(row, context.minutes),
      tooltip: (row) => words.revenueTip(moneyAMinute(row, context.minutes)),
    },
    {
      key: 'hour-attempts',
      title: columns['hour-attempts'],
      width: 13,
      spare: 3,
      numeric: true,
      text: (row) => {
        const usual = context.usual(row.key);
        const mean = usual === undefined ? '–' : count(usual.attempts / usual.days);
        return `${count(hourAttempts(row))} · ${mean}`;
      },
      tooltip: (row) => usualTip(context.usual(row.key)),
      compare: (a, b) => hourAttempts(a) - hourAttempts(b),
    },
    {
      key: 'hour',
      title: columns.hour,
      width: 18,
      text: () => '',
      tooltip: () => words.hourTip,
      draw: (cell, row) => {
        let chart = charts.get(cell);
        if (chart === undefined) {
          chart = new SmallHourChart(cell);
          charts.set(cell, chart);
        }
        chart.show(row.hour);
      },
      clear: (cell) => {
        charts.get(cell)?.close();
        charts.delete(cell);
      },
    },
  ];
}

function usualTip(usual: UsualHour | undefined): string {
  return usual === undefined ? words.noUsual : words.usualTip(usual.attempts, usual.days, share(usual.asr));
}

/** What was charged, by the clock: one line for each currency. */
function moneyAMinute(row: Quality, minutes: number): string {
  const sums = Object.entries(row.revenues);
  return sums.length === 0
    ? '–'
    : sums
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([currency, sum]) => money(dividedBy(sum, minutes), currency))
        .join(' + ');
}
