import {
  comoments,
  countSurvival,
  coxFromCounts,
  harrellCFromCounts,
  kaplanMeierFromCounts,
  kaplanMeierFromRiskSets,
  kendallTauBFromCounts,
  logRankFromCounts,
  logRankTrendFromCounts,
  mergeCountTables,
  mergeComoments,
  pairCountsFromCounts,
  pearsonFromComoments,
  pearsonFromCounts,
  spearmanFromCounts,
  type Comoments,
  type ScoreOutcomeCounts,
  type SurvivalCounts,
} from '../../src/index.ts';
import type { Adapter, CaseContext, OracleCase } from '../case.ts';
import { numberList, text } from '../case-input.ts';
import { numbers } from '../table.ts';
import { pairs, standardError } from './concordance.ts';
import { at } from './kaplan-meier.ts';

/** The kind of a case follows from the keys of its input. */
export const answer: Adapter = (oracleCase, context) => {
  const { input } = oracleCase;
  if ('table_rows_score1to5_cols_rating1to5' in input) return { values: crossTable(oracleCase) };
  if ('n_risk' in input) return { values: riskSets(oracleCase) };
  if ('day' in input && 'count' in input) return { values: survivalCounts(oracleCase, context) };
  if ('count' in input) return { values: countedPairs(oracleCase, context) };
  if ('x' in input && 'y' in input) return { values: shardedMoments(oracleCase, context) };
  return undefined;
};

function crossTable({ input }: OracleCase) {
  const rows = input['table_rows_score1to5_cols_rating1to5'] as number[][];
  const table: ScoreOutcomeCounts = {
    kind: 'score-outcome',
    scores: rows.map((_, i) => i + 1),
    outcomes: (rows[0] ?? []).map((_, j) => j + 1),
    counts: rows.flat(),
  };
  const counts = pairCountsFromCounts(table);
  const pearson = pearsonFromCounts(table);
  return {
    n: pearson.n,
    pearson,
    spearman: spearmanFromCounts(table),
    kendall_tau_b: kendallTauBFromCounts(table),
    concordant_approx: 'kind' in counts ? counts : counts.concordant,
    discordant_approx: 'kind' in counts ? counts : counts.discordant,
  };
}

function riskSets({ input }: OracleCase) {
  const [times, atRisk, events] = ['day', 'n_risk', 'n_event'].map(
    (key) => numberList(input, key) as number[],
  );
  const censored = atRisk!.map((r, i) => Math.max(0, r - events![i]! - (atRisk![i + 1] ?? 0)));
  const curve = kaplanMeierFromRiskSets({
    n: atRisk![0] ?? 0,
    times: times!,
    atRisk: atRisk!,
    events: events!,
    censored,
  });
  if (curve.kind !== 'curve') return { surv: curve };
  return { surv: curve.points.map((p) => p.value), se_greenwood: curve.points.map((p) => p.standardError) };
}

function countedPairs({ input }: OracleCase, { table }: CaseContext) {
  const [x, y, count] = ['x', 'y', 'count'].map((key) => numbers(table!, text(input, key))) as [
    number[],
    number[],
    number[],
  ];
  const counts = countedTable(x, y, count);
  const pairsOf = pairCountsFromCounts(counts);
  const sum = (value: (i: number) => number): number =>
    count.reduce((total, c, i) => total + c * value(i), 0);
  const pearson = pearsonFromCounts(counts);
  return {
    n: pearson.n,
    sum_x: sum((i) => x[i]!),
    sum_y: sum((i) => y[i]!),
    sum_xx: sum((i) => x[i]! ** 2),
    sum_yy: sum((i) => y[i]! ** 2),
    sum_xy: sum((i) => x[i]! * y[i]!),
    pearson,
    spearman: spearmanFromCounts(counts),
    kendall_tau_b: kendallTauBFromCounts(counts),
    concordant: 'kind' in pairsOf ? pairsOf : pairsOf.concordant,
    discordant: 'kind' in pairsOf ? pairsOf : pairsOf.discordant,
  };
}

/** Merged from one table per row of the file, so that merging is tested too. */
function countedTable(x: number[], y: number[], count: number[]): ScoreOutcomeCounts {
  const single = (i: number): ScoreOutcomeCounts => ({
    kind: 'score-outcome',
    scores: [x[i]!],
    outcomes: [y[i]!],
    counts: [count[i]!],
  });
  return mergeAll(x.map((_, i) => single(i)));
}

