import { estimate, notEstimable } from './checked-results.ts';
import type { Column } from './complete-rows.ts';
import type { LevelOption } from './correlation-interval.ts';
import type { ScoreOutcomeCounts } from './count-tables.ts';
import { normalCritical } from './distributions.ts';
import { pairSumsOfCounts, pairSumsOfRows, type PairSums } from './pair-counts.ts';
import type { Estimated } from './results.ts';

/** Somers' d takes the variable that predicts, `x`, as given; `given: 'y'` asks for d(x | y). */
export type SomersOptions = LevelOption & { given?: 'x' | 'y' };

/**
 * Of the pairs that differ on the predictor, how many more are ordered alike than opposite on the outcome:
 * Somers' d(y | x), −1 … 1.
 *
 * Use it when one variable predicts the other; with a 0/1 variable as the given one it is 2·AUC − 1. Assumes
 * independent rows. Columns and missing values as for `pearson`.
 *
 * @returns unit pairs; TOO_FEW below 4 rows, NO_VARIANCE when the given column is constant
 *
 * Source: Somers (1962); standard error of Goodman & Kruskal (1972), interval on Fisher's scale. A perfect order
 * has standard error 0: its interval is Wilson's for n/2 independent pairs. R: `DescTools::SomersDelta`.
 * @example somersD([1, 1, 2, 2, 3, 3], [1, 2, 1, 3, 3, 3]).value // 0.583
 */
export function somersD(x: Column, y: Column, options: SomersOptions = {}): Estimated {
  return somersEstimate(pairSumsOfRows(x, y), options);
}

/**
 * Somers' d from a score × outcome table.
 *
 * @example somersDFromCounts(countScoreOutcome([1, 1, 2, 2, 3, 3], [1, 2, 1, 3, 3, 3])).value // 0.583
 */
export function somersDFromCounts(table: ScoreOutcomeCounts, options: SomersOptions = {}): Estimated {
  return somersEstimate(pairSumsOfCounts(table), options);
}

/**
 * Of the pairs that differ on both variables, how many more are ordered alike than opposite: Goodman–Kruskal
 * gamma, −1 … 1.
 *
 * Use it only beside tau-b: leaving all ties out, it is the largest of the ordinal measures. Assumes independent
 * rows.
 *
 * @returns unit pairs; NO_COMPARABLE_PAIRS when every pair is tied on one of the variables
 *
 * Source: Goodman & Kruskal (1963, 1972), interval as for `somersD`. R: `DescTools::GoodmanKruskalGamma`.
 * @example goodmanKruskalGamma([1, 1, 2, 2, 3, 3], [1, 2, 1, 3, 3, 3]).value // 0.778
 */
export function goodmanKruskalGamma(x: Column, y: Column, options: LevelOption = {}): Estimated {
  return gammaEstimate(pairSumsOfRows(x, y), options);
}

/**
 * Goodman–Kruskal gamma from a score × outcome table.
 *
 * @example goodmanKruskalGammaFromCounts(countScoreOutcome([1, 1, 2, 2, 3, 3], [1, 2, 1, 3, 3, 3])).value // 0.778
 */
export function goodmanKruskalGammaFromCounts(
  table: ScoreOutcomeCounts,
  options: LevelOption = {},
): Estimated {
  return gammaEstimate(pairSumsOfCounts(table), options);
}

function somersEstimate(sums: PairSums | undefined, options: SomersOptions): Estimated {
  if (!sums) return notEstimable('INVALID_INPUT', 0);
  if (sums.n === 0) return notEstimable('EMPTY', 0, 4);
  if (sums.n < 4) return notEstimable('TOO_FEW', sums.n, 4);
  const givenX = (options.given ?? 'x') === 'x';
  const untied = sums.pairs - (givenX ? sums.tiedX : sums.tiedY);
  if (untied <= 0) return notEstimable('NO_VARIANCE', sums.n);
  const d = sums.difference / untied;
  const totals = givenX ? sums.rowTotals : sums.columnTotals;
  const index = givenX ? sums.cells.row : sums.cells.column;
  // Squares of counts overflow long before doubles do, so everything is in shares of n.
  const { n, cells } = sums;
  const share = (2 * untied) / n / n;
  let sum = 0;
  for (let c = 0; c < cells.count.length; c += 1) {
    const surplus = (sums.concordantWith[c]! - sums.discordantWith[c]!) / n;
    const apart = (n - totals[index[c]!]!) / n;
    sum += (cells.count[c]! / n) * (surplus - d * apart) ** 2;
  }
  const se = (2 * Math.sqrt(sum)) / share / Math.sqrt(n);
  return pairsEstimate(d, se, n, options.level ?? 0.95, givenX ? 'somers d(y|x)' : 'somers d(x|y)');
}

function gammaEstimate(sums: PairSums | undefined, options: LevelOption): Estimated {
  if (!sums) return notEstimable('INVALID_INPUT', 0);
  if (sums.n === 0) return notEstimable('EMPTY', 0);
  const comparable = sums.concordant + sums.discordant;
  if (comparable === 0) return notEstimable('NO_COMPARABLE_PAIRS', sums.n);
  const { n, cells } = sums;
  const p = sums.concordant / comparable;
  const q = sums.discordant / comparable;
  let sum = 0;
  for (let c = 0; c < cells.count.length; c += 1) {
    const gap = (q * sums.concordantWith[c]! - p * sums.discordantWith[c]!) / n;
    sum += (cells.count[c]! / n) * gap * gap;
  }
  const se = (4 * Math.sqrt(sum)) / ((2 * comparable) / n / n) / Math.sqrt(n);
  return pairsEstimate(sums.difference / comparable, se, n, options.level ?? 0.95, 'goodman-kruskal gamma');
}

function pairsEstimate(value: number, se: number, n: number, level: number, name: string): Estimated {
  if (!(level > 0 && level < 1)) return notEstimable('INVALID_INPUT', n);
  const z = normalCritical(level);
  const fields = { unit: 'pairs', value, level, n } as const;
  if (Math.abs(value) > 1 - 1e-12 || se === 0) {
    const bound = perfectOrderBound(Math.floor(n / 2), z);
    const [low, high] = value < 0 ? [-1, -bound] : value > 0 ? [bound, 1] : [-1, 1];
    return estimate({ ...fields, low, high, method: `${name}, wilson on disjoint pairs` });
  }
  const half = (z * se) / ((1 - value) * (1 + value));
  const centre = Math.atanh(value);
  return estimate({
    ...fields,
    low: Math.tanh(centre - half),
    high: Math.tanh(centre + half),
    method: `${name}, fisher z`,
  });
}

/**
 * Lower bound on −1 … 1 when all of m independent pairs are ordered alike: Wilson's lower limit of m out of m,
 * 1/(1 + z²/m), doubled less one.
 */
export function perfectOrderBound(m: number, z: number): number {
  return m < 1 ? -1 : 2 / (1 + (z * z) / m) - 1;
}
