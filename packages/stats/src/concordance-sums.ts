/**
 * Rows (or equal rows with a count) for concordance, ascending by time position. Scores are positions on the
 * ascending axis of distinct scores.
 */
export type ConcordanceCells = {
  levels: number;
  time: Int32Array;
  score: Int32Array;
  /** 1 for the event, 0 for censored. */
  event: Uint8Array;
  count: Float64Array;
  times: readonly number[];
  /** Delayed entry times of single rows. */
  entry?: Float64Array;
  /** Where each cell stood in the caller's rows. */
  row?: Int32Array;
};

export type ConcordanceSums = {
  n: number;
  events: number;
  /** Higher score, earlier event. */
  concordant: number;
  discordant: number;
  tiedScore: number;
  tiedTime: number;
  tiedBoth: number;
  /** Of C, by the infinitesimal jackknife. */
  variance: number;
  /** Influence on C per row, in cell order of each stratum. */
  influence: Float64Array[];
};

/**
 * Pairs over strata, compared within strata only. An event is compared with all rows at risk that end later, or
 * are censored at the same time. Two sweeps over time with Fenwick trees over scores: O(rows · log levels).
 */
export function concordanceSums(
  strata: readonly ConcordanceCells[],
  tau = Infinity,
  weighting: 'none' | 'uno' = 'none',
  tiedScores: 'half' | 'excluded' = 'half',
): ConcordanceSums {
  const totals = { n: 0, events: 0, concordant: 0, discordant: 0, tiedScore: 0, tiedTime: 0, tiedBoth: 0 };
  const parts = strata.map((cells) => {
    const weights = eventWeights(cells, tau, weighting);
    for (let c = 0; c < cells.count.length; c += 1) {
      totals.n += cells.count[c]!;
      totals.events += cells.event[c]! * cells.count[c]!;
    }
    return sweep(cells, weights, totals, tiedScores === 'half');
  });
  const comparable = totals.concordant + totals.discordant + (tiedScores === 'half' ? totals.tiedScore : 0);
  const somers = (totals.concordant - totals.discordant) / comparable;
  let variance = 0;
  const influence = parts.map(({ surplus, compared }, k) =>
    surplus.map((value, c) => {
      const share = (value - somers * compared[c]!) / comparable / 2;
      variance += strata[k]!.count[c]! * share * share;
      return share;
    }),
  );
  return { ...totals, variance, influence };
}

/** Weight of an event at each time position; 0 after tau. */
function eventWeights(cells: ConcordanceCells, tau: number, weighting: 'none' | 'uno'): Float64Array {
  const { times, time, event, count } = cells;
  const weights = new Float64Array(times.length);
  const leaving = new Float64Array(times.length);
  const censored = new Float64Array(times.length);
  let events = 0;
  for (let c = 0; c < count.length; c += 1) {
    leaving[time[c]!]! += count[c]!;
    if (event[c] === 0) censored[time[c]!]! += count[c]!;
    else events += count[c]!;
  }
  let atRisk = leaving.reduce((sum, number) => sum + number, 0);
  let observed = 1;
  for (let t = 0; t < times.length; t += 1) {
    weights[t] = times[t]! > tau ? 0 : weighting === 'uno' && events > 1 ? 1 / (observed * observed) : 1;
    // Events leave first, so the censoring at t is out of those that are left.
    const left = atRisk - (leaving[t]! - censored[t]!);
    if (censored[t]! > 0) observed *= 1 - censored[t]! / left;
    atRisk -= leaving[t]!;
  }
  return weights;
}

type Totals = Omit<ConcordanceSums, 'variance' | 'influence'>;

