import { address } from '../../address';
import { packages, putPackage, rateCards } from '../../api/client';
import type { Package } from '../../api/schema';
import { compareTexts, type Column } from '../../parts/columns';
import { h } from '../../parts/dom';
import { EditedList } from '../../parts/edited-list';
import { idOf, type Field, type Values } from '../../parts/form';
import { routeHash, type Look, type Route } from '../../route';
import { compareDecimals, figures } from '../../text/money';
import { accountTabs } from '../accounts/tabs';
import type { View } from '../view';
import { wholeNumber } from './numbers';

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
    freePrefixes.length > 0 ? `to ${freePrefixes.join(' ')}` : '',
    freeBelowRate === null ? '' : `up to ${figures(freeBelowRate)} a minute`,
    onNetFree ? 'on-net' : '',
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
    title: 'Package',
    width: 18,
    text: ({ id }) => id,
    compare: (a, b) => compareTexts(a.id, b.id),
  },
  {
    key: 'name',
    title: 'Name',
    width: 26,
    text: ({ name }) => name,
    compare: (a, b) => compareTexts(a.name, b.name),
    spare: 1,
  },
  {
    key: 'card',
    title: 'Rate card',
    width: 18,
    text: ({ rateCardId }) => rateCardId,
    compare: (a, b) => compareTexts(a.rateCardId, b.rateCardId),
  },
  { key: 'markup', title: 'Put on a minute', width: 16, text: markup },
  {
    key: 'minutes',
    title: 'Free minutes',
    width: 12,
    numeric: true,
    text: ({ freeMinutes }) => (freeMinutes === 0 ? '–' : String(freeMinutes)),
    compare: (a, b) => a.freeMinutes - b.freeMinutes,
  },
  { key: 'free', title: 'Costs nothing', width: 26, text: free, spare: 3 },
  {
    key: 'pulse',
    title: 'Pulse',
    width: 8,
    numeric: true,
    text: ({ pulse }) => (pulse === 0 ? '–' : `${pulse} s`),
    compare: (a, b) => a.pulse - b.pulse,
    spare: 2,
  },
  fee('monthly', 'Monthly fee', 4, (each) => each.monthlyFee),
  fee('setup', 'Set-up fee', 5, (each) => each.setupFee),
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
  readonly title = 'Packages';
  readonly element: HTMLElement;
  private readonly list: EditedList<Package>;
  private cards: readonly string[] = [];

  constructor(look: Look) {
    this.list = new EditedList<Package>({
      label: 'Packages',
      columns: COLUMNS,
      keyOf: (each) => each.id,
      nameOf: (each) => each.name,
      compare: (a, b) => compareTexts(a.id, b.id),
      fetch: (signal) => this.fetch(signal),
      newWords: 'New package',
      fresh: NEW,
      fieldsOf: (each, isNew) => this.fieldsOf(each, isNew),
      save: (values) => putPackage(idOf(values), bodyOf(values)),
      saved: () => 'Saved. It holds for calls that begin from now on.',
      filterHint: 'package, name or rate card',
      look,
      looked: (now) => address.restate({ name: 'packages', ...now }),
      before: [accountTabs('packages')],
      empty: h(
        'div',
        {},
        h('h2', {}, 'There are no packages'),
        h(
          'p',
          {},
          'A package is a rate card with a markup, free minutes and fees, for an account that has its id as ',
          h('code', {}, 'packageId'),
          '. It needs a rate card first: ',
          h('code', {}, 'bin/trunkline import rates FILE.csv'),
          '. What it makes of a call is told by a ',
          h('a', { href: routeHash({ name: 'quote', by: 'package' }) }, 'quote'),
          '.',
        ),
      ),
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

  private async fetch(signal: AbortSignal): Promise<readonly Package[]> {
    const [all, cards] = await Promise.all([packages(signal), rateCards(signal)]);
    this.cards = cards.map(({ id }) => id).sort();
    return all;
  }

  private fieldsOf(each: Package, isNew: boolean): Field[] {
    const cards = [...new Set([each.rateCardId, ...this.cards])];
    return [
      { name: 'id', label: 'Id', value: each.id, fixed: !isNew },
      { name: 'name', label: 'Name', value: each.name },
      {
        name: 'rateCardId',
        label: 'Rate card',
        value: each.rateCardId,
        choices: Object.fromEntries(cards.map((card) => [card, card])),
      },
      { name: 'markupFixed', label: 'Put on a minute, fixed', value: each.markupFixed, type: 'number' },
      { name: 'markupPercent', label: 'Put on that, in percent', value: each.markupPercent, type: 'number' },
      {
        name: 'pulse',
        label: 'Pulse in seconds',
        value: String(each.pulse),
        type: 'number',
        hint: '0: increments of the card',
      },
      {
        name: 'freeMinutes',
        label: 'Free minutes a month',
        value: String(each.freeMinutes),
        type: 'number',
        hint: 'each call takes whole ones',
      },
      {
        name: 'freePrefixes',
        label: 'Free prefixes',
        value: each.freePrefixes.join(' '),
        hint: 'digits, with blanks between',
      },
      {
        name: 'freeBelowRate',
        label: 'Free up to this rate a minute',
        value: each.freeBelowRate ?? '',
        type: 'number',
      },
      { name: 'onNetFree', label: 'On-net calls are free', value: String(each.onNetFree), type: 'checkbox' },
      { name: 'monthlyFee', label: 'Monthly fee', value: each.monthlyFee, type: 'number' },
      { name: 'setupFee', label: 'Set-up fee', value: each.setupFee, type: 'number' },
      { name: 'proRata', label: 'First month by the day', value: String(each.proRata), type: 'checkbox' },
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
