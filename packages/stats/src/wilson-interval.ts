import { estimate, isCount, isLevel, notEstimable } from './checked-results.ts';
import { normalCritical } from './distributions.ts';
import type { Estimated } from './results.ts';

/**
 * The share of successes with Wilson's score interval.
 *
 * Use it for any proportion, such as "retained at day 365"; it keeps its coverage with few rows and near 0 or 1.
 * Assumes independent rows with one common chance.
 *
 * @param successes whole number, 0 to n; @param n whole number of rows; @param level coverage, 0–1
 * @returns a share (0–1); not estimable: EMPTY (n = 0), INVALID_INPUT
 * Source: Wilson 1927; Newcombe 1998, Stat Med 17:857–872, method 3. R: prop.test(x, n, correct = FALSE).
 * @example
 * wilsonInterval(0, 10); // 0, from 0 to 0.2775
 */
export function wilsonInterval(successes: number, n: number, level = 0.95): Estimated {
  if (!isCount(successes) || !isCount(n) || successes > n || !isLevel(level))
    return notEstimable('INVALID_INPUT', 0);
  if (n === 0) return notEstimable('EMPTY', 0, 1);
  const { low, high } = wilsonBounds(successes, n, normalCritical(level));
  return estimate({
    unit: 'share',
    value: successes / n,
    low,
    high,
    level,
    n,
    events: successes,
    method: 'proportion, wilson',
  });
}

/** The score bounds themselves, for a given normal multiplier. */
export function wilsonBounds(successes: number, n: number, z: number): { low: number; high: number } {
  const p = successes / n;
  const z2 = z * z;
  const center = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return {
    low: successes === 0 ? 0 : Math.max(0, center - half),
    high: successes === n ? 1 : Math.min(1, center + half),
  };
}
