import { cell, dot, transpose, zeros, type Matrix } from './matrix.ts';

export type LeastSquaresFit = {
  coefficients: number[];
  fitted: number[];
  residuals: number[];
  /** Diagonal of X (X'X)⁻¹ X'. */
  leverages: number[];
  /** (X'X)⁻¹. */
  inverseCrossProduct: Matrix;
  residualSumOfSquares: number;
};

/**
 * Least squares by a QR decomposition of the design matrix (rows = observations, intercept included by the caller).
 * Returns undefined when the columns are linearly dependent to 1e-10 of their own length, or rows < columns.
 */
export function leastSquares(
  x: readonly (readonly number[])[],
  y: readonly number[],
): LeastSquaresFit | undefined {
  const n = x.length;
  const p = x[0]?.length ?? 0;
  if (n < p || p === 0) return undefined;
  // Columns are scaled by powers of two to a common size so that 1e300-sized data do not overflow when squared.
  const raw = transpose(x);
  const scales = raw.map((column) => powerOfTwoNear(Math.max(...column.map(Math.abs))));
  const yScale = powerOfTwoNear(Math.max(...y.map(Math.abs), 0));
  const q = raw.map((column, j) => column.map((value) => value / (scales[j] as number)));
  const r = zeros(p, p);
  // Modified Gram–Schmidt twice ("twice is enough", Giraud & Langou 2002) gives Q orthonormal to working precision.
  for (let j = 0; j < p; j++) {
    const column = q[j] as number[];
    const before = Math.sqrt(dot(column, column));
    for (let pass = 0; pass < 2; pass++) {
      for (let k = 0; k < j; k++) {
        const other = q[k] as number[];
        const projection = dot(other, column);
        (r[k] as number[])[j] = cell(r, k, j) + projection;
        for (let i = 0; i < n; i++) column[i] = (column[i] as number) - projection * (other[i] as number);
      }
    }
    const length = Math.sqrt(dot(column, column));
    if (!(length > 1e-10 * before)) return undefined;
    (r[j] as number[])[j] = length;
    for (let i = 0; i < n; i++) column[i] = (column[i] as number) / length;
  }
  const residuals = y.map((value) => value / yScale);
  const rotated = new Array<number>(p).fill(0);
  for (let pass = 0; pass < 2; pass++) {
    for (let k = 0; k < p; k++) {
      const column = q[k] as number[];
      const projection = dot(column, residuals);
      rotated[k] = (rotated[k] as number) + projection;
      for (let i = 0; i < n; i++)
        residuals[i] = (residuals[i] as number) - projection * (column[i] as number);
    }
  }
  const rInverse = invertUpper(r);
  const coefficients = rInverse.map((row, j) => (dot(row, rotated) * yScale) / (scales[j] as number));
  const leverages = Array.from({ length: n }, (_, i) =>
    q.reduce((sum, column) => sum + (column[i] as number) ** 2, 0),
  );
  const unscaled = residuals.map((value) => value * yScale);
  return {
    coefficients,
    residuals: unscaled,
    fitted: y.map((value, i) => value - (unscaled[i] as number)),
    leverages,
    inverseCrossProduct: rInverse.map((a, i) =>
      rInverse.map((b, j) => dot(a, b) / (scales[i] as number) / (scales[j] as number)),
    ),
    residualSumOfSquares: dot(residuals, residuals) * yScale * yScale,
  };
}

/** Puts a column of ones before the given predictor rows. */
export const withIntercept = (rows: readonly (readonly number[])[]): Matrix => rows.map((row) => [1, ...row]);

function invertUpper(r: Matrix): Matrix {
  const p = r.length;
  const inverse = zeros(p, p);
  for (let j = 0; j < p; j++) {
    (inverse[j] as number[])[j] = 1 / cell(r, j, j);
    for (let i = j - 1; i >= 0; i--) {
      let sum = 0;
      for (let k = i + 1; k <= j; k++) sum += cell(r, i, k) * cell(inverse, k, j);
      (inverse[i] as number[])[j] = -sum / cell(r, i, i);
    }
  }
  return inverse;
}

const powerOfTwoNear = (size: number): number =>
  size > 0 && Number.isFinite(size) ? 2 ** Math.floor(Math.log2(size)) : 1;
