import { describe, expect, it } from 'vitest';
import * as stats from './index.ts';
import { ExactSum } from './exact-sum.ts';
import { decimalDifference } from './decimal-difference.ts';
import { tieSums } from './tied-deaths.ts';

const value = (result: stats.Estimated | stats.Tested): number => {
  if (result.kind === 'not-estimable') throw new Error(result.reason);
  return result.kind === 'estimate' ? result.value : result.statistic;
};

describe('correlations on paper', () => {
  it('Pearson of four points with two swapped is 0.8, and its interval is wide', () => {
    const r = stats.pearson([1, 2, 3, 4], [1, 3, 2, 4]);
    // tanh(atanh(0.8) ± 1.959964) with standard error 1
    expect(r).toMatchObject({ unit: 'r', n: 4, level: 0.95, method: 'pearson, fisher z' });
    expect(value(r)).toBeCloseTo(0.8, 15);
    expect(r).toHaveProperty('low', expect.closeTo(Math.tanh(Math.atanh(0.8) - 1.959963984540054), 12));
  });

  it('keeps its digits at an offset of 1e9 and at a scale of 1e300', () => {
    const y = [2, 1, 4, 3, 5];
    expect(
      value(
        stats.pearson(
          [1, 2, 3, 4, 5].map((x) => 1e9 + x),
          y,
        ),
      ),
    ).toBeCloseTo(0.8, 13);
    expect(
      value(
        stats.pearson(
          [1, 2, 3, 4, 5].map((x) => 1e9 + x / 1000),
          y,
        ),
      ),
    ).toBeCloseTo(0.8, 13);
    expect(
      value(
        stats.pearson(
          [1, 2, 3, 4, 5].map((x) => x * 1e300),
          y.map((v) => v * 1e-300),
        ),
      ),
    ).toBeCloseTo(0.8, 13);
    expect(value(stats.pearson([-1.7e308, 1.7e308, 0, 1e308], [1, 4, 2, 3]))).toBeGreaterThan(0.9);
  });

  it('says why there is no correlation', () => {
    expect(stats.pearson([], [])).toEqual({ kind: 'not-estimable', reason: 'EMPTY', n: 0, need: 4 });
    expect(stats.pearson([1, 2, 3], [1, 2, 3])).toMatchObject({ reason: 'TOO_FEW', n: 3, need: 4 });
    expect(stats.pearson([3, 3, 3, 3], [1, 2, 3, 4])).toMatchObject({ reason: 'NO_VARIANCE', n: 4 });
    expect(stats.pearson([1, 2], [1, 2, 3])).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(stats.pearson([1, 2, 3, 4], [1, 3, 2, 4], { level: 1 })).toMatchObject({
      reason: 'INVALID_INPUT',
    });
    expect(stats.kendallTauB([1, 2, 3, 4], [1, 2, 3, 4])).toMatchObject({ reason: 'TOO_FEW', need: 5 });
    expect(stats.goodmanKruskalGamma([1, 1, 1], [1, 2, 3])).toMatchObject({ reason: 'NO_COMPARABLE_PAIRS' });
    expect(stats.somersD([1, 1, 1, 1], [1, 2, 3, 4])).toMatchObject({ reason: 'NO_VARIANCE' });
  });

  it('a perfect line is r = 1 with p = 0, and points in perfect order never give the interval [1, 1] for pairs', () => {
    expect(stats.pearsonTest([1, 2, 3, 4], [2, 4, 6, 8])).toMatchObject({
      statistic: Number.MAX_VALUE,
      p: 0,
    });
    const d = stats.somersD([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]);
    // Wilson's lower limit of 3 out of 3, carried to −1 … 1.
    expect(d).toMatchObject({
      value: 1,
      high: 1,
      low: expect.closeTo(2 / (1 + 1.959963984540054 ** 2 / 3) - 1, 12),
    });
    expect(value(stats.somersD([1, 2, 3, 4], [4, 3, 2, 1]))).toBe(-1);
  });

  it('a table with the wrong number of cells, or half a row, is refused', () => {
    const table = stats.countScoreOutcome([1, 2], [0, 1]);
    for (const broken of [
      { ...table, counts: [1, 2, 3] },
      { ...table, counts: [1, 0.5, 0, 1] },
      { ...table, scores: [2, 1] },
    ]) {
      expect(stats.pearsonFromCounts(broken)).toMatchObject({ reason: 'INVALID_INPUT' });
      expect(stats.kendallTauBFromCounts(broken)).toMatchObject({ reason: 'INVALID_INPUT' });
    }
    expect(() => stats.countScoreOutcome([1], [Infinity])).toThrow(RangeError);
    expect(() => stats.countSurvival({ time: [1], event: [1], entry: [2] })).toThrow(RangeError);
    const one = stats.countSurvival({ time: [1], event: [1] });
    expect(() => stats.mergeCountTables(one, stats.countSurvival({ time: [1], event: [2] }))).toThrow(
      RangeError,
    );
  });

  it('point-biserial is Pearson and refuses a third value', () => {
    expect(value(stats.pointBiserial([0, 0, 1, 1], [1, 2, 2, 4]))).toBeCloseTo(
      value(stats.pearson([0, 0, 1, 1], [1, 2, 2, 4])),
      15,
    );
    expect(stats.pointBiserial([0, 1, 2, 1], [1, 2, 3, 4])).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(stats.pointBiserialFromCounts(stats.countScoreOutcome([1, 2, 3], [1, 2, 3]))).toMatchObject({
      reason: 'INVALID_INPUT',
    });
  });

  it('Somers’ d with a 0/1 variable given is 2·AUC − 1', () => {
    const outcome = [0, 1, 0, 1, 1, 0, 1];
    const score = [1, 3, 2, 2, 5, 3, 4];
    expect(value(stats.somersD(outcome, score))).toBeCloseTo(2 * value(stats.auc(outcome, score)) - 1, 14);
  });
});

