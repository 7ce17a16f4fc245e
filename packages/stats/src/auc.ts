import { estimate, notEstimable, testResult } from './checked-results.ts';
import { isCountTable } from './check-counts.ts';
import { completeRows, type Column } from './complete-rows.ts';
import { distinct, positions } from './count-scores.ts';
import type { ScoreOutcomeCounts } from './count-tables.ts';
import { normalCritical, normalTwoSided } from './distributions.ts';
import type { Estimated, NotEstimable, Tested } from './results.ts';

export type AucOptions = {
  level?: number;
  /**
   * `delong`: symmetric, cut at 0 and 1, as R's pROC; `logit`: symmetric on the logit scale; default: logit when
   * the AUC is above .95 or below .05 or a class has fewer than 10 rows, otherwise DeLong.
   */
  interval?: 'delong' | 'logit';
};

/**
 * Of a row with outcome 1 and one with outcome 0, how often does the first have the higher score (ties count one
 * half): the area under the ROC curve.
 *
 * Use it for yes/no outcomes: 0.5 is no use, 1 a perfect order. Assumes independent rows.
 *
 * @param outcome 0 or 1 per row
 * @param score one value per row
 * @returns unit pairs, 0–1; ONE_GROUP_EMPTY when only one outcome occurs, TOO_FEW when a class has one row,
 *   EMPTY, INVALID_INPUT for outcomes other than 0 and 1
 *
 * Source: DeLong, DeLong & Clarke-Pearson (1988). Where their variance is 0 (perfect order), Wilson's interval
 * for as many independent pairs as the smaller class has rows. R: `pROC::ci.auc`.
 * @example auc([0, 0, 1, 1, 1], [1, 3, 2, 3, 4]).value // 0.75
 */
export function auc(outcome: Column, score: Column, options: AucOptions = {}): Estimated {
  const rows = binaryRows(outcome, score);
  return 'kind' in rows ? rows : aucEstimate(levelsOf(rows.outcome, rows.scores[0]!).levels, options);
}

/**
 * AUC from a score × outcome table with the outcomes 0 and 1.
 *
 * @example aucFromCounts(countScoreOutcome([1, 3, 2, 3, 4], [0, 0, 1, 1, 1])).value // 0.75
 */
export function aucFromCounts(table: ScoreOutcomeCounts, options: AucOptions = {}): Estimated {
  const levels = levelsOfCounts(table);
  return levels ? aucEstimate(levels, options) : notEstimable('INVALID_INPUT', 0);
}

/**
 * DeLong's variance of the AUC, 0 in a perfect order; for combining AUCs and for planning.
 *
 * Reasons as for `auc`. R: `pROC::var(roc, method = 'delong')`.
 * @example aucVariance([0, 0, 1, 1, 1], [1, 3, 2, 3, 4])
 */
export function aucVariance(outcome: Column, score: Column): number | NotEstimable {
  const rows = binaryRows(outcome, score);
  if ('kind' in rows) return rows;
  const placed = classes(levelsOf(rows.outcome, rows.scores[0]!).levels);
  return 'kind' in placed ? placed : placed.variance;
}

/**
 * Does a score separate the two outcomes at all: DeLong's normal test of AUC = ½, two-sided.
 *
 * Reasons as for `auc`, and NO_VARIANCE when DeLong's variance is 0.
 * @example aucTest([0, 0, 1, 1, 1], [1, 3, 2, 3, 4]).p
 */
export function aucTest(outcome: Column, score: Column): Tested {
  const rows = binaryRows(outcome, score);
  return 'kind' in rows ? rows : aucZ(levelsOf(rows.outcome, rows.scores[0]!).levels);
}

/**
 * `aucTest` from a score × outcome table.
 *
 * @example aucTestFromCounts(countScoreOutcome([1, 3, 2, 3, 4], [0, 0, 1, 1, 1])).p
 */
