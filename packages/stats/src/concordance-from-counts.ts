import type { ConcordanceSums } from './concordance-sums.ts';
import type { SurvivalCounts } from './count-tables.ts';

/** What `concordanceSums` says, for a table; influences of single rows do not exist here. */
export type TableConcordance = Omit<ConcordanceSums, 'influence'>;

/**
 * Pairs of a score × time × event table without delayed entry, compared score by score: O(times · scores²), for
 * tables with few scores. The same sums as `concordanceSums` over the cells.
 */
export function concordanceFromCounts(
  table: SurvivalCounts,
  cause: number | undefined,
  tau: number,
  weighting: 'none' | 'uno',
  withTies: boolean,
): TableConcordance {
  const length = table.times.length;
  const size = table.scores.length;
  const { events, censored } = cellsByTime(table, cause);
  const weights = eventWeights(table.times, size, events, censored, tau, weighting);
  const sums = { n: 0, events: 0, concordant: 0, discordant: 0, tiedScore: 0, tiedTime: 0, tiedBoth: 0 };
  const surplus = new Array<number>(size * length).fill(0);
  const compared = new Array<number>(size * length).fill(0);
  const later = new Array<number>(size).fill(0);
  for (let t = length - 1; t >= 0; t -= 1) {
    let total = 0;
    for (let s = 0; s < size; s += 1) {
      later[s]! += censored[t * size + s]!;
      total += later[s]!;
    }
    let below = 0;
    let together = 0;
    let both = 0;
    for (let s = 0; s < size; s += 1) {
      const cell = t * size + s;
      const d = events[cell]!;
      const same = later[s]!;
      sums.n += d + censored[cell]!;
      sums.events += d;
      if (d > 0) {
        const weight = weights[t]!;
        const above = total - below - same;
        sums.concordant += weight * d * below;
        sums.discordant += weight * d * above;
        sums.tiedScore += weight * d * same;
        surplus[cell] = weight * (below - above);
        compared[cell] = weight * (withTies ? total : below + above);
        together += d;
        both += (d * (d - 1)) / 2;
      }
      below += same;
    }
    sums.tiedBoth += weights[t]! * both;
    sums.tiedTime += weights[t]! * ((together * (together - 1)) / 2 - both);
    for (let s = 0; s < size; s += 1) later[s]! += events[t * size + s]!;
  }
  const comparable = sums.concordant + sums.discordant + (withTies ? sums.tiedScore : 0);
  const somers = (sums.concordant - sums.discordant) / comparable;
  const squares = squaredInfluence(
    size,
    length,
    events,
    censored,
    weights,
    surplus,
    compared,
    somers,
    withTies,
  );
  return { ...sums, variance: squares / comparable / comparable / 4 };
}

/** Forwards: adds what each cell is as the later row of a pair, and squares the sum of both. */
function squaredInfluence(
  size: number,
  length: number,
  events: number[],
  censored: number[],
  weights: number[],
  surplus: number[],
  compared: number[],
  somers: number,
  withTies: boolean,
): number {
  const seen = new Array<number>(size).fill(0);
  const nothing = new Array<number>(size * length).fill(0);
  let squares = 0;
  for (let t = 0; t < length; t += 1) {
    // Events of this time meet the earlier ones only, censored rows those of this time too.
    squares += squaresAt(t * size, seen, events, surplus, compared, somers, withTies);
    for (let s = 0; s < size; s += 1) seen[s]! += weights[t]! * events[t * size + s]!;
    squares += squaresAt(t * size, seen, censored, nothing, nothing, somers, withTies);
  }
  return squares;
}

function squaresAt(
  first: number,
  seen: number[],
  cells: number[],
  surplus: number[],
  compared: number[],
  somers: number,
  withTies: boolean,
): number {
  let total = 0;
  for (let s = 0; s < seen.length; s += 1) total += seen[s]!;
  let below = 0;
  let squares = 0;
  for (let s = 0; s < seen.length; s += 1) {
    const cell = first + s;
    const same = seen[s]!;
    const count = cells[cell]!;
    if (count > 0) {
      const above = total - below - same;
      const pairs = compared[cell]! + (withTies ? total : below + above);
      const influence = surplus[cell]! + above - below - somers * pairs;
      squares += count * influence * influence;
    }
    below += same;
  }
  return squares;
}

/** Events and censorings by time, then score. */
function cellsByTime(
  table: SurvivalCounts,
  cause: number | undefined,
): { events: number[]; censored: number[] } {
  const { causes, counts } = table;
  const length = table.times.length;
  const size = table.scores.length;
  const events = new Array<number>(size * length).fill(0);
  const censored = new Array<number>(size * length).fill(0);
  for (let s = 0; s < size; s += 1) {
    for (let t = 0; t < length; t += 1) {
      const from = (s * length + t) * (causes + 1);
      let happened = 0;
      let all = counts[from]!;
      for (let code = 1; code <= causes; code += 1) {
        const count = counts[from + code]!;
        all += count;
        if (cause === undefined || code === cause) happened += count;
      }
      events[t * size + s] = happened;
      censored[t * size + s] = all - happened;
    }
  }
  return { events, censored };
}

/** As in `concordance-sums.ts`: 0 after tau; for Uno the inverse squared chance of still being observed. */
function eventWeights(
  times: readonly number[],
  size: number,
  events: number[],
  censored: number[],
  tau: number,
  weighting: 'none' | 'uno',
): number[] {
  const sum = (column: number[], t: number): number => {
    let total = 0;
    for (let s = 0; s < size; s += 1) total += column[t * size + s]!;
    return total;
  };
  let atRisk = 0;
  let allEvents = 0;
  for (let t = 0; t < times.length; t += 1) {
    const d = sum(events, t);
    allEvents += d;
    atRisk += d + sum(censored, t);
  }
  const weighted = weighting === 'uno' && allEvents > 1;
  let observed = 1;
  return times.map((time, t) => {
    const weight = time > tau ? 0 : weighted ? 1 / (observed * observed) : 1;
    const d = sum(events, t);
    const c = sum(censored, t);
    if (c > 0) observed *= 1 - c / (atRisk - d);
    atRisk -= d + c;
    return weight;
  });
}
