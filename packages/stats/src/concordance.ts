import { estimate, notEstimable } from './checked-results.ts';
import { isCountTable } from './check-counts.ts';
import type { Column } from './complete-rows.ts';
import { concordanceFromCounts, type TableConcordance } from './concordance-from-counts.ts';
import { concordanceSums, type ConcordanceCells } from './concordance-sums.ts';
import { distinct, positions } from './count-scores.ts';
import type { SurvivalCounts } from './count-tables.ts';
import { normalCritical } from './distributions.ts';
import type { CauseOption } from './risk-sets.ts';
import type { Estimate, NotEstimable } from './results.ts';
import { cleanSurvival, type CleanSurvival, type SurvivalRows } from './survival-rows.ts';

export type ConcordanceOptions = CauseOption & {
  level?: number;
  /** Only events up to this time count; default all. */
  tau?: number;
  /** `later` (default `earlier`) when a higher score is expected to have the event later. */
  higherScore?: 'earlier' | 'later';
  /** Pairs with equal scores count one half (default), or not at all. */
  tiedScores?: 'half' | 'excluded';
};

/** C with the pairs behind it and its standard error. */
export type Concordance = Estimate & {
  standardError: number;
  /** Pairs (weighted for Uno's C): ordered as expected, opposite, tied on the score, on the time, on both. */
  pairs: { concordant: number; discordant: number; tiedScore: number; tiedTime: number; tiedBoth: number };
};

/**
 * Of two rows of which one is known to have had the event first, how often is it the one with the higher score
 * (ties count one half): Harrell's C for follow-up data.
 *
 * Use it to say how well a score orders times; 0.5 is no use. It depends on the censoring: with more than half
 * censored prefer `unoC`. Assumes independent rows; delayed entry is respected.
 *
 * @returns unit pairs, 0–1, interval symmetric and cut at 0 and 1; NO_COMPARABLE_PAIRS when no pair can be
 *   ordered, EMPTY, INVALID_INPUT
 *
 * Source: Harrell et al. (1982), standard error by the infinitesimal jackknife (Therneau). R:
 * `concordance(Surv(time, event) ~ score, reverse = TRUE)`.
 * @example harrellC({ time: [1, 2, 3, 4], event: [1, 1, 0, 1] }, [4, 2, 3, 1]).value // 0.8
 */
export function harrellC(
  rows: SurvivalRows,
  score: Column,
  options: ConcordanceOptions = {},
): Concordance | NotEstimable {
  return cOfRows(rows, score, options, 'none', 'harrell c');
}

/**
 * Harrell's C from a score × time × event table; not for tables with delayed entry (INVALID_INPUT).
 *
 * @example harrellCFromCounts(countSurvival({ time: [1, 2, 3, 4], event: [1, 1, 0, 1] }, [4, 2, 3, 1])).value // 0.8
 */
export function harrellCFromCounts(
  table: SurvivalCounts,
  options: ConcordanceOptions = {},
): Concordance | NotEstimable {
  return cOfCounts(table, options, 'none', 'harrell c');
}

/**
 * Harrell's C made independent of the censoring by weighting each event with the inverse squared chance of being
 * still observed then: Uno's C up to tau.
 *
 * Use it with heavy censoring; give `tau` inside the follow-up, where enough rows are still observed. Assumes
 * censoring unrelated to the score. No delayed entry.
 *
 * @returns as for `harrellC`
 *
 * Source: Uno et al. (2011); weights G(t−)^−2, events leave the risk set of the censoring curve first; the
 * standard error takes the weights as known. R: `concordance(..., timewt = 'n/G2', ymax = tau, reverse = TRUE)`.
 * @example unoC(followUp, score, { tau: 365 })
 */
export function unoC(
  rows: SurvivalRows,
  score: Column,
  options: ConcordanceOptions = {},
): Concordance | NotEstimable {
  if (rows.entry) return notEstimable('INVALID_INPUT', 0);
  return cOfRows(rows, score, options, 'uno', 'uno c');
}

/**
 * Uno's C from a score × time × event table.
 *
 * @example unoCFromCounts(countSurvival({ time, event }, score), { tau: 180 }).value
 */
export function unoCFromCounts(
  table: SurvivalCounts,
  options: ConcordanceOptions = {},
): Concordance | NotEstimable {
  return cOfCounts(table, options, 'uno', 'uno c');
}

function cOfRows(
  rows: SurvivalRows,
  score: Column,
  options: ConcordanceOptions,
  weighting: 'none' | 'uno',
  method: string,
): Concordance | NotEstimable {
  const clean = cleanSurvival(rows, score);
  if (!clean) return notEstimable('INVALID_INPUT', 0);
  return concordanceOf([cellsOfRows(clean, clean.covariates[0]!, options.cause)], options, weighting, method);
}

