import { notEstimable } from './checked-results.ts';
import { correlationOf, standardisedRows } from './comoments.ts';
import { completeRows, type Column } from './complete-rows.ts';
import { correlationEstimate, type LevelOption } from './correlation-interval.ts';
import { correlationT } from './pearson.ts';
import type { Estimated, NotEstimable, Tested } from './results.ts';

/**
 * The correlation of two variables with others held constant (linearly).
 *
 * Use it to ask whether a score says more than those already known. Assumes linear relations and independent
 * rows; rows with any missing value are left out.
 *
 * @param given the columns held constant; with none this is `pearson`
 * @returns unit r; TOO_FEW below given + 4 rows, NO_VARIANCE when nothing is left of x or y, SINGULAR when the
 *   given columns determine each other
 *
 * Source: correlation of least-squares residuals; Fisher z with standard error 1/√(n − given − 3).
 * R: `psych::partial.r`.
 * @example partialCorrelation([1, 2, 3, 4, 5, 7], [1, 3, 2, 4, 6, 5], [[1, 1, 2, 2, 3, 3]]).value
 */
export function partialCorrelation(
  x: Column,
  y: Column,
  given: readonly Column[],
  options: LevelOption = {},
): Estimated {
  return withFisherInterval(x, y, given, options, 'both', 'partial r, fisher z');
}

/**
 * The correlation of y with the part of x that the given columns do not explain (x residualised, y not).
 *
 * Its square is what x adds to R². Arguments and reasons as for `partialCorrelation`.
 * @example semipartialCorrelation([1, 2, 3, 4, 5, 7], [1, 3, 2, 4, 6, 5], [[1, 1, 2, 2, 3, 3]]).value
 */
export function semipartialCorrelation(
  x: Column,
  y: Column,
  given: readonly Column[],
  options: LevelOption = {},
): Estimated {
  return withFisherInterval(x, y, given, options, 'x', 'semipartial r, fisher z');
}

/**
 * t test that a partial (and so a semipartial) correlation is 0, with n − given − 2 degrees of freedom.
 *
 * @example partialCorrelationTest(questionA, rating, [questionB]).p
 */
export function partialCorrelationTest(x: Column, y: Column, given: readonly Column[]): Tested {
  const found = residualCorrelation(x, y, given, 'both', 3);
  if ('kind' in found) return found;
  return correlationT(found.r, found.n - 2 - given.length, found.n, 'partial t');
}

function withFisherInterval(
  x: Column,
  y: Column,
  given: readonly Column[],
  options: LevelOption,
  residualise: 'both' | 'x',
  method: string,
): Estimated {
  const found = residualCorrelation(x, y, given, residualise, 4);
  if ('kind' in found) return found;
  const se = 1 / Math.sqrt(found.n - given.length - 3);
  return correlationEstimate(found.r, se, found.n, options.level ?? 0.95, method);
}

function residualCorrelation(
  x: Column,
  y: Column,
  given: readonly Column[],
  residualise: 'both' | 'x',
  spare: number,
): { r: number; n: number } | NotEstimable {
  const rows = completeRows(x, y, ...given);
  if (!rows) return notEstimable('INVALID_INPUT', 0);
  const [u, v, ...controls] = rows.map(unitVector);
  const n = rows[0]!.length;
  const need = given.length + spare;
  if (n < need) return notEstimable(n === 0 ? 'EMPTY' : 'TOO_FEW', n, need);
  const basis: Float64Array[] = [];
  for (const control of controls) {
    if (!control || removeFrom(control, basis) < 1e-10) return notEstimable('SINGULAR', n);
    basis.push(unitVector(control)!);
  }
  if (!u || !v || removeFrom(u, basis) < 1e-10) return notEstimable('NO_VARIANCE', n);
  if (residualise === 'both' && removeFrom(v, basis) < 1e-10) return notEstimable('NO_VARIANCE', n);
  const r = correlationOf(standardisedRows(u, v));
  return r === undefined ? notEstimable('NO_VARIANCE', n) : { r, n };
}

/** Centred and of length 1, or undefined for a constant column. */
function unitVector(values: Float64Array): Float64Array | undefined {
  const { min, max } = range(values);
  if (values.length === 0 || min === max) return undefined;
  // A power of two keeps the values' digits and keeps squares in range.
  const scale = 2 ** Math.floor(Math.log2(Math.max(Math.abs(min), Math.abs(max)) || 1));
  const origin = min / scale;
  const result = values.map((value) => value / scale - origin);
  const mean = result.reduce((sum, value) => sum + value, 0) / result.length;
  const length = Math.sqrt(result.reduce((sum, value) => sum + (value - mean) ** 2, 0));
  return length > 0 ? result.map((value) => (value - mean) / length) : undefined;
}

/** Takes the span of an orthonormal basis out of a vector, twice for full precision; returns what is left of it. */
function removeFrom(vector: Float64Array, basis: readonly Float64Array[]): number {
  for (let pass = 0; pass < 2; pass += 1) {
    for (const direction of basis) {
      let along = 0;
      for (let i = 0; i < vector.length; i += 1) along += vector[i]! * direction[i]!;
      for (let i = 0; i < vector.length; i += 1) vector[i]! -= along * direction[i]!;
    }
  }
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}

function range(values: Float64Array): { min: number; max: number } {
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return { min, max };
}
