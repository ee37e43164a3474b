import { address } from '../../address';
import { packages, putPackage, rateCards } from '../../api/client';
import type { Package } from '../../api/schema';
import { compareTexts, type Column } from '../../parts/columns';
import { EditedList } from '../../parts/edited-list';
import { idOf, type Field, type Values } from '../../parts/form';
import { routeHash, type Look, type Route } from '../../route';
import { compareDecimals, figures } from '../../text/money';
import { sectionTabs } from '../../parts/section-tabs';
import { texts } from '../../texts';
import type { View } from '../view';
import { wholeNumber } from './numbers';

const words = texts.packages;
const { columns, fields } = words;

/** What is put on a minute of the card: `+ 0.0025`, `+ 20 %`. */
function markup({ markupFixed, markupPercent }: Package): string {
  const parts = [
    isNothing(markupFixed) ? '' : `+ ${figures(markupFixed)}`,
    isNothing(markupPercent) ? '' : `+ ${figures(markupPercent)} %`,
  ];
  return parts.filter(Boolean).join(', ') || '–';
}

function isNothing(amount: string): boolean {
  return /^0(\.0*)?$/.test(amount);
}

/** What costs nothing beside the free minutes. */
function free({ freePrefixes, freeBelowRate, onNetFree }: Package): string {
  const parts = [
    freePrefixes.length > 0 ? words.freeTo(freePrefixes.join(' ')) : '',
    freeBelowRate === null ? '' : words.freeBelow(figures(freeBelowRate)),
    onNetFree ? words.onNet : '',
  ];
  return parts.filter(Boolean).join(', ') || '–';
}

function fee(key: string, title: string, spare: number, of: (each: Package) => string): Column<Package> {
  return {
    key,
    title,
    width: 11,
    spare,
    numeric: true,
    text: (each) => (isNothing(of(each)) ? '–' : figures(of(each))),
    compare: (a, b) => compareDecimals(of(a), of(b)),
  };
}

const COLUMNS: readonly Column<Package>[] = [
  {
    key: 'id',
    title: columns.id,
    width: 18,
    text: ({ id }) => id,
    compare: (a, b) => compareTexts(a.id, b.id),
  },
  {
    key: 'name',
    title: columns.name,
    width: 26,
    text: ({ name }) => name,
    compare: (a, b) => compareTexts(a.name, b.name),
    spare: 1,
  },
  {
    key: 'card',
    title: columns.card,
    width: 18,
    text: ({ rateCardId }) => rateCardId,
    compare: (a, b) => compareTexts(a.rateCardId, b.rateCardId),
  },
  { key: 'markup', title: columns.markup, width: 16, text: markup },
  {
    key: 'minutes',
    title: columns.minutes,
    width: 12,
    numeric: true,
    text: ({ freeMinutes }) => (freeMinutes === 0 ? '–' : String(freeMinutes)),
    compare: (a, b) => a.freeMinutes - b.freeMinutes,
  },
  { key: 'free', title: columns.free, width: 26, text: free, spare: 3 },
  {
    key: 'pulse',
    title: columns.pulse,
    width: 8,
    numeric: true,
    text: ({ pulse }) => (pulse === 0 ? '–' : `${pulse} s`),
    compare: (a, b) => a.pulse - b.pulse,
    spare: 2,
  },
  fee('monthly', columns.monthly, 4, (each) => each.monthlyFee),
  fee('setup', columns.setup, 5, (each) => each.setupFee),
];

const NEW: Package = {
  id: '',
  name: '',
  rateCardId: '',
  markupFixed: '0',
  markupPercent: '0',
  pulse: 0,
  freePrefixes: [],
  freeBelowRate: null,
  onNetFree: false,
  freeMinutes: 0,
  monthlyFee: '0',
  setupFee: '0',
  proRata: false,
};

/** Packages: a rate card with what is put on it, what is free, and fees. */
export class PackagesView implements View {
  readonly element: HTMLElement;
  private readonly list: EditedList<Package>;
  private cards: readonly string[] = [];

  constructor(look: Look) {
    this.list = new EditedList<Package>({
      label: words.label,
      columns: COLUMNS,
      keyOf: (each) => each.id,
      nameOf: (each) => each.name,
      compare: (a, b) => compareTexts(a.id, b.id),
      fetch: (signal) => this.fetch(signal),
      newWords: words.fresh,
      fresh: NEW,
      fieldsOf: (each, isNew) => this.fieldsOf(each, isNew),
      save: (values) => putPackage(idOf(values), bodyOf(values)),
      saved: () => words.saved,
      filterHint: words.filter,
      look,
      looked: (now) => address.restate({ name: 'packages', ...now }),
      before: [sectionTabs('packages')],
      empty: () => words.empty(routeHash({ name: 'quote', by: 'package' })),
    });
    this.element = this.list.element;
  }

  key(event: KeyboardEvent): boolean {
    return this.list.key(event);
  }

  follow(route: Route): boolean {
    if (route.name === 'packages') {
      this.list.follow(route);
    }
    return route.name === 'packages';
  }

  focusFilter(): void {
    this.list.focusFilter();
  }

  close(): void {
    this.list.close();
  }

  private async fetch(signal?: AbortSignal): Promise<readonly Package[]> {
    const [all, cards] = await Promise.all([packages(signal), rateCards(signal)]);
    this.cards = cards.map(({ id }) => id).sort();
    return all;
  }

  private fieldsOf(each: Package, isNew: boolean): Field[] {
    const cards = [...new Set([each.rateCardId, ...this.cards])];
    return [
      { name: 'id', label: fields.id, value: each.id, fixed: !isNew },
      { name: 'name', label: fields.name, value: each.name },
      {
        name: 'rateCardId',
        label: fields.card,
        value: each.rateCardId,
        choices: Object.fromEntries(cards.map((card) => [card, card])),
      },
      { name: 'markupFixed', label: fields.markupFixed, value: each.markupFixed, type: 'number' },
      { name: 'markupPercent', label: fields.markupPercent, value: each.markupPercent, type: 'number' },
      {
        name: 'pulse',
        label: fields.pulse,
        value: String(each.pulse),
        type: 'number',
        hint: fields.pulseHint,
      },
      {
        name: 'freeMinutes',
        label: fields.minutes,
        value: String(each.freeMinutes),
        type: 'number',
        hint: fields.minutesHint,
      },
      {
        name: 'freePrefixes',
        label: fields.prefixes,
        value: each.freePrefixes.join(' '),
        hint: fields.prefixesHint,
      },
      {
        name: 'freeBelowRate',
        label: fields.belowRate,
        value: each.freeBelowRate ?? '',
        type: 'number',
      },
      { name: 'onNetFree', label: fields.onNet, value: String(each.onNetFree), type: 'checkbox' },
      { name: 'monthlyFee', label: fields.monthly, value: each.monthlyFee, type: 'number' },
      { name: 'setupFee', label: fields.setup, value: each.setupFee, type: 'number' },
      { name: 'proRata', label: fields.proRata, value: String(each.proRata), type: 'checkbox' },
    ];
  }
}

function bodyOf(values: Values): unknown {
  return {
    ...values,
    pulse: wholeNumber(values['pulse']),
    freeMinutes: wholeNumber(values['freeMinutes']),
    freePrefixes: (values['freePrefixes'] ?? '').split(/[\s,]+/).filter(Boolean),
    freeBelowRate: values['freeBelowRate'] || null,
    onNetFree: values['onNetFree'] === 'true',
    proRata: values['proRata'] === 'true',
  };
}
