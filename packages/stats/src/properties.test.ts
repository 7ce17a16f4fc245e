import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as stats from './index.ts';
import type { SurvivalRows } from './index.ts';
import {
  columns,
  expectAlike,
  expectFinite,
  followUp,
  level,
  pick,
  type Row,
  rowsOf,
  RUNS,
  withEntry,
} from './property-rows.ts';

const associations = {
  pearson: stats.pearson,
  pearsonTest: stats.pearsonTest,
  spearman: stats.spearman,
  spearmanTest: stats.spearmanTest,
  kendallTauB: stats.kendallTauB,
  kendallTest: stats.kendallTest,
  somersD: stats.somersD,
  goodmanKruskalGamma: stats.goodmanKruskalGamma,
  pointBiserial: stats.pointBiserial,
  pairCounts: stats.pairCounts,
};
const associationsFromCounts = {
  pearson: stats.pearsonFromCounts,
  pearsonTest: stats.pearsonTestFromCounts,
  spearman: stats.spearmanFromCounts,
  spearmanTest: stats.spearmanTestFromCounts,
  kendallTauB: stats.kendallTauBFromCounts,
  kendallTest: stats.kendallTestFromCounts,
  somersD: stats.somersDFromCounts,
  goodmanKruskalGamma: stats.goodmanKruskalGammaFromCounts,
  pairCounts: stats.pairCountsFromCounts,
};

const survivalFunctions: Record<string, (rows: Row[], data: SurvivalRows) => unknown> = {
  kaplanMeier: (_, data) => stats.kaplanMeier(data),
  plainInterval: (_, data) => stats.kaplanMeier(data, { interval: 'plain' }),
  median: (_, data) => withCurve(data, (curve) => stats.survivalMedian(curve)),
  quarter: (_, data) => withCurve(data, (curve) => stats.survivalQuantile(curve, 0.25)),
  at: (_, data) => withCurve(data, (curve) => [0, 3, 99].map((time) => stats.survivalAt(curve, time))),
  restrictedMean: (_, data) =>
    withCurve(data, (curve) => [1, 5, 50].map((tau) => stats.restrictedMean(curve, tau))),
  aalenJohansen: (_, data) => stats.aalenJohansen(data),
  logRank: (rows, data) => stats.logRank(data, pick(rows, 'score')),
  logRankStrata: (rows, data) =>
    stats.logRank(data, pick(rows, 'score'), { strata: pick(rows, 'cluster'), rho: 1 }),
  logRankTrend: (rows, data) => stats.logRankTrend(data, pick(rows, 'score')),
  grayTest: (rows, data) => stats.grayTest(data, pick(rows, 'score'), 1),
  coxFromCounts: (rows, data) => stats.coxFromCounts(stats.countSurvival(data, pick(rows, 'score'))),
  cox: (rows, data) =>
    stats.cox(
      data,
      { score: pick(rows, 'score'), other: pick(rows, 'other') },
      { cluster: pick(rows, 'cluster') },
    ),
  coxStrata: (rows, data) =>
    stats.cox(data, { score: pick(rows, 'score') }, { strata: pick(rows, 'cluster'), ties: 'breslow' }),
  coxProportionality: (rows, data) => stats.coxProportionality(data, { score: pick(rows, 'score') }),
  firthCox: (rows, data) => stats.firthCox(data, { score: pick(rows, 'score') }),
  harrellC: (rows, data) => stats.harrellC(data, pick(rows, 'score')),
};

function withCurve(data: SurvivalRows, then: (curve: stats.KaplanMeier) => unknown): unknown {
  const curve = stats.kaplanMeier(data);
  return curve.kind === 'curve' ? then(curve) : curve;
}

