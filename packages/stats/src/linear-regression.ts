import { allFinite, estimate, finiteResult, isLevel, notEstimable, testResult } from './checked-results.ts';
import { centredSumOfSquares } from './centred-sums.ts';
import { tTwoSided, tUpperQuantile } from './distributions.ts';
import { dot, type Matrix } from './matrix.ts';
import { designMatrix, INTERCEPT, refuseColumns, type NamedColumn } from './named-columns.ts';
import { leastSquares, type LeastSquaresFit } from './qr-least-squares.ts';
import type { Estimate, Estimated, NotEstimable, Tested } from './results.ts';
import { groupRows, type GroupLabels } from './strata-means.ts';

export type LinearCoefficient = {
  name: string;
  /** With the classical t interval. */
  estimate: Estimate;
  standardError: number;
  test: Tested;
  /** The same with the HC3 standard error; missing when a row has all the leverage. */
  hc3: Estimated;
  hc3StandardError: number | undefined;
  /** The same with the cluster-robust (CR1) error and t with clusters − 1 degrees of freedom. */
  clustered?: Estimated;
  clusteredStandardError?: number;
};

export type LinearRegression = {
  kind: 'linear-regression';
  n: number;
  coefficients: LinearCoefficient[];
  r2: number;
  adjustedR2: number;
  /** R² for rows not used in the fit (leave one out): 1 − PRESS/SST. */
  leaveOneOutR2: number | undefined;
  /** Residual standard deviation. */
  sigma: number;
  residualDf: number;
  clusters?: number;
};

/**
 * How a numeric outcome moves with several predictors together: ordinary least squares.
 *
 * Use it for ratings and other numbers; read `hc3` where scatter may differ, `clustered` where rows share a site
 * (15 or more sites). Assumes a straight relation; the classical errors also assume constant, independent scatter.
 *
 * @param outcome one number per row; @param predictors complete columns of the same length; @param options cluster
 * label per row, level (0.95)
 * @returns coefficients in outcome units per unit of the predictor; not estimable: EMPTY, TOO_FEW (rows ≤
 * coefficients), SINGULAR (predictors dependent), NO_VARIANCE (outcome constant), INVALID_INPUT
 * Source: MacKinnon & White 1985 (HC3); Liang & Zeger 1986 with G/(G−1)·(n−1)/(n−p). R: lm, sandwich::vcovHC(type =
 * 'HC3'), sandwich::vcovCL(type = 'HC1').
 * @example
 * linearRegression([1, 3, 2, 5], [{ name: 'x', values: [1, 2, 3, 4] }]); // slope 1.1
 */
export function linearRegression(
  outcome: readonly number[],
  predictors: readonly NamedColumn[],
  options: { clusters?: GroupLabels; level?: number } = {},
): LinearRegression | NotEstimable {
  const n = outcome.length;
  const level = options.level ?? 0.95;
  const refused = refuseColumns(predictors, n);
  if (
    refused ||
    !allFinite(outcome) ||
    !isLevel(level) ||
    (options.clusters && options.clusters.length !== n)
  )
    return notEstimable('INVALID_INPUT', n);
  if (n === 0) return notEstimable('EMPTY', 0);
  const p = predictors.length + 1;
  if (n <= p) return notEstimable('TOO_FEW', n, p + 1);
  const total = centredSumOfSquares(outcome);
  if (total === 0) return notEstimable('NO_VARIANCE', n);
  const x = designMatrix(predictors, n);
  const fit = leastSquares(x, outcome);
  if (!fit) return notEstimable('SINGULAR', n);
  const residualDf = n - p;
  const s2 = fit.residualSumOfSquares / residualDf;
  const classical = fit.inverseCrossProduct.map((row, j) => Math.sqrt(s2 * (row[j] as number)));
  const hc3 = hc3StandardErrors(x, fit);
  const groups = options.clusters && groupRows(options.clusters);
  const clustered =
    groups && groups.groups > 1 ? clusterStandardErrors(x, fit, groups.group, groups.groups) : undefined;
  const interval = (j: number, se: number | undefined, df: number, method: string): Estimated => {
    const value = fit.coefficients[j] as number;
    const half = se === undefined ? Number.NaN : tUpperQuantile((1 - level) / 2, df) * se;
    return estimate({ unit: 'coefficient', value, low: value - half, high: value + half, level, n, method });
  };
  const coefficients: LinearCoefficient[] = [];
  for (const [j, name] of [INTERCEPT, ...predictors.map((column) => column.name)].entries()) {
    const se = classical[j] as number;
    const own = interval(j, se, residualDf, 'least squares, t');
    if (own.kind !== 'estimate') return own;
    const t = own.value / se;
    const test =
      se > 0
        ? testResult({
            statistic: t,
            df: residualDf,
            p: tTwoSided(t, residualDf),
            n,
            method: 'least squares, t',
          })
        : notEstimable('NO_VARIANCE', n);
    const coefficient: LinearCoefficient = {
      name,
      estimate: own,
      standardError: se,
      test,
      hc3: interval(j, hc3?.[j], residualDf, 'least squares, hc3'),
      hc3StandardError: hc3?.[j],
    };
    if (clustered && groups) {
      coefficient.clustered = interval(j, clustered[j], groups.groups - 1, 'least squares, cluster CR1');
      coefficient.clusteredStandardError = clustered[j] as number;
    }
    coefficients.push(coefficient);
  }
  const r2 = 1 - fit.residualSumOfSquares / total;
  const press = fit.residuals.reduce((sum, e, i) => sum + (e / (1 - (fit.leverages[i] as number))) ** 2, 0);
  const q2 = 1 - press / total;
  const result: LinearRegression = {
    kind: 'linear-regression',
    n,
    coefficients,
    r2,
    adjustedR2: 1 - ((1 - r2) * (n - 1)) / residualDf,
    leaveOneOutR2: hc3 && Number.isFinite(q2) ? q2 : undefined,
    sigma: Math.sqrt(s2),
    residualDf,
  };
  return finiteResult(groups ? { ...result, clusters: groups.groups } : result, n);
}

/** HC3 errors; undefined when some row's leverage is 1 (its residual is 0 by construction). */
function hc3StandardErrors(
  x: Matrix,
  { inverseCrossProduct, residuals, leverages }: LeastSquaresFit,
): number[] | undefined {
  if (leverages.some((h) => h > 1 - 1e-10)) return undefined;
  const scores = x.map((row, i) => {
    const weight = (residuals[i] as number) / (1 - (leverages[i] as number));
    return inverseCrossProduct.map((inverse) => weight * dot(inverse, row));
  });
  return inverseCrossProduct.map((_, j) =>
    Math.sqrt(scores.reduce((sum, row) => sum + (row[j] as number) ** 2, 0)),
  );
}

function clusterStandardErrors(
  x: Matrix,
  { inverseCrossProduct, residuals }: LeastSquaresFit,
  group: Int32Array,
  groups: number,
): number[] {
  const p = inverseCrossProduct.length;
  const n = x.length;
  const sums = Array.from({ length: groups }, () => new Array<number>(p).fill(0));
  x.forEach((row, i) => {
    const sum = sums[group[i] as number] as number[];
    inverseCrossProduct.forEach(
      (inverse, j) => void (sum[j] = (sum[j] as number) + (residuals[i] as number) * dot(inverse, row)),
    );
  });
  const factor = ((groups / (groups - 1)) * (n - 1)) / (n - p);
  return inverseCrossProduct.map((_, j) =>
    Math.sqrt(factor * sums.reduce((sum, row) => sum + (row[j] as number) ** 2, 0)),
  );
}
