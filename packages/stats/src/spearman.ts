import { notEstimable } from './checked-results.ts';
import { isCountTable } from './check-counts.ts';
import { correlationOf, standardisedCounts, standardisedRows, type Standardised } from './comoments.ts';
import { completeRows, type Column } from './complete-rows.ts';
import { correlationEstimate, type LevelOption } from './correlation-interval.ts';
import type { ScoreOutcomeCounts } from './count-tables.ts';
import { midRanks, midRanksOfTotals } from './mid-ranks.ts';
import { correlationT } from './pearson.ts';
import type { Estimated, NotEstimable, Tested } from './results.ts';

/**
 * How monotonically two variables go together: Spearman's rho (mid-ranks for ties) with the Bonett–Wright
 * interval.
 *
 * Use it beside Pearson's r when a scale is only ordinal or has outliers. Assumes independent rows. Columns,
 * missing values and reasons as for `pearson`.
 *
 * Source: Bonett & Wright (2000), standard error of atanh rho √((1 + rho²/2)/(n − 3)). R:
 * `cor.test(x, y, method = 'spearman')`.
 * @example spearman([1, 2, 3, 4], [1, 3, 2, 9]).value // 0.8
 */
export function spearman(x: Column, y: Column, options: LevelOption = {}): Estimated {
  const sums = rankedRows(x, y);
  return sums === 'invalid' ? notEstimable('INVALID_INPUT', 0) : spearmanEstimate(sums, options);
}

/**
 * Spearman's rho from a score × outcome table: exact, in time that does not grow with the rows.
 *
 * @example spearmanFromCounts(countScoreOutcome([1, 2, 3, 4], [1, 3, 2, 9])).value // 0.8
 */
export function spearmanFromCounts(table: ScoreOutcomeCounts, options: LevelOption = {}): Estimated {
  return isCountTable(table)
    ? spearmanEstimate(rankedCounts(table), options)
    : notEstimable('INVALID_INPUT', 0);
}

/**
 * Is there any monotone association: t approximation t = rho √((n − 2)/(1 − rho²)), two-sided.
 *
 * TOO_FEW below 3 rows. R: `cor.test(x, y, method = 'spearman', exact = FALSE)`.
 * @example spearmanTest([1, 2, 3, 4], [1, 3, 2, 9]).p // 0.2
 */
export function spearmanTest(x: Column, y: Column): Tested {
  const sums = rankedRows(x, y);
  return sums === 'invalid' ? notEstimable('INVALID_INPUT', 0) : spearmanT(sums);
}

/**
 * `spearmanTest` from a score × outcome table.
 *
 * @example spearmanTestFromCounts(countScoreOutcome([1, 2, 3, 4], [1, 3, 2, 9])).p // 0.2
 */
export function spearmanTestFromCounts(table: ScoreOutcomeCounts): Tested {
  return isCountTable(table) ? spearmanT(rankedCounts(table)) : notEstimable('INVALID_INPUT', 0);
}

function rankedRows(x: Column, y: Column): Standardised | undefined | 'invalid' {
  const rows = completeRows(x, y);
  return rows ? standardisedRows(midRanks(rows[0]!), midRanks(rows[1]!)) : 'invalid';
}

function rankedCounts({ scores, outcomes, counts }: ScoreOutcomeCounts): Standardised | undefined {
  const rowTotals = new Float64Array(scores.length);
  const columnTotals = new Float64Array(outcomes.length);
  for (let i = 0; i < scores.length; i += 1) {
    for (let j = 0; j < outcomes.length; j += 1) {
      const count = counts[i * outcomes.length + j]!;
      rowTotals[i]! += count;
      columnTotals[j]! += count;
    }
  }
  return standardisedCounts(midRanksOfTotals(rowTotals), midRanksOfTotals(columnTotals), counts);
}

function spearmanEstimate(sums: Standardised | undefined, options: LevelOption): Estimated {
  const rho = varying(sums, 4);
  if (typeof rho !== 'number') return rho;
  const n = sums!.n;
  const se = Math.sqrt((1 + (rho * rho) / 2) / (n - 3));
  return correlationEstimate(rho, se, n, options.level ?? 0.95, 'spearman, bonett-wright');
}

function spearmanT(sums: Standardised | undefined): Tested {
  const rho = varying(sums, 3);
  return typeof rho === 'number' ? correlationT(rho, sums!.n - 2, sums!.n, 'spearman t') : rho;
}

function varying(sums: Standardised | undefined, need: number): number | NotEstimable {
  if (!sums) return notEstimable('EMPTY', 0, need);
  if (sums.n < need) return notEstimable('TOO_FEW', sums.n, need);
  return correlationOf(sums) ?? notEstimable('NO_VARIANCE', sums.n);
}