describe('partial correlation', () => {
  it('with nothing held constant is Pearson', () => {
    const [x, y] = [
      [1, 2, 3, 4, 6],
      [2, 1, 4, 3, 7],
    ];
    expect(value(stats.partialCorrelation(x, y, []))).toBeCloseTo(value(stats.pearson(x, y)), 14);
  });
  it('agrees with the formula for one control', () => {
    const x = [1, 2, 3, 4, 5, 7, 8];
    const y = [1, 3, 2, 4, 6, 5, 9];
    const z = [1, 1, 2, 2, 3, 3, 1];
    const [xy, xz, yz] = [stats.pearson(x, y), stats.pearson(x, z), stats.pearson(y, z)].map(value) as [
      number,
      number,
      number,
    ];
    const want = (xy - xz * yz) / Math.sqrt((1 - xz ** 2) * (1 - yz ** 2));
    expect(value(stats.partialCorrelation(x, y, [z]))).toBeCloseTo(want, 13);
    expect(value(stats.semipartialCorrelation(x, y, [z]))).toBeCloseTo(
      (xy - xz * yz) / Math.sqrt(1 - xz ** 2),
      13,
    );
  });
  it('says when the controls determine each other or x', () => {
    const x = [1, 2, 3, 4, 5, 7];
    expect(stats.partialCorrelation(x, [2, 1, 4, 3, 6, 5], [x.map((v) => v + 1)])).toMatchObject({
      reason: 'NO_VARIANCE',
    });
    const z = [1, 1, 2, 2, 3, 3];
    expect(stats.partialCorrelation(x, [2, 1, 4, 3, 6, 5], [z, z.map((v) => 2 * v)])).toMatchObject({
      reason: 'SINGULAR',
    });
    expect(stats.partialCorrelation([1, 2], [2, 1], [z.slice(0, 2)])).toMatchObject({
      reason: 'TOO_FEW',
      need: 5,
    });
  });
});

