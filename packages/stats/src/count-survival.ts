import type { Column } from './complete-rows.ts';
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

/** The table of clean rows, by the values of one column. */
export function survivalCountsOf(clean: CleanSurvival, score?: Float64Array): SurvivalCounts {
  const { n, time, event, entry } = clean;
  const scores = score ? distinct(score) : [0];
  const times = distinct(entry ? [...time, ...entry] : time);
  let causes = 1;
  for (const code of event) causes = Math.max(causes, code);
  const width = causes + 1;
  const row = score ? positions(scores, score) : new Int32Array(n);
  const exit = positions(times, time);
  const counts = new Float64Array(scores.length * times.length * width);
  for (let i = 0; i < n; i += 1) counts[(row[i]! * times.length + exit[i]!) * width + event[i]!]! += 1;
  const table: SurvivalCounts = { kind: 'survival', scores, times, causes, counts };
  if (!entry) return table;
  const start = positions(times, entry);
  const entries = new Float64Array(scores.length * times.length);
  for (let i = 0; i < n; i += 1) entries[row[i]! * times.length + start[i]!]! += 1;
  return { ...table, entries };
}
