import { describe, expect, test } from 'vitest';
import {
  alignedFigures,
  alignedMoney,
  amountText,
  compareDecimals,
  CurrencySums,
  money,
  parseAmount,
} from './money';

function sums(
  lines: readonly { amount: string | null; currency: string }[],
): ReturnType<CurrencySums['list']> {
  const sum = new CurrencySums();
  lines.forEach(({ amount, currency }) => sum.add(amount === null ? null : parseAmount(amount), currency));
  return sum.list();
}

describe('money', () => {
  test('is summed exactly, where floats would not', () => {
    const lines = [
      { amount: '0.1', currency: 'EUR' },
      { amount: '0.2', currency: 'EUR' },
      { amount: '90071992547409931.000001', currency: 'EUR' },
    ];
    expect(sums(lines)).toEqual([{ currency: 'EUR', sum: '90071992547409931.300001' }]);
  });

  test('is summed for each currency alone, and unpriced calls count nothing', () => {
    const lines = [
      { amount: '0.0138', currency: 'USD' },
      { amount: '1', currency: 'EUR' },
      { amount: null, currency: 'EUR' },
      { amount: '-0.5', currency: 'EUR' },
    ];
    expect(sums(lines)).toEqual([
      { currency: 'EUR', sum: '0.5' },
      { currency: 'USD', sum: '0.0138' },
    ]);
  });

  test('survives reading and writing to the digit', () => {
    for (const text of ['0', '0.0138', '-12.50', '100', '-0.000001']) {
      expect(amountText(parseAmount(text)!)).toBe(text);
    }
  });

  test('is not read from what is no decimal', () => {
    for (const text of ['', '1e3', '.5', '1.', 'NaN', '0x10', '1,5']) {
      expect(parseAmount(text)).toBeNull();
    }
  });

  test('is ordered by value and not by text, with the unknown last', () => {
    const sorted = ['10', '9.5', null, '-3', '9.50001'].sort(compareDecimals);
    expect(sorted).toEqual(['-3', '9.5', '9.50001', '10', null]);
  });

  test('has the digits of its currency wherever it stands, and none behind them that says nothing', () => {
    for (const text of ['25', '25.0', '25.00', '25.000000']) {
      expect(money(text, 'EUR')).toBe('25.00 EUR');
      expect(money(text, 'JPY')).toBe('25 JPY');
      expect(money(text)).toBe('25.00');
    }
    expect(money('26.5', 'EUR')).toBe('26.50 EUR');
    expect(money('-1.50', 'EUR')).toBe('\u22121.50 EUR');
    expect(money(null, 'EUR')).toBe('–');
  });

  test('is never rounded', () => {
    expect(money('0.0138', 'EUR')).toBe('0.0138 EUR');
    expect(money('0.000001', 'EUR')).toBe('0.000001 EUR');
    expect(money('0.5', 'JPY')).toBe('0.5 JPY');
  });

  test('of a currency that nobody knows is shown all the same', () => {
    expect(money('1.5', 'credits')).toBe('1.50 credits');
  });

  test('is made up to a column with spaces', () => {
    expect(alignedMoney('0.01', 4, 'EUR')).toBe('0.01\u2007\u2007 EUR');
    expect(alignedFigures('12', 2, 'JPY')).toBe('12\u2008\u2007\u2007');
    expect(alignedFigures('0.123456', 4)).toBe('0.123456');
  });
});