export function aucTestFromCounts(table: ScoreOutcomeCounts): Tested {
  const levels = levelsOfCounts(table);
  return levels ? aucZ(levels) : notEstimable('INVALID_INPUT', 0);
}

/**
 * Do two scores of the same rows separate the outcomes differently well: DeLong's paired test, two-sided.
 *
 * @returns statistic z, positive when the first score has the larger AUC; reasons as for `aucTest`
 * R: `pROC::roc.test(method = 'delong', paired = TRUE)`.
 * @example aucDifferenceTest(retained, questionA, questionB).p
 */
export function aucDifferenceTest(outcome: Column, first: Column, second: Column): Tested {
  const rows = binaryRows(outcome, first, second);
  if ('kind' in rows) return rows;
  const parts = rows.scores.map((score) => {
    const { levels, position } = levelsOf(rows.outcome, score);
    const placed = placements(levels);
    return { placed, position };
  });
  const [a, b] = parts as [(typeof parts)[0], (typeof parts)[0]];
  const n = rows.outcome.length;
  const gaps: [number[], number[]] = [[], []];
  for (let i = 0; i < n; i += 1) {
    if (rows.outcome[i] === 1) gaps[1].push(a.placed.ones[a.position[i]!]! - b.placed.ones[b.position[i]!]!);
    else gaps[0].push(a.placed.zeros[a.position[i]!]! - b.placed.zeros[b.position[i]!]!);
  }
  if (gaps[0].length < 2 || gaps[1].length < 2) return notEstimable('TOO_FEW', n, 2);
  const variance = gaps.reduce((sum, values) => sum + sampleVariance(values) / values.length, 0);
  if (!(variance > 0)) return notEstimable('NO_VARIANCE', n);
  const z = (a.placed.auc - b.placed.auc) / Math.sqrt(variance);
  return testResult({ statistic: z, p: normalTwoSided(z), n, method: 'delong paired z' });
}

/** Rows with outcome 1 and 0 at each distinct score, ascending. */
type Levels = { ones: Float64Array; zeros: Float64Array };

type Placements = {
  auc: number;
  ones: Float64Array;
  zeros: Float64Array;
  variance: number;
  n1: number;
  n0: number;
};

/** Share of the other class that a row of each level beats, and the DeLong variance. */
function placements({ ones, zeros }: Levels): Placements {
  const n1 = ones.reduce((sum, count) => sum + count, 0);
  const n0 = zeros.reduce((sum, count) => sum + count, 0);
  const onePlaces = new Float64Array(ones.length);
  const zeroPlaces = new Float64Array(ones.length);
  let zerosBelow = 0;
  let onesBelow = 0;
  let auc = 0;
  for (let s = 0; s < ones.length; s += 1) {
    onePlaces[s] = (zerosBelow + zeros[s]! / 2) / n0;
    zeroPlaces[s] = (n1 - onesBelow - ones[s]! / 2) / n1;
    auc += (ones[s]! / n1) * onePlaces[s]!;
    zerosBelow += zeros[s]!;
    onesBelow += ones[s]!;
  }
  let spread1 = 0;
  let spread0 = 0;
  for (let s = 0; s < ones.length; s += 1) {
    spread1 += ones[s]! * (onePlaces[s]! - auc) ** 2;
    spread0 += zeros[s]! * (zeroPlaces[s]! - auc) ** 2;
  }
  const variance = spread1 / (n1 - 1) / n1 + spread0 / (n0 - 1) / n0;
  return { auc, ones: onePlaces, zeros: zeroPlaces, variance, n1, n0 };
}

