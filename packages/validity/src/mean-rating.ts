import type { EstimatedOrMissing } from '@hindsight/domain';
import { comomentsFromCounts, type ScoreOutcomeCounts, tQuantile } from '@hindsight/stats';

/** The mean of the outcomes of a table (ratings, in points) with its t interval. */
export function meanRating(table: ScoreOutcomeCounts): EstimatedOrMissing {
  const moments = comomentsFromCounts(table);
  const n = moments?.n ?? 0;
  if (!moments || n < 2) return { kind: 'not-estimable', reason: n === 0 ? 'EMPTY' : 'TOO_FEW', n, need: 2 };
  const half = tQuantile(0.975, n - 1) * Math.sqrt(moments.m2Y / (n - 1) / n);
  const value = moments.meanY;
  return {
    kind: 'estimate',
    unit: 'points',
    value,
    low: value - half,
    high: value + half,
    level: 0.95,
    n,
    method: 'mean, t',
  };
}
