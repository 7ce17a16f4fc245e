import { estimate, finiteResult, isLevel, notEstimable } from './checked-results.ts';
import { centredSumOfSquares, meanOf } from './centred-sums.ts';
import { choleskyFactor, inverseFromFactor, logDeterminantFromFactor, solveWithFactor } from './cholesky.ts';
import { correlationMatrix } from './covariance-matrix.ts';
import { tUpperQuantile } from './distributions.ts';
import { cell, identity, submatrix, zeros, type Matrix } from './matrix.ts';
import {
  isPresent,
  patternMoments,
  productsAbout,
  type PartialRow,
  type PatternMoments,
} from './missing-patterns.ts';
import { correlationVariance } from './observed-information.ts';
import type { Estimated, NotEstimable } from './results.ts';

export type MultivariateNormalML = {
  kind: 'multivariate-normal';
  /** Rows with at least one value. */
  n: number;
  mean: number[];
  /** Maximum likelihood: divided by n, not n − 1. */
  covariance: Matrix;
  correlation: Matrix;
  logLikelihood: number;
  iterations: number;
};

/**
 * Mean and covariance of several variables by maximum likelihood, using every row however incomplete (EM).
 *
 * Use it over everybody who was screened, with the outcome missing for those not selected: when selection depended
 * on recorded scores this is the range-restriction correction of choice, and it handles questions asked of a part.
 * Assumes values missing at random given the recorded ones, and a multivariate normal (for correlations: straight
 * relations with constant scatter).
 *
 * @param rows one array per person; null or NaN where missing
 * @returns moments in the units of the data; not estimable: EMPTY (no rows, or a variable never seen), TOO_FEW (two
 * variables never seen together are not identified), NO_VARIANCE, SINGULAR, NOT_CONVERGED, INVALID_INPUT
 * Source: Dempster, Laird & Rubin 1977; Little & Rubin 2002, ch. 11; Mendoza et al. 2004 for range restriction.
 * @example
 * multivariateNormalML([[1, 2], [2, 3], [3, 5], [4, null]]); // mean of the second variable 4.08…, not 3.33
 */
export function multivariateNormalML(rows: readonly PartialRow[]): MultivariateNormalML | NotEstimable {
  const fitted = fitStandardised(rows);
  if ('kind' in fitted) return fitted;
  const { mu, sigma, centers, scales, logLikelihood, iterations, n } = fitted;
  const logScale = fitted.patterns.reduce(
    (sum, pattern) =>
      sum + pattern.n * pattern.observed.reduce((s, j) => s + Math.log(scales[j] as number), 0),
    0,
  );
  return finiteResult(
    {
      kind: 'multivariate-normal',
      n,
      mean: mu.map((m, j) => m * (scales[j] as number) + (centers[j] as number)),
      covariance: sigma.map((row, i) =>
        row.map((value, j) => value * (scales[i] as number) * (scales[j] as number)),
      ),
      correlation: correlationMatrix(sigma),
      logLikelihood: logLikelihood - logScale,
      iterations,
    },
    n,
  );
}

/**
 * The correlation of two variables by maximum likelihood over all rows, complete or not.
 *
 * Use it with further variables in the rows (the composite, other scores) that explain why values are missing.
 * Assumptions as `multivariateNormalML`. The interval is on Fisher's scale with t quantiles, its standard error from the
 * observed information, which is the valid one under missingness at random (Kenward & Molenberghs 1998).
 *
 * @param rows one array per person; @param first @param second 0-based positions; @param options level
 * @returns unit r; n = rows in which both are seen; reasons as `multivariateNormalML`
 * Source: observed information of a multivariate normal; Kenward & Molenberghs 1998.
 * @example
 * correlationML([[1, 2], [2, 3], [3, 5], [4, null], [2, 2]], 0, 1);
 */
export function correlationML(
  rows: readonly PartialRow[],
  first: number,
  second: number,
  options: { level?: number } = {},
): Estimated {
  const fitted = fitStandardised(rows);
  if ('kind' in fitted) return fitted;
  const size = fitted.mu.length;
  const level = options.level ?? 0.95;
  if (![first, second].every((i) => Number.isInteger(i) && i >= 0 && i < size) || first === second)
    return notEstimable('INVALID_INPUT', fitted.n);
  const together = fitted.patterns
    .filter((p) => p.observed.includes(first) && p.observed.includes(second))
    .reduce((sum, p) => sum + p.n, 0);
  const variance = correlationVariance(fitted.patterns, fitted.mu, fitted.sigma, first, second);
  if (variance === undefined || !(variance > 0)) return notEstimable('SINGULAR', together);
  const r = cell(correlationMatrix(fitted.sigma), first, second);
  // Maximum likelihood divides by n: the factor makes the interval of complete pairs Fisher's, with n − 3.
  const df = together - size - 1;
  if (df < 1) return notEstimable('TOO_FEW', together, size + 2);
  if (!isLevel(level)) return notEstimable('INVALID_INPUT', together);
  const standardError = (Math.sqrt(variance) / (1 - r * r)) * Math.sqrt(together / df);
  const half = tUpperQuantile((1 - level) / 2, df) * standardError;
  const z = Math.atanh(r);
  return estimate({
    unit: 'r',
    value: r,
    low: Math.tanh(z - half),
    high: Math.tanh(z + half),
    level,
    n: together,
    method: 'correlation ML, missing at random, t',
  });
}

type StandardisedFit = {
  mu: number[];
  sigma: Matrix;
  centers: number[];
  scales: number[];
  patterns: PatternMoments[];
  logLikelihood: number;
  iterations: number;
  n: number;
};