/** Rows as cells, one each, ordered by time. */
export function cellsOfRows(clean: CleanSurvival, score: Float64Array, cause?: number): ConcordanceCells {
  const scores = distinct(score);
  const times = distinct(clean.time);
  const position = positions(times, clean.time);
  const order = Int32Array.from({ length: clean.n }, (_, i) => i).sort((a, b) => position[a]! - position[b]!);
  const rank = positions(scores, score);
  const cells: ConcordanceCells = {
    levels: scores.length,
    time: order.map((i) => position[i]!),
    score: order.map((i) => rank[i]!),
    event: Uint8Array.from(order, (i) => (isEvent(clean.event[i]!, cause) ? 1 : 0)),
    count: new Float64Array(clean.n).fill(1),
    times,
    row: order,
  };
  return clean.entry ? { ...cells, entry: Float64Array.from(order, (i) => clean.entry![i]!) } : cells;
}

function cOfCounts(
  table: SurvivalCounts,
  options: ConcordanceOptions,
  weighting: 'none' | 'uno',
  method: string,
): Concordance | NotEstimable {
  if (!isCountTable(table) || table.entries) return notEstimable('INVALID_INPUT', 0);
  const { cause, tau = Infinity, tiedScores = 'half' } = options;
  if (table.scores.length <= FEW_SCORES) {
    return answer(
      concordanceFromCounts(table, cause, tau, weighting, tiedScores === 'half'),
      options,
      method,
    );
  }
  return concordanceOf([cellsOfCounts(table, cause)], options, weighting, method);
}

/** Up to this many scores comparing them all with each other is cheaper than a tree. */
const FEW_SCORES = 64;

function cellsOfCounts(table: SurvivalCounts, cause: number | undefined): ConcordanceCells {
  const { scores, times, causes, counts } = table;
  const time: number[] = [];
  const score: number[] = [];
  const event: number[] = [];
  const count: number[] = [];
  for (let t = 0; t < times.length; t += 1) {
    for (let s = 0; s < scores.length; s += 1) {
      const cell = (s * times.length + t) * (causes + 1);
      let happened = 0;
      let rest = 0;
      for (let code = 0; code <= causes; code += 1) {
        if (isEvent(code, cause)) happened += counts[cell + code]!;
        else rest += counts[cell + code]!;
      }
      for (const [kind, number] of [
        [1, happened],
        [0, rest],
      ] as const) {
        if (number === 0) continue;
        time.push(t);
        score.push(s);
        event.push(kind);
        count.push(number);
      }
    }
  }
  return {
    levels: scores.length,
    time: Int32Array.from(time),
    score: Int32Array.from(score),
    event: Uint8Array.from(event),
    count: Float64Array.from(count),
    times,
  };
}

const isEvent = (code: number, cause: number | undefined): boolean =>
  cause === undefined ? code > 0 : code === cause;

/** C over strata, for use inside the package. */
export function concordanceOf(
  strata: readonly ConcordanceCells[],
  options: ConcordanceOptions,
  weighting: 'none' | 'uno',
  method: string,
  clusters?: readonly Float64Array[],
): Concordance | NotEstimable {
  const { tau, tiedScores = 'half' } = options;
  const sums = concordanceSums(strata, tau, weighting, tiedScores);
  const variance = clusters ? varianceByCluster(strata, sums.influence, clusters) : sums.variance;
  return answer({ ...sums, variance }, options, method);
}

function answer(
  sums: TableConcordance,
  options: ConcordanceOptions,
  method: string,
): Concordance | NotEstimable {
  const { level = 0.95, higherScore = 'earlier', tiedScores = 'half', tau } = options;
  const { n } = sums;
  if (!(level > 0 && level < 1)) return notEstimable('INVALID_INPUT', n);
  if (n === 0) return notEstimable('EMPTY', 0);
  const ordered =
    higherScore === 'earlier' ? sums : { ...sums, concordant: sums.discordant, discordant: sums.concordant };
  const { concordant, discordant, tiedScore, tiedTime, tiedBoth } = ordered;
  const ties = tiedScores === 'half' ? tiedScore : 0;
  const total = concordant + discordant + ties;
  if (!(total > 0)) return notEstimable('NO_COMPARABLE_PAIRS', n);
  const value = (concordant + ties / 2) / total;
  const standardError = Math.sqrt(sums.variance);
  const half = normalCritical(level) * standardError;
  const result = estimate({
    unit: 'pairs',
    value,
    low: Math.max(0, value - half),
    high: Math.min(1, value + half),
    level,
    n,
    events: sums.events,
    method: tau === undefined ? method : `${method}, up to ${tau}`,
  });
  if (result.kind !== 'estimate') return result;
  return { ...result, standardError, pairs: { concordant, discordant, tiedScore, tiedTime, tiedBoth } };
}

/** The jackknife over clusters: influences of a cluster's rows are added before they are squared. */
function varianceByCluster(
  strata: readonly ConcordanceCells[],
  influence: readonly Float64Array[],
  clusters: readonly Float64Array[],
): number {
  const sums = new Map<number, number>();
  strata.forEach((cells, k) => {
    influence[k]!.forEach((value, c) => {
      const cluster = clusters[k]![cells.row![c]!]!;
      sums.set(cluster, (sums.get(cluster) ?? 0) + value);
    });
  });
  let variance = 0;
  for (const sum of sums.values()) variance += sum * sum;
  return variance;
}
