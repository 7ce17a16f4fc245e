import { estimate, isCount, isLevel, notEstimable, testResult } from './checked-results.ts';
import { chiSquareUpper, normalCritical } from './distributions.ts';
import type { Estimated, NotEstimable, Tested } from './results.ts';

/** One 2×2 table: successes and size of two groups within one stratum. */
export type StratumTable = { successes1: number; n1: number; successes2: number; n2: number };

/**
 * Whether two groups' success odds differ within strata, and by what common odds ratio.
 *
 * Use it for item bias (strata = total score) or any comparison of two groups that must not be confounded by the
 * stratum. Assumes one common odds ratio; strata in which either margin is empty carry no information.
 *
 * @param strata counts per stratum; @param options level (0.95) and continuity correction of the test (false)
 * @returns `oddsRatio` (a ratio, Robins–Breslow–Greenland interval) and `test` (chi-square, 1 df); not estimable:
 * EMPTY, NO_VARIANCE (no stratum is informative), NOT_REACHED (the odds ratio is infinite), INVALID_INPUT
 * Source: Mantel & Haenszel 1959; Robins, Breslow & Greenland 1986, Biometrics 42:311. R: mantelhaen.test().
 * @example
 * mantelHaenszel([{ successes1: 5, n1: 10, successes2: 3, n2: 10 }, { successes1: 8, n1: 12, successes2: 4, n2: 9 }]);
 */
export function mantelHaenszel(
  strata: readonly StratumTable[],
  options: { level?: number; continuityCorrection?: boolean } = {},
): { oddsRatio: Estimated; test: Tested } | NotEstimable {
  const level = options.level ?? 0.95;
  const valid = strata.every(
    (s) =>
      [s.successes1, s.n1, s.successes2, s.n2].every(isCount) && s.successes1 <= s.n1 && s.successes2 <= s.n2,
  );
  if (!valid || !isLevel(level)) return notEstimable('INVALID_INPUT', 0);
  const n = strata.reduce((sum, s) => sum + s.n1 + s.n2, 0);
  if (n === 0) return notEstimable('EMPTY', 0);
  const sums = { R: 0, S: 0, PR: 0, PSQR: 0, QS: 0, observed: 0, expected: 0, variance: 0 };
  for (const { successes1: a, n1, successes2: c, n2 } of strata) {
    const total = n1 + n2;
    if (total < 2) continue;
    const b = n1 - a;
    const d = n2 - c;
    const [r, s, p, q] = [(a * d) / total, (b * c) / total, (a + d) / total, (b + c) / total];
    sums.R += r;
    sums.S += s;
    sums.PR += p * r;
    sums.PSQR += p * s + q * r;
    sums.QS += q * s;
    sums.observed += a;
    sums.expected += (n1 * (a + c)) / total;
    sums.variance += ((((n1 / total) * n2) / total) * (a + c) * (b + d)) / (total - 1);
  }
  if (sums.variance === 0) return notEstimable('NO_VARIANCE', n);
  const gap = Math.max(0, Math.abs(sums.observed - sums.expected) - (options.continuityCorrection ? 0.5 : 0));
  const statistic = (gap * gap) / sums.variance;
  const method = options.continuityCorrection ? 'mantel-haenszel, continuity corrected' : 'mantel-haenszel';
  return {
    oddsRatio: commonOddsRatio(sums, level, n),
    test: testResult({ statistic, df: 1, p: chiSquareUpper(statistic, 1), n, method }),
  };
}

function commonOddsRatio(
  sums: { R: number; S: number; PR: number; PSQR: number; QS: number },
  level: number,
  n: number,
): Estimated {
  if (sums.S === 0) return notEstimable('NOT_REACHED', n);
  const fields = {
    unit: 'ratio',
    level,
    n,
    method: 'mantel-haenszel odds ratio, robins-breslow-greenland',
  } as const;
  if (sums.R === 0) return estimate({ ...fields, value: 0, low: 0, high: 'not reached' });
  const value = sums.R / sums.S;
  const variance =
    sums.PR / (2 * sums.R ** 2) + sums.PSQR / (2 * sums.R * sums.S) + sums.QS / (2 * sums.S ** 2);
  const half = normalCritical(level) * Math.sqrt(variance);
  return estimate({ ...fields, value, low: value * Math.exp(-half), high: value * Math.exp(half) });
}
