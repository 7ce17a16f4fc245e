import { notEstimable, testResult } from './checked-results.ts';
import { isCountTable } from './check-counts.ts';
import { choleskyFactor, inverseQuadraticForm } from './cholesky.ts';
import type { Column } from './complete-rows.ts';
import { distinct } from './count-scores.ts';
import { survivalCountsOf } from './count-survival.ts';
import type { SurvivalCounts } from './count-tables.ts';
import { chiSquareUpper } from './distributions.ts';
import { zeros, type Matrix } from './matrix.ts';
import { type CauseOption, groupedRiskSets } from './risk-sets.ts';
import type { NotEstimable, TestResult } from './results.ts';
import { cleanSurvival, type SurvivalRows } from './survival-rows.ts';

export type LogRankOptions = CauseOption & {
  /** Weights S(t−)^rho: 0 is the log-rank test, 1 the Peto–Peto form of Gehan–Wilcoxon (earlier times count more). */
  rho?: number;
};

export type LogRank = TestResult & {
  groups: { value: number; n: number; observed: number; expected: number }[];
  /** Covariance of observed − expected. */
  variance: Matrix;
};

export type LogRankTrend = TestResult & {
  /** Σ score·(observed − expected): negative when high scores have the event later. */
  trend: number;
  variance: number;
};

/**
 * Do two or more groups differ in when the event happens: the log-rank test.
 *
 * Use it for unordered groups; for ordered ones `logRankTrend` has more power. Sees best hazards that differ by
 * a constant factor. Delayed entry is respected. With `strata` groups are compared within strata only.
 *
 * @param group one value per row, naming its group
 * @returns statistic chi-square with groups − 1 degrees of freedom; ONE_GROUP_EMPTY with fewer than two groups,
 *   NO_EVENTS, SINGULAR when the groups are never at risk together, EMPTY, INVALID_INPUT
 *
 * Source: Mantel (1966), Harrington & Fleming (1982) for rho. R: `survdiff(Surv(time, event) ~ group, rho = rho)`.
 * @example logRank({ time: [1, 2, 3, 4, 5, 6], event: [1, 1, 1, 1, 0, 1] }, [0, 0, 0, 1, 1, 1]).p // 0.0246
 */
export function logRank(
  rows: SurvivalRows,
  group: Column,
  options: LogRankOptions & { strata?: Column } = {},
): LogRank | NotEstimable {
  const tables = stratifiedCounts(rows, group, options.strata);
  return tables ? logRankFromCounts(tables, options) : notEstimable('INVALID_INPUT', 0);
}

/**
 * The log-rank test from a score × time × event table, each score a group; several tables are strata.
 *
 * @example logRankFromCounts(countSurvival({ time, event }, score)).p
 */
export function logRankFromCounts(
  tables: SurvivalCounts | readonly SurvivalCounts[],
  options: LogRankOptions = {},
): LogRank | NotEstimable {
  const sums = logRankSums(tables, options);
  if ('kind' in sums) return sums;
  const { groups, variance, n } = sums;
  const counted = groups.flatMap((group, g) => (group.expected > 0 ? [g] : [])).slice(1);
  const factor = choleskyFactor(counted.map((g) => counted.map((h) => variance[g]![h]!)));
  if (counted.length === 0 || !factor) return notEstimable('SINGULAR', n);
  const surplus = counted.map((g) => groups[g]!.observed - groups[g]!.expected);
  const chi2 = inverseQuadraticForm(factor, surplus);
  const df = counted.length;
  const method = options.rho ? `log-rank, rho ${options.rho}` : 'log-rank';
  const result = testResult({ statistic: chi2, df, p: chiSquareUpper(chi2, df), n, method });
  return result.kind === 'test' ? { ...result, groups, variance } : result;
}

/**
 * Does the event come earlier or later the higher the score: the log-rank test for trend.
 *
 * Use it for ordinal scores: one degree of freedom, and equal to the score test of a Cox model with the score as
 * covariate (up to its treatment of ties). Arguments and reasons as for `logRank`.
 *
 * Source: Tarone (1975): T = Σ s(O − E), variance s′Vs, chi-square T²/V with 1 degree of freedom.
 * @example logRankTrend(followUp, score).trend // below 0: high scores stay longer
 */
export function logRankTrend(
  rows: SurvivalRows,
  score: Column,
  options: LogRankOptions & { strata?: Column } = {},
): LogRankTrend | NotEstimable {
  const tables = stratifiedCounts(rows, score, options.strata);
  return tables ? logRankTrendFromCounts(tables, options) : notEstimable('INVALID_INPUT', 0);
}

/**
 * The trend test from a score × time × event table; several tables are strata.
 *
 * @example logRankTrendFromCounts(countSurvival({ time, event }, score)).p
 */
