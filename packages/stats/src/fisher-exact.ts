import { estimate, notEstimable, testResult } from './checked-results.ts';
import { findRoot } from './root-finding.ts';
import type { Bound, Estimated, NotEstimable, Tested } from './results.ts';
import { logBeta } from './special-functions.ts';
import { refuseTable } from './two-proportions.ts';

/**
 * Whether two independent shares differ, exactly, given the table's margins (two-sided Fisher test).
 *
 * Use it with small groups. The two-sided p sums every table at most as likely as the observed one (to a relative
 * 1e-7); the mid-p counts tables as likely as the observed one by half, and is less conservative.
 *
 * @param successes1 @param n1 first group; @param successes2 @param n2 second group
 * @returns `exact` and `midP` (statistic = successes of the first group); not estimable: ONE_GROUP_EMPTY,
 * OUT_OF_RANGE (more than five million tables), INVALID_INPUT
 * Source: Fisher 1935; Lancaster 1961. R: fisher.test(matrix(c(x1, n1-x1, x2, n2-x2), 2, byrow = TRUE)).
 * @example
 * fisherExact(48, 80, 12, 30); // { exact: { p: 0.0850, … }, midP: { p: 0.0699, … } }
 */
export function fisherExact(
  successes1: number,
  n1: number,
  successes2: number,
  n2: number,
): { exact: Tested; midP: Tested } | NotEstimable {
  const refused = refuseTable(successes1, n1, successes2, n2, 0.95);
  if (refused) return refused;
  if (tablesOf(successes1, n1, successes2, n2) > LARGEST) return notEstimable('OUT_OF_RANGE', n1 + n2);
  const { low, weights } = hypergeometric(successes1, n1, successes2, n2);
  const observed = weights[successes1 - low] as number;
  let less = 0;
  let equal = 0;
  for (const weight of weights) {
    if (weight < observed * (1 - 1e-7)) less += weight;
    else if (weight <= observed * (1 + 1e-7)) equal += weight;
  }
  const n = n1 + n2;
  return {
    exact: testResult({
      statistic: successes1,
      p: Math.min(1, less + equal),
      n,
      method: 'fisher exact, two-sided',
    }),
    midP: testResult({
      statistic: successes1,
      p: Math.min(1, less + equal / 2),
      n,
      method: 'fisher mid-p, two-sided',
    }),
  };
}

export type OddsRatioOptions = {
  /** Coverage of the interval, 0–1 (0.95). */
  level?: number;
  /**
   * `as in R` stops where R's fisher.test stops its root search (2⁻¹³ in the odds or inverse odds) and follows its
   * conventions where the margins leave one table: R's digits, up to a few percent from the exact limits.
   */
  search?: 'exact' | 'as in R';
};

/**
 * The odds ratio of a 2×2 table given its margins, with the exact interval.
 *
 * Use it as the effect size beside `fisherExact`.
 *
 * @returns a ratio: the conditional maximum-likelihood odds ratio; not estimable: NO_VARIANCE (the margins leave
 * one table only), NOT_REACHED (the estimate is infinite), ONE_GROUP_EMPTY, INVALID_INPUT
 * Source: Fisher 1935; Cornfield 1956; noncentral hypergeometric. R: fisher.test()$estimate, $conf.int.
 * @example
 * conditionalOddsRatio(48, 80, 12, 30); // 2.233, from 0.881 to 5.844
 */
export function conditionalOddsRatio(
  successes1: number,
  n1: number,
  successes2: number,
  n2: number,
  options: OddsRatioOptions = {},
): Estimated {
  const limits = oddsRatioLimits(successes1, n1, successes2, n2, options);
  if ('kind' in limits) return limits;
  const n = n1 + n2;
  if (limits.estimate === 'not reached') return notEstimable('NOT_REACHED', n);
  const { low, high, estimate: value } = limits;
  return estimate({
    unit: 'ratio',
    value,
    low,
    high,
    level: options.level ?? 0.95,
    n,
    events: successes1 + successes2,
    method: 'conditional odds ratio, exact',
  });
}