describe('no NaN or Infinity leaves the package', () => {
  for (const [name, of] of Object.entries(associations)) {
    it(`${name}, whatever the columns`, () =>
      fc.assert(
        fc.property(columns(2), ([x, y]) => expectFinite(of(x!, y!))),
        RUNS,
      ));
  }
  it('partial and dependent correlations and AUC, whatever the columns', () =>
    fc.assert(
      fc.property(columns(4), ([x, y, z, w]) => {
        expectFinite(stats.partialCorrelation(x!, y!, [z!, w!]));
        expectFinite(stats.semipartialCorrelation(x!, y!, [z!]));
        expectFinite(stats.partialCorrelationTest(x!, y!, [z!]));
        expectFinite(stats.williamsTest(x!, y!, z!));
        expectFinite(stats.steigerTest(x!, y!, z!));
        const binary = x!.map((v) => (v === null ? null : v > 2 ? 1 : 0));
        for (const test of [stats.auc, stats.aucTest, stats.aucVariance]) expectFinite(test(binary, y!));
        expectFinite(stats.aucDifferenceTest(binary, y!, z!));
      }),
      RUNS,
    ));
  for (const [name, of] of Object.entries(survivalFunctions)) {
    it(`${name}, with and without delayed entry`, () =>
      fc.assert(
        fc.property(followUp, (rows) => {
          expectFinite(of(rows, rowsOf(rows)));
          expectFinite(of(rows, withEntry(rows)));
        }),
        { numRuns: 80 },
      ));
  }
  it('Uno and Fine–Gray', () =>
    fc.assert(
      fc.property(followUp, (rows) => {
        expectFinite(stats.unoC(rowsOf(rows), pick(rows, 'score'), { tau: 6 }));
        expectFinite(
          stats.fineGray(rowsOf(rows), { score: pick(rows, 'score'), other: pick(rows, 'other') }, 1),
        );
      }),
      { numRuns: 80 },
    ));
  it('infinite values are refused', () => {
    const bad = [1, 2, Infinity, 3, 4];
    for (const of of Object.values(associations))
      expect(of(bad, [1, 2, 3, 4, 5])).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(stats.kaplanMeier({ time: bad, event: [1, 1, 1, 1, 1] })).toMatchObject({
      reason: 'INVALID_INPUT',
    });
    expect(stats.kaplanMeier({ time: [1], event: [0.5] })).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(stats.kaplanMeier({ time: [1], event: [1], entry: [1] })).toMatchObject({
      reason: 'INVALID_INPUT',
    });
  });
});

const pairs = fc.array(fc.tuple(level, level), { minLength: 1, maxLength: 60 });

