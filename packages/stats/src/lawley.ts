import { allFinite, notEstimable } from './checked-results.ts';
import { choleskyFactor, solveWithFactor } from './cholesky.ts';
import { correlationMatrix } from './covariance-matrix.ts';
import { cell, multiply, submatrix, transpose, zeros, type Matrix } from './matrix.ts';
import type { NotEstimable } from './results.ts';

export type LawleyCorrection = { kind: 'lawley'; covariance: Matrix; correlation: Matrix };

/**
 * The population covariance matrix of many variables when people were selected on several of them
 * (Pearson–Lawley multivariate range restriction).
 *
 * Use it when selection acted on up to about five recorded scores. Assumes that the regressions of the other
 * variables on the selection variables are straight with constant scatter; selection itself may have any form.
 * Never use more selection variables than a tenth of the selected people.
 *
 * @param restricted covariance matrix among the selected (all variables); @param population covariance matrix of the
 * selection variables in the population; @param selection their 0-based positions, in the order of `population`
 * @returns population covariance and correlation of all variables; not estimable: SINGULAR (selection variables
 * dependent among the selected), NO_VARIANCE, INVALID_INPUT (shapes, not symmetric, not finite)
 * Source: Lawley 1943; Birnbaum, Paulson & Andrews 1950. R: psychmeta::correct_matrix_mvrr.
 * @example
 * lawley([[1, 0.5], [0.5, 1]], [[4]], [0]); // covariance [[4, 2], [2, 1.75]]
 */
export function lawley(
  restricted: readonly (readonly number[])[],
  population: readonly (readonly number[])[],
  selection: readonly number[],
): LawleyCorrection | NotEstimable {
  const size = restricted.length;
  const positions = new Set(selection);
  const valid =
    isSymmetric(restricted) &&
    isSymmetric(population) &&
    population.length === selection.length &&
    selection.length > 0 &&
    positions.size === selection.length &&
    selection.every((i) => Number.isInteger(i) && i >= 0 && i < size);
  if (!valid) return notEstimable('INVALID_INPUT', 0);
  const others = restricted.map((_, i) => i).filter((i) => !positions.has(i));
  const factor = choleskyFactor(submatrix(restricted, selection, selection));
  if (!factor) return notEstimable('SINGULAR', 0);
  // Slopes of the other variables on the selection variables: one column per other variable.
  const slopes = transpose(
    others.map((j) =>
      solveWithFactor(
        factor,
        selection.map((i) => cell(restricted, i, j)),
      ),
    ),
  );
  const covariance = zeros(size, size);
  const place = (i: number, j: number, value: number): void => {
    (covariance[i] as number[])[j] = value;
    (covariance[j] as number[])[i] = value;
  };
  selection.forEach((i, a) => selection.forEach((j, b) => place(i, j, cell(population, a, b))));
  if (others.length > 0) {
    const crossed = multiply(population, slopes);
    const added = multiply(transpose(slopes), crossed);
    const removed = multiply(submatrix(restricted, others, selection), slopes);
    selection.forEach((i, a) => others.forEach((j, b) => place(i, j, cell(crossed, a, b))));
    others.forEach((i, a) =>
      others.forEach(
        (j, b) => b <= a && place(i, j, cell(restricted, i, j) - cell(removed, a, b) + cell(added, a, b)),
      ),
    );
  }
  if (covariance.some((row, i) => !((row[i] as number) > 0))) return notEstimable('NO_VARIANCE', 0);
  const correlation = correlationMatrix(covariance);
  return allFinite(...covariance, ...correlation)
    ? { kind: 'lawley', covariance, correlation }
    : notEstimable('OUT_OF_RANGE', 0);
}

function isSymmetric(matrix: readonly (readonly number[])[]): boolean {
  const size = matrix.length;
  return (
    matrix.every((row) => row.length === size && allFinite(row)) &&
    matrix.every((row, i) =>
      row.every(
        (value, j) => Math.abs(value - cell(matrix, j, i)) <= 1e-9 * Math.max(Math.abs(value), 1e-300),
      ),
    )
  );
}
