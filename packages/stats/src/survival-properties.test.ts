import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as stats from './index.ts';
import { expectAlike, followUp, level, pick, rowsOf, RUNS, withEntry } from './property-rows.ts';

describe('survival statistics agree with each other', () => {
  it('incidences and the event-free share add up to 1 at every time', () =>
    fc.assert(
      fc.property(followUp, (rows) => {
        for (const data of [rowsOf(rows), withEntry(rows)]) {
          const risks = stats.aalenJohansen(data);
          if (risks.kind !== 'competing-risks') continue;
          risks.eventFree.points.forEach((point, t) => {
            const sum = risks.causes.reduce((total, curve) => total + curve.points[t]!.value, point.value);
            expect(sum).toBeCloseTo(1, 12);
          });
        }
      }),
      RUNS,
    ));

  it('without competing events the incidence is one minus Kaplan–Meier', () =>
    fc.assert(
      fc.property(followUp, (rows) => {
        const event = rows.map((row) => Number(row.event === 1));
        for (const data of [rowsOf(rows), withEntry(rows)]) {
          const risks = stats.aalenJohansen({ ...data, event });
          const curve = stats.kaplanMeier({ ...data, event });
          if (risks.kind !== 'competing-risks' || curve.kind !== 'curve') return;
          curve.points.forEach((point, t) => {
            expect(risks.causes[0]!.points[t]!.value).toBeCloseTo(1 - point.value, 12);
            // The jackknife is Greenwood's formula when everybody is observed from the beginning.
            if (data.entry) return;
            expect(risks.eventFree.points[t]!.standardError).toBeCloseTo(point.standardError ?? 0, 8);
          });
        }
      }),
      RUNS,
    ));

  it('the score test of Cox is the log-rank trend when no events are tied', () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(level, fc.boolean()), { minLength: 2, maxLength: 30 }), (rows) => {
        const data = { time: rows.map((_, i) => i), event: rows.map(([, event]) => Number(event)) };
        const score = rows.map(([s]) => s);
        const fit = stats.coxFromCounts(stats.countSurvival(data, score));
        const trend = stats.logRankTrend(data, score);
        if (fit.kind === 'cox' && trend.kind === 'test') expectAlike(fit.score.statistic, trend.statistic);
      }),
      RUNS,
    ));

  it('one covariate gives the same Cox model from rows and from counts, with strata and ties', () =>
    fc.assert(
      fc.property(followUp, fc.constantFrom('efron' as const, 'breslow' as const), (rows, ties) => {
        const data = withEntry(rows);
        const score = pick(rows, 'score');
        const counted = stats.coxFromCounts(stats.countSurvival(data, score), { ties });
        const full = stats.cox(data, { score }, { ties });
        if (counted.kind !== 'cox' || full.kind !== 'cox-model') return;
        expectAlike(counted.coefficient.value, full.coefficients[0]!.coefficient.value, 1e-6);
        expectAlike(counted.standardError, full.coefficients[0]!.standardError, 1e-6);
        expectAlike(counted.logLikelihood, full.logLikelihood, 1e-8);
      }),
      RUNS,
    ));

  it('C of rows and of counts is the same, and reversing the score mirrors it', () =>
    fc.assert(
      fc.property(followUp, (rows) => {
        const data = rowsOf(rows);
        const score = pick(rows, 'score');
        const table = stats.countSurvival(data, score);
        expectAlike(stats.harrellC(data, score), stats.harrellCFromCounts(table));
        expectAlike(stats.unoC(data, score, { tau: 5 }), stats.unoCFromCounts(table, { tau: 5 }));
        const mirrored = stats.harrellC(
          data,
          score.map((s) => -s),
          { higherScore: 'later' },
        );
        expectAlike(stats.harrellC(data, score), mirrored);
      }),
      RUNS,
    ));

  it('the restricted mean is at most tau and the curve never rises', () =>
    fc.assert(
      fc.property(followUp, fc.integer({ min: 1, max: 12 }), (rows, tau) => {
        const curve = stats.kaplanMeier(rowsOf(rows));
        if (curve.kind !== 'curve') return;
        const mean = stats.restrictedMean(curve, tau);
        if (mean.kind === 'estimate') expect(mean.value).toBeLessThanOrEqual(tau + 1e-9);
        curve.points.forEach((point, t) =>
          expect(point.value).toBeLessThanOrEqual(curve.points[t - 1]?.value ?? 1),
        );
      }),
      RUNS,
    ));
});
