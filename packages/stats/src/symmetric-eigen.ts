import { cell, identity, type Matrix } from './matrix.ts';

/**
 * Eigenvalues (descending) and orthonormal eigenvectors (as columns) of a symmetric matrix, by cyclic Jacobi
 * rotations (Golub & Van Loan 2013, §8.5). Accurate to working precision for the small matrices used here.
 */
export function symmetricEigen(matrix: readonly (readonly number[])[]): {
  values: number[];
  vectors: Matrix;
} {
  const size = matrix.length;
  const a = matrix.map((row) => [...row]);
  const v = identity(size);
  const scale = Math.max(...a.flat().map(Math.abs), Number.MIN_VALUE);
  for (let sweep = 0; sweep < 100; sweep++) {
    let off = 0;
    for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) off = Math.max(off, Math.abs(cell(a, i, j)));
    if (off <= 1e-17 * scale) break;
    for (let p = 0; p < size - 1; p++) for (let q = p + 1; q < size; q++) rotate(a, v, p, q);
  }
  const order = a.map((_, i) => i).sort((i, j) => cell(a, j, j) - cell(a, i, i));
  return {
    values: order.map((i) => cell(a, i, i)),
    vectors: v.map((row) => order.map((i) => row[i] as number)),
  };
}

/** One Jacobi rotation that makes a[p][q] zero. */
function rotate(a: Matrix, v: Matrix, p: number, q: number): void {
  const apq = cell(a, p, q);
  if (apq === 0) return;
  const theta = (cell(a, q, q) - cell(a, p, p)) / (2 * apq);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (const row of a) turn(row, p, q, c, s);
  const rowP = a[p] as number[];
  const rowQ = a[q] as number[];
  for (let k = 0; k < rowP.length; k++) {
    const x = rowP[k] as number;
    const y = rowQ[k] as number;
    rowP[k] = c * x - s * y;
    rowQ[k] = s * x + c * y;
  }
  rowP[q] = 0;
  rowQ[p] = 0;
  for (const row of v) turn(row, p, q, c, s);
}

function turn(row: number[], p: number, q: number, c: number, s: number): void {
  const x = row[p] as number;
  const y = row[q] as number;
  row[p] = c * x - s * y;
  row[q] = s * x + c * y;
}
