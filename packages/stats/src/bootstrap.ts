import { isCount, notEstimable } from './checked-results.ts';
import { multinomial } from './multinomial-draw.ts';
import {
  bootstrapSummary,
  type BootstrapSummary,
  type NearTies,
  type QuantileRule,
} from './bootstrap-interval.ts';
import type { NotEstimable } from './results.ts';
import { randomIndex, seededGenerator, type RandomSource } from './seeded-generator.ts';
import type { GroupLabels } from './strata-means.ts';

export type BootstrapOptions = {
  /** A seed for the package's generator, or any source of uniform numbers such as `minstd(1)`. */
  random: number | RandomSource;
  /** 2000 unless given; 5000 for exports. */
  replicates?: number;
  level?: number;
  quantiles?: QuantileRule;
  nearTies?: NearTies;
};

/** A statistic of rows, given by their numbers (which may repeat); undefined where it does not exist. */
export type RowStatistic = (rows: ArrayLike<number>) => number | undefined;

/**
 * Bootstrap intervals of any statistic of independent rows.
 *
 * Use BCa from about 20 rows; below, an interval by formula covers better. Replicate b uses draws b·n … b·n + n − 1
 * of the source, index = floor(u·n), so that `minstd` reproduces the same resamples in any language.
 *
 * @param n number of rows; @param statistic of row numbers 0 … n − 1; @param options source, replicates, level
 * @returns all three intervals; not estimable: EMPTY, NO_VARIANCE (statistic undefined on the data, or on more than
 * 5 % of replicates), INVALID_INPUT
 * Source: Efron 1987; Davison & Hinkley 1997.
 * @example
 * bootstrapRows(x.length, (rows) => mean(Array.from(rows, (i) => x[i])), { random: 1 });
 */
export function bootstrapRows(
  n: number,
  statistic: RowStatistic,
  options: BootstrapOptions,
): BootstrapSummary | NotEstimable {
  const refused = refuse(n, options);
  if (refused) return refused;
  const random = sourceOf(options.random);
  const all = Int32Array.from({ length: n }, (_, i) => i);
  const draw = (): Int32Array => Int32Array.from({ length: n }, () => randomIndex(random, n));
  return summarise(
    n,
    statistic(all),
    statistic,
    draw,
    (i) => statistic(all.filter((row) => row !== i)),
    options,
  );
}

/**
 * Bootstrap intervals when rows belong to clusters: whole clusters are drawn, whole clusters are left out.
 *
 * Use it with 15 clusters or more; with fewer the interval is too narrow. Clusters are numbered in ascending order
 * of their labels (numbers before text).
 *
 * @param clusters label of each row; @param statistic of row numbers; @param options as `bootstrapRows`
 * @returns as `bootstrapRows`; TOO_FEW with one cluster
 * Source: Davison & Hinkley 1997, §3.8.
 * @example
 * bootstrapClusters(client, (rows) => correlationOfRows(rows), { random: 1 });
 */
export function bootstrapClusters(
  clusters: GroupLabels,
  statistic: RowStatistic,
  options: BootstrapOptions,
): BootstrapSummary | NotEstimable {
  const refused = refuse(clusters.length, options);
  if (refused) return refused;
  const members = clusterMembers(clusters);
  const count = members.length;
  if (count < 2) return notEstimable('TOO_FEW', clusters.length, 2);
  const random = sourceOf(options.random);
  const rowsOf = (drawn: ArrayLike<number>): number[] =>
    Array.from(drawn, (g) => members[g] as number[]).flat();
  const all = Int32Array.from({ length: count }, (_, i) => i);
  const ofClusters = (drawn: ArrayLike<number>): number | undefined => statistic(rowsOf(drawn));
  const draw = (): Int32Array => Int32Array.from({ length: count }, () => randomIndex(random, count));
  return summarise(
    count,
    ofClusters(all),
    ofClusters,
    draw,
    (g) => ofClusters(all.filter((cluster) => cluster !== g)),
    options,
  );
}

