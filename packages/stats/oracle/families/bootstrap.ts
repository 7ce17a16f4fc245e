import {
  bootstrapClusters,
  bootstrapRows,
  type BootstrapOptions,
  type RowStatistic,
} from '../../src/bootstrap.ts';
import { bootstrapSummary } from '../../src/bootstrap-interval.ts';
import { kendallTauB } from '../../src/kendall.ts';
import { minstd } from '../../src/minstd.ts';
import { pearson } from '../../src/pearson.ts';
import { spearman } from '../../src/spearman.ts';
import type { Adapter } from '../case.ts';
import { numberInputs, textInput } from '../inputs.ts';
import { completeNumbers, completeRows, texts } from '../table.ts';

/** Bootstrap of a correlation with the portable index protocol, on rows or on clusters. */
export const answer: Adapter = ({ input }, { table }) => {
  if (!table || !('B' in input)) return undefined;
  const [x, y] = [textInput(input, 'x'), textInput(input, 'y')];
  const cluster = typeof input['cluster'] === 'string' ? input['cluster'] : undefined;
  const [replicates, seed] = numberInputs(input, ['B', 'seed']) as [number, number];
  const correlation = { pearson, spearman, kendall: kendallTauB }[textInput(input, 'statistic')];
  if (!correlation) return undefined;
  const rows = completeRows(table, [x, y, ...(cluster ? [cluster] : [])]);
  const data = completeNumbers(rows, [x, y]);
  const xs = data[x] ?? [];
  const ys = data[y] ?? [];
  const values: (number | undefined)[] = [];
  const statistic: RowStatistic = (rows) => {
    const result = correlation(
      Array.from(rows, (i) => xs[i] ?? Number.NaN),
      Array.from(rows, (i) => ys[i] ?? Number.NaN),
    );
    const value = result.kind === 'estimate' ? result.value : undefined;
    values.push(value);
    return value;
  };
  // Levels of a cluster column are numbers in ascending order, or text.
  const named = cluster ? texts(rows, cluster) : undefined;
  const labels = named?.every((label) => !Number.isNaN(Number(label))) ? named.map(Number) : named;
  const run = (options: BootstrapOptions): ReturnType<typeof bootstrapRows> =>
    labels ? bootstrapClusters(labels, statistic, options) : bootstrapRows(xs.length, statistic, options);
  const summary = run({ random: minstd(seed), replicates, nearTies: 'strict' });
  if (summary.kind === 'not-estimable') return { values: { status: summary } };
  // The statistic was asked for the data first, then for the replicates, then without each unit.
  const replicated = values.slice(1, 1 + replicates);
  const units = labels ? new Set<string | number>(labels).size : xs.length;
  const influence = values
    .slice(1 + replicates)
    .map((value) => (value === undefined ? Number.NaN : (units - 1) * (summary.observed - value)));
  const inR = bootstrapSummary(summary.observed, replicated, influence, {
    quantiles: 'normal scale',
    nearTies: 'strict',
  });
  const { bca, percentile } = summary;
  const sorted = [...summary.replicates].sort((a, b) => a - b);
  return {
    values: {
      n: xs.length,
      clusters: labels && units,
      B: replicates,
      undefined_replicates: summary.undefinedReplicates,
      near_ties_with_t0: summary.replicates.filter((value) => Math.abs(value - summary.observed) < 1e-9)
        .length,
      t0: summary.observed,
      mean_t: summary.mean,
      sd_t: summary.standardError,
      first5: replicated.slice(0, 5).map((value) => value ?? null),
      t_min: sorted[0],
      t_max: sorted.at(-1),
      jackknife_L_first3: influence.slice(0, 3),
      z0: 'kind' in bca ? bca : bca.z0,
      a: 'kind' in bca ? bca : bca.acceleration,
      adjusted_levels: 'kind' in bca ? [bca, bca] : bca.levels,
      type7: 'kind' in bca ? [bca, bca] : [bca.low, bca.high],
      percentile_type7: [percentile.low, percentile.high],
      boot_ci_bca: inR.kind === 'bootstrap' && !('kind' in inR.bca) ? [inR.bca.low, inR.bca.high] : inR,
      boot_ci_perc: inR.kind === 'bootstrap' ? [inR.percentile.low, inR.percentile.high] : inR,
      boot_ci_basic: inR.kind === 'bootstrap' ? [inR.basic.low, inR.basic.high] : inR,
    },
  };
};
