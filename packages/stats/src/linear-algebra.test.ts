import { describe, expect, test } from 'vitest';
import {
  choleskyFactor,
  inversePositiveDefinite,
  logDeterminantFromFactor,
  solvePositiveDefinite,
} from './cholesky.ts';
import { multiply, transpose } from './matrix.ts';
import { leastSquares, withIntercept } from './qr-least-squares.ts';
import { findRoot } from './root-finding.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

const a = [
  [4, 2, 0.6],
  [2, 5, 1],
  [0.6, 1, 3],
];

describe('linear algebra', () => {
  test('a Cholesky factor multiplies back, solves, inverts and gives the determinant', () => {
    const l = choleskyFactor(a)!;
    expect(multiply(l, transpose(l)).flat()).toEqual(a.flat().map((v) => expect.closeTo(v, 14)));
    expect(solvePositiveDefinite(a, [6.6, 8, 4.6])).toEqual([1, 1, 1].map((v) => expect.closeTo(v, 14)));
    expect(multiply(inversePositiveDefinite(a)!, a).flat()).toEqual(
      [1, 0, 0, 0, 1, 0, 0, 0, 1].map((v) => expect.closeTo(v, 14)),
    );
    expect(logDeterminantFromFactor(l)).toBeCloseTo(Math.log(4 * 14 - 2 * (6 - 0.6) + 0.6 * (2 - 3)), 13);
    expect(
      choleskyFactor([
        [1, 1],
        [1, 1],
      ]),
    ).toBeUndefined();
  });
  test('eigenvalues and eigenvectors rebuild the matrix', () => {
    const { values, vectors } = symmetricEigen(a);
    const rebuilt = multiply(
      multiply(
        vectors,
        values.map((v, i) => values.map((_, j) => (i === j ? v : 0))),
      ),
      transpose(vectors),
    );
    expect(rebuilt.flat()).toEqual(a.flat().map((v) => expect.closeTo(v, 13)));
    expect(values[0]! >= values[1]! && values[1]! >= values[2]!).toBe(true);
  });
  test('least squares recovers an exact line, even far from zero, and refuses dependent columns', () => {
    const fit = leastSquares(withIntercept([[1e9 + 1], [1e9 + 2], [1e9 + 3], [1e9 + 5]]), [2, 4, 6, 10])!;
    expect(fit.coefficients[1]).toBeCloseTo(2, 6);
    expect(fit.leverages.reduce((s, h) => s + h, 0)).toBeCloseTo(2, 10);
    expect(
      leastSquares(
        [
          [1, 2],
          [2, 4],
          [3, 6],
        ],
        [1, 2, 3],
      ),
    ).toBeUndefined();
  });
  test('a root is found to the last digits', () => {
    expect(findRoot((x) => x * x - 2, 0, 2)).toBeCloseTo(Math.SQRT2, 14);
    expect(findRoot((x) => x * x + 1, 0, 2)).toBeUndefined();
  });
});
