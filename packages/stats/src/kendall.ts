import { notEstimable, testResult } from './checked-results.ts';
import type { Column } from './complete-rows.ts';
import { correlationEstimate, type LevelOption } from './correlation-interval.ts';
import type { ScoreOutcomeCounts } from './count-tables.ts';
import { normalTwoSided } from './distributions.ts';
import { pairSumsOfCounts, pairSumsOfRows, type PairSums } from './pair-counts.ts';
import type { Estimated, NotEstimable, Tested } from './results.ts';

/**
 * How often two variables order a pair of rows alike, corrected for ties: Kendall's tau-b.
 *
 * Use it for heavily tied ordinal scales. Assumes independent rows. Columns and missing values as for `pearson`.
 *
 * @returns unit r; TOO_FEW below 5 rows, NO_VARIANCE when a column is constant
 *
 * Source: (C − D)/√((pairs − tied x)(pairs − tied y)); interval on Fisher's scale with standard error
 * √(0.437/(n − 4)) (Fieller, Hartley & Pearson 1957). R: `cor(x, y, method = 'kendall')`.
 * @example kendallTauB([1, 1, 2, 2, 3, 3], [1, 2, 1, 3, 3, 3]).value // 0.609
 */
export function kendallTauB(x: Column, y: Column, options: LevelOption = {}): Estimated {
  return tauEstimate(pairSumsOfRows(x, y), options);
}

/**
 * Tau-b from a score × outcome table: exact pair counts of any size.
 *
 * @example kendallTauBFromCounts(countScoreOutcome([1, 1, 2, 2, 3, 3], [1, 2, 1, 3, 3, 3])).value // 0.609
 */
export function kendallTauBFromCounts(table: ScoreOutcomeCounts, options: LevelOption = {}): Estimated {
  return tauEstimate(pairSumsOfCounts(table), options);
}

/**
 * Is there any monotone association: normal test of C − D with the tie-corrected variance, two-sided.
 *
 * TOO_FEW below 3 rows. R: `cor.test(x, y, method = 'kendall', exact = FALSE)`.
 * @example kendallTest([1, 2, 3, 4, 5], [1, 2, 3, 5, 4]).p // 0.05
 */
export function kendallTest(x: Column, y: Column): Tested {
  return kendallZ(pairSumsOfRows(x, y));
}

/**
 * `kendallTest` from a score × outcome table.
 *
 * @example kendallTestFromCounts(countScoreOutcome([1, 2, 3, 4, 5], [1, 2, 3, 5, 4])).p // 0.05
 */
export function kendallTestFromCounts(table: ScoreOutcomeCounts): Tested {
  return kendallZ(pairSumsOfCounts(table));
}

function tauEstimate(sums: PairSums | undefined, options: LevelOption): Estimated {
  const tau = tauB(sums, 5);
  if (typeof tau !== 'number') return tau;
  const se = Math.sqrt(0.437 / (sums!.n - 4));
  return correlationEstimate(tau, se, sums!.n, options.level ?? 0.95, 'kendall tau-b, fieller');
}

/** Tau-b itself, or why there is none. */
export function tauB(sums: PairSums | undefined, need: number): number | NotEstimable {
  if (!sums) return notEstimable('INVALID_INPUT', 0);
  if (sums.n === 0) return notEstimable('EMPTY', 0, need);
  if (sums.n < need) return notEstimable('TOO_FEW', sums.n, need);
  const untiedX = sums.pairs - sums.tiedX;
  const untiedY = sums.pairs - sums.tiedY;
  if (untiedX <= 0 || untiedY <= 0) return notEstimable('NO_VARIANCE', sums.n);
  const tau = sums.difference / Math.sqrt(untiedX) / Math.sqrt(untiedY);
  return Math.abs(tau) > 1 - 1e-15 ? Math.sign(tau) : tau;
}

function kendallZ(sums: PairSums | undefined): Tested {
  const tau = tauB(sums, 3);
  if (typeof tau !== 'number') return tau;
  const { n, rowTotals, columnTotals, difference } = sums!;
  const x = tieSums(rowTotals);
  const y = tieSums(columnTotals);
  const v0 = n * (n - 1) * (2 * n + 5);
  const variance =
    (v0 - x.cubic - y.cubic) / 18 +
    (x.pairs / (2 * n)) * (y.pairs / (n - 1)) +
    (x.triples / (9 * n)) * (y.triples / ((n - 1) * (n - 2)));
  const z = difference / Math.sqrt(variance);
  return testResult({ statistic: z, p: normalTwoSided(z), n, method: 'kendall z, tie-corrected' });
}

function tieSums(totals: Float64Array): { pairs: number; triples: number; cubic: number } {
  let pairs = 0;
  let triples = 0;
  let cubic = 0;
  for (const t of totals) {
    pairs += t * (t - 1);
    triples += t * (t - 1) * (t - 2);
    cubic += t * (t - 1) * (2 * t + 5);
  }
  return { pairs, triples, cubic };
}