function survivalCounts({ input, expected }: OracleCase, { table }: CaseContext) {
  const scoreName = text(input, 'score');
  const [score, day, event, count] = ['score', 'day', 'event', 'count'].map((key) =>
    numbers(table!, text(input, key)),
  ) as [number[], number[], number[], number[]];
  const shards = score.map((_, i) => {
    const shard = countSurvival({ time: [day[i]], event: [event[i]] }, [score[i]]);
    return {
      ...shard,
      causes: 1,
      counts: event[i] === 1 ? [0, count[i]!] : [count[i]!, 0],
    } satisfies SurvivalCounts;
  });
  const counts = mergeAll(shards as SurvivalCounts[]);
  const want = expected['km'] as { time: number[] };
  const groups = counts.scores.map((value) => ({
    name: `${scoreName}=${value}`,
    curve: kaplanMeierFromCounts(counts, { score: value }),
  }));
  const perGroup = want.time.length / groups.length;
  const times = want.time.slice(0, perGroup);
  const read = groups.map(({ name, curve }) => ({
    name,
    rows: curve.kind === 'curve' ? at(curve, times) : undefined,
  }));
  const logrank = logRankFromCounts(counts);
  const trend = logRankTrendFromCounts(counts);
  const efron = coxFromCounts(counts);
  const breslow = coxFromCounts(counts, { ties: 'breslow' });
  const c = harrellCFromCounts(counts);
  return {
    n: c.n,
    km: {
      strata: read.flatMap(({ name }) => times.map(() => name)),
      time: read.flatMap(() => times),
      surv: read.flatMap(({ rows }) => rows?.surv ?? []),
      se: read.flatMap(({ rows }) => rows?.se_greenwood ?? []),
      lower: read.flatMap(({ rows }) => rows?.lower ?? []),
      upper: read.flatMap(({ rows }) => rows?.upper ?? []),
    },
    logrank:
      logrank.kind === 'test'
        ? {
            obs: logrank.groups.map(({ observed }) => observed),
            exp: logrank.groups.map(({ expected: e }) => e),
            chisq: logrank.statistic,
            trend_chisq: trend,
          }
        : logrank,
    cox_efron: efron.kind === 'cox' ? { coef: efron.coefficient, se: efron.standardError } : efron,
    cox_breslow: breslow.kind === 'cox' ? { coef: breslow.coefficient, se: breslow.standardError } : breslow,
    harrell_C: c,
    harrell_se: standardError(c),
    pair_counts: pairs(c),
  };
}

function shardedMoments({ input }: OracleCase, { table }: CaseContext) {
  const x = numbers(table!, text(input, 'x'));
  const y = numbers(table!, text(input, 'y'));
  // Shard = number of the complete row, counted from 0, modulo 3.
  const complete = x.flatMap((value, i) => (value === null || y[i] === null ? [] : [i]));
  const shards = [0, 1, 2].map((shard) => {
    const rows = complete.filter((_, position) => position % 3 === shard);
    return comoments(
      rows.map((i) => x[i]!),
      rows.map((i) => y[i]!),
    );
  });
  const known = shards.filter((shard) => shard !== undefined);
  const merged = known.slice(1).reduce<Comoments>(mergeComoments, known[0]!);
  return {
    shards: Object.fromEntries(
      known.map((m, i) => [
        `shard${i}`,
        { n: m.n, mean_x: m.meanX, mean_y: m.meanY, M2_x: m.m2X, M2_y: m.m2Y, C_xy: m.cXY },
      ]),
    ),
    merged_r: pearsonFromComoments(merged),
    merged_n: merged.n,
    merged_M2_x: merged.m2X,
    merged_C_xy: merged.cXY,
  };
}

/** Merges pairwise, halving the list each time. */
function mergeAll<Table extends ScoreOutcomeCounts | SurvivalCounts>(tables: Table[]): Table {
  let list = tables;
  while (list.length > 1) {
    list = Array.from({ length: Math.ceil(list.length / 2) }, (_, i) => {
      const second = list[2 * i + 1];
      return second ? mergeCountTables(list[2 * i]!, second) : list[2 * i]!;
    });
  }
  return list[0]!;
}
