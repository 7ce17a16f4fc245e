/**
 * Does an effect hold without any one client? The smallest effect with one client left out, as a share of the
 * effect with all of them.
 *
 * A client's own table is subtracted from the table of all (tables add exactly), so the hires are counted once
 * more in all, not once per client. Clients with less than 2 % of the hires cannot carry half of an effect and are
 * passed over.
 */
import type { ScoreOutcomeCounts, SurvivalCounts } from '@hindsight/stats';
import { type Counted, effectOf } from './association.ts';
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
  const hiresOf = new Map<number, number>();
  for (const row of cells.rows) {
    const client = frame.texts.client.codes[row]!;
    hiresOf.set(client, (hiresOf.get(client) ?? 0) + 1);
  }
  if (hiresOf.size < 2 || suspects.length === 0) return suspects.map(() => null);
  const smallest: number[] = suspects.map(() => Infinity);
  for (const [client, hires] of hiresOf) {
    if (hires < smallestShare * cells.rows.length) continue;
    const own = cellsWhere(cells, (row) => frame.texts.client.codes[row] === client);
    for (const [i, suspect] of suspects.entries()) {
      const { table, column } = suspect;
      const rest =
        table.kind === 'rows'
          ? rowsWhere(table, (at) => frame.texts.client.codes[table.rows[at]!] !== client)
          : without(table, countScores([column], own)[0]!);
      const effect = effectOf(rest, method, suspect.higherIsBetter);
      smallest[i] = Math.min(smallest[i]!, effect === null ? -Infinity : effect / suspect.effect);
    }
  }
  return smallest.map((share) => (share === Infinity ? null : share));
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
