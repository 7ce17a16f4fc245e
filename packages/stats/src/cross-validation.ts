import { notEstimable } from './checked-results.ts';
import { clusterMembers } from './bootstrap.ts';
import { quantileType7 } from './quantile.ts';
import type { NotEstimable } from './results.ts';
import { seededGenerator, shuffle, type RandomSource } from './seeded-generator.ts';
import type { GroupLabels } from './strata-means.ts';

export type CrossValidation = {
  kind: 'cross-validation';
  /** Mean of the score over repeats. */
  mean: number;
  /** Range of the middle 95 % of repeats: how much the split matters, not a confidence interval. */
  low: number;
  high: number;
  /** One score per repeat, over all held-out rows together. */
  scores: number[];
  n: number;
  clusters: number;
};

/**
 * How well a model predicts rows it has not seen: repeated k-fold cross-validation that never splits a cluster.
 *
 * Use it to compare models, with clusters such as clients so that a model cannot profit from knowing the site. The
 * spread over repeats shows the luck of the split only.
 *
 * @param n rows; @param predict fits on the training rows and returns one prediction per test row, or undefined when
 * it cannot; @param score of all rows' predictions, such as a correlation or Brier score
 * @param options random source or seed, folds (10, at most the number of clusters), repeats (20), cluster labels
 * @returns not estimable: TOO_FEW (fewer than 2 clusters or rows), NOT_CONVERGED (a fit or a score failed in more
 * than 5 % of repeats), INVALID_INPUT
 * Source: Stone 1974; Burman 1989 (repeats).
 * @example
 * crossValidate(y.length, (train, test) => test.map(() => mean(train.map((i) => y[i]))), (predicted) => mean([...predicted].map((p, i) => (y[i] - p) ** 2)), { random: 1 });
 */
export function crossValidate(
  n: number,
  predict: (train: number[], test: number[]) => ArrayLike<number> | undefined,
  score: (predicted: Float64Array) => number | undefined,
  options: { random: number | RandomSource; folds?: number; repeats?: number; clusters?: GroupLabels },
): CrossValidation | NotEstimable {
  const { repeats = 20, clusters } = options;
  const valid =
    Number.isInteger(n) &&
    n >= 0 &&
    Number.isInteger(repeats) &&
    repeats >= 1 &&
    (!clusters || clusters.length === n) &&
    (options.folds === undefined || (Number.isInteger(options.folds) && options.folds >= 2));
  if (!valid || (typeof options.random === 'number' && !Number.isFinite(options.random)))
    return notEstimable('INVALID_INPUT', 0);
  const units = clusters ? clusterMembers(clusters) : Array.from({ length: n }, (_, i) => [i]);
  if (units.length < 2) return notEstimable('TOO_FEW', n, 2);
  const folds = Math.min(options.folds ?? 10, units.length);
  const random = typeof options.random === 'number' ? seededGenerator(options.random) : options.random;
  const scores: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const value = oneRepeat(n, shuffle(units.slice(), random), folds, predict, score);
    if (value !== undefined && Number.isFinite(value)) scores.push(value);
  }
  if (scores.length < 0.95 * repeats) return notEstimable('NOT_CONVERGED', n);
  const sorted = [...scores].sort((a, b) => a - b);
  const mean = scores.reduce((sum, value) => sum + value / scores.length, 0);
  return {
    kind: 'cross-validation',
    mean,
    low: quantileType7(sorted, 0.025),
    high: quantileType7(sorted, 0.975),
    scores,
    n,
    clusters: units.length,
  };
}

function oneRepeat(
  n: number,
  units: number[][],
  folds: number,
  predict: (train: number[], test: number[]) => ArrayLike<number> | undefined,
  score: (predicted: Float64Array) => number | undefined,
): number | undefined {
  const predicted = new Float64Array(n);
  for (let fold = 0; fold < folds; fold++) {
    const test = units.filter((_, i) => i % folds === fold).flat();
    const train = units.filter((_, i) => i % folds !== fold).flat();
    const values = predict(train, test);
    if (!values || values.length !== test.length) return undefined;
    test.forEach((row, i) => void (predicted[row] = values[i] as number));
  }
  return score(predicted);
}
