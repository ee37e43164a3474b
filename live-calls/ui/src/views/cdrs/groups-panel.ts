import { cdrGroups, type CdrFilter } from '../../api/client';
import type { CdrGroup } from '../../api/schema';
import { choice } from '../../parts/choice';
import { h, refill } from '../../parts/dom';
import { CDR_GROUPINGS, routeHash, type CdrGrouping } from '../../route';
import { utcText, zonedTime } from '../../text/time';

/** The field of the filter that a group narrows. */
const NARROWS = { cause: 'cause', trunk: 'trunk', account: 'accountId', destination: 'destination' } as const;

const NONE: Record<CdrGrouping, string> = {
  cause: 'not known',
  trunk: 'never left the platform',
  account: 'nobody’s',
  destination: 'no rate fits',
};

const CHOICES: Record<string, string> = {
  '': 'not grouped',
  ...Object.fromEntries(CDR_GROUPINGS.map((each) => [each, `by ${each}`])),
};

/** How many of the calls that fit share a cause, a trunk, an account or a destination; a click shows those calls. */
export class GroupsPanel {
  readonly element = h('div', { class: 'groups', 'aria-label': 'Groups' });
  readonly chooser: HTMLSelectElement;
  private readonly list = h('ol', {});
  private asked = 0;

  constructor(changed: (group: CdrGrouping | undefined) => void) {
    this.chooser = choice('Group', CHOICES, (key) => changed(CDR_GROUPINGS.find((each) => each === key)));
    this.element.append(this.list);
    this.element.hidden = true;
  }

  /** Asks for the groups of a filter, and shows them when they come; undefined hides them. */
  async show(filter: CdrFilter, group: CdrGrouping | undefined, signal?: AbortSignal): Promise<void> {
    this.chooser.value = group ?? '';
    const asked = ++this.asked;
    if (group === undefined) {
      this.element.hidden = true;
      return;
    }
    const groups = await cdrGroups(filter, group, signal);
    if (asked === this.asked) {
      this.element.hidden = groups.length === 0;
      refill(this.list, ...groups.map((each) => line(each, filter, group)));
    }
  }
}

function line(found: CdrGroup, filter: CdrFilter, by: CdrGrouping): HTMLElement {
  const value = found.key[by] ?? null;
  const calls = `${found.calls} ${found.calls === 1 ? 'call' : 'calls'}`;
  const share = `${Math.round((100 * found.answered) / found.calls)} % answered`;
  const when = h(
    'span',
    { class: 'when', title: `${utcText(found.firstAt)} to ${utcText(found.lastAt)}` },
    `last ${zonedTime(found.lastAt)}`,
  );
  const name =
    value === null
      ? h('span', { class: 'name' }, NONE[by])
      : h(
          'a',
          {
            class: 'name',
            href: routeHash({ name: 'cdrs', filter: { ...filter, [NARROWS[by]]: value } }),
          },
          value,
        );
  return h('li', {}, h('b', {}, calls), name, h('span', { class: 'share' }, share), when);
}
