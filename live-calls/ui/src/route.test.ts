import { describe, expect, test } from 'vitest';
import { emptyFilter, parseRoute, routeHash, type Route } from './route';

describe('addresses', () => {
  const routes: Route[] = [
    { name: 'calls' },
    { name: 'calls', find: '+44 77', sort: '-duration', row: 'a/b&c', group: 'account', only: 'x y' },
    { name: 'wall' },
    { name: 'finance', since: '2026-11-01T00:00:00.000Z', sort: '-profit', row: '2026-11 acme EUR' },
    { name: 'quality', by: 'account', minutes: 60, find: 'x', sort: 'asr', row: 'harbour-taxi' },
    { name: 'alarms', row: 'trunk-asr/203.0.113.51' },
    { name: 'alarm-rules', row: 'trunk-asr' },
    { name: 'past-alarms', since: '2026-11-21T00:00:00.000Z', find: 'silent' },
    { name: 'packages', find: 'flat', sort: '-monthly', row: 'flat-100' },
    { name: 'numbers', row: '493012345' },
    { name: 'profit', since: '2026-11-01T00:00:00.000Z', find: 'acme', sort: '-profit' },
    { name: 'names', row: '[2001:db8::1]:5060' },
    { name: 'quote' },
    {
      name: 'quote',
      by: 'sipUser',
      of: 'alice',
      to: '4930',
      seconds: '75',
      at: '2026-11-22T07:00:00.000Z',
      trunk: '192.0.2.7',
    },
    { name: 'collectors', open: 'local/2001', sort: 'state' },
    { name: 'registrations' },
    { name: 'endpoint', id: '0123456789abcdef' },
    { name: 'collectors' },
    { name: 'accounts' },
    { name: 'account', id: 'harbour-taxi' },
    { name: 'account', id: 'harbour-taxi', since: '2026-11-01T00:00:00.000Z', row: 'entry-1' },
    { name: 'call', callId: 'a@b', leg: 'source', message: 3, compare: 12 },
    { name: 'cdrs', filter: emptyFilter(), sort: '-price', row: 'a@b' },
    { name: 'call', callId: 'a/b?c#d%e@192.0.2.7 <script>' },
    { name: 'cdrs', filter: emptyFilter('missed') },
    { name: 'cdrs', filter: { ...emptyFilter(), cause: 'busy', trunk: '2001:db8::7' }, group: 'destination' },
    {
      name: 'cdrs',
      filter: {
        ...emptyFilter('other'),
        number: '+49 30',
        callId: 'x&y=z',
        since: '2026-11-21T03:04:05.000Z',
      },
    },
  ];
  test.each(routes)('lead back to what they were made of: %o', (route) => {
    expect(parseRoute(routeHash(route))).toEqual(route);
  });

  test.each(['', '#', '#/', '#/nonsense', '#/call/'])(
    'that mean nothing lead to the live calls: "%s"',
    (hash) => {
      expect(parseRoute(hash)).toEqual({ name: 'calls' });
    },
  );

  test('lead to the wall by the short word that people type', () => {
    for (const hash of ['#/calls?wall', '#?wall', '#/?wall']) {
      expect(parseRoute(hash)).toEqual({ name: 'wall' });
    }
  });

  test.each(['#/call/x?message=0', '#/call/x?message=-1&compare=1e3', '#/call/x?leg=both'])(
    'that name no message of a call lead to the call: %s',
    (hash) => {
      expect(parseRoute(hash)).toEqual({ name: 'call', callId: 'x' });
    },
  );

  test('with broken escapes are taken as they are', () => {
    expect(parseRoute('#/call/100%25')).toEqual({ name: 'call', callId: '100%' });
    expect(parseRoute('#/call/100%')).toEqual({ name: 'call', callId: '100%' });
  });
});