/** Adds the pairs of a stratum to the totals; per cell, concordant − discordant and all pairs that one row is in. */
function sweep(
  cells: ConcordanceCells,
  weights: Float64Array,
  totals: Totals,
  withTies: boolean,
): { surplus: Float64Array; compared: Float64Array } {
  const { levels, time, score, event, count, entry, times } = cells;
  const size = count.length;
  const surplus = new Float64Array(size);
  const compared = new Float64Array(size);
  const later = new Tree(levels);
  const entries = entry
    ? Int32Array.from({ length: size }, (_, c) => c).sort((a, b) => entry[b]! - entry[a]!)
    : undefined;
  let entered = 0;
  // Backwards: events against those who stay longer.
  for (let end = size - 1; end >= 0; ) {
    let start = end;
    while (start > 0 && time[start - 1] === time[end]) start -= 1;
    const weight = weights[time[end]!]!;
    for (let c = start; c <= end; c += 1) if (event[c] === 0) later.add(score[c]!, count[c]!);
    // Rows that come under observation at or after this time are not at risk at it.
    while (entries && entered < size && entry![entries[entered]!]! >= times[time[end]!]!) {
      const c = entries[entered]!;
      later.add(score[c]!, -count[c]!);
      entered += 1;
    }
    for (let c = start; c <= end; c += 1) {
      if (event[c] === 0 || weight === 0) continue;
      const below = later.below(score[c]!);
      const upTo = later.below(score[c]! + 1);
      surplus[c]! += weight * (below - (later.total - upTo));
      compared[c]! += weight * (withTies ? later.total : later.total - upTo + below);
      totals.concordant += weight * count[c]! * below;
      totals.discordant += weight * count[c]! * (later.total - upTo);
      totals.tiedScore += weight * count[c]! * (upTo - below);
    }
    addTimeTies(cells, start, end, weight, totals);
    for (let c = start; c <= end; c += 1) if (event[c] === 1) later.add(score[c]!, count[c]!);
    end = start - 1;
  }
  addAsLater(cells, weights, surplus, compared, withTies);
  return { surplus, compared };
}

/** Forwards: each row against the events before it, which happened while it was at risk. */
function addAsLater(
  cells: ConcordanceCells,
  weights: Float64Array,
  surplus: Float64Array,
  compared: Float64Array,
  withTies: boolean,
): void {
  const { levels, time, score, event, count, entry, times } = cells;
  const size = count.length;
  const seen = new Tree(levels);
  const entries = entry
    ? Int32Array.from({ length: size }, (_, c) => c).sort((a, b) => entry[a]! - entry[b]!)
    : undefined;
  let entered = 0;
  const credit = (c: number, sign: number): void => {
    const below = seen.below(score[c]!);
    const upTo = seen.below(score[c]! + 1);
    surplus[c]! += sign * (seen.total - upTo - below);
    compared[c]! += sign * (withTies ? seen.total : seen.total - upTo + below);
  };
  for (let start = 0; start < size; ) {
    let end = start;
    while (end + 1 < size && time[end + 1] === time[start]) end += 1;
    const weight = weights[time[start]!]!;
    // Events up to the entry happened before the row was observed; they are taken off again.
    while (entries && entered < size && entry![entries[entered]!]! < times[time[start]!]!)
      credit(entries[entered++]!, -1);
    for (let c = start; c <= end; c += 1) if (event[c] === 1) credit(c, 1);
    if (weight > 0)
      for (let c = start; c <= end; c += 1) if (event[c] === 1) seen.add(score[c]!, weight * count[c]!);
    for (let c = start; c <= end; c += 1) if (event[c] === 0) credit(c, 1);
    start = end + 1;
  }
}

/** Pairs of events at the same time, by whether their scores are equal too. */
function addTimeTies(
  cells: ConcordanceCells,
  start: number,
  end: number,
  weight: number,
  totals: Totals,
): void {
  if (weight === 0) return;
  const { score, event, count } = cells;
  const byScore = new Map<number, number>();
  let events = 0;
  for (let c = start; c <= end; c += 1) {
    if (event[c] === 0) continue;
    events += count[c]!;
    byScore.set(score[c]!, (byScore.get(score[c]!) ?? 0) + count[c]!);
  }
  if (events < 2) return;
  let both = 0;
  for (const number of byScore.values()) both += (number * (number - 1)) / 2;
  totals.tiedBoth += weight * both;
  totals.tiedTime += weight * ((events * (events - 1)) / 2 - both);
}

/** Counts by score with sums of everything below a score (Fenwick). */
class Tree {
  total = 0;
  private readonly sums: Float64Array;

  constructor(levels: number) {
    this.sums = new Float64Array(levels + 1);
  }

  add(score: number, value: number): void {
    this.total += value;
    for (let i = score + 1; i < this.sums.length; i += i & -i) this.sums[i]! += value;
  }

  below(score: number): number {
    let sum = 0;
    for (let i = score; i > 0; i -= i & -i) sum += this.sums[i]!;
    return sum;
  }
}
