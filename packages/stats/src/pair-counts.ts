import { notEstimable } from './checked-results.ts';
import { isCountTable } from './check-counts.ts';
import { completeRows, type Column } from './complete-rows.ts';
import type { ScoreOutcomeCounts } from './count-tables.ts';
import { ExactSum } from './exact-sum.ts';
import { rankCellsOfCounts, rankCellsOfRows, type RankCells } from './rank-cells.ts';
import type { NotEstimable } from './results.ts';

/** How the n(n − 1)/2 pairs of rows compare on two variables; each number is the double nearest to the exact count. */
export type PairCounts = {
  n: number;
  pairs: number;
  concordant: number;
  discordant: number;
  /** Pairs tied on x, including those tied on both. */
  tiedX: number;
  tiedY: number;
  tiedBoth: number;
};

/** Pair counts with what standard errors need, for use inside the package. */
export type PairSums = PairCounts & {
  /** concordant − discordant, subtracted before rounding. */
  difference: number;
  cells: RankCells;
  /** Per cell: rows that are concordant, and discordant, with a row of that cell. */
  concordantWith: Float64Array;
  discordantWith: Float64Array;
  rowTotals: Float64Array;
  columnTotals: Float64Array;
};

/**
 * Counts concordant, discordant and tied pairs of two columns, exactly, in O(n log n).
 *
 * Use it to see what is behind tau-b, gamma and Somers' d. Missing values are left out pairwise; EMPTY without
 * rows, INVALID_INPUT for columns of different length or infinite values.
 * @example pairCounts([1, 1, 2], [1, 2, 3]) // concordant 2, tiedX 1
 */
export function pairCounts(x: Column, y: Column): PairCounts | NotEstimable {
  const rows = completeRows(x, y);
  if (!rows) return notEstimable('INVALID_INPUT', 0);
  return rows[0]!.length === 0
    ? notEstimable('EMPTY', 0)
    : withoutSums(pairSums(rankCellsOfRows(rows[0]!, rows[1]!)));
}

/**
 * `pairCounts` from a score × outcome table.
 *
 * @example pairCountsFromCounts(countScoreOutcome([1, 1, 2], [1, 2, 3])).concordant // 2
 */
export function pairCountsFromCounts(table: ScoreOutcomeCounts): PairCounts | NotEstimable {
  if (!isCountTable(table)) return notEstimable('INVALID_INPUT', 0);
  const sums = pairSums(rankCellsOfCounts(table));
  return sums.n === 0 ? notEstimable('EMPTY', 0) : withoutSums(sums);
}

/** The sums of two columns, or undefined when they cannot be paired. */
export function pairSumsOfRows(x: Column, y: Column): PairSums | undefined {
  const rows = completeRows(x, y);
  return rows && pairSums(rankCellsOfRows(rows[0]!, rows[1]!));
}

/** The sums of a table, or undefined when it is not a count table. */
export function pairSumsOfCounts(table: ScoreOutcomeCounts): PairSums | undefined {
  return isCountTable(table) ? pairSums(rankCellsOfCounts(table)) : undefined;
}

/** Cells arrive in row order; a Fenwick tree over columns holds the rows seen so far (Knight 1966). */
function pairSums(cells: RankCells): PairSums {
  const { row, column, count } = cells;
  const rowTotals = new Float64Array(cells.rows);
  const columnTotals = new Float64Array(cells.columns);
  for (let c = 0; c < count.length; c += 1) {
    rowTotals[row[c]!]! += count[c]!;
    columnTotals[column[c]!]! += count[c]!;
  }
  const n = rowTotals.reduce((sum, total) => sum + total, 0);
  const concordantWith = new Float64Array(count.length);
  const discordantWith = new Float64Array(count.length);
  const concordant = new ExactSum();
  const discordant = new ExactSum();
  for (const direction of [1, -1]) {
    const tree = new Float64Array(cells.columns + 1);
    let seen = 0;
    const last = direction === 1 ? count.length : -1;
    for (let start = direction === 1 ? 0 : count.length - 1; start !== last; ) {
      let end = start;
      while (end !== last && row[end] === row[start]) end += direction;
      for (let c = start; c !== end; c += direction) {
        const below = sumTo(tree, column[c]!);
        const above = seen - sumTo(tree, column[c]! + 1);
        const [same, opposite] = direction === 1 ? [below, above] : [above, below];
        concordantWith[c]! += same;
        discordantWith[c]! += opposite;
        if (direction === 1) {
          concordant.addProduct(count[c]!, same);
          discordant.addProduct(count[c]!, opposite);
        }
      }
      for (let c = start; c !== end; c += direction) {
        addAt(tree, column[c]!, count[c]!);
        seen += count[c]!;
      }
      start = end;
    }
  }
  return {
    n,
    pairs: pairsWithin([n]),
    concordant: concordant.value(),
    discordant: discordant.value(),
    difference: concordant.minus(discordant),
    tiedX: pairsWithin(rowTotals),
    tiedY: pairsWithin(columnTotals),
    tiedBoth: pairsWithin(count),
    cells,
    concordantWith,
    discordantWith,
    rowTotals,
    columnTotals,
  };
}

function withoutSums(sums: PairSums): PairCounts {
  const { n, pairs, concordant, discordant, tiedX, tiedY, tiedBoth } = sums;
  return { n, pairs, concordant, discordant, tiedX, tiedY, tiedBoth };
}

/** Σ t(t − 1)/2. */
export function pairsWithin(totals: ArrayLike<number>): number {
  const sum = new ExactSum();
  for (let i = 0; i < totals.length; i += 1) {
    const t = totals[i]!;
    // One of the two factors is even, so halving it first stays exact.
    if (t % 2 === 0) sum.addProduct(t / 2, t - 1);
    else sum.addProduct(t, (t - 1) / 2);
  }
  return sum.value();
}

function addAt(tree: Float64Array, index: number, value: number): void {
  for (let i = index + 1; i < tree.length; i += i & -i) tree[i]! += value;
}

/** Sum of the first `size` entries. */
function sumTo(tree: Float64Array, size: number): number {
  let sum = 0;
  for (let i = size; i > 0; i -= i & -i) sum += tree[i]!;
  return sum;
}
