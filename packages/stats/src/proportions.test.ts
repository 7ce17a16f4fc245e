import { describe, expect, test } from 'vitest';
import { clopperPearson } from './clopper-pearson.ts';
import { conditionalOddsRatio, fisherExact, oddsRatioLimits } from './fisher-exact.ts';
import { fourFifths, impactRatio } from './impact-ratio.ts';
import { mantelHaenszel } from './mantel-haenszel.ts';
import { newcombeDifference, riskRatio, twoProportionTest } from './two-proportions.ts';
import { ruleOfThree } from './rule-of-three.ts';
import { wilsonInterval } from './wilson-interval.ts';

describe('one proportion', () => {
  test('Wilson gives 0 to 0.2775 for none of ten', () => {
    expect(wilsonInterval(0, 10)).toMatchObject({
      kind: 'estimate',
      value: 0,
      low: 0,
      high: expect.closeTo(0.277532799862889, 12),
    });
  });
  test('Wilson and Clopper–Pearson mirror when success and failure are swapped', () => {
    for (const interval of [wilsonInterval, clopperPearson]) {
      const a = interval(3, 17);
      const b = interval(14, 17);
      if (a.kind !== 'estimate' || b.kind !== 'estimate') throw new Error('estimable');
      expect(a.low).toBeCloseTo(1 - (b.high as number), 12);
      expect(a.high).toBeCloseTo(1 - (b.low as number), 12);
    }
  });
  test('no rows is not an answer, and impossible counts are refused', () => {
    expect(wilsonInterval(0, 0)).toMatchObject({ kind: 'not-estimable', reason: 'EMPTY' });
    expect(clopperPearson(0, 0)).toMatchObject({ kind: 'not-estimable', reason: 'EMPTY' });
    expect(ruleOfThree(10)).toBeCloseTo(0.3, 12);
    expect(ruleOfThree(1)).toBe(1);
    expect(ruleOfThree(0)).toMatchObject({ reason: 'EMPTY' });
    expect(ruleOfThree(1.5)).toMatchObject({ reason: 'INVALID_INPUT' });
    for (const [x, n] of [
      [3, 2],
      [-1, 5],
      [0.5, 5],
      [Number.NaN, 5],
      [1, Infinity],
    ] as const) {
      expect(wilsonInterval(x, n)).toMatchObject({ reason: 'INVALID_INPUT' });
      expect(clopperPearson(x, n)).toMatchObject({ reason: 'INVALID_INPUT' });
    }
  });
});

describe('two proportions', () => {
  test('the worked examples of the documentation', () => {
    expect(newcombeDifference(48, 80, 12, 30)).toMatchObject({
      value: expect.closeTo(0.2, 12),
      low: expect.closeTo(-0.00798353264753, 10),
      high: expect.closeTo(0.383905858267, 10),
    });
    expect(fisherExact(48, 80, 12, 30)).toMatchObject({
      exact: { p: expect.closeTo(0.0850419486645562, 10) },
      midP: { p: expect.closeTo(0.0699435336345844, 10) },
    });
    expect(twoProportionTest(48, 80, 12, 30)).toMatchObject({
      statistic: expect.closeTo(1.876166303929, 10),
      p: expect.closeTo(0.060632447, 8),
    });
    expect(riskRatio(48, 80, 12, 30)).toMatchObject({
      value: expect.closeTo(1.5, 12),
      low: expect.closeTo(0.934343470386, 10),
    });
    expect(conditionalOddsRatio(48, 80, 12, 30)).toMatchObject({
      value: expect.closeTo(2.23302, 4),
      low: expect.closeTo(0.880734, 5),
      high: expect.closeTo(5.843647, 4),
    });
    expect(impactRatio(48, 80, 12, 30)).toMatchObject({
      value: expect.closeTo(2 / 3, 12),
      low: expect.closeTo(0.41526, 4),
      high: expect.closeTo(1.07027, 4),
    });
  });
  test('swapping the groups turns the difference and keeps the exact p', () => {
    const a = newcombeDifference(7, 20, 3, 25);
    const b = newcombeDifference(3, 25, 7, 20);
    if (a.kind !== 'estimate' || b.kind !== 'estimate') throw new Error('estimable');
    expect(a.low).toBeCloseTo(-(b.high as number), 14);
    expect(fisherExact(7, 20, 3, 25)).toMatchObject({
      exact: { p: expect.closeTo((fisherExact(3, 25, 7, 20) as { exact: { p: number } }).exact.p, 13) },
    });
  });
  test('groups that cannot be compared say why', () => {
    expect(newcombeDifference(0, 0, 1, 2)).toMatchObject({ reason: 'ONE_GROUP_EMPTY' });
    expect(twoProportionTest(7, 7, 7, 7)).toMatchObject({ reason: 'NO_VARIANCE' });
    expect(conditionalOddsRatio(7, 7, 7, 7)).toMatchObject({ reason: 'NO_VARIANCE' });
    expect(conditionalOddsRatio(5, 5, 1, 4)).toMatchObject({ reason: 'NOT_REACHED' });
    expect(riskRatio(3, 5, 0, 4)).toMatchObject({ reason: 'NOT_REACHED' });
    expect(riskRatio(0, 5, 0, 4)).toMatchObject({ reason: 'NO_EVENTS' });
    expect(oddsRatioLimits(5, 5, 1, 4)).toMatchObject({
      estimate: 'not reached',
      low: expect.any(Number),
      high: 'not reached',
    });
    expect(riskRatio(0, 5, 2, 4)).toMatchObject({ value: 0, low: 0, high: 'not reached' });
    expect(impactRatio(0, 5, 0, 9)).toMatchObject({ reason: 'NO_EVENTS' });
    expect(impactRatio(0, 5, 3, 9)).toMatchObject({ value: 0, high: 'not reached' });
    expect(impactRatio(9, 5, 3, 9)).toMatchObject({ reason: 'INVALID_INPUT' });
  });
});