/** The EM iterations, on variables centred and scaled by their observed values. */
function fitStandardised(rows: readonly PartialRow[]): StandardisedFit | NotEstimable {
  const variables = rows[0]?.length ?? 0;
  if (
    rows.some(
      (row) => row.length !== variables || row.some((value) => value === Infinity || value === -Infinity),
    )
  )
    return notEstimable('INVALID_INPUT', rows.length);
  const seen = Array.from({ length: variables }, (_, j) => rows.map((row) => row[j]).filter(isPresent));
  if (variables === 0 || seen.some((values) => values.length === 0))
    return notEstimable('EMPTY', rows.length);
  const centers = seen.map(meanOf);
  const scales = seen.map((values) => Math.sqrt(centredSumOfSquares(values) / values.length));
  if (scales.some((scale) => scale === 0)) return notEstimable('NO_VARIANCE', rows.length);
  if (scales.some((scale) => !Number.isFinite(scale))) return notEstimable('OUT_OF_RANGE', rows.length);
  const standardised = rows.map((row) =>
    row.map((value, j) =>
      isPresent(value) ? (value - (centers[j] as number)) / (scales[j] as number) : null,
    ),
  );
  const patterns = patternMoments(standardised, variables);
  const n = patterns.reduce((sum, pattern) => sum + pattern.n, 0);
  for (let i = 0; i < variables; i++) {
    for (let j = 0; j < i; j++) {
      if (!patterns.some((p) => p.observed.includes(i) && p.observed.includes(j)))
        return notEstimable('TOO_FEW', n);
    }
  }
  let mu = new Array<number>(variables).fill(0);
  let sigma: Matrix = identity(variables);
  for (let iteration = 1; iteration <= 20_000; iteration++) {
    const next = step(patterns, mu, sigma, n);
    if (!next) return notEstimable('SINGULAR', n);
    const change = Math.max(
      ...next.mu.map((m, i) => Math.abs(m - (mu[i] as number))),
      ...next.sigma.flatMap((row, i) => row.map((s, j) => Math.abs(s - cell(sigma, i, j)))),
    );
    ({ mu, sigma } = next);
    if (change < 1e-13) {
      const logLikelihood = logLikelihoodOf(patterns, mu, sigma);
      return logLikelihood === undefined
        ? notEstimable('SINGULAR', n)
        : { mu, sigma, centers, scales, patterns, logLikelihood, iterations: iteration, n };
    }
  }
  return notEstimable('NOT_CONVERGED', n);
}

/** One expectation and maximisation. */
function step(
  patterns: readonly PatternMoments[],
  mu: number[],
  sigma: Matrix,
  n: number,
): { mu: number[]; sigma: Matrix } | undefined {
  const size = mu.length;
  const first = new Array<number>(size).fill(0);
  const second = zeros(size, size);
  const add = (i: number, j: number, value: number): void =>
    void ((second[i] as number[])[j] = cell(second, i, j) + value);
  for (const pattern of patterns) {
    const { observed, missing } = pattern;
    const about = productsAbout(pattern, mu);
    const deviation = observed.map((j) => (pattern.sum[j] as number) - pattern.n * (mu[j] as number));
    for (const [a, i] of observed.entries()) {
      first[i] = (first[i] as number) + (deviation[a] as number);
      for (const j of observed) add(i, j, cell(about, i, j));
    }
    if (missing.length === 0) continue;
    const factor = choleskyFactor(submatrix(sigma, observed, observed));
    if (!factor) return undefined;
    const slopes = missing.map((m) =>
      solveWithFactor(
        factor,
        observed.map((o) => cell(sigma, m, o)),
      ),
    );
    missing.forEach((m, a) => {
      const b = slopes[a] as number[];
      first[m] =
        (first[m] as number) + b.reduce((sum, slope, k) => sum + slope * (deviation[k] as number), 0);
      const withObserved = observed.map((j) =>
        b.reduce((sum, slope, k) => sum + slope * cell(about, observed[k] as number, j), 0),
      );
      observed.forEach((j, k) => {
        add(m, j, withObserved[k] as number);
        add(j, m, withObserved[k] as number);
      });
      missing.forEach((other, c) => {
        const explained = (slopes[c] as number[]).reduce(
          (sum, slope, k) => sum + slope * (withObserved[k] as number),
          0,
        );
        const residual =
          cell(sigma, m, other) -
          b.reduce((sum, slope, k) => sum + slope * cell(sigma, observed[k] as number, other), 0);
        add(m, other, explained + pattern.n * residual);
      });
    });
  }
  const shift = first.map((value) => value / n);
  return {
    mu: mu.map((m, i) => m + (shift[i] as number)),
    sigma: second.map((row, i) =>
      row.map(
        (_, j) =>
          (cell(second, i, j) + cell(second, j, i)) / (2 * n) - (shift[i] as number) * (shift[j] as number),
      ),
    ),
  };
}

function logLikelihoodOf(
  patterns: readonly PatternMoments[],
  mu: number[],
  sigma: Matrix,
): number | undefined {
  let total = 0;
  for (const pattern of patterns) {
    const { observed, n } = pattern;
    const factor = choleskyFactor(submatrix(sigma, observed, observed));
    if (!factor) return undefined;
    const inverse = inverseFromFactor(factor);
    const about = submatrix(productsAbout(pattern, mu), observed, observed);
    const trace = inverse.reduce(
      (sum, row, i) => sum + row.reduce((s, value, j) => s + value * cell(about, i, j), 0),
      0,
    );
    total -=
      0.5 * (n * observed.length * Math.log(2 * Math.PI) + n * logDeterminantFromFactor(factor) + trace);
  }
  return total;
}
