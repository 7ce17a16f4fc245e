import { completeRows, isWhole, type Column, type WholeColumn } from './complete-rows.ts';
import type { ScoreOutcomeCounts } from './count-tables.ts';

/**
 * Counts rows by score and outcome. Rows with a missing value are left out.
 *
 * @throws RangeError when the columns differ in length or hold an infinite value
 * @example countScoreOutcome([1, 2, 2], [0, 1, 1]) // counts 1, 0 and 0, 2
 */
export function countScoreOutcome(scores: Column, outcomes: Column): ScoreOutcomeCounts {
  if (isWhole(scores) && isWhole(outcomes) && scores.length === outcomes.length) {
    const table = countWhole(scores, outcomes);
    if (table) return table;
  }
  const rows = completeRows(scores, outcomes);
  if (!rows) throw new RangeError('scores and outcomes must be equally long and finite');
  const [x, y] = rows as [Float64Array, Float64Array];
  const scoreAxis = distinct(x);
  const outcomeAxis = distinct(y);
  const counts = new Float64Array(scoreAxis.length * outcomeAxis.length);
  const row = positions(scoreAxis, x);
  const column = positions(outcomeAxis, y);
  for (let i = 0; i < x.length; i += 1) counts[row[i]! * outcomeAxis.length + column[i]!]! += 1;
  return { kind: 'score-outcome', scores: scoreAxis, outcomes: outcomeAxis, counts };
}

/** One pass over two columns of small whole numbers; undefined when their ranges are too wide for a dense table. */
function countWhole(x: WholeColumn, y: WholeColumn): ScoreOutcomeCounts | undefined {
  const across = wholeRange(x);
  const down = wholeRange(y);
  if (!across || !down || across.size * down.size > 100_000) return undefined;
  const size = across.size * down.size;
  // Two copies in turn: increments of one cell in a row would wait for each other.
  const cells = new Uint32Array(2 * size);
  const origin = across.low * down.size + down.low;
  let i = 0;
  for (; i + 1 < x.length; i += 2) {
    cells[x[i]! * down.size + y[i]! - origin]! += 1;
    cells[size + x[i + 1]! * down.size + y[i + 1]! - origin]! += 1;
  }
  if (i < x.length) cells[x[i]! * down.size + y[i]! - origin]! += 1;
  const at = (r: number, c: number): number => cells[r * down.size + c]! + cells[size + r * down.size + c]!;
  const rows = Array.from({ length: across.size }, (_, r) => r);
  const columns = Array.from({ length: down.size }, (_, c) => c);
  const usedRows = rows.filter((r) => columns.some((c) => at(r, c) > 0));
  const usedColumns = columns.filter((c) => rows.some((r) => at(r, c) > 0));
  return {
    kind: 'score-outcome',
    scores: usedRows.map((r) => across.low + r),
    outcomes: usedColumns.map((c) => down.low + c),
    counts: Float64Array.from(usedRows.flatMap((r) => usedColumns.map((c) => at(r, c)))),
  };
}

/** Distinct values, ascending. */
export function distinct(values: ArrayLike<number>): number[] {
  if (values instanceof Uint8Array) return distinctBytes(values);
  const range = wholeRange(values);
  if (range) {
    const seen = new Uint8Array(range.size);
    for (let i = 0; i < values.length; i += 1) seen[values[i]! - range.low] = 1;
    const result: number[] = [];
    for (let k = 0; k < range.size; k += 1) if (seen[k] === 1) result.push(range.low + k);
    return result;
  }
  const sorted = Float64Array.from(values).sort();
  const result: number[] = [];
  for (let i = 0; i < sorted.length; i += 1) {
    // −0 and 0 are one value.
    const value = sorted[i]! + 0;
    if (result.length === 0 || value !== result[result.length - 1]) result.push(value);
  }
  return result;
}

/** The index of each value on an ascending axis that contains it. */
export function positions(axis: readonly number[], values: ArrayLike<number>): Int32Array {
  const result = new Int32Array(values.length);
  const range = wholeRange(axis);
  if (range) {
    const place = new Int32Array(range.size);
    for (let k = 0; k < axis.length; k += 1) place[axis[k]! - range.low] = k;
    for (let i = 0; i < values.length; i += 1) result[i] = place[values[i]! - range.low]!;
    return result;
  }
  const index = new Map(axis.map((value, i) => [value, i]));
  for (let i = 0; i < values.length; i += 1) result[i] = index.get(values[i]! + 0) ?? -1;
  return result;
}

/** Lowest value and span, where all are whole numbers close together, as scores and days are. */
function wholeRange(values: ArrayLike<number>): { low: number; size: number } | undefined {
  if (values instanceof Uint8Array) return byteRange(values);
  let low = Infinity;
  let high = -Infinity;
  const whole = isWhole(values);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    if (!whole && !Number.isInteger(value)) return undefined;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const size = high - low + 1;
  return size >= 1 && size <= 100_000 ? { low: low + 0, size } : undefined;
}

/** Bytes, the usual scores, have a loop of their own: one that sees every kind of array takes several times as long. */
function distinctBytes(values: Uint8Array): number[] {
  const seen = new Uint8Array(256);
  for (let i = 0; i < values.length; i += 1) seen[values[i]!] = 1;
  const result: number[] = [];
  for (let k = 0; k < 256; k += 1) if (seen[k] === 1) result.push(k);
  return result;
}

function byteRange(values: Uint8Array): { low: number; size: number } | undefined {
  const used = distinctBytes(values);
  const low = used[0];
  return low === undefined ? undefined : { low, size: used[used.length - 1]! - low + 1 };
}
