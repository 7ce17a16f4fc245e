import { allFinite, finiteResult, notEstimable } from './checked-results.ts';
import { centredSumOfSquares, meanOf } from './centred-sums.ts';
import { inversePositiveDefinite } from './cholesky.ts';
import { normalCdf } from './distributions.ts';
import { twoStep } from './polyserial.ts';
import type { NotEstimable } from './results.ts';
import { hessianAsInR, simplexAsInR } from './simplex-as-in-r.ts';

/**
 * The maximum likelihood polyserial correlation as R's polycor reports it.
 *
 * Use it to compare with published polycor results: its search stops up to 0.002 from the maximum that `polyserial`
 * finds, it standardises the number by the n − 1 standard deviation, and its standard error comes from differences.
 *
 * @param values a number per row; @param categories an ordered number per row; complete rows only
 * @returns rho, its standard error and the thresholds; not estimable: TOO_FEW (n < 4), NO_VARIANCE, NOT_CONVERGED,
 * INVALID_INPUT
 * Source: R, polycor::polyserial(x, y, ML = TRUE, std.err = TRUE), version 0.8.
 * @example
 * polyserialAsInPolycor([1.2, 0.3, 2.5, 3.1, 2.2, 4.0], [1, 1, 2, 2, 3, 3]);
 */
export function polyserialAsInPolycor(
  values: readonly number[],
  categories: readonly number[],
): { kind: 'polycor'; rho: number; standardError: number; thresholds: number[]; n: number } | NotEstimable {
  const n = values.length;
  if (categories.length !== n || !allFinite(values, categories)) return notEstimable('INVALID_INPUT', n);
  if (n < 4) return notEstimable('TOO_FEW', n, 4);
  const levels = [...new Set(categories)].sort((a, b) => a - b);
  const squares = centredSumOfSquares(values);
  if (levels.length < 2 || squares === 0) return notEstimable('NO_VARIANCE', n);
  const mean = meanOf(values);
  const standardised = (divisor: number): number[] =>
    values.map((value) => (value - mean) / Math.sqrt(squares / divisor));
  const z = standardised(n - 1);
  const position = new Map(levels.map((level, k) => [level, k]));
  const category = categories.map((value) => position.get(value) as number);
  const start = twoStep(standardised(n), category, levels.length);
  const negativeLogLikelihood = ([first = 0, ...cuts]: readonly number[]): number => {
    const rho = Math.max(-0.9999, Math.min(0.9999, first));
    if (cuts.some((cut, k) => k > 0 && cut < (cuts[k - 1] as number))) return Infinity;
    const root = Math.sqrt(1 - rho * rho);
    const below = (k: number, x: number): number =>
      k < 0 ? 0 : k >= cuts.length ? 1 : normalCdf(((cuts[k] as number) - rho * x) / root);
    return z.reduce((sum, x, i) => {
      const k = category[i] as number;
      return sum + (x * x + Math.log(2 * Math.PI)) / 2 - Math.log(below(k, x) - below(k - 1, x));
    }, 0);
  };
  const point = simplexAsInR(negativeLogLikelihood, [start.rho, ...start.thresholds]);
  const hessian = hessianAsInR(negativeLogLikelihood, point);
  const inverse = allFinite(point, ...hessian) ? inversePositiveDefinite(hessian) : undefined;
  if (!inverse) return notEstimable('NOT_CONVERGED', n);
  return finiteResult(
    {
      kind: 'polycor',
      rho: point[0] as number,
      standardError: Math.sqrt(inverse[0]?.[0] as number),
      thresholds: point.slice(1),
      n,
    },
    n,
  );
}
