import { estimate, isCount, isLevel, notEstimable, testResult } from './checked-results.ts';
import { normalCritical, normalTwoSided } from './distributions.ts';
import type { Estimated, NotEstimable, Tested } from './results.ts';
import { wilsonBounds } from './wilson-interval.ts';

/**
 * The difference of two independent shares (first minus second) with Newcombe's hybrid score interval.
 *
 * Use it to compare two groups' rates; it behaves with small groups and rates at 0 or 1.
 *
 * @param successes1 @param n1 first group; @param successes2 @param n2 second group; @param level coverage, 0–1
 * @returns a difference of shares, −1 to 1; not estimable: ONE_GROUP_EMPTY, INVALID_INPUT
 * Source: Newcombe 1998, Stat Med 17:873–890, method 10, no continuity correction.
 * @example
 * newcombeDifference(48, 80, 12, 30); // 0.2, from -0.008 to 0.384
 */
export function newcombeDifference(
  successes1: number,
  n1: number,
  successes2: number,
  n2: number,
  level = 0.95,
): Estimated {
  const refused = refuseTable(successes1, n1, successes2, n2, level);
  if (refused) return refused;
  const z = normalCritical(level);
  const p1 = successes1 / n1;
  const p2 = successes2 / n2;
  const first = wilsonBounds(successes1, n1, z);
  const second = wilsonBounds(successes2, n2, z);
  const value = p1 - p2;
  const low = value - Math.hypot(p1 - first.low, second.high - p2);
  const high = value + Math.hypot(first.high - p1, p2 - second.low);
  return estimate({
    unit: 'share',
    value,
    low,
    high,
    level,
    n: n1 + n2,
    events: successes1 + successes2,
    method: 'difference of proportions, newcombe hybrid score',
  });
}

/**
 * Whether two independent shares differ, by the pooled z test (its square is the chi-square test without
 * continuity correction).
 *
 * Use it with groups of some size (expected counts of 5 or more); otherwise `fisherExact`.
 *
 * @returns statistic z, positive when the first share is larger; not estimable: ONE_GROUP_EMPTY, NO_VARIANCE (all
 * rows alike), INVALID_INPUT
 * Source: Pearson 1900. R: prop.test(c(x1, x2), c(n1, n2), correct = FALSE).
 * @example
 * twoProportionTest(48, 80, 12, 30); // z 1.876, p 0.061
 */
export function twoProportionTest(successes1: number, n1: number, successes2: number, n2: number): Tested {
  const refused = refuseTable(successes1, n1, successes2, n2, 0.95);
  if (refused) return refused;
  const pooled = (successes1 + successes2) / (n1 + n2);
  if (pooled === 0 || pooled === 1) return notEstimable('NO_VARIANCE', n1 + n2);
  const statistic =
    (successes1 / n1 - successes2 / n2) / Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
  return testResult({
    statistic,
    p: normalTwoSided(statistic),
    n: n1 + n2,
    method: 'two proportions, pooled z',
  });
}

/**
 * The ratio of two independent shares (first over second) with the log interval.
 *
 * Use it for risk and selection ratios. With no success in the first group the ratio is 0 and its upper limit is
 * not reached by this method. When every row of both groups succeeds the interval has no width: read it with n.
 *
 * @returns a ratio; not estimable: NOT_REACHED (second share 0: infinite), NO_EVENTS (both 0), ONE_GROUP_EMPTY,
 * INVALID_INPUT
 * Source: Katz et al. 1978, Biometrics 34:469–474.
 * @example
 * riskRatio(48, 80, 12, 30); // 1.5, from 0.934 to 2.408
 */
export function riskRatio(
  successes1: number,
  n1: number,
  successes2: number,
  n2: number,
  level = 0.95,
): Estimated {
  const refused = refuseTable(successes1, n1, successes2, n2, level);
  if (refused) return refused;
  const n = n1 + n2;
  if (successes2 === 0) return notEstimable(successes1 === 0 ? 'NO_EVENTS' : 'NOT_REACHED', n);
  const fields = {
    unit: 'ratio',
    level,
    n,
    events: successes1 + successes2,
    method: 'ratio of proportions, katz log',
  } as const;
  if (successes1 === 0) return estimate({ ...fields, value: 0, low: 0, high: 'not reached' });
  const value = successes1 / n1 / (successes2 / n2);
  const half = normalCritical(level) * Math.sqrt(1 / successes1 - 1 / n1 + 1 / successes2 - 1 / n2);
  return estimate({ ...fields, value, low: value * Math.exp(-half), high: value * Math.exp(half) });
}

/** The reason why a pair of proportions cannot be compared, if there is one. */
export function refuseTable(
  successes1: number,
  n1: number,
  successes2: number,
  n2: number,
  level: number,
): NotEstimable | undefined {
  const valid =
    [successes1, n1, successes2, n2].every(isCount) && successes1 <= n1 && successes2 <= n2 && isLevel(level);
  if (!valid) return notEstimable('INVALID_INPUT', 0);
  return n1 === 0 || n2 === 0 ? notEstimable('ONE_GROUP_EMPTY', n1 + n2) : undefined;
}
