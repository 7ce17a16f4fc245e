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
  const place = new Int32Array(n);
  for (let i = 0; i < n; i += 1) place[i] = i;
  const clean = cleanSurvival(rows, place);
  if (!clean || scores.some((score) => score.length !== n)) {
    throw new RangeError('follow-up rows must be equally long, finite, and end after they begin');
  }
  const kept = clean.covariates[0]!;
  const { times, causes, exit, start } = timeAxis(clean);
  const width = causes + 1;
  const leaving = exit.map((t, i) => t * width + clean.event[i]!);
  const coded = scores.map((score) => codedScores(keptRows(score, kept, n)));
  const counts = countByColumn(coded, leaving, times.length * width);
  const entries = start && countByColumn(coded, start, times.length);
  return coded.map(({ axis }, q) => ({
    kind: 'survival',
    scores: axis,
    times,
    causes,
    counts: counts[q]!,
    ...(entries && { entries: entries[q]! }),
  }));
}

/** A score per row as a code, and the row of the table that each code stands for: the one past the axis if missing. */
type CodedScores = { axis: number[]; code: Uint8Array | Int32Array; rowOf: Int32Array };

function codedScores({ column, complete }: KeptRows): CodedScores {
  const axis = distinct(complete ? column : Array.from(column).filter((value) => !Number.isNaN(value)));
  if (column instanceof Uint8Array) {
    const rowOf = new Int32Array(256);
    axis.forEach((value, row) => (rowOf[value] = row));
    return { axis, code: column, rowOf };
  }
  const code = positions(axis, column);
  if (!complete) for (let i = 0; i < code.length; i += 1) if (Number.isNaN(column[i]!)) code[i] = axis.length;
  return { axis, code, rowOf: Int32Array.from({ length: axis.length + 1 }, (_, row) => row) };
}

/** For each column the table of score × cell, `block` cells per score. */
function countByColumn(columns: readonly CodedScores[], cell: Int32Array, block: number): Uint32Array[] {
  // One allocation for all tables: typed arrays are dear to allocate and cheap to view. Each ends with a block for
  // the missing, which no view contains.
  const ends = columns.map(() => 0);
  let size = 0;
  const offsets = columns.map(({ axis, rowOf }, q) => {
    const offset = rowOf.map((row) => size + row * block);
    size += (axis.length + 1) * block;
    ends[q] = size - block;
    return offset;
  });
  const counts = new Uint32Array(size);
  const n = cell.length;
  let q = 0;
  // Four tables per pass: increments of one table in a row would wait for each other.
  for (; q + 4 <= columns.length; q += 4) {
    const [a, b, c, d] = [columns[q]!.code, columns[q + 1]!.code, columns[q + 2]!.code, columns[q + 3]!.code];
    const [ofA, ofB, ofC, ofD] = [offsets[q]!, offsets[q + 1]!, offsets[q + 2]!, offsets[q + 3]!];
    for (let i = 0; i < n; i += 1) {
      const at = cell[i]!;
      counts[ofA[a[i]!]! + at]! += 1;
      counts[ofB[b[i]!]! + at]! += 1;
      counts[ofC[c[i]!]! + at]! += 1;
      counts[ofD[d[i]!]! + at]! += 1;
    }
  }
  for (; q < columns.length; q += 1) {
    const { code } = columns[q]!;
    const offset = offsets[q]!;
    for (let i = 0; i < n; i += 1) counts[offset[code[i]!]! + cell[i]!]! += 1;
  }
  return columns.map(({ axis }, k) => counts.subarray(ends[k]! - axis.length * block, ends[k]));
}

type KeptRows = { column: ArrayLike<number>; complete: boolean };

/** The scores of the rows whose follow-up is complete; NaN where a score is missing. */
function keptRows(score: Column, kept: Float64Array, n: number): KeptRows {
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
