import { choleskyFactor, inverseFromFactor } from './cholesky.ts';
import { cell, multiply, submatrix, zeros, quadraticForm, type Matrix } from './matrix.ts';
import { productsAbout, type PatternMoments } from './missing-patterns.ts';

/**
 * Large-sample variance of one correlation of a multivariate normal with missing values, from the observed
 * information of (μ, Σ) at the maximum. Undefined when the information is singular.
 */
export function correlationVariance(
  patterns: readonly PatternMoments[],
  mu: readonly number[],
  sigma: Matrix,
  first: number,
  second: number,
): number | undefined {
  const pairs = mu.flatMap((_, i) => mu.slice(0, i + 1).map((__, j) => [i, j] as const));
  const information = observedInformation(patterns, mu, sigma, pairs);
  const factor = choleskyFactor(information);
  if (!factor) return undefined;
  const [a, b, c] = [cell(sigma, first, first), cell(sigma, second, second), cell(sigma, first, second)];
  const r = c / Math.sqrt(a * b);
  const gradient = new Array<number>(information.length).fill(0);
  pairs.forEach(([i, j], k) => {
    if (i === j && i === first) gradient[mu.length + k] = -r / (2 * a);
    else if (i === j && i === second) gradient[mu.length + k] = -r / (2 * b);
    else if (i === Math.max(first, second) && j === Math.min(first, second))
      gradient[mu.length + k] = 1 / Math.sqrt(a * b);
  });
  return quadraticForm(inverseFromFactor(factor), gradient);
}

/** Minus the Hessian of the log-likelihood in the means and the lower triangle of Σ. */
function observedInformation(
  patterns: readonly PatternMoments[],
  mu: readonly number[],
  sigma: Matrix,
  pairs: readonly (readonly [number, number])[],
): Matrix {
  const p = mu.length;
  const information = zeros(p + pairs.length, p + pairs.length);
  for (const pattern of patterns) {
    const a = embeddedInverse(sigma, pattern.observed);
    const c = multiply(multiply(a, productsAbout(pattern, mu)), a);
    const deviation = mu.map((m, j) =>
      pattern.observed.includes(j) ? (pattern.sum[j] as number) - pattern.n * m : 0,
    );
    const v = a.map((row) => row.reduce((sum, value, j) => sum + value * (deviation[j] as number), 0));
    const add = (i: number, j: number, value: number): void =>
      void ((information[i] as number[])[j] = cell(information, i, j) + value);
    for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) add(i, j, pattern.n * cell(a, i, j));
    pairs.forEach((pair, x) => {
      for (let i = 0; i < p; i++) {
        const value = orders(pair).reduce((sum, [k, l]) => sum + cell(a, i, k) * (v[l] as number), 0);
        add(i, p + x, value);
        add(p + x, i, value);
      }
      pairs.forEach((other, y) => {
        let value = 0;
        for (const [i, j] of orders(pair)) {
          for (const [k, l] of orders(other)) {
            value +=
              (cell(a, l, i) * cell(c, j, k) +
                cell(a, j, k) * cell(c, l, i) -
                pattern.n * cell(a, l, i) * cell(a, j, k)) /
              2;
          }
        }
        add(p + x, p + y, value);
      });
    });
  }
  return information;
}

const orders = ([i, j]: readonly [number, number]): (readonly [number, number])[] =>
  i === j
    ? [[i, j]]
    : [
        [i, j],
        [j, i],
      ];

/** Inverse of Σ over the observed variables, 0 elsewhere. */
function embeddedInverse(sigma: Matrix, observed: readonly number[]): Matrix {
  const result = zeros(sigma.length, sigma.length);
  const factor = choleskyFactor(submatrix(sigma, observed, observed));
  const inverse = factor ? inverseFromFactor(factor) : undefined;
  if (inverse)
    observed.forEach((i, x) =>
      observed.forEach((j, y) => void ((result[i] as number[])[j] = cell(inverse, x, y))),
    );
  return result;
}
