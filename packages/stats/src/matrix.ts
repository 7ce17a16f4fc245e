/** A matrix as an array of rows. Rows are never shared between results. */
export type Matrix = number[][];

export const zeros = (rows: number, columns: number): Matrix =>
  Array.from({ length: rows }, () => new Array<number>(columns).fill(0));

export const identity = (size: number): Matrix =>
  zeros(size, size).map((row, i) => row.map((_, j) => (i === j ? 1 : 0)));

/** Reads a cell; a cell outside the matrix is a programming error, not data. */
export function cell(matrix: readonly (readonly number[])[], row: number, column: number): number {
  const value = matrix[row]?.[column];
  if (value === undefined) throw new RangeError(`no cell ${row}, ${column}`);
  return value;
}

export function transpose(matrix: readonly (readonly number[])[]): Matrix {
  const columns = matrix[0]?.length ?? 0;
  return Array.from({ length: columns }, (_, j) => matrix.map((_row, i) => cell(matrix, i, j)));
}

export function multiply(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): Matrix {
  const bColumns = transpose(b);
  return a.map((row) => bColumns.map((column) => dot(row, column)));
}

export const multiplyVector = (a: readonly (readonly number[])[], v: readonly number[]): number[] =>
  a.map((row) => dot(row, v));

export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** v' A v. */
export const quadraticForm = (a: readonly (readonly number[])[], v: readonly number[]): number =>
  dot(v, multiplyVector(a, v));

/** X' W X with W diagonal (all ones when no weights are given). */
export function crossProduct(x: readonly (readonly number[])[], weights?: ArrayLike<number>): Matrix {
  const columns = x[0]?.length ?? 0;
  const result = zeros(columns, columns);
  for (let r = 0; r < x.length; r++) {
    const row = x[r] as readonly number[];
    const w = weights ? (weights[r] as number) : 1;
    for (let i = 0; i < columns; i++) {
      const wi = w * (row[i] as number);
      const target = result[i] as number[];
      for (let j = 0; j <= i; j++) target[j] = (target[j] as number) + wi * (row[j] as number);
    }
  }
  for (let i = 0; i < columns; i++)
    for (let j = 0; j < i; j++) (result[j] as number[])[i] = cell(result, i, j);
  return result;
}

/** The rows and columns at the given positions. */
export const submatrix = (
  matrix: readonly (readonly number[])[],
  rows: readonly number[],
  columns: readonly number[],
): Matrix => rows.map((i) => columns.map((j) => cell(matrix, i, j)));