describe('four fifths', () => {
  test('no table whose ratio is exactly four fifths is flagged', () => {
    let exact = 0;
    let flaggedByDivision = 0;
    for (let n1 = 1; n1 <= 40; n1++)
      for (let n2 = 1; n2 <= 40; n2++)
        for (let x2 = 1; x2 <= n2; x2++) {
          if ((4 * x2 * n1) % (5 * n2) !== 0) continue;
          const x1 = (4 * x2 * n1) / (5 * n2);
          exact++;
          if (x1 / n1 / (x2 / n2) < 0.8) flaggedByDivision++;
          expect(fourFifths(x1, n1, x2, n2)).toBe(false);
          expect(fourFifths(x2, n2, x1, n1)).toBe(false);
        }
    expect(exact).toBeGreaterThan(1000);
    expect(flaggedByDivision).toBeGreaterThan(100);
  });
  test('one person fewer is flagged, and nobody selected has no answer', () => {
    expect(fourFifths(4, 10, 5, 10)).toBe(false);
    expect(fourFifths(3, 10, 5, 10)).toBe(true);
    expect(fourFifths(4e15, 9e15, 5e15, 9e15)).toBe(false);
    expect(fourFifths(0, 5, 0, 9)).toBeUndefined();
  });
});

describe('Mantel–Haenszel', () => {
  // Berkeley admissions by department (UCBAdmissions): mantelhaen.test(UCBAdmissions, correct = FALSE).
  const departments = [
    [512, 825, 89, 108],
    [353, 560, 17, 25],
    [120, 325, 202, 593],
    [138, 417, 131, 375],
    [53, 191, 94, 393],
    [22, 373, 24, 341],
  ].map(([successes1, n1, successes2, n2]) => ({
    successes1: successes1!,
    n1: n1!,
    successes2: successes2!,
    n2: n2!,
  }));
  test('gives the published answer for the Berkeley admissions', () => {
    expect(mantelHaenszel(departments)).toMatchObject({
      oddsRatio: {
        value: expect.closeTo(0.9046968, 6),
        low: expect.closeTo(0.7719074, 6),
        high: expect.closeTo(1.0603298, 6),
      },
    });
    expect(mantelHaenszel(departments, { continuityCorrection: true })).toMatchObject({
      test: { statistic: expect.closeTo(1.4269, 3), p: expect.closeTo(0.2323, 4) },
    });
  });
  test('refuses strata without information', () => {
    expect(mantelHaenszel([])).toMatchObject({ reason: 'EMPTY' });
    expect(mantelHaenszel([{ successes1: 2, n1: 2, successes2: 3, n2: 3 }])).toMatchObject({
      reason: 'NO_VARIANCE',
    });
    expect(mantelHaenszel([{ successes1: 2, n1: 2, successes2: 0, n2: 3 }])).toMatchObject({
      oddsRatio: { reason: 'NOT_REACHED' },
    });
    expect(mantelHaenszel([{ successes1: 3, n1: 2, successes2: 0, n2: 3 }])).toMatchObject({
      reason: 'INVALID_INPUT',
    });
  });
});
