import { allFinite, estimate, finiteResult, isLevel, notEstimable, testResult } from './checked-results.ts';
import { normalCritical, normalQuantile } from './distributions.ts';
import type { Estimated, NotEstimable, Tested } from './results.ts';
import { seededGenerator, type RandomSource } from './seeded-generator.ts';

/** The estimate of one cohort (such as a quarter) and its sampling variance. */
export type CohortEstimate = { value: number; variance: number };

export type ChangePoint = {
  kind: 'change-point';
  /** Number of cohorts before the most likely change. */
  before: number;
  /** Mean after minus mean before, with an interval that takes the place of the change as known: too narrow. */
  change: Estimated;
  /** Whether anything changed at all, over all places looked at. */
  test: Tested;
};

/**
 * Whether an estimate changed at some point in a series of cohorts, and where.
 *
 * Use it on one value per quarter, such as Fisher z of an association. Assumes independent, normal cohort estimates
 * with known variances and at most one change. The p value accounts for having looked at every place.
 *
 * @param cohorts in order of time; @param options cohorts needed on each side (2), seed (1), simulations (4000), level
 * @returns not estimable: TOO_FEW (fewer than twice that many cohorts), INVALID_INPUT (variance not above 0)
 * Source: largest standardised difference of means over change points (Hawkins 1977), null distribution simulated.
 * @example
 * changePoint([0.3, 0.32, 0.29, 0.05, 0.02, 0.06].map((value) => ({ value, variance: 0.01 })));
 */
export function changePoint(
  cohorts: readonly CohortEstimate[],
  options: { atLeast?: number; random?: number | RandomSource; simulations?: number; level?: number } = {},
): ChangePoint | NotEstimable {
  const { atLeast = 2, random = 1, simulations = 4000, level = 0.95 } = options;
  const n = cohorts.length;
  const values = cohorts.map((cohort) => cohort.value);
  const weights = cohorts.map((cohort) => 1 / cohort.variance);
  const valid =
    allFinite(values, weights) &&
    weights.every((w) => w > 0) &&
    Number.isInteger(atLeast) &&
    atLeast >= 1 &&
    isLevel(level) &&
    Number.isInteger(simulations) &&
    simulations >= 1;
  if (!valid || (typeof random === 'number' && !Number.isFinite(random)))
    return notEstimable('INVALID_INPUT', n);
  if (n < 2 * atLeast) return notEstimable('TOO_FEW', n, 2 * atLeast);
  const best = largestDifference(values, weights, atLeast);
  const source = typeof random === 'number' ? seededGenerator(random) : random;
  const exceeding = Array.from({ length: simulations }, () =>
    largestDifference(nullPath(weights, source), weights, atLeast),
  ).filter((path) => path.statistic >= best.statistic).length;
  const half = normalCritical(level) * best.standardError;
  return finiteResult(
    {
      kind: 'change-point',
      before: best.before,
      change: estimate({
        unit: 'number',
        value: best.change,
        low: best.change - half,
        high: best.change + half,
        level,
        n,
        method: 'difference at the most likely change',
      }),
      test: testResult({
        statistic: best.statistic,
        p: (exceeding + 1) / (simulations + 1),
        n,
        method: 'largest difference over change points, simulated',
      }),
    },
    n,
  );
}

/**
 * The alarm limit for watching several series: the largest standardised difference over change points that stays
 * below it in all series over one horizon, but for a stated share of false alarms.
 *
 * Use it once per configuration; every cohort from `history` on is a look. Series are taken as independent, which
 * makes the limit a little too high for related ones.
 *
 * @param design number of series, cohorts of history before watching starts, looks watched, share of horizons with
 * any false alarm (0.05), cohorts on each side (2), seed, simulations (4000)
 * @returns the limit in standard errors; not estimable: INVALID_INPUT
 * Source: simulation under equal cohort variances.
 * @example
 * changePointLimit({ series: 5, history: 8, looks: 4, falseAlarm: 0.05 }); // about 3.5
 */
export function changePointLimit(design: {
  series: number;
  history: number;
  looks: number;
  falseAlarm?: number;
  atLeast?: number;
  random?: number | RandomSource;
  simulations?: number;
}): number | NotEstimable {
  const { series, history, looks, falseAlarm = 0.05, atLeast = 2, random = 1, simulations = 4000 } = design;
  const whole = [series, history, looks, atLeast, simulations].every(
    (count) => Number.isInteger(count) && count >= 1,
  );
  if (!whole || !isLevel(falseAlarm) || history + looks < 2 * atLeast)
    return notEstimable('INVALID_INPUT', 0);
  const source = typeof random === 'number' ? seededGenerator(random) : random;
  const length = history + looks;
  const weights = new Array<number>(length).fill(1);
  const largest = Array.from({ length: simulations }, () => {
    const path = nullPath(weights, source);
    let most = 0;
    for (let end = Math.max(history + 1, 2 * atLeast); end <= length; end++)
      most = Math.max(most, largestDifference(path.slice(0, end), weights.slice(0, end), atLeast).statistic);
    return most;
  }).sort((a, b) => a - b);
  // One series may alarm with probability 1 − (1 − α)^(1/series).
  const share = (1 - falseAlarm) ** (1 / series);
  return largest[Math.min(simulations - 1, Math.ceil(share * (simulations + 1)) - 1)] as number;
}

function nullPath(weights: readonly number[], random: RandomSource): number[] {
  return weights.map((w) => normalQuantile(Math.max(random(), 2 ** -54)) / Math.sqrt(w));
}

function largestDifference(
  values: readonly number[],
  weights: readonly number[],
  atLeast: number,
): { statistic: number; change: number; standardError: number; before: number } {
  const total = weights.reduce((sum, w) => sum + w, 0);
  const sum = values.reduce((s, value, i) => s + value * (weights[i] as number), 0);
  let best = { statistic: -1, change: 0, standardError: 0, before: 0 };
  let weightBefore = 0;
  let sumBefore = 0;
  for (let before = 1; before <= values.length - atLeast; before++) {
    weightBefore += weights[before - 1] as number;
    sumBefore += (values[before - 1] as number) * (weights[before - 1] as number);
    if (before < atLeast) continue;
    const weightAfter = total - weightBefore;
    const change = (sum - sumBefore) / weightAfter - sumBefore / weightBefore;
    const standardError = Math.sqrt(1 / weightBefore + 1 / weightAfter);
    const statistic = Math.abs(change) / standardError;
    if (statistic > best.statistic) best = { statistic, change, standardError, before };
  }
  return best;
}
