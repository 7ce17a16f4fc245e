import { allFinite, estimate, finiteResult, isLevel, notEstimable } from './checked-results.ts';
import { correlationMatrix, covarianceMatrix } from './covariance-matrix.ts';
import { fQuantile, fUpperQuantile } from './distributions.ts';
import { cell, type Matrix } from './matrix.ts';
import { isPresent, type PartialRow } from './missing-patterns.ts';
import type { Estimate, NotEstimable } from './results.ts';

export type CronbachAlpha = {
  kind: 'alpha';
  /** Raw alpha with Feldt's interval. */
  alpha: Estimate;
  /** Alpha of standardised items, and their mean correlation. */
  standardised: number;
  averageCorrelation: number;
  /** Per item: correlation with the sum of the others, and alpha without it (undefined with two items). */
  items: { itemRest: number | undefined; alphaWithout: number | undefined }[];
  /** Reliability of twice as many such items (Spearman–Brown). */
  doubled: number;
  n: number;
};

/**
 * How consistently a set of items measures one thing: Cronbach's alpha.
 *
 * Use it for the items of one category, scored in the same direction. A lower bound of reliability when items are
 * not equivalent. Feldt's interval assumes normal, essentially tau-equivalent items.
 *
 * @param items one row per person, one column per item; people with a missing item are left out
 * @returns unit agreement, may be negative; not estimable: TOO_FEW (fewer than 2 items or 2 complete people),
 * NO_VARIANCE (an item or the sum is constant), EMPTY, INVALID_INPUT
 * Source: Cronbach 1951; Feldt, Woodruff & Salih 1987. R: psych::alpha, psych::alpha.ci.
 * @example
 * cronbachAlpha([[1, 2, 1], [2, 3, 3], [3, 3, 4], [5, 4, 5]]);
 */
export function cronbachAlpha(
  items: readonly PartialRow[],
  options: { level?: number } = {},
): CronbachAlpha | NotEstimable {
  const level = options.level ?? 0.95;
  const k = items[0]?.length ?? 0;
  if (
    items.some((row) => row.length !== k || row.some((v) => v === Infinity || v === -Infinity)) ||
    !isLevel(level)
  )
    return notEstimable('INVALID_INPUT', items.length);
  const rows = items.filter((row) => row.every(isPresent)) as number[][];
  const n = rows.length;
  if (items.length === 0) return notEstimable('EMPTY', 0, 2);
  if (k < 2 || n < 2) return notEstimable('TOO_FEW', n, 2);
  const covariance = covarianceMatrix(
    Array.from({ length: k }, (_, j) => rows.map((row) => row[j] as number)),
  );
  const correlation = correlationMatrix(covariance);
  const value = alphaOf(covariance);
  if (!allFinite(...correlation) || value === undefined) return notEstimable('NO_VARIANCE', n);
  const tail = (1 - level) / 2;
  const [df1, df2] = [n - 1, (n - 1) * (k - 1)];
  const alpha = estimate({
    unit: 'agreement',
    value,
    low: 1 - (1 - value) * fUpperQuantile(tail, df1, df2),
    high: 1 - (1 - value) * fQuantile(tail, df1, df2),
    level,
    n,
    method: 'cronbach alpha, feldt',
  });
  if (alpha.kind !== 'estimate') return alpha;
  const standardised = alphaOf(correlation) ?? Number.NaN;
  const doubled = (2 * value) / (1 + value);
  if (!Number.isFinite(standardised) || !Number.isFinite(doubled)) return notEstimable('OUT_OF_RANGE', n);
  const offDiagonal = sumOf(correlation) - k;
  return finiteResult(
    {
      kind: 'alpha',
      alpha,
      standardised,
      averageCorrelation: offDiagonal / (k * (k - 1)),
      items: covariance.map((_, j) => itemStatistics(covariance, j)),
      doubled,
      n,
    },
    n,
  );
}

function itemStatistics(
  covariance: Matrix,
  item: number,
): { itemRest: number | undefined; alphaWithout: number | undefined } {
  const rest = covariance.map((_, i) => i).filter((i) => i !== item);
  const others = rest.map((i) => rest.map((j) => cell(covariance, i, j)));
  const shared = rest.reduce((sum, i) => sum + cell(covariance, item, i), 0);
  const itemRest = shared / Math.sqrt(cell(covariance, item, item) * sumOf(others));
  return {
    itemRest: Number.isFinite(itemRest) ? itemRest : undefined,
    alphaWithout: rest.length < 2 ? undefined : alphaOf(others),
  };
}

function alphaOf(covariance: Matrix): number | undefined {
  const k = covariance.length;
  const total = sumOf(covariance);
  const own = covariance.reduce((sum, row, i) => sum + (row[i] as number), 0);
  return total > 1e-12 * own ? (k / (k - 1)) * (1 - own / total) : undefined;
}

const sumOf = (matrix: Matrix): number =>
  matrix.reduce((sum, row) => sum + row.reduce((s, value) => s + value, 0), 0);
