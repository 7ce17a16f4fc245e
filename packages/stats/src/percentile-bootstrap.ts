import { clusterMembers } from './bootstrap.ts';
import { isLevel, notEstimable } from './checked-results.ts';
import type { NotEstimable } from './results.ts';
import { randomIndex, seededGenerator } from './seeded-generator.ts';
import type { GroupLabels } from './strata-means.ts';
import { quantileType7 } from './quantile.ts';

export type PercentileOptions = { seed: number; clusters?: GroupLabels; replicates?: number; level?: number };

/** Percentile limits of a statistic of row numbers, resampling rows or whole clusters. */
export function percentileBootstrap(
  n: number,
  options: PercentileOptions,
  statistic: (rows: ArrayLike<number>) => number | undefined,
): { low: number; high: number } | NotEstimable {
  const { replicates = 2000, level = 0.95 } = options;
  if (
    !isLevel(level) ||
    (options.clusters && options.clusters.length !== n) ||
    !(replicates >= 1) ||
    !Number.isFinite(options.seed)
  )
    return notEstimable('INVALID_INPUT', n);
  const random = seededGenerator(options.seed);
  const members = clusterMembers(options.clusters ?? Array.from({ length: n }, (_, i) => i));
  const draw = (): number[] =>
    members.flatMap(() => members[randomIndex(random, members.length)] as number[]);
  const values: number[] = [];
  for (let b = 0; b < replicates; b++) {
    const value = statistic(draw());
    if (value !== undefined && Number.isFinite(value)) values.push(value);
  }
  if (values.length < 0.95 * replicates) return notEstimable('NO_VARIANCE', n);
  values.sort((a, b) => a - b);
  return { low: quantileType7(values, (1 - level) / 2), high: quantileType7(values, (1 + level) / 2) };
}
