import { notEstimable } from './checked-results.ts';
import type { NotEstimable } from './results.ts';
import type { StandardisedAssociation } from './standardised-association.ts';
import type { GroupLabels } from './strata-means.ts';

export type ClusterDesignEffect = {
  kind: 'design-effect';
  /** Factor on every variance; at least 1. */
  value: number;
  clusters: number;
  /** True when there were too few clusters to estimate it and 1 was used: say that it could not be checked. */
  unchecked: boolean;
  n: number;
  method: string;
};

/** Fewer clusters than this cannot show how much they differ. */
const FEWEST_CLUSTERS = 5;

/**
 * By how much associations vary between clusters (sites, clients) beyond what their standard errors say, estimated
 * once from several associations of the same outcome.
 *
 * Use it to widen every interval of one outcome; a single association's own cluster-robust error is too unstable
 * with about a dozen clusters. It is the mean leave-one-cluster-out jackknife variance (one step, from influence
 * values) over the mean variance, at least 1. Below 5 clusters it is 1 and `unchecked`.
 *
 * @param associations each with the cluster of each of its rows
 * @returns not estimable: EMPTY, NO_VARIANCE (all variances 0), INVALID_INPUT (cluster labels do not match rows)
 * Source: Kish 1965 (design effect); Efron & Stein 1981 (jackknife); measured in this project's simulations.
 * @example
 * clusterDesignEffect([{ association, clusters }]);
 */
export function clusterDesignEffect(
  associations: readonly {
    association: Pick<StandardisedAssociation, 'influence' | 'variance'>;
    clusters: GroupLabels;
  }[],
): ClusterDesignEffect | NotEstimable {
  const n = Math.max(0, ...associations.map(({ clusters }) => clusters.length));
  if (associations.length === 0) return notEstimable('EMPTY', 0);
  if (associations.some(({ association, clusters }) => association.influence.length !== clusters.length))
    return notEstimable('INVALID_INPUT', n);
  const count = Math.max(...associations.map(({ clusters }) => new Set(clusters).size));
  const method = 'cluster design effect, jackknife over model';
  if (count < FEWEST_CLUSTERS)
    return { kind: 'design-effect', value: 1, clusters: count, unchecked: true, n, method };
  const usable = associations.filter(({ clusters }) => new Set(clusters).size >= FEWEST_CLUSTERS);
  const jackknife = usable.reduce(
    (sum, { association, clusters }) => sum + jackknifeVariance(association.influence, clusters),
    0,
  );
  const expected = usable.reduce((sum, { association }) => sum + association.variance, 0);
  if (!(expected > 0) || !Number.isFinite(jackknife / expected)) return notEstimable('NO_VARIANCE', n);
  return {
    kind: 'design-effect',
    value: Math.max(1, jackknife / expected),
    clusters: count,
    unchecked: false,
    n,
    method,
  };
}

/**
 * What a standardised association would be without each cluster in turn (one step from the influence values).
 *
 * Use it to see whether a finding rests on one site.
 *
 * @returns one entry per cluster; INVALID_INPUT when labels do not match rows
 * @example
 * const rests = leaveOneClusterOut(association, clusters); // one theta per client
 */
export function leaveOneClusterOut(
  association: Pick<StandardisedAssociation, 'influence' | 'theta'>,
  clusters: GroupLabels,
): { cluster: string | number; theta: number }[] | NotEstimable {
  if (association.influence.length !== clusters.length) return notEstimable('INVALID_INPUT', clusters.length);
  return [...clusterSums(association.influence, clusters)].map(([cluster, sum]) => ({
    cluster,
    theta: association.theta - sum,
  }));
}

function jackknifeVariance(influence: readonly number[], clusters: GroupLabels): number {
  const sums = [...clusterSums(influence, clusters).values()];
  const mean = sums.reduce((total, value) => total + value, 0) / sums.length;
  return ((sums.length - 1) / sums.length) * sums.reduce((total, value) => total + (value - mean) ** 2, 0);
}

function clusterSums(influence: readonly number[], clusters: GroupLabels): Map<string | number, number> {
  const sums = new Map<string | number, number>();
  influence.forEach((value, i) =>
    sums.set(clusters[i] as string | number, (sums.get(clusters[i] as string | number) ?? 0) + value),
  );
  return sums;
}
