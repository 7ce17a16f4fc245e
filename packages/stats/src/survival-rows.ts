import { completeRows, type Column } from './complete-rows.ts';

/**
 * Follow-up of n rows, in columns of equal length.
 *
 * A row is observed from `entry` (exclusive; from the beginning when there is none) to `time` (inclusive), when
 * the event with code `event` happened, or with code 0 nothing had happened yet. An event at a time comes before
 * a censoring at the same time. Missing values (null, NaN) leave the row out.
 */
export type SurvivalRows = { time: Column; event: Column; entry?: Column };

/** Complete rows with near-equal times made equal. */
export type CleanSurvival = {
  n: number;
  time: Float64Array;
  event: Float64Array;
  entry?: Float64Array;
  /** The further columns, in the order given. */
  covariates: Float64Array[];
};

/** Times closer than this share of their mean are one time: 0.1 + 0.2 is 0.3 (as R's `timefix`). */
const TIME_TOLERANCE = 1.4901161193847656e-8;

/**
 * Drops incomplete rows and checks the rest; undefined when columns differ in length, a value is infinite, an
 * event code is no whole number from 0 up, or a row ends before it begins.
 */
export function cleanSurvival(rows: SurvivalRows, ...covariates: Column[]): CleanSurvival | undefined {
  const given = rows.entry ? [rows.entry] : [];
  const columns = completeRows(rows.time, rows.event, ...given, ...covariates);
  if (!columns) return undefined;
  const [time, event, ...rest] = columns as [Float64Array, Float64Array, ...Float64Array[]];
  const entry = rows.entry ? rest.shift() : undefined;
  for (const code of event) if (!Number.isInteger(code) || code < 0 || code > 255) return undefined;
  const clean: CleanSurvival = { n: time.length, time, event, covariates: rest };
  tieNearTimes(entry ? [time, entry] : [time]);
  if (!entry) return clean;
  for (let i = 0; i < time.length; i += 1) if (!(entry[i]! < time[i]!)) return undefined;
  return { ...clean, entry };
}

/** Replaces, in place, times that differ by rounding alone by the smallest of them. */
function tieNearTimes(columns: Float64Array[]): void {
  if (columns.every((column) => column.every(Number.isInteger))) return;
  const all = new Float64Array(columns.reduce((sum, column) => sum + column.length, 0));
  columns.forEach((column, i) => all.set(column, i === 0 ? 0 : columns[0]!.length));
  const axis = [...new Set(all.sort())];
  const mean = axis.reduce((sum, time) => sum + Math.abs(time) / axis.length, 0);
  const replacement = new Map<number, number>();
  for (let i = 1; i < axis.length; i += 1) {
    const before = axis[i - 1]!;
    if (axis[i]! - before <= TIME_TOLERANCE * mean)
      replacement.set(axis[i]!, replacement.get(before) ?? before);
  }
  if (replacement.size === 0) return;
  for (const column of columns) {
    for (let i = 0; i < column.length; i += 1) column[i] = replacement.get(column[i]!) ?? column[i]!;
  }
}