describe('the same rows give the same answer', () => {
  it('from rows and from their count table', () =>
    fc.assert(
      fc.property(pairs, (rows) => {
        const x = rows.map(([a]) => a);
        const y = rows.map(([, b]) => b);
        const table = stats.countScoreOutcome(x, y);
        for (const [name, fromCounts] of Object.entries(associationsFromCounts)) {
          expectAlike(associations[name as keyof typeof associations](x, y), fromCounts(table));
        }
        const binary = y.map((b) => Number(b > 2));
        expectAlike(stats.auc(binary, x), stats.aucFromCounts(stats.countScoreOutcome(x, binary)));
      }),
      RUNS,
    ));

  it('in any order, and with the axes swapped', () =>
    fc.assert(
      fc.property(pairs, (rows) => {
        const x = rows.map(([a]) => a);
        const y = rows.map(([, b]) => b);
        for (const of of Object.values(associations))
          expectAlike(of(x, y), of([...x].reverse(), [...y].reverse()));
        for (const of of [stats.pearson, stats.spearman, stats.kendallTauB, stats.goodmanKruskalGamma]) {
          expectAlike(of(x, y), of(y, x));
        }
        expectAlike(
          { ...stats.somersD(x, y), method: '' },
          { ...stats.somersD(y, x, { given: 'y' }), method: '' },
        );
      }),
      RUNS,
    ));

  it('whatever the unit and the origin of the scores', () =>
    fc.assert(
      fc.property(
        pairs,
        fc.constantFrom(1e-200, 0.25, 3, 1e150),
        fc.constantFrom(0, -7, 1e3),
        (rows, scale, shift) => {
          const x = rows.map(([a]) => a);
          const y = rows.map(([, b]) => b);
          const moved = x.map((a) => (a + shift) * scale);
          for (const of of Object.values(associations)) expectAlike(of(x, y), of(moved, y), 1e-7);
        },
      ),
      RUNS,
    ));

  it('doubling every row changes n and nothing else of r', () =>
    fc.assert(
      fc.property(pairs, (rows) => {
        const x = rows.map(([a]) => a);
        const y = rows.map(([, b]) => b);
        for (const of of [stats.pearson, stats.spearman]) {
          const once = of(x, y);
          const twice = of([...x, ...x], [...y, ...y]);
          if (once.kind === 'estimate' && twice.kind === 'estimate') expectAlike(once.value, twice.value);
        }
      }),
      RUNS,
    ));

  it('merged from shards or counted at once', () =>
    fc.assert(
      fc.property(followUp, followUp, (a, b) => {
        const all = [...a, ...b];
        const table = (rows: Row[]) => ({
          ...stats.countSurvival(withEntry(rows), pick(rows, 'score')),
          causes: 2,
        });
        const wide = (rows: Row[]) =>
          stats.countSurvival(withEntry([...rows, marker]), pick([...rows, marker], 'score'));
        expect(table(all).kind).toBe('survival');
        const merged = stats.mergeCountTables(wide(a), wide(b));
        const whole = stats.countSurvival(
          withEntry([...all, marker, marker]),
          pick([...all, marker, marker], 'score'),
        );
        expect({ ...merged, counts: [...(merged.counts as Float64Array)] }).toEqual({
          ...whole,
          counts: [...(whole.counts as Float64Array)],
        });
        expectAlike(stats.kaplanMeierFromCounts(merged), stats.kaplanMeierFromCounts(whole));
        expectAlike(stats.coxFromCounts(merged), stats.coxFromCounts(whole));
      }),
      { numRuns: 60 },
    ));

  it('comoments of shards add up to those of the whole', () =>
    fc.assert(
      fc.property(pairs, pairs, (a, b) => {
        const of = (rows: [number, number][]) =>
          stats.comoments(
            rows.map(([x]) => x),
            rows.map(([, y]) => y),
          )!;
        expectAlike(stats.mergeComoments(of(a), of(b)), of([...a, ...b]));
      }),
      RUNS,
    ));
});

/** A row with the highest event code and the full range of scores, so that tables of shards have the same shape. */
const marker: Row = { time: 9, event: 2, score: 1, other: 0, cluster: 0, late: false };

describe('adjusted p values', () => {
  const family = fc.array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(null)), {
    maxLength: 30,
  });
  it('keep the order, stay within 0 and 1, and are ordered by strictness', () =>
    fc.assert(
      fc.property(family, (p) => {
        const [bh, by, holm, hochberg, bonferroni] = [
          stats.benjaminiHochberg(p),
          stats.benjaminiYekutieli(p),
          stats.holm(p),
          stats.hochberg(p),
          stats.bonferroni(p),
        ];
        p.forEach((value, i) => {
          if (value === null) return expect([bh[i], by[i], holm[i]]).toEqual([null, null, null]);
          for (const q of [bh, by, holm, hochberg, bonferroni]) {
            expect(q[i]!).toBeGreaterThanOrEqual(value * (1 - 1e-12));
            expect(q[i]!).toBeLessThanOrEqual(1);
          }
          const slack = 1 + 1e-12;
          expect(bh[i]!).toBeLessThanOrEqual(hochberg[i]! * slack);
          expect(hochberg[i]!).toBeLessThanOrEqual(holm[i]! * slack);
          expect(holm[i]!).toBeLessThanOrEqual(bonferroni[i]! * slack);
          expect(bh[i]!).toBeLessThanOrEqual(by[i]! * slack);
        });
      }),
      RUNS,
    ));
});
