import { estimate, isLevel, notEstimable } from './checked-results.ts';
import { normalCritical } from './distributions.ts';
import type { Estimate, NotEstimable } from './results.ts';

export type KappaWeights = 'unweighted' | 'linear' | 'quadratic';

export type Kappa = { kind: 'kappa'; estimate: Estimate; standardError: number; percentAgreement: number };

/**
 * How well two raters agree on categories beyond chance: Cohen's kappa, plain or weighted.
 *
 * Use quadratic weights for ordered categories such as scores 1–5. Assumes two raters who rated the same subjects
 * independently. The large-sample interval may pass 1 and has no width when agreement is perfect.
 *
 * @param table counts, rows = first rater, columns = second, same categories in the same order; @param options
 * weights (`unweighted`), level; `variance: 'as in psych'` reproduces the standard error that psych::cohen.kappa prints
 * for weighted kappa, which multiplies a margin by the row sums of the weights instead of averaging the weights
 * @returns unit agreement; not estimable: EMPTY, NO_VARIANCE (chance agreement is 1), INVALID_INPUT (not square,
 * not counts)
 * Source: Cohen 1960, 1968; Fleiss, Cohen & Everitt 1969 (variance). R: psych::cohen.kappa.
 * @example
 * kappa([[40, 5, 2], [7, 30, 8], [1, 6, 25]], { weights: 'quadratic' });
 */
export function kappa(
  table: readonly (readonly number[])[],
  options: { weights?: KappaWeights; level?: number; variance?: 'fleiss' | 'as in psych' } = {},
): Kappa | NotEstimable {
  const { weights = 'unweighted', level = 0.95 } = options;
  const k = table.length;
  const valid = table.every(
    (row) => row.length === k && row.every((count) => count >= 0 && Number.isFinite(count)),
  );
  if (!valid || !isLevel(level)) return notEstimable('INVALID_INPUT', 0);
  const n = table.reduce((sum, row) => sum + row.reduce((s, count) => s + count, 0), 0);
  if (n === 0 || !Number.isFinite(n)) return notEstimable(n === 0 ? 'EMPTY' : 'OUT_OF_RANGE', 0);
  const p = table.map((row) => row.map((count) => count / n));
  const rowShare = p.map((row) => row.reduce((sum, value) => sum + value, 0));
  const columnShare = p.map((_, j) => p.reduce((sum, row) => sum + (row[j] as number), 0));
  const weight = (i: number, j: number): number =>
    i === j
      ? 1
      : weights === 'unweighted' || k < 2
        ? 0
        : weights === 'linear'
          ? 1 - Math.abs(i - j) / (k - 1)
          : 1 - ((i - j) / (k - 1)) ** 2;
  const sum = (value: (i: number, j: number) => number): number =>
    p.reduce((total, row, i) => total + row.reduce((s, _, j) => s + value(i, j), 0), 0);
  const cellShare = (i: number, j: number): number => p[i]?.[j] as number;
  const observed = sum((i, j) => weight(i, j) * cellShare(i, j));
  const chance = sum((i, j) => weight(i, j) * (rowShare[i] as number) * (columnShare[j] as number));
  if (!(1 - chance > 1e-12)) return notEstimable('NO_VARIANCE', n);
  const value = (observed - chance) / (1 - chance);
  const rowWeight = p.map((_, i) => columnShare.reduce((s, share, j) => s + weight(i, j) * share, 0));
  const columnWeight =
    options.variance === 'as in psych'
      ? p.map((row, i) => row.reduce((s, _, j) => s + weight(i, j), 0) * (rowShare[i] as number))
      : p.map((_, j) => rowShare.reduce((s, share, i) => s + weight(i, j) * share, 0));
  const spread = sum(
    (i, j) =>
      cellShare(i, j) *
      (weight(i, j) * (1 - chance) -
        ((rowWeight[i] as number) + (columnWeight[j] as number)) * (1 - observed)) **
        2,
  );
  const variance = (spread - (observed * chance - 2 * chance + observed) ** 2) / (n * (1 - chance) ** 4);
  const standardError = Math.sqrt(Math.max(0, variance));
  const half = normalCritical(level) * standardError;
  const result = estimate({
    unit: 'agreement',
    value,
    low: value - half,
    high: value + half,
    level,
    n,
    method: `kappa, ${weights}`,
  });
  return result.kind === 'estimate'
    ? {
        kind: 'kappa',
        estimate: result,
        standardError,
        percentAgreement: p.reduce((s, row, i) => s + (row[i] as number), 0),
      }
    : result;
}
