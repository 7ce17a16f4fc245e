import { cell, dot, zeros, type Matrix } from './matrix.ts';

/**
 * Lower Cholesky factor L of a symmetric positive definite matrix (A = L L'), or undefined when the matrix is
 * not positive definite to working precision: some pivot is below 1e-12 of its diagonal element.
 */
export function choleskyFactor(a: readonly (readonly number[])[]): Matrix | undefined {
  const size = a.length;
  const l = zeros(size, size);
  for (let i = 0; i < size; i++) {
    const row = l[i] as number[];
    for (let j = 0; j <= i; j++) {
      const other = l[j] as number[];
      let sum = cell(a, i, j);
      for (let k = 0; k < j; k++) sum -= (row[k] as number) * (other[k] as number);
      if (i === j) {
        if (!(sum > 1e-12 * Math.abs(cell(a, i, i)))) return undefined;
        row[i] = Math.sqrt(sum);
      } else {
        row[j] = sum / (other[j] as number);
      }
    }
  }
  return l;
}

/** Solves A x = b given the Cholesky factor of A. */
export function solveWithFactor(l: Matrix, b: readonly number[]): number[] {
  const size = l.length;
  const x = [...b];
  for (let i = 0; i < size; i++) {
    const row = l[i] as number[];
    let sum = x[i] as number;
    for (let k = 0; k < i; k++) sum -= (row[k] as number) * (x[k] as number);
    x[i] = sum / (row[i] as number);
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = x[i] as number;
    for (let k = i + 1; k < size; k++) sum -= cell(l, k, i) * (x[k] as number);
    x[i] = sum / cell(l, i, i);
  }
  return x;
}

/** Inverse of A given its Cholesky factor. */
export function inverseFromFactor(l: Matrix): Matrix {
  const size = l.length;
  const columns = Array.from({ length: size }, (_, j) =>
    solveWithFactor(
      l,
      Array.from({ length: size }, (__, i) => (i === j ? 1 : 0)),
    ),
  );
  return columns.map((column, i) => column.map((value, j) => (value + cell(columns, j, i)) / 2));
}

/** Natural logarithm of det A given its Cholesky factor. */
export const logDeterminantFromFactor = (l: Matrix): number =>
  l.reduce((sum, row, i) => sum + 2 * Math.log(row[i] as number), 0);

/** Inverse of a symmetric positive definite matrix, or undefined when it is singular. */
export function inversePositiveDefinite(a: readonly (readonly number[])[]): Matrix | undefined {
  const l = choleskyFactor(a);
  return l && inverseFromFactor(l);
}

/** Solves A x = b for symmetric positive definite A, or undefined when A is singular. */
export function solvePositiveDefinite(
  a: readonly (readonly number[])[],
  b: readonly number[],
): number[] | undefined {
  const l = choleskyFactor(a);
  return l && solveWithFactor(l, b);
}

/** b' A⁻¹ b given the Cholesky factor of A. */
export const inverseQuadraticForm = (l: Matrix, b: readonly number[]): number =>
  dot(b, solveWithFactor(l, b));
