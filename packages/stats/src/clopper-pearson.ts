import { estimate, isCount, isLevel, notEstimable } from './checked-results.ts';
import { betaQuantile, betaUpperQuantile } from './distributions.ts';
import type { Estimated } from './results.ts';

/**
 * The share of successes with the exact (Clopper–Pearson) interval.
 *
 * Use it where coverage must never fall below its level; it is wider than Wilson's. Assumes independent rows with
 * one common chance.
 *
 * @param successes whole number, 0 to n; @param n whole number of rows; @param level coverage, 0–1
 * @returns a share (0–1); not estimable: EMPTY, INVALID_INPUT
 * Source: Clopper & Pearson 1934, as beta quantiles. R: binom.test(x, n)$conf.int.
 * @example
 * clopperPearson(0, 10); // 0, from 0 to 0.3085
 */
export function clopperPearson(successes: number, n: number, level = 0.95): Estimated {
  if (!isCount(successes) || !isCount(n) || successes > n || !isLevel(level))
    return notEstimable('INVALID_INPUT', 0);
  if (n === 0) return notEstimable('EMPTY', 0, 1);
  const tail = (1 - level) / 2;
  const low = successes === 0 ? 0 : betaQuantile(tail, successes, n - successes + 1);
  const high = successes === n ? 1 : betaUpperQuantile(tail, successes + 1, n - successes);
  return estimate({
    unit: 'share',
    value: successes / n,
    low,
    high,
    level,
    n,
    events: successes,
    method: 'proportion, clopper-pearson',
  });
}