describe('two correlations of the same rows', () => {
  it('agrees with cocor: Williams −4.4950 and Steiger −4.4152', () => {
    // cocor.dep.groups.overlap(r.jk = .2, r.jh = .5, r.kh = .1, n = 315)
    const correlations = { ya: 0.2, yb: 0.5, ab: 0.1, n: 315 };
    expect(value(stats.williamsTestFromCorrelations(correlations))).toBeCloseTo(-4.495, 4);
    expect(value(stats.steigerTestFromCorrelations(correlations))).toBeCloseTo(-4.4152, 4);
    expect(
      value(stats.steigerTestFromCorrelations({ ya: 0.0228, yb: 0.3522, ab: 0.3718, n: 553 })),
    ).toBeCloseTo(-7.1345, 2);
  });
  it('two correlations without a common variable: the statistic has spread 1 when they are equal', () => {
    const draw = stats.seededGenerator(3);
    const normal = (): number => stats.normalQuantile(draw());
    const zs = Array.from({ length: 400 }, () => {
      const rows = Array.from({ length: 80 }, () => {
        const [a, b, c, d] = [normal(), normal(), normal(), normal()];
        // r12 = r34 = r13 = r24 = 0.5
        return [c + a, c + b, d + a, d + b] as const;
      });
      const column = (j: number): number[] => rows.map((row) => row[j]!);
      const r = (i: number, j: number): number => value(stats.pearson(column(i), column(j)));
      const z = stats.steigerTestOfSeparateCorrelations({
        r12: r(0, 1),
        r34: r(2, 3),
        r13: r(0, 2),
        r14: r(0, 3),
        r23: r(1, 2),
        r24: r(1, 3),
        n: 80,
      });
      return { z: value(z) };
    });
    const mean = zs.reduce((sum, { z }) => sum + z, 0) / zs.length;
    const spread = Math.sqrt(zs.reduce((sum, { z }) => sum + (z - mean) ** 2, 0) / (zs.length - 1));
    expect(spread).toBeGreaterThan(0.88);
    expect(spread).toBeLessThan(1.12);
  });
  it('refuses what are no correlations, and identical predictors', () => {
    expect(stats.williamsTestFromCorrelations({ ya: 2, yb: 0, ab: 0, n: 9 })).toMatchObject({
      reason: 'INVALID_INPUT',
    });
    expect(stats.williamsTestFromCorrelations({ ya: 0.5, yb: 0.5, ab: 1, n: 9 })).toMatchObject({
      reason: 'SINGULAR',
    });
    expect(stats.williamsTestFromCorrelations({ ya: 0.5, yb: 0.4, ab: 0.1, n: 3 })).toMatchObject({
      reason: 'TOO_FEW',
    });
    expect(stats.steigerTestFromCorrelations({ ya: 1, yb: 0.4, ab: 0.4, n: 9 })).toMatchObject({
      reason: 'SINGULAR',
    });
    expect(stats.williamsTest([1, 1, 1, 1], [1, 2, 3, 4], [2, 1, 4, 3])).toMatchObject({
      reason: 'NO_VARIANCE',
    });
    expect(stats.williamsTest([], [], [])).toMatchObject({ reason: 'EMPTY' });
  });
});