export function logRankTrendFromCounts(
  tables: SurvivalCounts | readonly SurvivalCounts[],
  options: LogRankOptions = {},
): LogRankTrend | NotEstimable {
  const sums = logRankSums(tables, options);
  if ('kind' in sums) return sums;
  const { groups, variance: matrix, n } = sums;
  // Centred scores give the same sums without cancellation, since the rows of the variance add to nothing.
  const centre = groups.reduce((sum, group) => sum + (group.value * group.n) / n, 0);
  const scores = groups.map((group) => group.value - centre);
  let trend = 0;
  let variance = 0;
  for (let g = 0; g < groups.length; g += 1) {
    trend += scores[g]! * (groups[g]!.observed - groups[g]!.expected);
    for (let h = 0; h < groups.length; h += 1) variance += scores[g]! * scores[h]! * matrix[g]![h]!;
  }
  if (!(variance > 0)) return notEstimable('SINGULAR', n);
  const chi2 = (trend / variance) * trend;
  const result = testResult({
    statistic: chi2,
    df: 1,
    p: chiSquareUpper(chi2, 1),
    n,
    method: 'log-rank trend (tarone)',
  });
  return result.kind === 'test' ? { ...result, trend, variance } : result;
}

type Sums = { groups: LogRank['groups']; variance: Matrix; n: number };

function logRankSums(
  tables: SurvivalCounts | readonly SurvivalCounts[],
  options: LogRankOptions,
): Sums | NotEstimable {
  const strata = 'kind' in tables ? [tables] : tables;
  const { rho = 0, cause } = options;
  if (!strata.every(isCountTable) || !Number.isFinite(rho)) return notEstimable('INVALID_INPUT', 0);
  const values = distinct(strata.flatMap((table) => [...table.scores]));
  const groups = values.map((value) => ({ value, n: 0, observed: 0, expected: 0 }));
  const variance = zeros(values.length, values.length);
  let events = 0;
  for (const table of strata) events += addStratum(table, groups, variance, rho, cause);
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  if (n === 0) return notEstimable('EMPTY', 0);
  if (groups.filter((group) => group.n > 0).length < 2) return notEstimable('ONE_GROUP_EMPTY', n);
  if (events === 0) return notEstimable('NO_EVENTS', n);
  return { groups, variance, n };
}

/** Adds one stratum's sums in place; returns its number of events. */
function addStratum(
  table: SurvivalCounts,
  groups: LogRank['groups'],
  variance: Matrix,
  rho: number,
  cause: number | undefined,
): number {
  const sets = groupedRiskSets(table, cause, 0);
  const length = table.times.length;
  const place = table.scores.map((score) => groups.findIndex((group) => group.value === score));
  const size = table.scores.length;
  for (let s = 0; s < size; s += 1) groups[place[s]!]!.n += sets.n[s]!;
  const { atRisk, events, deaths } = sets;
  const observed = new Array<number>(size).fill(0);
  const expected = new Array<number>(size).fill(0);
  const spreads = new Array<number>(size * size).fill(0);
  let survival = 1;
  let total = 0;
  for (let t = 0; t < length; t += 1) {
    const d = deaths[t]!;
    if (d === 0) continue;
    const first = t * size;
    let r = 0;
    for (let s = 0; s < size; s += 1) r += atRisk[first + s]!;
    total += d;
    const weight = rho === 0 ? 1 : survival ** rho;
    survival *= 1 - d / r;
    const spread = r > 1 ? (d / r) * ((r - d) / (r - 1)) * weight * weight : 0;
    for (let s = 0; s < size; s += 1) {
      const a = atRisk[first + s]!;
      observed[s]! += weight * events[first + s]!;
      if (a === 0) continue;
      expected[s]! += weight * d * (a / r);
      if (spread === 0) continue;
      const share = (spread * a) / r;
      for (let other = 0; other < s; other += 1) spreads[s * size + other]! -= share * atRisk[first + other]!;
      spreads[s * size + s]! += share * (r - a);
    }
  }
  for (let s = 0; s < size; s += 1) {
    groups[place[s]!]!.observed += observed[s]!;
    groups[place[s]!]!.expected += expected[s]!;
    for (let other = 0; other <= s; other += 1) {
      variance[place[s]!]![place[other]!]! += spreads[s * size + other]!;
      if (other < s) variance[place[other]!]![place[s]!]! += spreads[s * size + other]!;
    }
  }
  return total;
}

/** One table per stratum, each with the group as its score. */
export function stratifiedCounts(
  rows: SurvivalRows,
  group: Column,
  strata?: Column,
): SurvivalCounts[] | undefined {
  const clean = cleanSurvival(rows, ...(strata ? [group, strata] : [group]));
  if (!clean) return undefined;
  const [score, stratum] = clean.covariates;
  if (!stratum) return [survivalCountsOf(clean, score)];
  return distinct(stratum).map((value) => {
    const inside = (column: Float64Array): Float64Array => column.filter((_, i) => stratum[i] === value);
    const part = { ...clean, time: inside(clean.time), event: inside(clean.event), n: 0 };
    part.n = part.time.length;
    if (clean.entry) part.entry = inside(clean.entry);
    return survivalCountsOf(part, inside(score!));
  });
}
