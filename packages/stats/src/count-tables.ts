/**
 * Count tables: everything the observed statistics need to know about any number of rows.
 *
 * Tables are dense typed arrays over ascending axes, and they add exactly: the table of a union is the sum of
 * the tables. A statistic computed from a table equals the one computed from the rows behind it.
 */

/** Counts of any integer or double typed array; whole numbers, zero or more. */
export type Counts = ArrayLike<number>;

/** How many rows have each combination of a score and an outcome. */
export type ScoreOutcomeCounts = {
  kind: 'score-outcome';
  /** Distinct score values, ascending. */
  scores: readonly number[];
  /** Distinct outcome values, ascending; 0 and 1 for a binary outcome. */
  outcomes: readonly number[];
  /** `counts[s * outcomes.length + o]`. */
  counts: Counts;
};

/** How many rows have each combination of a score, a time and what happened then. */
export type SurvivalCounts = {
  kind: 'survival';
  /** Distinct score values, ascending; a single value when there is no score. */
  scores: readonly number[];
  /** Distinct times, ascending, in one unit. */
  times: readonly number[];
  /** Number of kinds of event. Code 0 is censored, codes 1 to `causes` are the events. */
  causes: number;
  /** `counts[(s * times.length + t) * (causes + 1) + code]`. */
  counts: Counts;
  /**
   * Delayed entry: `entries[s * times.length + t]` rows come under observation right after `times[t]`. Rows that
   * are not counted here are observed from the beginning. The risk sets are exact; what needs each row's own
   * entry (standard errors of C) cannot be had from counts.
   */
  entries?: Counts;
};

/**
 * Number of rows behind a table.
 *
 * @example countTotal(countScoreOutcome([1, 2, 2], [0, 1, 1])) // 3
 */
export function countTotal(table: ScoreOutcomeCounts | SurvivalCounts): number {
  let total = 0;
  for (let i = 0; i < table.counts.length; i += 1) total += table.counts[i]!;
  return total;
}

/**
 * The table of the union of two disjoint sets of rows, exact for any shards.
 *
 * Axes may differ: the result has the union of both. Counts stay exact up to 2^53 per cell.
 *
 * @throws RangeError when two survival tables distinguish different numbers of causes
 * @example mergeCountTables(countScoreOutcome([1], [0]), countScoreOutcome([2], [1])).scores // [1, 2]
 */
export function mergeCountTables(a: ScoreOutcomeCounts, b: ScoreOutcomeCounts): ScoreOutcomeCounts;
export function mergeCountTables(a: SurvivalCounts, b: SurvivalCounts): SurvivalCounts;
export function mergeCountTables<Table extends ScoreOutcomeCounts | SurvivalCounts>(
  a: Table,
  b: Table,
): Table;
export function mergeCountTables(
  a: ScoreOutcomeCounts | SurvivalCounts,
  b: ScoreOutcomeCounts | SurvivalCounts,
): ScoreOutcomeCounts | SurvivalCounts {
  const scores = unionOf(a.scores, b.scores);
  if (a.kind === 'score-outcome' && b.kind === 'score-outcome') {
    const outcomes = unionOf(a.outcomes, b.outcomes);
    const counts = new Float64Array(scores.length * outcomes.length);
    for (const part of [a, b]) addCells(counts, scores, outcomes, 1, part.scores, part.outcomes, part.counts);
    return { kind: 'score-outcome', scores, outcomes, counts };
  }
  if (a.kind !== 'survival' || b.kind !== 'survival' || a.causes !== b.causes) {
    throw new RangeError('only tables of the same kind and the same causes can be merged');
  }
  const times = unionOf(a.times, b.times);
  const width = a.causes + 1;
  const counts = new Float64Array(scores.length * times.length * width);
  for (const part of [a, b]) addCells(counts, scores, times, width, part.scores, part.times, part.counts);
  const merged: SurvivalCounts = { kind: 'survival', scores, times, causes: a.causes, counts };
  if (!a.entries && !b.entries) return merged;
  const entries = new Float64Array(scores.length * times.length);
  for (const part of [a, b]) {
    if (part.entries) addCells(entries, scores, times, 1, part.scores, part.times, part.entries);
  }
  return { ...merged, entries };
}

/** Adds a row-major table (score × column × width) to one over larger axes. */
function addCells(
  target: Float64Array,
  scores: readonly number[],
  columns: readonly number[],
  width: number,
  partScores: readonly number[],
  partColumns: readonly number[],
  part: Counts,
): void {
  const rowOf = positionsIn(scores, partScores);
  const columnOf = positionsIn(columns, partColumns);
  for (let s = 0; s < partScores.length; s += 1) {
    for (let c = 0; c < partColumns.length; c += 1) {
      const from = (s * partColumns.length + c) * width;
      const to = (rowOf[s]! * columns.length + columnOf[c]!) * width;
      for (let k = 0; k < width; k += 1) target[to + k]! += part[from + k]!;
    }
  }
}

function unionOf(a: readonly number[], b: readonly number[]): number[] {
  return [...new Set([...a, ...b])].sort((x, y) => x - y);
}

function positionsIn(axis: readonly number[], values: readonly number[]): number[] {
  const position = new Map(axis.map((value, i) => [value, i]));
  return values.map((value) => position.get(value) ?? -1);
}
