import { describe, expect, test } from 'vitest';
import { placeText } from './place';

describe('where an endpoint is', () => {
  const place = (contact: string, receivedFrom: string | null): string =>
    placeText({ contact, receivedFrom });

  test('is said by both, or there is a NAT between', () => {
    expect(place('sip:a@192.0.2.9:5070;transport=tcp', '192.0.2.9:40001')).toBe(
      'It is at 192.0.2.9:5070, as it says: no NAT.',
    );
    expect(place('sip:a@10.0.0.5:5060', '198.51.100.7:20001')).toContain('behind NAT');
    expect(place('sip:a@[2001:db8::9]:5060', '[2001:db8::9]:5060')).toContain('no NAT');
  });

  test('may be known from one side alone', () => {
    expect(place('sip:a@192.0.2.9', null)).toContain('nobody saw');
    expect(place('', '192.0.2.9:5060')).toBe('It registered from 192.0.2.9:5060.');
    expect(place('', null)).toBe('Nobody saw where it is.');
  });
});
