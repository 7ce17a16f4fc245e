/** Random rows and comparisons for the property tests. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { SurvivalRows } from './index.ts';

export const RUNS = { numRuns: 150 };

/** Values as they come: small whole numbers with ties, offsets, extreme scales, missing. */
export const value = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 5 }) },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 9 }).map((k) => 1e9 + k / 8) },
  { weight: 1, arbitrary: fc.constantFrom(1e300, -1e300, 1e-300, 5e-324, 0.1 + 0.2, 0.3, -0) },
  { weight: 1, arbitrary: fc.constantFrom(null, Number.NaN) },
);
export const columns = (width: number) =>
  fc
    .array(fc.tuple(...Array.from({ length: width }, () => value)), { maxLength: 24 })
    .map((rows) => Array.from({ length: width }, (_, j) => rows.map((row) => row[j] ?? null)));

export const followUpRow = fc.record({
  time: fc.integer({ min: 0, max: 9 }),
  event: fc.integer({ min: 0, max: 2 }),
  score: fc.integer({ min: 1, max: 5 }),
  other: fc.double({ min: -3, max: 3, noNaN: true }),
  cluster: fc.integer({ min: 0, max: 4 }),
  late: fc.boolean(),
});
export type Row = {
  time: number;
  event: number;
  score: number;
  other: number;
  cluster: number;
  late: boolean;
};
export const followUp = fc.array(followUpRow, { maxLength: 40 });
export const pick = <Key extends keyof Row>(rows: Row[], key: Key): Row[Key][] => rows.map((row) => row[key]);
export const rowsOf = (rows: Row[]): SurvivalRows => ({
  time: pick(rows, 'time'),
  event: pick(rows, 'event'),
});
export const withEntry = (rows: Row[]): SurvivalRows => ({
  ...rowsOf(rows),
  entry: rows.map((row) => (row.late ? row.time - 2 : -1)),
});

/** Fails on NaN, Infinity or undefined anywhere in a result. */
export function expectFinite(result: unknown, path = 'result'): void {
  if (typeof result === 'number') expect(Number.isFinite(result), `${path} is ${result}`).toBe(true);
  else if (ArrayBuffer.isView(result))
    [...(result as Float64Array)].forEach((item, i) => expectFinite(item, `${path}[${i}]`));
  else if (result !== null && typeof result === 'object') {
    for (const [key, item] of Object.entries(result)) expectFinite(item, `${path}.${key}`);
  } else expect(result, path).not.toBeUndefined();
}

/** Equal up to rounding, with the same statuses. */
export function expectAlike(a: unknown, b: unknown, tolerance = 1e-9): void {
  if (typeof a === 'number' && typeof b === 'number') {
    expect(Math.abs(a - b), `${a} against ${b}`).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(a)));
  } else if (a !== null && typeof a === 'object' && b !== null && typeof b === 'object') {
    expect(Object.keys(a)).toEqual(Object.keys(b));
    for (const key of Object.keys(a)) expectAlike((a as never)[key], (b as never)[key], tolerance);
  } else expect(a).toEqual(b);
}

/** A score from 1 to 5. */
export const level = fc.integer({ min: 1, max: 5 });
