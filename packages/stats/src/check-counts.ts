import type { Counts, ScoreOutcomeCounts, SurvivalCounts } from './count-tables.ts';

/** True when a table has ascending finite axes, the right number of cells, and whole non-negative counts. */
export function isCountTable(table: ScoreOutcomeCounts | SurvivalCounts): boolean {
  if (!isAscending(table.scores)) return false;
  if (table.kind === 'score-outcome') {
    const cells = table.scores.length * table.outcomes.length;
    return isAscending(table.outcomes) && table.counts.length === cells && areCounts(table.counts);
  }
  const cells = table.scores.length * table.times.length;
  return (
    isAscending(table.times) &&
    Number.isInteger(table.causes) &&
    table.causes >= 1 &&
    table.counts.length === cells * (table.causes + 1) &&
    areCounts(table.counts) &&
    (table.entries === undefined || (table.entries.length === cells && areCounts(table.entries)))
  );
}

/** True when finite values ascend strictly. */
export function isAscending(values: readonly number[]): boolean {
  let before = -Infinity;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    if (!(value > before) || value === Infinity) return false;
    before = value;
  }
  return true;
}

function areCounts(counts: Counts): boolean {
  if (counts instanceof Uint32Array) return true;
  for (let i = 0; i < counts.length; i += 1) {
    const count = counts[i]!;
    if (!(count >= 0) || !Number.isSafeInteger(count)) return false;
  }
  return true;
}
