import type { ConcordanceSums } from './concordance-sums.ts';
import type { SurvivalCounts } from './count-tables.ts';
import { type GroupedRiskSets, groupedRiskSets } from './risk-sets.ts';

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
  const sets = groupedRiskSets(table, cause, 0);
  const weights = eventWeights(sets, tau, weighting);
  const sums = pairSums(sets, weights);
  const comparable = sums.concordant + sums.discordant + (withTies ? sums.tiedScore : 0);
  const somers = (sums.concordant - sums.discordant) / comparable;
  const squares = squaredInfluence(sets, weights, somers, withTies);
  return { ...sums, variance: squares / comparable / comparable / 4 };
}

/** Events of each time against those who stay longer. */
function pairSums(
  { groups, times, atRisk, events, deaths, allDeaths, n }: GroupedRiskSets,
  weights: readonly number[],
) {
  let concordant = 0;
  let discordant = 0;
  let tiedScore = 0;
  let tiedTime = 0;
  let tiedBoth = 0;
  for (let t = 0; t < times.length; t += 1) {
    const together = deaths[t]!;
    const weight = weights[t]!;
    if (together === 0 || weight === 0) continue;
    const first = t * groups;
    let total = -together;
    for (let s = 0; s < groups; s += 1) total += atRisk[first + s]!;
    let below = 0;
    let before = 0;
    let after = 0;
    let same = 0;
    let both = 0;
    for (let s = 0; s < groups; s += 1) {
      const d = events[first + s]!;
      const later = atRisk[first + s]! - d;
      before += d * below;
      after += d * (total - below - later);
      same += d * later;
      both += (d * (d - 1)) / 2;
      below += later;
    }
    concordant += weight * before;
    discordant += weight * after;
    tiedScore += weight * same;
    tiedBoth += weight * both;
    tiedTime += weight * ((together * (together - 1)) / 2 - both);
  }
  const rows = n.reduce((sum, number) => sum + number, 0);
  return { n: rows, events: allDeaths, concordant, discordant, tiedScore, tiedTime, tiedBoth };
}

/**
 * Σ over the rows of their squared surplus of concordant pairs, less what Somers' d expects: as the one with the
 * event, and as the later one of a pair.
 */
function squaredInfluence(
  { groups, times, atRisk, events, deaths }: GroupedRiskSets,
  weights: readonly number[],
  somers: number,
  withTies: boolean,
): number {
  /** Weighted events so far by score, and what they make of one more row that outlives them. */
  const seen = new Array<number>(groups).fill(0);
  const outliving = new Array<number>(groups).fill(0);
  let seenTotal = 0;
  let squares = 0;
  const end = times.length * groups;
  for (let t = 0; t < times.length; t += 1) {
    const first = t * groups;
    if (deaths[t]! > 0) {
      const weight = weights[t]!;
      let total = -deaths[t]!;
      for (let s = 0; s < groups; s += 1) total += atRisk[first + s]!;
      let below = 0;
      // Events of this time meet the earlier ones only, censored rows those of this time too.
      for (let s = 0; s < groups; s += 1) {
        const d = events[first + s]!;
        const later = atRisk[first + s]! - d;
        if (d > 0) {
          const above = total - below - later;
          const compared = withTies ? total : below + above;
          const influence = outliving[s]! + weight * (below - above - somers * compared);
          squares += d * influence * influence;
        }
        below += later;
      }
      seenTotal = 0;
      for (let s = 0; s < groups; s += 1) {
        seen[s]! += weight * events[first + s]!;
        seenTotal += seen[s]!;
      }
      let seenBelow = 0;
      for (let s = 0; s < groups; s += 1) {
        const same = seen[s]!;
        const above = seenTotal - seenBelow - same;
        outliving[s] = above - seenBelow - somers * (withTies ? seenTotal : seenBelow + above);
        seenBelow += same;
      }
    }
    for (let s = 0, cell = first; s < groups; s += 1, cell += 1) {
      const next = cell + groups;
      const censored = atRisk[cell]! - events[cell]! - (next < end ? atRisk[next]! : 0);
      if (censored > 0) squares += censored * outliving[s]! * outliving[s]!;
    }
  }
  return squares;
}

/** As in `concordance-sums.ts`: 0 after tau; for Uno the inverse squared chance of still being observed. */
function eventWeights(
  { groups, times, atRisk, deaths, allDeaths }: GroupedRiskSets,
  tau: number,
  weighting: 'none' | 'uno',
): number[] {
  const weights = new Array<number>(times.length).fill(1);
  if (weighting === 'none' && tau >= times[times.length - 1]!) return weights;
  const total = (t: number): number => {
    let sum = 0;
    for (let s = 0; s < groups; s += 1) sum += atRisk[t * groups + s]!;
    return sum;
  };
  const weighted = weighting === 'uno' && allDeaths > 1;
  let observed = 1;
  let here = times.length > 0 ? total(0) : 0;
  for (let t = 0; t < times.length; t += 1) {
    weights[t] = times[t]! > tau ? 0 : weighted ? 1 / (observed * observed) : 1;
    const next = t + 1 < times.length ? total(t + 1) : 0;
    const left = here - deaths[t]!;
    if (left > next) observed *= 1 - (left - next) / left;
    here = next;
  }
  return weights;
}