/**
 * The exact limits of the odds ratio of a 2×2 table, also where the estimate itself is infinite.
 *
 * Use it when `conditionalOddsRatio` says NOT_REACHED and the lower limit is still of interest.
 *
 * @returns estimate and limits as ratios, `not reached` where infinite; not estimable as `conditionalOddsRatio`
 * Source: Cornfield 1956.
 * @example
 * oddsRatioLimits(5, 5, 1, 4).estimate; // 'not reached'
 */
export function oddsRatioLimits(
  successes1: number,
  n1: number,
  successes2: number,
  n2: number,
  options: OddsRatioOptions = {},
): { estimate: Bound; low: number; high: Bound } | NotEstimable {
  const level = options.level ?? 0.95;
  const refused = refuseTable(successes1, n1, successes2, n2, level);
  if (refused) return refused;
  const asInR = options.search === 'as in R';
  if (tablesOf(successes1, n1, successes2, n2) > LARGEST) return notEstimable('OUT_OF_RANGE', n1 + n2);
  const { low, high, logs } = hypergeometric(successes1, n1, successes2, n2);
  if (low === high && !asInR) return notEstimable('NO_VARIANCE', n1 + n2);
  const tail = (1 - level) / 2;
  const position = successes1 - low;
  const tilted = (odds: number): number[] =>
    odds === 0
      ? logs.map((_, i) => (i === 0 ? 1 : 0))
      : normalise(logs.map((value, i) => value + i * Math.log(odds)));
  const mean = (odds: number): number => tilted(odds).reduce((total, p, i) => total + p * (low + i), 0);
  const sum = (values: readonly number[]): number => values.reduce((total, p) => total + p, 0);
  const solve = asInR ? rootAsInR : rootOnLogScale;
  const atLowEnd = successes1 === low;
  const atHighEnd = successes1 === high;
  return {
    estimate: atLowEnd ? 0 : atHighEnd ? 'not reached' : solve((odds) => mean(odds) - successes1),
    low: atLowEnd ? 0 : solve((odds) => sum(tilted(odds).slice(position)) - tail),
    high: atHighEnd ? 'not reached' : solve((odds) => tail - sum(tilted(odds).slice(0, position + 1))),
  };
}

/** Root in the odds of an increasing function, to full precision at any size of the odds. */
const rootOnLogScale = (f: (odds: number) => number): number =>
  Math.exp(findRoot((logOdds) => f(Math.exp(logOdds)), -700, 700) ?? Number.NaN);

/** Root of an increasing function as R's fisher.test looks for it: below 1 in the odds, above 1 in their inverse. */
function rootAsInR(f: (odds: number) => number): number {
  const atOne = f(1);
  const tolerance = 2 ** -13;
  if (atOne === 0) return 1;
  if (atOne > 0) return findRoot(f, 0, 1, tolerance) ?? Number.NaN;
  return 1 / (findRoot((inverse) => f(1 / inverse), Number.EPSILON, 1, tolerance) ?? Number.NaN);
}

/** With more tables than this the exact answer is refused; the pooled z test is exact enough there. */
const LARGEST = 5_000_000;

const tablesOf = (successes1: number, n1: number, successes2: number, n2: number): number =>
  Math.min(n1, successes1 + successes2) - Math.max(0, successes1 + successes2 - n2) + 1;

/** Probabilities of every possible count of successes in the first group, given all margins. */
function hypergeometric(
  successes1: number,
  n1: number,
  successes2: number,
  n2: number,
): { low: number; high: number; logs: number[]; weights: number[] } {
  const total = successes1 + successes2;
  const low = Math.max(0, total - n2);
  const high = Math.min(n1, total);
  const logs: number[] = [];
  for (let k = low; k <= high; k++) logs.push(logChoose(n1, k) + logChoose(n2, total - k));
  return { low, high, logs, weights: normalise(logs) };
}

const logChoose = (n: number, k: number): number =>
  k === 0 || k === n ? 0 : -Math.log(n + 1) - logBeta(k + 1, n - k + 1);

function normalise(logs: readonly number[]): number[] {
  const largest = logs.reduce((max, value) => Math.max(max, value), -Infinity);
  const scaled = logs.map((value) => Math.exp(value - largest));
  const total = scaled.reduce((sum, value) => sum + value, 0);
  return scaled.map((value) => value / total);
}
