import { distinct, positions } from './count-scores.ts';
import type { ScoreOutcomeCounts } from './count-tables.ts';

/** The occupied cells of a cross table, by rank position of both values. */
export type RankCells = {
  rows: number;
  columns: number;
  row: Int32Array;
  column: Int32Array;
  count: Float64Array;
};

/** Distinct pairs of values with how often each occurs. */
export function rankCellsOfRows(x: Float64Array, y: Float64Array): RankCells {
  const xAxis = distinct(x);
  const yAxis = distinct(y);
  const i = positions(xAxis, x);
  const j = positions(yAxis, y);
  const order = Int32Array.from({ length: x.length }, (_, k) => k).sort(
    (a, b) => i[a]! - i[b]! || j[a]! - j[b]!,
  );
  const row: number[] = [];
  const column: number[] = [];
  const count: number[] = [];
  for (const k of order) {
    const last = count.length - 1;
    if (last >= 0 && row[last] === i[k] && column[last] === j[k]) count[last]! += 1;
    else {
      row.push(i[k]!);
      column.push(j[k]!);
      count.push(1);
    }
  }
  return cells(xAxis.length, yAxis.length, row, column, count);
}

/** The occupied cells of a score × outcome table. */
export function rankCellsOfCounts({ scores, outcomes, counts }: ScoreOutcomeCounts): RankCells {
  const row: number[] = [];
  const column: number[] = [];
  const count: number[] = [];
  for (let i = 0; i < scores.length; i += 1) {
    for (let j = 0; j < outcomes.length; j += 1) {
      const c = counts[i * outcomes.length + j]!;
      if (c === 0) continue;
      row.push(i);
      column.push(j);
      count.push(c);
    }
  }
  return cells(scores.length, outcomes.length, row, column, count);
}

function cells(rows: number, columns: number, row: number[], column: number[], count: number[]): RankCells {
  return {
    rows,
    columns,
    row: Int32Array.from(row),
    column: Int32Array.from(column),
    count: Float64Array.from(count),
  };
}
