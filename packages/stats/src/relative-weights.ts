import { allFinite, finiteResult, notEstimable } from './checked-results.ts';
import { correlationMatrix, covarianceMatrix } from './covariance-matrix.ts';
import { choleskyFactor, inverseFromFactor, solveWithFactor } from './cholesky.ts';
import { cell, dot } from './matrix.ts';
import { refuseColumns, type NamedColumn } from './named-columns.ts';
import type { NotEstimable, Weights } from './results.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/**
 * How R² splits between correlated predictors (Johnson's relative weights).
 *
 * Use it for a bar that shows what each question carries; the parts are never negative and add up to R². Not a
 * causal statement.
 *
 * @param outcome one number per row; @param predictors complete columns
 * @returns weights whose `total` is R²; not estimable: TOO_FEW (rows ≤ predictors + 1), NO_VARIANCE, SINGULAR,
 * INVALID_INPUT
 * Source: Johnson 2000, Multivariate Behavioral Research 35:1–19.
 * @example
 * relativeWeights(rating, [{ name: 'q1', values: q1 }, { name: 'q2', values: q2 }]);
 */
export function relativeWeights(
  outcome: readonly number[],
  predictors: readonly NamedColumn[],
): Weights | NotEstimable {
  const correlations = predictorCorrelations(outcome, predictors);
  if ('kind' in correlations) return correlations;
  const { among, withOutcome } = correlations;
  const n = outcome.length;
  const { values, vectors } = symmetricEigen(among);
  if (!((values.at(-1) ?? 0) > 1e-12)) return notEstimable('SINGULAR', n);
  // Symmetric square root of the correlation matrix and its inverse.
  const power = (exponent: number): number[][] =>
    among.map((_, i) =>
      among.map((__, j) =>
        values.reduce(
          (sum, value, k) => sum + cell(vectors, i, k) * value ** exponent * cell(vectors, j, k),
          0,
        ),
      ),
    );
  const root = power(0.5);
  const b = power(-0.5).map((row) => dot(row, withOutcome));
  const parts = predictors.map(({ name }, i) => ({
    name,
    value: b.reduce((sum, value, k) => sum + (cell(root, i, k) * value) ** 2, 0),
  }));
  return finiteResult(
    {
      kind: 'weights',
      parts,
      total: parts.reduce((sum, part) => sum + part.value, 0),
      n,
      method: 'relative weights, johnson',
    },
    n,
  );
}

/**
 * Standardised slopes and variance inflation factors of predictors.
 *
 * @returns in the order of the predictors: slope in SD of the outcome per SD of the predictor, and 1/(1 − R²) of the
 * predictor on the others (1 = unrelated); not estimable as `relativeWeights`
 * @example
 * standardisedSlopes(rating, predictors);
 */
export function standardisedSlopes(
  outcome: readonly number[],
  predictors: readonly NamedColumn[],
): { kind: 'slopes'; beta: number[]; vif: number[]; n: number } | NotEstimable {
  const correlations = predictorCorrelations(outcome, predictors);
  if ('kind' in correlations) return correlations;
  const factor = choleskyFactor(correlations.among);
  if (!factor) return notEstimable('SINGULAR', outcome.length);
  const vif = inverseFromFactor(factor).map((row, i) => row[i] as number);
  return finiteResult(
    { kind: 'slopes', beta: solveWithFactor(factor, correlations.withOutcome), vif, n: outcome.length },
    outcome.length,
  );
}

function predictorCorrelations(
  outcome: readonly number[],
  predictors: readonly NamedColumn[],
): { among: number[][]; withOutcome: number[] } | NotEstimable {
  const n = outcome.length;
  const refused = refuseColumns(predictors, n);
  if (refused || !allFinite(outcome)) return notEstimable('INVALID_INPUT', n);
  if (predictors.length === 0 || n <= predictors.length + 1)
    return notEstimable('TOO_FEW', n, predictors.length + 2);
  const all = correlationMatrix(covarianceMatrix([...predictors.map((column) => column.values), outcome]));
  if (!allFinite(...all)) return notEstimable('NO_VARIANCE', n);
  const p = predictors.length;
  return {
    among: all.slice(0, p).map((row) => row.slice(0, p)),
    withOutcome: all.slice(0, p).map((row) => row[p] as number),
  };
}
