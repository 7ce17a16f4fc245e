import { notEstimable, testResult } from './checked-results.ts';
import { correlationOf, standardisedRows } from './comoments.ts';
import { completeRows, type Column } from './complete-rows.ts';
import { normalTwoSided, tTwoSided } from './distributions.ts';
import type { Tested } from './results.ts';

/** Correlations of two predictors a and b with one outcome y, and with each other, on the same n rows. */
export type OverlappingCorrelations = { ya: number; yb: number; ab: number; n: number };

/** Six correlations of four variables on the same n rows; the question is whether r12 equals r34. */
export type SeparateCorrelations = {
  r12: number;
  r34: number;
  r13: number;
  r14: number;
  r23: number;
  r24: number;
  n: number;
};

/**
 * Does a predict y better than b: Williams' t test of two correlations that share a variable, two-sided.
 *
 * Use it instead of comparing intervals that overlap: the two correlations come from the same rows. Assumes
 * roughly multivariate normal data. Rows with any missing value are left out.
 *
 * @returns statistic t with n − 3 degrees of freedom, positive when r(y, a) is the larger; TOO_FEW below 4 rows,
 *   NO_VARIANCE for a constant column, SINGULAR when a and b are the same
 *
 * Source: Williams (1959), Steiger (1980) eq. 7. R: `psych::r.test(n, r12, r13, r23)`.
 * @example williamsTest(rating, questionA, questionB).p
 */
export function williamsTest(y: Column, a: Column, b: Column): Tested {
  const found = overlapping(y, a, b);
  return 'kind' in found ? found : williamsTestFromCorrelations(found);
}

/**
 * Williams' t from the three correlations.
 *
 * @example williamsTestFromCorrelations({ ya: 0.825, yb: 0.624, ab: 0.597, n: 30 }).statistic // 2.07
 */
export function williamsTestFromCorrelations({ ya, yb, ab, n }: OverlappingCorrelations): Tested {
  if (![ya, yb, ab].every(isCorrelation) || !Number.isFinite(n)) return notEstimable('INVALID_INPUT', 0);
  if (n < 4) return notEstimable('TOO_FEW', n, 4);
  const determinant = 1 - ya * ya - yb * yb - ab * ab + 2 * ya * yb * ab;
  const average = (ya + yb) / 2;
  const denominator = ((2 * (n - 1)) / (n - 3)) * determinant + average * average * (1 - ab) ** 3;
  if (!(denominator > 0)) return notEstimable('SINGULAR', n);
  const t = (ya - yb) * Math.sqrt(((n - 1) * (1 + ab)) / denominator);
  return testResult({ statistic: t, df: n - 3, p: tTwoSided(t, n - 3), n, method: 'williams t' });
}

/**
 * Does a predict y better than b, on Fisher's scale: Steiger's z with the pooled correlation, two-sided.
 *
 * Use it in place of Williams' t when n is large or results are to be combined. Arguments and reasons as there.
 *
 * Source: Steiger (1980) eq. 14. R: `cocor::cocor.dep.groups.overlap(test = 'steiger1980')`.
 * @example steigerTest(rating, questionA, questionB).p
 */
export function steigerTest(y: Column, a: Column, b: Column): Tested {
  const found = overlapping(y, a, b);
  return 'kind' in found ? found : steigerTestFromCorrelations(found);
}

/**
 * Steiger's z from the three correlations.
 *
 * @example steigerTestFromCorrelations({ ya: 0.5, yb: 0.3, ab: 0.4, n: 103 }).statistic
 */
export function steigerTestFromCorrelations({ ya, yb, ab, n }: OverlappingCorrelations): Tested {
  if (![ya, yb, ab].every(isCorrelation) || !Number.isFinite(n)) return notEstimable('INVALID_INPUT', 0);
  if (n < 4) return notEstimable('TOO_FEW', n, 4);
  const pooled = (ya + yb) / 2;
  const squared = pooled * pooled;
  const psi = ab * (1 - 2 * squared) - 0.5 * squared * (1 - 2 * squared - ab * ab);
  return steigerZ(ya, yb, psi / (1 - squared) ** 2, n);
}

/**
 * Are two correlations without a common variable, from the same rows, different: Steiger's z, two-sided.
 *
 * Use it for the same question asked of two outcomes and two predictors, or at two times.
 * Source: Steiger (1980) eq. 15. R: `cocor::cocor.dep.groups.nonoverlap(test = 'steiger1980')`.
 * @example steigerTestOfSeparateCorrelations({ r12: 0.5, r34: 0.3, r13: 0.2, r14: 0.1, r23: 0.1, r24: 0.2, n: 103 }).p
 */
export function steigerTestOfSeparateCorrelations(c: SeparateCorrelations): Tested {
  const { r12, r34, r13, r14, r23, r24, n } = c;
  if (![r12, r34, r13, r14, r23, r24].every(isCorrelation) || !Number.isFinite(n))
    return notEstimable('INVALID_INPUT', 0);
  if (n < 4) return notEstimable('TOO_FEW', n, 4);
  const p = (r12 + r34) / 2;
  const psi =
    0.5 *
    ((r13 - p * r23) * (r24 - r23 * p) +
      (r14 - r13 * p) * (r23 - p * r13) +
      (r13 - r14 * p) * (r24 - p * r14) +
      (r14 - p * r24) * (r23 - r24 * p));
  return steigerZ(r12, r34, psi / (1 - p * p) ** 2, n);
}

function steigerZ(first: number, second: number, covariance: number, n: number): Tested {
  const difference = Math.atanh(first) - Math.atanh(second);
  if (!(covariance < 1) || !Number.isFinite(difference)) return notEstimable('SINGULAR', n);
  const z = difference * Math.sqrt((n - 3) / (2 - 2 * covariance));
  return testResult({ statistic: z, p: normalTwoSided(z), n, method: 'steiger z' });
}

function overlapping(
  y: Column,
  a: Column,
  b: Column,
): OverlappingCorrelations | ReturnType<typeof notEstimable> {
  const rows = completeRows(y, a, b);
  if (!rows) return notEstimable('INVALID_INPUT', 0);
  const [u, v, w] = rows as [Float64Array, Float64Array, Float64Array];
  if (u.length === 0) return notEstimable('EMPTY', 0, 4);
  const ya = correlationOf(standardisedRows(u, v));
  const yb = correlationOf(standardisedRows(u, w));
  const ab = correlationOf(standardisedRows(v, w));
  if (ya === undefined || yb === undefined || ab === undefined) return notEstimable('NO_VARIANCE', u.length);
  return { ya, yb, ab, n: u.length };
}

const isCorrelation = (r: number): boolean => r >= -1 && r <= 1;
