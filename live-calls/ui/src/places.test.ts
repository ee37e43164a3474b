import { describe, expect, test, vi } from 'vitest';
import { maySee, parentRoute, PLACES, sectionsFor, tabsFor, titleOf } from './places';
import { parseRoute, routeHash } from './route';

// It wants a browser at once.
vi.mock('uplot', () => ({ default: class {} }));

describe('the places of the page', () => {
  test.each(Object.entries(PLACES))('%s begin where their addresses lead', (name, place) => {
    if (place.start !== undefined) {
      expect(place.start.name).toBe(name);
      expect(parseRoute(routeHash(place.start))).toEqual(place.start);
    }
  });

  test.each(Object.entries(PLACES))('%s stand under a place of the head', (_, { section, above }) => {
    expect(PLACES[section].start?.name).toBe(section);
    expect(PLACES[section].above).toBeNull();
    if (above !== null) {
      expect(PLACES[above.name].section).toBe(section);
    }
  });

  test('of whose keys none is said twice', () => {
    for (const { keys } of Object.values(PLACES)) {
      expect(new Set(keys.map(([key]) => key)).size).toBe(keys.length);
    }
  });

  test('are all for admin, and for whose role is not known yet', () => {
    for (const role of ['admin', null] as const) {
      expect(Object.values(PLACES).every(({ start }) => start === undefined || maySee(role, start))).toBe(
        true,
      );
      expect(sectionsFor(role).map(({ title }) => title)).toEqual([
        'Live calls',
        'Registrations',
        'Quality',
        'Alarms',
        'Call records',
        'Collectors',
        'Accounts',
      ]);
    }
  });

  test('that a role may not see stand in no head', () => {
    expect(sectionsFor('support').map(({ name, start }) => [name, start.name])).toEqual([
      ['registrations', 'registrations'],
      ['cdrs', 'cdrs'],
      ['collectors', 'names'],
    ]);
    expect(sectionsFor('billing').map(({ name }) => name)).toEqual(['cdrs', 'collectors', 'accounts']);
    expect(sectionsFor('noc').map(({ name }) => name)).not.toContain('accounts');
    expect(sectionsFor('reseller')).toEqual([]);
    expect(maySee('support', { name: 'endpoint', id: 'x' })).toBe(true);
    expect(maySee('support', { name: 'calls' })).toBe(false);
    expect(tabsFor('support', 'names').tabs.map(([word]) => word)).toEqual(['Names of addresses']);
    expect(tabsFor('noc', 'past-alarms').tabs.map(([word]) => word)).toEqual(['Now', 'Past', 'Rules']);
  });

  test('have a title, that of a detail names it, and a way up', () => {
    expect(titleOf({ name: 'account', id: 'acme' })).toBe('Account acme');
    expect(parentRoute({ name: 'account', id: 'acme' })).toEqual({ name: 'accounts' });
    expect(parentRoute({ name: 'calls' })).toBeNull();
  });
});
