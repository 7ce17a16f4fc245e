import { describe, expect, test } from 'vitest';
import { empiricalBayesOrder } from './empirical-bayes-order.ts';
import { metaRegression } from './meta-regression.ts';
import { randomEffects } from './random-effects.ts';

describe('random effects', () => {
  test('two effects by hand: Q 5.33, tau2 0.065, shrunken 0.125 and 0.45', () => {
    const fit = randomEffects([0.1, 0.5], [0.01, 0.02], { method: 'DL' });
    expect(fit).toMatchObject({
      tau2: expect.closeTo(0.065, 12),
      mean: { value: expect.closeTo(0.2875, 12) },
      heterogeneity: { statistic: expect.closeTo(16 / 3, 12) },
    });
    if (fit.kind !== 'random-effects') return;
    expect(fit.shrunken.map((s) => s.value)).toEqual([expect.closeTo(0.125, 12), expect.closeTo(0.45, 12)]);
  });
  test('equal effects: tau2 is 0 and every shrunken value is the mean', () => {
    for (const method of ['DL', 'REML', 'PM'] as const) {
      const fit = randomEffects([0.2, 0.2, 0.2], [0.01, 0.02, 0.03], { method });
      expect(fit).toMatchObject({ tau2: 0, i2: 0 });
      if (fit.kind === 'random-effects') for (const s of fit.shrunken) expect(s.value).toBeCloseTo(0.2, 12);
    }
  });
  test('with equal variances REML gives the sample variance minus the sampling variance', () => {
    expect(randomEffects([1, 2, 3, 6], [0.5, 0.5, 0.5, 0.5], { method: 'REML' })).toMatchObject({
      tau2: expect.closeTo(14 / 3 - 0.5, 10),
    });
  });
  test('scaling the effects scales mean, tau and limits', () => {
    const a = randomEffects([0.1, 0.4, 0.3], [0.01, 0.02, 0.01]);
    const b = randomEffects([1, 4, 3], [1, 2, 1]);
    if (a.kind !== 'random-effects' || b.kind !== 'random-effects') throw new Error('estimable');
    expect(b.mean.value).toBeCloseTo(10 * a.mean.value, 9);
    expect(b.tau2).toBeCloseTo(100 * a.tau2, 9);
  });
  test('one effect has nothing to shrink towards', () => {
    expect(randomEffects([0.3], [0.02])).toMatchObject({ kind: 'not-estimable', reason: 'TOO_FEW', need: 2 });
    expect(randomEffects([], [])).toMatchObject({ reason: 'EMPTY' });
    expect(randomEffects([1, 2], [0, 1])).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(randomEffects([1, Number.NaN], [1, 1])).toMatchObject({ reason: 'INVALID_INPUT' });
  });
});

describe('meta-regression', () => {
  test('effects on a straight line leave no heterogeneity', () => {
    const fit = metaRegression([0.1, 0.2, 0.3, 0.4], [0.01, 0.02, 0.03, 0.01], [[1], [2], [3], [4]]);
    expect(fit).toMatchObject({
      tau2: 0,
      residualHeterogeneity: { statistic: expect.closeTo(0, 12), df: 2 },
    });
    if (fit.kind === 'meta-regression')
      expect(fit.coefficients.map((c) => c.value)).toEqual([expect.closeTo(0, 12), expect.closeTo(0.1, 12)]);
  });
  test('refuses a constant moderator and too few effects', () => {
    expect(metaRegression([0.1, 0.2, 0.3], [1, 1, 1], [[2], [2], [2]])).toMatchObject({ reason: 'SINGULAR' });
    expect(metaRegression([0.1, 0.2], [1, 1], [[1], [2]])).toMatchObject({ reason: 'TOO_FEW', need: 3 });
    expect(metaRegression([0.1, 0.2, 0.3], [1, 1, 1], [[1], [2]])).toMatchObject({ reason: 'INVALID_INPUT' });
  });
});

describe('empirical Bayes order', () => {
  test('a small sample does not jump to the top by luck', () => {
    const order = empiricalBayesOrder([
      { key: 'lucky', effect: 0.9, variance: 0.5 },
      { key: 'solid', effect: 0.6, variance: 0.005 },
      { key: 'weak', effect: 0, variance: 0.005 },
      { key: 'middle', effect: 0.3, variance: 0.005 },
    ]);
    expect(order).toMatchObject({ kind: 'order', differ: true });
    if (order.kind === 'order')
      expect(order.items.map((item) => item.key)).toEqual(['solid', 'lucky', 'middle', 'weak']);
  });
  test('says when there is no evidence that effects differ; equal values share a rank', () => {
    const order = empiricalBayesOrder([1, 2, 3].map((key) => ({ key, effect: 0.2, variance: 0.01 })));
    expect(order).toMatchObject({ differ: false, items: [{ rank: 1 }, { rank: 1 }, { rank: 1 }] });
    expect(empiricalBayesOrder([{ key: 1, effect: 0.2, variance: 0.01 }])).toMatchObject({
      reason: 'TOO_FEW',
    });
  });
});
