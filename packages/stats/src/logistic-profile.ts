import { chiSquareQuantile } from './distributions.ts';
import { maximiseLogistic, type BinaryRows, type LogisticMaximum } from './logistic-likelihood.ts';
import { findRoot } from './root-finding.ts';
import type { Bound } from './results.ts';

/**
 * Limits where twice the drop of the profile (penalised) log-likelihood reaches the chi-square quantile; a limit
 * that 10,000 standard errors do not reach is `not reached`.
 */
export function profileLimits(
  data: BinaryRows,
  fit: LogisticMaximum,
  options: { index: number; penalised: boolean; standardError: number; level: number; unit: number },
): { low: Bound; high: Bound } {
  const { index, penalised, standardError, level, unit } = options;
  const center = fit.coefficients[index] as number;
  const drop = chiSquareQuantile(level, 1);
  const limit = (side: -1 | 1): Bound => {
    let start: readonly number[] = fit.coefficients;
    const excess = (value: number): number => {
      const restricted = maximiseLogistic(data, { penalised, fixed: { index, value }, start });
      // Far out a row is predicted perfectly and the information is singular to working precision.
      if (typeof restricted === 'string') return Number.NaN;
      start = restricted.coefficients;
      return 2 * (fit.logLikelihood - restricted.logLikelihood) - drop;
    };
    let width = 1;
    let inner = center;
    let outer = center + side * standardError;
    for (let value = excess(outer); ; value = excess(outer)) {
      if (Number.isNaN(value) || width > 1e4) return 'not reached';
      if (value >= 0) break;
      inner = outer;
      width *= 1.5;
      outer = center + side * width * standardError;
    }
    start = fit.coefficients;
    const root = findRoot(
      excess,
      Math.min(inner, outer),
      Math.max(inner, outer),
      1e-11 * Math.max(1, Math.abs(outer)),
    );
    return root === undefined ? 'not reached' : root / unit;
  };
  return { low: limit(-1), high: limit(1) };
}
