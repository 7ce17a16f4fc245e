import { finiteResult, notEstimable } from './checked-results.ts';
import { normalCdf, normalQuantile } from './distributions.ts';
import { quantileType7 } from './quantile.ts';
import type { NotEstimable } from './results.ts';

export type BootstrapLimits = { low: number; high: number };

export type BootstrapSummary = {
  kind: 'bootstrap';
  /** The statistic on the data as they are. */
  observed: number;
  /** Defined replicates in the order drawn. */
  replicates: number[];
  /** Replicates in which the statistic does not exist. */
  undefinedReplicates: number;
  percentile: BootstrapLimits;
  basic: BootstrapLimits;
  /** Not estimable when every replicate is on one side of the observed value. */
  bca: (BootstrapLimits & { z0: number; acceleration: number; levels: [number, number] }) | NotEstimable;
  standardError: number;
  mean: number;
};

/**
 * `type7` interpolates order statistics linearly. `normal scale` is the interpolation of R's boot.ci: positions
 * (R + 1)·p, between neighbours on the scale of normal quantiles.
 */
export type QuantileRule = 'type7' | 'normal scale';

/** Replicates nearer to the observed value than this count as equal to it. */
const NEAR_TIE = 1e-12;

/**
 * How replicates equal to the observed value count for the bias correction: `half` below it, or (`strict`) not at
 * all, as R's boot.ci counts them.
 */
export type NearTies = 'half' | 'strict';

/**
 * Percentile, basic and BCa limits from replicates and delete-one values that were drawn elsewhere.
 *
 * Use the functions `bootstrapRows`, `bootstrapClusters` and `bootstrapCells` unless the replicates come from
 * another program. More than 5 % undefined replicates: not estimable; fall back to an interval by formula.
 *
 * @param observed statistic on the data; @param replicates its bootstrap values, undefined where it does not exist;
 * @param influence (n − 1)·(observed − delete-one value) for each unit; @param options level, quantile rule (`type7`), near ties
 * (`half`)
 * @returns not estimable: TOO_FEW (fewer than 2 replicates), NO_VARIANCE (more than 5 % undefined)
 * Source: Efron 1987, JASA 82:171–185; Davison & Hinkley 1997. R: boot::boot.ci for the normal-scale rule.
 * @example
 * bootstrapSummary(0.5, [0.4, 0.6, 0.5, 0.45], [0.1, -0.1, 0.05]);
 */
export function bootstrapSummary(
  observed: number,
  replicates: readonly (number | undefined)[],
  influence: readonly number[],
  options: { level?: number; quantiles?: QuantileRule; nearTies?: NearTies } = {},
): BootstrapSummary | NotEstimable {
  const { level = 0.95, quantiles = 'type7' } = options;
  const n = influence.length;
  if (!(level > 0 && level < 1) || !Number.isFinite(observed)) return notEstimable('INVALID_INPUT', n);
  const defined = replicates.filter(
    (value): value is number => value !== undefined && Number.isFinite(value),
  );
  if (defined.length < 2) return notEstimable('TOO_FEW', n, 2);
  const undefinedReplicates = replicates.length - defined.length;
  if (undefinedReplicates > 0.05 * replicates.length) return notEstimable('NO_VARIANCE', n);
  const sorted = [...defined].sort((a, b) => a - b);
  const at = (p: number): number =>
    quantiles === 'type7' ? quantileType7(sorted, p) : normalScaleQuantile(sorted, p);
  const tail = (1 - level) / 2;
  const [low, high] = [at(tail), at(1 - tail)];
  const mean = defined.reduce((sum, value) => sum + value / defined.length, 0);
  const squares = defined.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const levels = adjustedLevels(observed, defined, influence, tail, options.nearTies ?? 'half');
  return finiteResult(
    {
      kind: 'bootstrap',
      observed,
      replicates: defined,
      undefinedReplicates,
      percentile: { low, high },
      basic: { low: 2 * observed - high, high: 2 * observed - low },
      bca: 'kind' in levels ? levels : { low: at(levels.levels[0]), high: at(levels.levels[1]), ...levels },
      standardError: Math.sqrt(squares / (defined.length - 1)),
      mean,
    },
    n,
  );
}

/** Bias correction z0, acceleration and the percentile levels of the BCa limits. */
function adjustedLevels(
  observed: number,
  replicates: readonly number[],
  influence: readonly number[],
  tail: number,
  nearTies: NearTies,
): { z0: number; acceleration: number; levels: [number, number] } | NotEstimable {
  const below = replicates.filter((value) => value < observed - NEAR_TIE).length;
  const near = replicates.filter((value) => Math.abs(value - observed) <= NEAR_TIE).length;
  const share = (below + (nearTies === 'half' ? near / 2 : 0)) / replicates.length;
  if (share === 0 || share === 1) return notEstimable('NO_VARIANCE', influence.length);
  const z0 = normalQuantile(share);
  const scale = Math.max(...influence.map(Math.abs), 0);
  const relative = influence.map((value) => (scale > 0 ? value / scale : 0));
  const squares = relative.reduce((sum, value) => sum + value ** 2, 0);
  const acceleration =
    squares > 0 ? relative.reduce((sum, value) => sum + value ** 3, 0) / (6 * squares ** 1.5) : 0;
  const level = (p: number): number => {
    const z = z0 + normalQuantile(p);
    return normalCdf(z0 + z / (1 - acceleration * z));
  };
  const levels: [number, number] = [level(tail), level(1 - tail)];
  return levels.every(Number.isFinite)
    ? { z0, acceleration, levels }
    : notEstimable('OUT_OF_RANGE', influence.length);
}

/** Quantile of sorted replicates as boot.ci interpolates it; beyond the ends the end itself. */
function normalScaleQuantile(sorted: readonly number[], p: number): number {
  const r = sorted.length;
  const rank = (r + 1) * p;
  const k = Math.trunc(rank);
  if (k <= 0) return sorted[0] as number;
  if (k >= r) return sorted[r - 1] as number;
  const low = sorted[k - 1] as number;
  if (k === rank) return low;
  const high = sorted[k] as number;
  const [z, zLow, zHigh] = [
    normalQuantile(p),
    normalQuantile(k / (r + 1)),
    normalQuantile((k + 1) / (r + 1)),
  ];
  return low + ((z - zLow) / (zHigh - zLow)) * (high - low);
}
