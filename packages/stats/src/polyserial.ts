import { allFinite, isLevel, notEstimable } from './checked-results.ts';
import { centredSumOfSquares, meanOf } from './centred-sums.ts';
import { correlationEstimate } from './correlation-interval.ts';
import { normalDensity, normalQuantile } from './distributions.ts';
import { orderedProbit, slopeVariance } from './ordered-probit.ts';
import type { Estimate, NotEstimable } from './results.ts';

export type Polyserial = {
  kind: 'polyserial';
  estimate: Estimate;
  standardError: number;
  /** Cuts of the latent normal between neighbouring categories. */
  thresholds: number[];
};

/**
 * The correlation of a number with the normal variable behind an ordered category (polyserial correlation).
 *
 * Use it when a rating is a coarse look at something continuous and its latent correlation is wanted; it is larger
 * than Pearson's r, so never put both in one ranking. Assumes a bivariate normal of the number and the latent
 * variable. Two-step is closed form; ML is a little more efficient.
 *
 * @param values a number per row; @param categories an ordered number per row; complete rows only
 * @param options method (`ml`), level
 * @returns unit r with an interval on Fisher's scale; not estimable: EMPTY, TOO_FEW (n < 4), NO_VARIANCE, OUT_OF_RANGE
 * (two-step value beyond ±1), NOT_CONVERGED (ML without a finite maximum), INVALID_INPUT
 * Source: Olsson, Drasgow & Dorans 1982. R: polycor::polyserial; ML equals probit ordinal regression.
 * @example
 * polyserial([1.2, 0.3, 2.5, 3.1, 2.2, 4.0], [1, 1, 2, 2, 3, 3]);
 */
export function polyserial(
  values: readonly number[],
  categories: readonly number[],
  options: { method?: 'ml' | 'two-step'; level?: number } = {},
): Polyserial | NotEstimable {
  const { method = 'ml', level = 0.95 } = options;
  const n = values.length;
  if (categories.length !== n || !allFinite(values, categories) || !isLevel(level))
    return notEstimable('INVALID_INPUT', n);
  if (n < 4) return notEstimable(n === 0 ? 'EMPTY' : 'TOO_FEW', n, 4);
  const levels = [...new Set(categories)].sort((a, b) => a - b);
  const squares = centredSumOfSquares(values);
  if (levels.length < 2 || squares === 0) return notEstimable('NO_VARIANCE', n);
  const mean = meanOf(values);
  const sd = Math.sqrt(squares / n);
  const z = values.map((value) => (value - mean) / sd);
  if (!allFinite(z)) return notEstimable('OUT_OF_RANGE', n);
  const position = new Map(levels.map((level_, k) => [level_, k]));
  const category = categories.map((value) => position.get(value) as number);
  const fit = orderedProbit(z, category, levels.length);
  const root = fit ? Math.sqrt(1 + fit.slope ** 2) : Number.NaN;
  // ρ = b/√(1 + b²), thresholds = cuts/√(1 + b²); dρ/db = (1 + b²)^(−3/2).
  const standardError = fit ? Math.sqrt(slopeVariance(fit)) / root ** 3 : Number.NaN;
  const ml = fit ? { rho: fit.slope / root, thresholds: fit.cuts.map((cut) => cut / root) } : undefined;
  const value = method === 'ml' ? ml : twoStep(z, category, levels.length);
  if (!value || !Number.isFinite(standardError)) return notEstimable('NOT_CONVERGED', n);
  if (!(Math.abs(value.rho) < 1)) return notEstimable('OUT_OF_RANGE', n);
  const estimate = correlationEstimate(
    value.rho,
    standardError / (1 - value.rho ** 2),
    n,
    level,
    `polyserial, ${method}`,
  );
  return estimate.kind === 'estimate'
    ? { kind: 'polyserial', estimate, standardError, thresholds: value.thresholds }
    : estimate;
}

/** Category numbers with a value of variance 1 (divisor n): their covariance over the density at the thresholds. */
export function twoStep(
  z: readonly number[],
  category: readonly number[],
  categories: number,
): { rho: number; thresholds: number[] } {
  const n = z.length;
  const counts = Array.from({ length: categories }, (_, k) => category.filter((c) => c === k).length);
  let below = 0;
  const thresholds = counts.slice(0, -1).map((count) => normalQuantile((below += count) / n));
  const meanCategory = meanOf(category);
  const covariance =
    z.reduce((sum, value, i) => sum + value * ((category[i] as number) - meanCategory), 0) / n;
  return { rho: covariance / thresholds.reduce((sum, cut) => sum + normalDensity(cut), 0), thresholds };
}
