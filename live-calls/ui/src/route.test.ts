import { describe, expect, test } from 'vitest';
import { emptyFilter, parseRoute, routeHash, type Route } from './route';

describe('addresses', () => {
  const routes: Route[] = [
    { name: 'calls' },
    { name: 'registrations' },
    { name: 'endpoint', id: '0123456789abcdef' },
    { name: 'collectors' },
    { name: 'accounts' },
    { name: 'account', id: 'harbour-taxi' },
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

  test('with broken escapes are taken as they are', () => {
    expect(parseRoute('#/call/100%25')).toEqual({ name: 'call', callId: '100%' });
    expect(parseRoute('#/call/100%')).toEqual({ name: 'call', callId: '100%' });
  });
});
