import { isWhole, type Column } from './complete-rows.ts';
import { distinct, positions } from './count-scores.ts';
import type { SurvivalCounts } from './count-tables.ts';
import { cleanSurvival, type CleanSurvival, type SurvivalRows } from './survival-rows.ts';

/**
 * Counts follow-up rows by score, time and event. Rows with a missing value are left out; without a score column
 * all rows share the score 0.
 *
 * @throws RangeError when the columns differ in length, a value is infinite, an event code is no whole number
 *   from 0 to 255, or a row ends before it begins
 * @example countSurvival({ time: [3, 5, 5], event: [1, 0, 1] }).times // [3, 5]
 */
export function countSurvival(rows: SurvivalRows, score?: Column): SurvivalCounts {
  const clean = cleanSurvival(rows, ...(score ? [score] : []));
  if (!clean) throw new RangeError('follow-up rows must be equally long, finite, and end after they begin');
  return survivalCountsOf(clean, clean.covariates[0]);
}

/**
 * One table per score column, counted in one pass over the follow-up; the same tables as `countSurvival` for each
 * score, except that all share one time axis.
 *
 * @throws RangeError as `countSurvival`
 * @example countSurvivalByColumn({ time, event }, [questionA, questionB]).length // 2
 */
export function countSurvivalByColumn(rows: SurvivalRows, scores: readonly Column[]): SurvivalCounts[] {
  const n = rows.time.length;
  const clean = cleanSurvival(
    rows,
    Int32Array.from({ length: n }, (_, i) => i),
  );
  if (!clean || scores.some((score) => score.length !== n)) {
    throw new RangeError('follow-up rows must be equally long, finite, and end after they begin');
  }
  const kept = clean.covariates[0]!;
  const { times, causes, exit, start } = timeAxis(clean);
  const width = causes + 1;
  const leaving = exit.map((t, i) => t * width + clean.event[i]!);
  return scores.map((score) => {
    const { column, complete } = keptRows(score, kept, n);
    const axis = distinct(complete ? column : Array.from(column).filter((value) => !Number.isNaN(value)));
    const row = positions(axis, column);
    // Plain arrays: many tables of this size are made, and allocating typed ones costs ten times as much.
    const counts = new Array<number>(axis.length * times.length * width).fill(0);
    const entries = start && new Array<number>(axis.length * times.length).fill(0);
    for (let i = 0; i < clean.n; i += 1) {
      if (!complete && Number.isNaN(column[i]!)) continue;
      const offset = row[i]! * times.length;
      counts[offset * width + leaving[i]!]! += 1;
      if (entries) entries[offset + start[i]!]! += 1;
    }
    return { kind: 'survival', scores: axis, times, causes, counts, ...(entries && { entries }) };
  });
}

/** The scores of the rows whose follow-up is complete; NaN where a score is missing. */
function keptRows(
  score: Column,
  kept: Float64Array,
  n: number,
): { column: ArrayLike<number>; complete: boolean } {
  if (isWhole(score) && kept.length === n) return { column: score, complete: true };
  const column = new Float64Array(kept.length);
  let complete = true;
  for (let i = 0; i < kept.length; i += 1) {
    const value = score[kept[i]!] ?? Number.NaN;
    column[i] = value;
    if (Number.isFinite(value)) continue;
    if (!Number.isNaN(value)) throw new RangeError('scores must be finite');
    complete = false;
  }
  return { column, complete };
}

function timeAxis({ time, event, entry }: CleanSurvival) {
  const times = distinct(entry ? [...time, ...entry] : time);
  let causes = 1;
  for (const code of event) causes = Math.max(causes, code);
  return { times, causes, exit: positions(times, time), start: entry && positions(times, entry) };
}

/** The table of clean rows, by the values of one column. */
export function survivalCountsOf(clean: CleanSurvival, score?: Float64Array): SurvivalCounts {
  const { n, event } = clean;
  const scores = score ? distinct(score) : [0];
  const { times, causes, exit, start } = timeAxis(clean);
  const width = causes + 1;
  const row = score ? positions(scores, score) : new Int32Array(n);
  const counts = new Float64Array(scores.length * times.length * width);
  for (let i = 0; i < n; i += 1) counts[(row[i]! * times.length + exit[i]!) * width + event[i]!]! += 1;
  const table: SurvivalCounts = { kind: 'survival', scores, times, causes, counts };
  if (!start) return table;
  const entries = new Float64Array(scores.length * times.length);
  for (let i = 0; i < n; i += 1) entries[row[i]! * times.length + start[i]!]! += 1;
  return { ...table, entries };
}
