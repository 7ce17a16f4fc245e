import { allFinite, notEstimable } from './checked-results.ts';
import { normalCdf } from './distributions.ts';
import type { Estimate, Estimated, NotEstimable } from './results.ts';

/** How often each score occurs in the population. */
export type ScoreLevels = readonly { score: number; count: number }[];

const LOG_TIME_SCALE = Math.PI / Math.sqrt(6);

/**
 * Of two people with different scores, how often the one scored higher does better, from a standardised
 * association with a time (proportional hazards).
 *
 * Use it to tell a correlation to people who do not read correlations. Assumes proportional hazards, and a straight
 * effect of the score. 0.5 is a coin toss.
 *
 * @param theta standardised association with a time (or a limit of its interval), positive = better; @param levels
 * score levels and counts of the population
 * @returns share of pairs, 0–1; not estimable: EMPTY, NO_COMPARABLE_PAIRS (one level), INVALID_INPUT
 * Source: P(T_a < T_c) = expit(β(a − c)) under proportional hazards; β = π/√6 · sinh(theta)/SD of the score.
 * @example
 * pairsWonByTime(0.2, [{ score: 1, count: 10 }, { score: 5, count: 10 }]);
 */
export function pairsWonByTime(theta: number, levels: ScoreLevels): number | NotEstimable {
  const sd = levelSd(levels);
  if (typeof sd !== 'number') return sd;
  const beta = (LOG_TIME_SCALE * Math.sinh(theta)) / sd;
  return averageOverPairs(theta, levels, (gap) => 1 / (1 + Math.exp(-beta * gap)));
}

/**
 * Of two people with different scores, how often the one scored higher is rated higher, from a standardised
 * association with a rating (normal scatter around a straight line).
 *
 * @param theta atanh of the correlation; @param levels score levels and counts of the population
 * @returns share of pairs, 0–1; not estimable as `pairsWonByTime`
 * Source: difference of two normals with common residual variance 1 − r².
 * @example
 * pairsWonByRating(Math.atanh(0.3), [{ score: 1, count: 10 }, { score: 5, count: 10 }]);
 */
export function pairsWonByRating(theta: number, levels: ScoreLevels): number | NotEstimable {
  const sd = levelSd(levels);
  if (typeof sd !== 'number') return sd;
  // r/√(1 − r²) = sinh(atanh r).
  const slope = Math.sinh(theta) / (sd * Math.SQRT2);
  return averageOverPairs(theta, levels, (gap) => normalCdf(slope * gap));
}

/**
 * A standardised estimate told as pairs, with its interval carried along.
 *
 * @param result unit r, from `standardisedEstimate`; @param levels of the population; @param outcome kind of outcome
 * @returns unit pairs, 0–1; not estimable as `pairsWonByTime`
 * @example
 * pairsEstimate(estimate, levels, 'time');
 */
export function pairsEstimate(result: Estimate, levels: ScoreLevels, outcome: 'time' | 'rating'): Estimated {
  const { value, low, high, n } = result;
  if (result.unit !== 'r' || low === 'not reached' || high === 'not reached')
    return notEstimable('INVALID_INPUT', n);
  const pairs = outcome === 'time' ? pairsWonByTime : pairsWonByRating;
  const [v, l, h] = [value, low, high].map((r) => pairs(Math.atanh(r), levels)) as [
    number | NotEstimable,
    number | NotEstimable,
    number | NotEstimable,
  ];
  if (typeof v !== 'number') return { ...v, n };
  if (typeof l !== 'number') return { ...l, n };
  if (typeof h !== 'number') return { ...h, n };
  return { ...result, unit: 'pairs', value: v, low: l, high: h, method: `${result.method}, as pairs` };
}

function levelSd(levels: ScoreLevels): number | NotEstimable {
  const total = levels.reduce((sum, level) => sum + level.count, 0);
  if (
    !allFinite(
      levels.map((level) => level.score),
      levels.map((level) => level.count),
    ) ||
    levels.some((level) => level.count < 0)
  )
    return notEstimable('INVALID_INPUT', 0);
  if (total === 0) return notEstimable('EMPTY', 0);
  const mean = levels.reduce((sum, level) => sum + (level.count / total) * level.score, 0);
  const sd = Math.sqrt(
    levels.reduce((sum, level) => sum + (level.count / total) * (level.score - mean) ** 2, 0),
  );
  return sd > 0 && Number.isFinite(sd) ? sd : notEstimable('NO_COMPARABLE_PAIRS', total);
}

function averageOverPairs(
  theta: number,
  levels: ScoreLevels,
  chance: (gap: number) => number,
): number | NotEstimable {
  if (Number.isNaN(theta)) return notEstimable('INVALID_INPUT', 0);
  let won = 0;
  let pairs = 0;
  for (const a of levels) {
    for (const c of levels) {
      if (!(a.score > c.score)) continue;
      const weight = a.count * c.count;
      pairs += weight;
      won += weight * chance(a.score - c.score);
    }
  }
  const share = won / pairs;
  return Number.isFinite(share) ? share : notEstimable('NO_COMPARABLE_PAIRS', 0);
}
