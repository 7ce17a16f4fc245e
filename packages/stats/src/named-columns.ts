import { allFinite, notEstimable } from './checked-results.ts';
import type { NotEstimable } from './results.ts';

/** A predictor with the name that its coefficient will carry. Values are complete: drop incomplete rows before. */
export type NamedColumn = { name: string; values: readonly number[] };

/** The reason why columns cannot be used with an outcome of n rows, if there is one. */
export function refuseColumns(columns: readonly NamedColumn[], n: number): NotEstimable | undefined {
  const shaped = columns.every(({ values }) => values.length === n && allFinite(values));
  const distinct = new Set(columns.map((column) => column.name)).size === columns.length;
  return shaped && distinct ? undefined : notEstimable('INVALID_INPUT', n);
}

/** Design matrix: a column of ones and the predictors. */
export const designMatrix = (columns: readonly NamedColumn[], n: number): number[][] =>
  Array.from({ length: n }, (_, i) => [1, ...columns.map((column) => column.values[i] as number)]);

export const INTERCEPT = '(Intercept)';