/**
 * Bootstrap intervals of a statistic of a count table, such as score × outcome: cells are drawn from the
 * multinomial, in time that does not depend on the number of rows.
 *
 * Use it instead of `bootstrapRows` when the statistic depends on counts only: the distribution is the same, the
 * draws are not.
 *
 * @param counts whole numbers, one per cell in any order; @param statistic of such an array
 * @returns as `bootstrapRows`
 * Source: Efron 1979; conditional binomials for the multinomial.
 * @example
 * bootstrapCells([8, 2, 3, 7], ([a, b, c, d]) => Math.log((a * d) / (b * c)), { random: 1 });
 */
export function bootstrapCells(
  counts: readonly number[],
  statistic: (counts: readonly number[]) => number | undefined,
  options: BootstrapOptions,
): BootstrapSummary | NotEstimable {
  const n = counts.reduce((sum, count) => sum + count, 0);
  const refused = counts.every(isCount) ? refuse(n, options) : notEstimable('INVALID_INPUT', 0);
  if (refused) return refused;
  const random = sourceOf(options.random);
  const observed = statistic(counts);
  const { replicates = 2000 } = options;
  if (observed === undefined || !Number.isFinite(observed)) return notEstimable('NO_VARIANCE', n);
  const drawn = Array.from({ length: replicates }, () => statistic(multinomial(n, counts, random)));
  // Rows of one cell have the same influence, so each cell is left out once and counted as often as it has rows.
  const influence: number[] = [];
  for (const [cell, count] of counts.entries()) {
    if (count === 0) continue;
    const value = n > 1 ? statistic(counts.map((c, i) => (i === cell ? c - 1 : c))) : undefined;
    influence.push(value === undefined || !Number.isFinite(value) ? 0 : (n - 1) * (observed - value));
  }
  return bootstrapSummary(observed, drawn, repeatInfluence(influence, counts), options);
}

/** Influence values repeated in proportion to the counts, at most 10,000 in all (acceleration needs no more). */
function repeatInfluence(influence: readonly number[], counts: readonly number[]): number[] {
  const cells = counts.filter((count) => count > 0);
  const n = cells.reduce((sum, count) => sum + count, 0);
  const times = n <= 10_000 ? cells : cells.map((count) => Math.max(1, Math.round((10_000 * count) / n)));
  return influence.flatMap((value, i) => new Array<number>(times[i] as number).fill(value));
}

function summarise(
  units: number,
  observed: number | undefined,
  statistic: RowStatistic,
  draw: () => ArrayLike<number>,
  without: (unit: number) => number | undefined,
  options: BootstrapOptions,
): BootstrapSummary | NotEstimable {
  if (observed === undefined || !Number.isFinite(observed)) return notEstimable('NO_VARIANCE', units);
  const replicates = Array.from({ length: options.replicates ?? 2000 }, () => statistic(draw()));
  const influence = Array.from({ length: units }, (_, i) => {
    const value = without(i);
    // A unit without which the statistic does not exist says nothing about the skewness.
    return value === undefined || !Number.isFinite(value) ? 0 : (units - 1) * (observed - value);
  });
  return bootstrapSummary(observed, replicates, influence, options);
}

function refuse(
  n: number,
  { replicates = 2000, level = 0.95, random }: BootstrapOptions,
): NotEstimable | undefined {
  const valid =
    isCount(n) &&
    Number.isInteger(replicates) &&
    replicates >= 2 &&
    level > 0 &&
    level < 1 &&
    (typeof random === 'function' || Number.isFinite(random));
  if (!valid) return notEstimable('INVALID_INPUT', 0);
  return n === 0 ? notEstimable('EMPTY', 0) : undefined;
}

const sourceOf = (random: number | RandomSource): RandomSource =>
  typeof random === 'number' ? seededGenerator(random) : random;

/** Rows of each cluster, clusters in ascending order of their labels. */
export function clusterMembers(clusters: GroupLabels): number[][] {
  const members = new Map<string | number, number[]>();
  clusters.forEach((label, i) => {
    const known = members.get(label);
    if (known) known.push(i);
    else members.set(label, [i]);
  });
  const order = (a: string | number, b: string | number): number => {
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    if (typeof a === 'number') return -1;
    return typeof b === 'number' ? 1 : a < b ? -1 : a > b ? 1 : 0;
  };
  return [...members].sort(([a], [b]) => order(a, b)).map(([, rows]) => rows);
}