describe('AUC', () => {
  it('of six pairs four and a half in the right order is .75', () => {
    expect(stats.auc([0, 0, 1, 1, 1], [1, 3, 2, 3, 4])).toMatchObject({ value: 0.75, n: 5, events: 3 });
  });
  it('a perfect order has a lower limit, and a useless one the widest interval', () => {
    const perfect = stats.auc([0, 0, 1, 1], [1, 2, 3, 4]);
    expect(perfect).toMatchObject({
      value: 1,
      high: 1,
      low: expect.closeTo(2 / (2 + 1.959963984540054 ** 2), 12),
    });
    expect(stats.auc([0, 1, 0, 1], [2, 2, 2, 2])).toMatchObject({ value: 0.5, low: 0, high: 1 });
    expect(stats.aucTest([0, 0, 1, 1], [1, 2, 3, 4])).toMatchObject({ reason: 'NO_VARIANCE' });
  });
  it('both intervals lie within 0 and 1, the logit one inside without being cut', () => {
    const outcome = [0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 1, 1];
    const score = [1, 2, 3, 6, 5, 6, 7, 8, 9, 2, 9, 4];
    const plain = stats.auc(outcome, score, { interval: 'delong' });
    const logit = stats.auc(outcome, score);
    expect(plain).toMatchObject({ high: 1, method: 'auc, delong' });
    expect(logit).toMatchObject({ method: 'auc, delong, logit' });
    if (logit.kind === 'estimate') expect(logit.high).toBeLessThan(1);
  });
  it('says why not', () => {
    expect(stats.auc([1, 1], [1, 2])).toMatchObject({ reason: 'ONE_GROUP_EMPTY' });
    expect(stats.auc([0, 1, 1], [1, 2, 3])).toMatchObject({ reason: 'TOO_FEW' });
    expect(stats.auc([0, 2], [1, 2])).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(stats.aucDifferenceTest([0, 0, 1, 1], [1, 2, 1, 3], [1, 2, 1, 3])).toMatchObject({
      reason: 'NO_VARIANCE',
    });
    expect(stats.aucFromCounts(stats.countScoreOutcome([1, 2], [0, 5]))).toMatchObject({
      reason: 'INVALID_INPUT',
    });
  });
});

describe('exact sums', () => {
  it('products beyond 2^53 are added without loss', () => {
    const sum = new ExactSum().addProduct(2 ** 40 + 1, 2 ** 40 + 1);
    const other = new ExactSum().addProduct(2 ** 40, 2 ** 40);
    expect(sum.minus(other)).toBe(2 ** 41 + 1);
  });
  it('pair counts of 1.9e9 rows keep a difference of one pair', () => {
    const table = (counts: number[]): stats.ScoreOutcomeCounts => ({
      kind: 'score-outcome',
      scores: [1, 2],
      outcomes: [1, 2],
      counts,
    });
    const big = 1e9;
    const counts = stats.pairCountsFromCounts(table([big, 1, 0, big]));
    expect(counts).toMatchObject({ concordant: big * big, discordant: 0 });
    expect(value(stats.kendallTauBFromCounts(table([big, 5, 5, big])))).toBeCloseTo(1 - 1e-8, 12);
  });
  it('decimals are subtracted as they print', () => {
    expect(decimalDifference(1000000000.003, 1000000000.001)).toBe(0.002);
    expect(decimalDifference(-0.1, 1e22)).toBe(-1e22);
    expect(decimalDifference(5e-324, 0)).toBe(5e-324);
  });
  it.each([
    [30, 25],
    [1000.5, 30],
    [1e6 + 0.3, 500],
    [20000.7, 20000],
    [7, 3],
  ])('the sums over tied deaths equal the loop at r = %d, m = %d', (r, m) => {
    let [log, first, second] = [0, 0, 0];
    for (let k = m - 1; k >= 0; k -= 1) {
      log += Math.log(r - k);
      first += 1 / (r - k);
      second += 1 / (r - k) ** 2;
    }
    const sums = tieSums(r, m);
    expect(sums.log / log).toBeCloseTo(1, 12);
    expect(sums.first / first).toBeCloseTo(1, 12);
    expect(sums.second / second).toBeCloseTo(1, 11);
  });
});

describe('adjusted p values', () => {
  it('the worked example of Benjamini and Hochberg (1995) has four discoveries at .05', () => {
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    expect(stats.benjaminiHochberg(p).filter((q) => q! <= 0.05)).toHaveLength(4);
    expect(stats.bonferroni(p).filter((q) => q! <= 0.05)).toHaveLength(3);
  });
  it('refuses what is no p value', () => expect(() => stats.holm([1.2])).toThrow(RangeError));
});
