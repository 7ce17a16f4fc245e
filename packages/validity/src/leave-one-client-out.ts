/**
 * Does an effect hold without any one client? The smallest effect with one client left out, as a share of the
 * effect with all of them.
 *
 * A client's own table is subtracted from the table of all (tables add exactly), so the hires are counted once
 * more in all, not once per client. To save time, a client is passed over that has under 2 % of the hires who were
 * scored on the question and under 2 % of each of their results. Its share of all hires says nothing: a question may
 * be asked at one small client only, and a small client may have most of the events.
 */
import type { ScoreOutcomeCounts, SurvivalCounts } from '@hindsight/stats';
import { type Counted, effectOf } from './association.ts';
import { hasValue } from './code-column.ts';
import type { Frame } from './frame.ts';
import type { Method } from './method-table.ts';
import { cellsWhere, countScores, type OutcomeCells, rowsWhere, type ScoreColumn } from './score-counts.ts';

type Table = ScoreOutcomeCounts | SurvivalCounts;

export type Suspect = { column: ScoreColumn; table: Counted; higherIsBetter: boolean; effect: number };

const smallestShare = 0.02;

/** One number per suspect; null when all hires are of one client, −Infinity when nothing is left to estimate. */
export function smallestShareLeft(
  frame: Frame,
  suspects: readonly Suspect[],
  cells: OutcomeCells,
  method: Method,
): (number | null)[] {
  const { codes } = frame.texts.client;
  const clients = [...new Set(Array.from(cells.rows, (row) => codes[row]!))];
  if (clients.length < 2 || suspects.length === 0) return suspects.map(() => null);
  const weights = suspects.map(({ column }) => clientWeights(frame, column, cells));
  const smallest: number[] = suspects.map(() => Infinity);
  for (const client of clients) {
    const weighty = suspects.flatMap((suspect, i) =>
      weights[i]![client]! >= smallestShare ? [{ i, suspect }] : [],
    );
    if (weighty.length === 0) continue;
    const own = cellsWhere(cells, (row) => codes[row] === client);
    for (const { i, suspect } of weighty) {
      const { table, column } = suspect;
      const rest =
        table.kind === 'rows'
          ? rowsWhere(table, (at) => codes[table.rows[at]!] !== client)
          : without(table, countScores([column], own)[0]!);
      const effect = effectOf(rest, method, suspect.higherIsBetter);
      smallest[i] = Math.min(smallest[i]!, effect === null ? -Infinity : effect / suspect.effect);
    }
  }
  return smallest.map((share) => (share === Infinity ? null : share));
}

/**
 * By client code: its share of the hires scored on one question or, where larger, of those with one of two results
 * (happened or not, yes or no).
 */
function clientWeights(frame: Frame, column: ScoreColumn, cells: OutcomeCells): Float64Array {
  const { codes, values } = frame.texts.client;
  const resultOf = twoResults(cells);
  const tallies = [0, 1, 2].map(() => new Uint32Array(values.length));
  const totals = [0, 0, 0];
  const add = (tally: number, client: number): void => {
    tallies[tally]![client]! += 1;
    totals[tally]! += 1;
  };
  for (let i = 0; i < cells.rows.length; i += 1) {
    const row = cells.rows[i]!;
    if (!hasValue(column, row)) continue;
    add(2, codes[row]!);
    if (resultOf) add(resultOf(cells.cells[i]!), codes[row]!);
  }
  return Float64Array.from(values, (_, client) =>
    Math.max(...tallies.map((tally, t) => (totals[t]! > 0 ? tally[client]! / totals[t]! : 0))),
  );
}

/** Which of two results a cell is; undefined for ratings, which have more. */
function twoResults(cells: OutcomeCells): ((cell: number) => 0 | 1) | undefined {
  if (cells.kind === 'time') return (cell) => (cell % (cells.causes + 1) === 1 ? 1 : 0);
  return cells.outcomes.length === 2 ? (cell) => (cell === 1 ? 1 : 0) : undefined;
}

/** The table of all rows that are in `all` and not in `part`; axes are those of `all`. */
function without(all: Table, part: Table): Table {
  const taken = (counts: ArrayLike<number>, own: ArrayLike<number>): Float64Array => {
    const width = all.scores.length === 0 ? 0 : counts.length / all.scores.length;
    const left = Float64Array.from(counts);
    for (const [s, score] of part.scores.entries()) {
      const at = all.scores.indexOf(score);
      for (let i = 0; i < width; i += 1) left[at * width + i]! -= own[s * width + i]!;
    }
    return left;
  };
  const rest = { ...all, counts: taken(all.counts, part.counts) };
  return rest.kind === 'survival' && rest.entries && part.kind === 'survival' && part.entries
    ? { ...rest, entries: taken(rest.entries, part.entries) }
    : rest;
}
