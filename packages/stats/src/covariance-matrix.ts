import { exactlyConstant, meanOf } from './centred-sums.ts';
import type { Matrix } from './matrix.ts';

/** Covariance matrix (n − 1) of complete columns, by centring first; at least two rows. */
export function covarianceMatrix(columns: readonly (readonly number[])[]): Matrix {
  const n = columns[0]?.length ?? 0;
  const centred = columns.map((column) => {
    const mean = meanOf(column);
    return exactlyConstant(column) ? column.map(() => 0) : column.map((value) => value - mean);
  });
  return centred.map((a) =>
    centred.map((b) => a.reduce((sum, value, i) => sum + value * (b[i] as number), 0) / (n - 1)),
  );
}

/** Correlation matrix of a covariance matrix; a variable without variance gives NaN. */
export function correlationMatrix(covariance: readonly (readonly number[])[]): Matrix {
  const sd = covariance.map((row, i) => Math.sqrt(row[i] as number));
  return covariance.map((row, i) =>
    row.map((value, j) =>
      i === j && (sd[i] as number) > 0 ? 1 : value / ((sd[i] as number) * (sd[j] as number)),
    ),
  );
}
