import { expect, test } from 'vitest';
import { bytes, count, micros } from './amount';

test('thousands stand apart', () => {
  expect(count(7)).toBe('7');
  expect(count(1_234)).toBe('1\u202f234');
  expect(count(12_345_678)).toBe('12\u202f345\u202f678');
});

test('bytes have the largest unit that fits', () => {
  expect(bytes(0)).toBe('0 B');
  expect(bytes(1_023)).toBe('1023 B');
  expect(bytes(1_536)).toBe('1.5 KiB');
  expect(bytes(33_554_432)).toBe('32 MiB');
});

test('latencies have a unit that fits, and keep their sign', () => {
  expect(micros(0)).toBe('0 µs');
  expect(micros(850)).toBe('850 µs');
  expect(micros(3_200)).toBe('3.2 ms');
  expect(micros(-412_000)).toBe('\u2212412 ms');
  expect(micros(1_040_000)).toBe('1.04 s');
});

test('a clock that is years away is not said in seconds', () => {
  expect(micros(-2_108_112_526_000_000)).toBe('\u221224399 d 10 h');
  expect(micros(179_000_000)).toBe('179 s');
});
