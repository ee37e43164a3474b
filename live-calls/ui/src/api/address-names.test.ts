import { expect, test } from 'vitest';
import { withoutPort } from './address-names';

test.each([
  ['192.0.2.1:5060', '192.0.2.1'],
  ['192.0.2.1', '192.0.2.1'],
  ['[2001:db8::1]:5060', '2001:db8::1'],
  ['2001:db8::1', '2001:db8::1'],
  ['', ''],
])('an address is known with and without its port: %s', (address, bare) => {
  expect(withoutPort(address)).toBe(bare);
});
