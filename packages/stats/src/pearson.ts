import { notEstimable, testResult } from './checked-results.ts';
import { isCountTable } from './check-counts.ts';
import {
  correlationOf,
  standardisedCounts,
  standardisedRows,
  type Comoments,
  type Standardised,
} from './comoments.ts';
import { completeRows, type Column } from './complete-rows.ts';
import { correlationEstimate, type LevelOption } from './correlation-interval.ts';
import type { ScoreOutcomeCounts } from './count-tables.ts';
import { tTwoSided } from './distributions.ts';
import type { Estimated, NotEstimable, Tested } from './results.ts';

/**
 * How strongly two variables go together linearly: Pearson's r with Fisher's z interval.
 *
 * Use it for scores of about five levels and more against a rating, a number or a 0/1 outcome. The interval
 * assumes independent rows and roughly bivariate normal data; with clusters it is too narrow. Two-pass sums:
 * offsets of 1e9 and scales of 1e300 do no harm.
 *
 * @param x a column of values; rows where x or y is missing (null, NaN) are left out
 * @param y a column of the same length
 * @returns unit r; TOO_FEW below 4 rows, NO_VARIANCE when a column is constant, INVALID_INPUT when the lengths
 *   differ, a value is infinite or the level is not between 0 and 1
 *
 * Source: Fisher (1921), z = atanh r, standard error 1/√(n − 3). R: `cor.test(x, y)`.
 * @example pearson([1, 2, 3, 4], [1, 3, 2, 4]) // value 0.8, low -0.279, high 0.996
 */
export function pearson(x: Column, y: Column, options: LevelOption = {}): Estimated {
  const rows = completeRows(x, y);
  return rows
    ? pearsonEstimate(standardisedRows(rows[0]!, rows[1]!), options)
    : notEstimable('INVALID_INPUT', 0);
}

/**
 * Pearson's r from a score × outcome table: the same numbers as `pearson` on the rows, in time that does not
 * grow with them.
 *
 * @example pearsonFromCounts(countScoreOutcome([1, 2, 3, 4], [1, 3, 2, 4])) // value 0.8
 */
export function pearsonFromCounts(table: ScoreOutcomeCounts, options: LevelOption = {}): Estimated {
  if (!isCountTable(table)) return notEstimable('INVALID_INPUT', 0);
  return pearsonEstimate(standardisedCounts(table.scores, table.outcomes, table.counts), options);
}

/** Pearson's r from (merged) comoments. @example pearsonFromComoments(mergeComoments(shardA, shardB)) */
export function pearsonFromComoments(sums: Comoments, options: LevelOption = {}): Estimated {
  return pearsonEstimate(sums, options);
}

/**
 * Is there any linear association: t test of r = 0 with n − 2 degrees of freedom, two-sided.
 *
 * Use it beside `pearson`. Points exactly on a line have an infinite t, which is given as the largest double.
 * Source: R `cor.test(x, y)`. TOO_FEW below 3 rows, otherwise the reasons of `pearson`.
 * @example pearsonTest([1, 2, 3, 4], [1, 3, 2, 4]) // statistic 1.886, df 2, p 0.2
 */
export function pearsonTest(x: Column, y: Column): Tested {
  const rows = completeRows(x, y);
  return rows ? pearsonT(standardisedRows(rows[0]!, rows[1]!)) : notEstimable('INVALID_INPUT', 0);
}

/**
 * `pearsonTest` from a score × outcome table.
 *
 * @example pearsonTestFromCounts(countScoreOutcome([1, 2, 3, 4], [1, 3, 2, 4])).p // 0.2
 */
export function pearsonTestFromCounts(table: ScoreOutcomeCounts): Tested {
  if (!isCountTable(table)) return notEstimable('INVALID_INPUT', 0);
  return pearsonT(standardisedCounts(table.scores, table.outcomes, table.counts));
}

/**
 * Association of a yes/no variable with a number: Pearson's r where one side has exactly two values.
 *
 * Reasons as for `pearson`; INVALID_INPUT when `binary` has more than two values.
 * @example pointBiserial([0, 0, 1, 1], [1, 2, 2, 4]).value // 0.688
 */
export function pointBiserial(binary: Column, values: Column, options: LevelOption = {}): Estimated {
  const rows = completeRows(binary, values);
  if (!rows) return notEstimable('INVALID_INPUT', 0);
  if (new Set(rows[0]).size > 2) return notEstimable('INVALID_INPUT', rows[0]!.length);
  return renamed(pearsonEstimate(standardisedRows(rows[0]!, rows[1]!), options));
}

/**
 * `pointBiserial` from a table whose outcomes, or whose scores, are two values.
 *
 * @example pointBiserialFromCounts(countScoreOutcome([1, 2, 2, 4], [0, 0, 1, 1])).value // 0.688
 */
export function pointBiserialFromCounts(table: ScoreOutcomeCounts, options: LevelOption = {}): Estimated {
  if (table.outcomes.length > 2 && table.scores.length > 2) return notEstimable('INVALID_INPUT', 0);
  return renamed(pearsonFromCounts(table, options));
}

/** t = r·√(df / (1 − r²)) with its two-sided p, shared with rank and partial correlations. */
export function correlationT(r: number, df: number, n: number, method: string): Tested {
  const rest = (1 - r) * (1 + r);
  const t = rest === 0 ? Math.sign(r) * Number.MAX_VALUE : r * Math.sqrt(df / rest);
  return testResult({ statistic: t, df, p: rest === 0 ? 0 : tTwoSided(t, df), n, method });
}

function pearsonEstimate(sums: Standardised | Comoments | undefined, options: LevelOption): Estimated {
  const r = varying(sums, 4);
  return typeof r === 'number'
    ? correlationEstimate(r, 1 / Math.sqrt(sums!.n - 3), sums!.n, options.level ?? 0.95, 'pearson, fisher z')
    : r;
}

function pearsonT(sums: Standardised | undefined): Tested {
  const r = varying(sums, 3);
  return typeof r === 'number' ? correlationT(r, sums!.n - 2, sums!.n, 'pearson t') : r;
}

function varying(sums: Standardised | Comoments | undefined, need: number): number | NotEstimable {
  if (!sums) return notEstimable('EMPTY', 0, need);
  if (sums.n < need) return notEstimable('TOO_FEW', sums.n, need);
  return correlationOf(sums) ?? notEstimable('NO_VARIANCE', sums.n);
}

function renamed(result: Estimated): Estimated {
  return result.kind === 'estimate' ? { ...result, method: 'point-biserial, fisher z' } : result;
}
