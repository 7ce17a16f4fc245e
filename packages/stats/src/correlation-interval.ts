import { estimate, notEstimable } from './checked-results.ts';
import { normalCritical } from './distributions.ts';
import type { Estimated, Unit } from './results.ts';

/** Options shared by all interval estimates. */
export type LevelOption = { level?: number };

/**
 * A correlation with the interval tanh(atanh(value) ± z·se) on Fisher's scale. At ±1 the scale is infinite and
 * the interval collapses to the value.
 */
export function correlationEstimate(
  value: number,
  seOfAtanh: number,
  n: number,
  level: number,
  method: string,
  unit: Unit = 'r',
): Estimated {
  if (!(level > 0 && level < 1)) return notEstimable('INVALID_INPUT', n);
  const half = normalCritical(level) * seOfAtanh;
  const z = Math.atanh(value);
  return estimate({ unit, value, low: Math.tanh(z - half), high: Math.tanh(z + half), level, n, method });
}

/**
 * Fisher's scale of a correlation: z = atanh r and its standard error, the numbers that meta-analysis and
 * shrinkage work with.
 *
 * Standard errors: Pearson 1/√(n − 3), Spearman √((1 + r²/2)/(n − 3)) (Bonett & Wright 2000), Kendall
 * √(0.437/(n − 4)) (Fieller et al. 1957). Undefined where the estimate does not exist or is ±1.
 * @example correlationTransform(pearson(x, y), 'pearson') // { z, standardError, n }
 */
export function correlationTransform(
  result: Estimated,
  kind: 'pearson' | 'spearman' | 'kendall',
): { z: number; standardError: number; n: number } | undefined {
  if (result.kind !== 'estimate' || Math.abs(result.value) >= 1) return undefined;
  const { value, n } = result;
  const squared = {
    pearson: 1 / (n - 3),
    spearman: (1 + (value * value) / 2) / (n - 3),
    kendall: 0.437 / (n - 4),
  }[kind];
  return squared > 0 && Number.isFinite(squared)
    ? { z: Math.atanh(value), standardError: Math.sqrt(squared), n }
    : undefined;
}
