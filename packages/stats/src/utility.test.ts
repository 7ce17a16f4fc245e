import { describe, expect, test } from 'vitest';
import { expectancy } from './expectancy.ts';
import {
  baseRateForSuccess,
  selectionRatioForSuccess,
  taylorRussell,
  validityForSuccess,
} from './taylor-russell.ts';
import { naylorShine, utility } from './utility-analysis.ts';

describe('utility', () => {
  test('Taylor and Russell 1939: r .35, half can succeed, a fifth selected: .70', () => {
    const rates = taylorRussell(0.35, { baseRate: 0.5, selectionRatio: 0.2 });
    if ('kind' in rates) throw new Error('estimable');
    expect(rates.selected).toMatchObject({ value: expect.closeTo(0.7, 2) });
    const [s, r] = [rates.selected, rates.rejected] as { value: number }[];
    expect(0.2 * s!.value + 0.8 * r!.value).toBeCloseTo(0.5, 12);
  });
  test('the four directions undo each other', () => {
    const rates = taylorRussell(0.35, { baseRate: 0.5, selectionRatio: 0.2 });
    const success = 'kind' in rates ? Number.NaN : (rates.selected as { value: number }).value;
    expect(validityForSuccess(success, { baseRate: 0.5, selectionRatio: 0.2 })).toBeCloseTo(0.35, 10);
    expect(selectionRatioForSuccess(success, { validity: 0.35, baseRate: 0.5 })).toBeCloseTo(0.2, 10);
    expect(baseRateForSuccess(success, { validity: 0.35, selectionRatio: 0.2 })).toBeCloseTo(0.5, 10);
    expect(validityForSuccess(0.999, { baseRate: 0.1, selectionRatio: 0.5 })).toMatchObject({
      reason: 'OUT_OF_RANGE',
    });
    expect(selectionRatioForSuccess(0.2, { validity: 0, baseRate: 0.5 })).toMatchObject({
      reason: 'OUT_OF_RANGE',
    });
    expect(baseRateForSuccess(2, { validity: 0, selectionRatio: 0.5 })).toMatchObject({
      reason: 'INVALID_INPUT',
    });
  });
  test('the validity’s interval is carried through', () => {
    const validity = { value: 0.3, low: 0.1, high: 0.5, level: 0.95, n: 80 };
    expect(naylorShine(validity, 0.2)).toMatchObject({
      low: expect.closeTo(0.13998, 4),
      value: expect.closeTo(0.41994, 4),
      high: expect.closeTo(0.6999, 4),
      n: 80,
    });
    const worth = utility(validity, {
      selected: 10,
      years: 2,
      selectionRatio: 0.2,
      sdMoney: 60000,
      applicants: 50,
      costPerApplicant: 500,
    });
    if ('kind' in worth || worth.basic.kind !== 'estimate') throw new Error('estimable');
    expect(worth.basic.low).toBeLessThan(worth.basic.value);
    expect(worth.basic.high).toBeGreaterThan(worth.basic.value);
    const rejected = taylorRussell(validity, { baseRate: 0.5, selectionRatio: 0.2 });
    if ('kind' in rejected || rejected.rejected.kind !== 'estimate') throw new Error('estimable');
    expect(rejected.rejected.low).toBeLessThan(rejected.rejected.value);
  });
  test('certain validities, expectancy bands, refusals', () => {
    const certain = taylorRussell(1, { baseRate: 0.3, selectionRatio: 0.6 });
    if ('kind' in certain) throw new Error('estimable');
    expect(certain.selected).toMatchObject({ value: expect.closeTo(0.5, 12) });
    const bands = expectancy(0.35, 0.5, 5);
    if ('kind' in bands) throw new Error('estimable');
    const shares = bands.map((band) => (band.success as { value: number }).value);
    expect(shares.reduce((s, v) => s + v / 5, 0)).toBeCloseTo(0.5, 12);
    expect(shares[4]).toBeCloseTo(0.7, 2);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
    expect(expectancy(0.3, 0.5, [0, 0.5, 0.4, 1])).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(taylorRussell(2, { baseRate: 0.5, selectionRatio: 0.2 })).toMatchObject({
      reason: 'INVALID_INPUT',
    });
    expect(naylorShine(0.3, 0)).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(
      utility(0.3, {
        selected: -1,
        years: 1,
        selectionRatio: 0.2,
        sdMoney: 1,
        applicants: 1,
        costPerApplicant: 1,
      }),
    ).toMatchObject({ reason: 'INVALID_INPUT' });
  });
});