function aucEstimate(levels: Levels, { level = 0.95, interval }: AucOptions): Estimated {
  const placed = classes(levels);
  if ('kind' in placed) return placed;
  const { auc: value, variance, n1, n0 } = placed;
  const n = n1 + n0;
  if (!(level > 0 && level < 1)) return notEstimable('INVALID_INPUT', n);
  const z = normalCritical(level);
  const fields = { unit: 'pairs', value, level, n, events: n1 } as const;
  if (variance < 1e-28 || value === 0 || value === 1) {
    const pairs = Math.min(n1, n0);
    const bound = pairs / (pairs + z * z);
    const [low, high] = value > 0.5 ? [bound, 1] : value < 0.5 ? [0, 1 - bound] : [0, 1];
    return estimate({
      ...fields,
      low: Math.min(low, value),
      high: Math.max(high, value),
      method: 'auc, wilson on disjoint pairs',
    });
  }
  const se = Math.sqrt(variance);
  const scale = interval ?? (value > 0.95 || value < 0.05 || Math.min(n1, n0) < 10 ? 'logit' : 'delong');
  if (scale === 'delong') {
    return estimate({
      ...fields,
      low: Math.max(0, value - z * se),
      high: Math.min(1, value + z * se),
      method: 'auc, delong',
    });
  }
  const factor = Math.exp((z * se) / value / (1 - value));
  const odds = value / (1 - value);
  const shareOf = (o: number): number => (o === Infinity ? 1 : o / (1 + o));
  return estimate({
    ...fields,
    low: shareOf(odds / factor),
    high: shareOf(odds * factor),
    method: 'auc, delong, logit',
  });
}

function aucZ(levels: Levels): Tested {
  const placed = classes(levels);
  if ('kind' in placed) return placed;
  const n = placed.n1 + placed.n0;
  if (placed.variance < 1e-28) return notEstimable('NO_VARIANCE', n);
  const z = (placed.auc - 0.5) / Math.sqrt(placed.variance);
  return testResult({ statistic: z, p: normalTwoSided(z), n, method: 'auc, delong z' });
}

function classes(levels: Levels): Placements | NotEstimable {
  const placed = placements(levels);
  const n = placed.n1 + placed.n0;
  if (n === 0) return notEstimable('EMPTY', 0);
  if (placed.n1 === 0 || placed.n0 === 0) return notEstimable('ONE_GROUP_EMPTY', n);
  return placed.n1 < 2 || placed.n0 < 2 ? notEstimable('TOO_FEW', n, 2) : placed;
}

function binaryRows(
  outcome: Column,
  ...scores: Column[]
): { outcome: Float64Array; scores: Float64Array[] } | NotEstimable {
  const rows = completeRows(outcome, ...scores);
  if (!rows) return notEstimable('INVALID_INPUT', 0);
  const [binary, ...rest] = rows as [Float64Array, ...Float64Array[]];
  const n = binary.length;
  if (n === 0) return notEstimable('EMPTY', 0);
  let ones = 0;
  for (const value of binary) {
    if (value !== 0 && value !== 1) return notEstimable('INVALID_INPUT', n);
    ones += value;
  }
  return ones === 0 || ones === n ? notEstimable('ONE_GROUP_EMPTY', n) : { outcome: binary, scores: rest };
}

function levelsOf(outcome: Float64Array, score: Float64Array): { levels: Levels; position: Int32Array } {
  const axis = distinct(score);
  const position = positions(axis, score);
  const levels = { ones: new Float64Array(axis.length), zeros: new Float64Array(axis.length) };
  for (let i = 0; i < score.length; i += 1)
    (outcome[i] === 1 ? levels.ones : levels.zeros)[position[i]!]! += 1;
  return { levels, position };
}

function levelsOfCounts(table: ScoreOutcomeCounts): Levels | undefined {
  if (!isCountTable(table) || !table.outcomes.every((value) => value === 0 || value === 1)) return undefined;
  const width = table.outcomes.length;
  const column = (value: number): Float64Array => {
    const o = table.outcomes.indexOf(value);
    return Float64Array.from(table.scores, (_, s) => (o < 0 ? 0 : table.counts[s * width + o]!));
  };
  return { ones: column(1), zeros: column(0) };
}

function sampleVariance(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
