import { bootstrapClusters, clusterMembers, type BootstrapOptions } from './bootstrap.ts';
import { estimate, finiteResult, notEstimable } from './checked-results.ts';
import { correlationEstimate } from './correlation-interval.ts';
import { pearson } from './pearson.ts';
import type { Estimated, NotEstimable } from './results.ts';
import type { GroupLabels } from './strata-means.ts';

export type ClusteredCorrelation = {
  kind: 'clustered-correlation';
  /** Interval from resampled clusters (BCa, or percentile where BCa does not exist). */
  bootstrap: Estimated;
  /** Fisher interval widened by the design effect. */
  widened: Estimated;
  /** Jackknife variance over clusters divided by the variance for independent rows (of atanh r); may be below 1. */
  designEffect: number;
  clusters: number;
};

/**
 * A correlation whose interval knows that rows belong to clusters such as clients.
 *
 * Use it with 15 clusters or more; with fewer both intervals tend to be too narrow, which the text beside them must
 * say. The widened interval never uses a design effect below 1.
 *
 * @param x @param y complete columns; @param clusters label per row; @param options seed or source, replicates, level
 * @returns unit r; not estimable: TOO_FEW (fewer than 2 clusters or 4 rows), NO_VARIANCE, INVALID_INPUT
 * Source: delete-one-cluster jackknife of atanh r (Efron & Stein 1981); cluster bootstrap (Davison & Hinkley 1997).
 * @example
 * clusteredCorrelation(score, rating, client, { random: 1 });
 */
export function clusteredCorrelation(
  x: readonly number[],
  y: readonly number[],
  clusters: GroupLabels,
  options: BootstrapOptions,
): ClusteredCorrelation | NotEstimable {
  const n = x.length;
  const level = options.level ?? 0.95;
  if (y.length !== n || clusters.length !== n) return notEstimable('INVALID_INPUT', n);
  const whole = pearson(x, y, { level });
  if (whole.kind === 'not-estimable') return whole;
  const r = (rows: ArrayLike<number>): number | undefined => {
    const result = pearson(
      Array.from(rows, (i) => x[i] as number),
      Array.from(rows, (i) => y[i] as number),
    );
    return result.kind === 'estimate' ? result.value : undefined;
  };
  const members = clusterMembers(clusters);
  if (members.length < 2) return notEstimable('TOO_FEW', n, 2);
  const z = members.map((_, left) =>
    Math.atanh(r(members.filter((__, g) => g !== left).flat()) ?? Number.NaN),
  );
  const mean = z.reduce((sum, value) => sum + value, 0) / z.length;
  const jackknife = ((z.length - 1) / z.length) * z.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const designEffect = jackknife * (n - 3);
  if (!Number.isFinite(designEffect)) return notEstimable('NO_VARIANCE', n);
  const summary = bootstrapClusters(clusters, r, options);
  const limits =
    summary.kind === 'bootstrap' ? ('kind' in summary.bca ? summary.percentile : summary.bca) : undefined;
  const name = summary.kind === 'bootstrap' && !('kind' in summary.bca) ? 'BCa' : 'percentile';
  return finiteResult(
    {
      kind: 'clustered-correlation',
      bootstrap: limits
        ? estimate({
            unit: 'r',
            value: whole.value,
            low: limits.low,
            high: limits.high,
            level,
            n,
            method: `pearson, cluster bootstrap ${name}`,
          })
        : (summary as NotEstimable),
      widened: correlationEstimate(
        whole.value,
        Math.sqrt(Math.max(1, designEffect) / (n - 3)),
        n,
        level,
        'pearson, fisher z with design effect',
      ),
      designEffect,
      clusters: members.length,
    },
    n,
  );
}
