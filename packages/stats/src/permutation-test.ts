import { notEstimable, testResult } from './checked-results.ts';
import type { NotEstimable, Tested } from './results.ts';
import { seededGenerator, shuffle, type RandomSource } from './seeded-generator.ts';
import { clusterMembers } from './bootstrap.ts';
import type { GroupLabels } from './strata-means.ts';

/** A statistic of the data with the outcome's rows put in the given order; undefined where it does not exist. */
export type PermutedStatistic = (order: ArrayLike<number>) => number | undefined;

/**
 * Whether a statistic is larger in size than chance would make it, by shuffling the outcome over the rows.
 *
 * Use it when a formula's assumptions are in doubt (few rows, many ties, a home-made statistic). Assumes that under
 * the null hypothesis every order of the outcome is equally likely, within `strata` when given. The p value counts
 * the data as one of the shuffles, so it is never 0 and never too small.
 *
 * @param n rows; @param statistic of an order of row numbers (the identity is the data), 0 where there is no effect;
 * @param options random source or seed, shuffles (1999), strata within which rows are shuffled
 * @returns the observed statistic with its two-sided p; not estimable: EMPTY, NO_VARIANCE (undefined on the data),
 * INVALID_INPUT
 * Source: Fisher 1935; Phipson & Smyth 2010 (p = (b + 1)/(m + 1)).
 * @example
 * permutationTest(x.length, (order) => covariance(x, Array.from(order, (i) => y[i])), { random: 1 });
 */
export function permutationTest(
  n: number,
  statistic: PermutedStatistic,
  options: { random: number | RandomSource; shuffles?: number; strata?: GroupLabels },
): Tested | NotEstimable {
  const { shuffles = 1999, strata } = options;
  if (
    !Number.isInteger(n) ||
    n < 0 ||
    !Number.isInteger(shuffles) ||
    shuffles < 1 ||
    (strata && strata.length !== n)
  )
    return notEstimable('INVALID_INPUT', 0);
  if (typeof options.random === 'number' && !Number.isFinite(options.random))
    return notEstimable('INVALID_INPUT', n);
  if (n === 0) return notEstimable('EMPTY', 0);
  const random = typeof options.random === 'number' ? seededGenerator(options.random) : options.random;
  const identity = Array.from({ length: n }, (_, i) => i);
  const observed = statistic(identity);
  if (observed === undefined || !Number.isFinite(observed)) return notEstimable('NO_VARIANCE', n);
  const blocks = strata ? clusterMembers(strata) : [identity];
  // Shuffles that differ from the data only by rounding count as equal to it.
  const threshold = Math.abs(observed) * (1 - 1e-12);
  let extreme = 0;
  let defined = 0;
  for (let b = 0; b < shuffles; b++) {
    const order = identity.slice();
    for (const block of blocks) {
      const shuffled = shuffle(block.slice(), random);
      block.forEach((row, k) => void (order[row] = shuffled[k] as number));
    }
    const value = statistic(order);
    if (value === undefined || !Number.isFinite(value)) continue;
    defined++;
    if (Math.abs(value) >= threshold) extreme++;
  }
  return testResult({
    statistic: observed,
    p: (extreme + 1) / (defined + 1),
    n,
    method: strata ? 'permutation within strata, two-sided' : 'permutation, two-sided',
  });
}
