import {
  aucFromCounts,
  benjaminiHochberg,
  comomentsFromCounts,
  correlationTransform,
  countScoreOutcome,
  countSurvivalByColumn,
  coxFromCounts,
  empiricalBayesOrder,
  harrellCFromCounts,
  kaplanMeierAtTimes,
  kendallTauBFromCounts,
  logRankTrendFromCounts,
  pearsonFromCounts,
  pearsonTestFromCounts,
  spearmanFromCounts,
  type Estimated,
  type ScoreOutcomeCounts,
  type SurvivalCounts,
} from '../src/index.ts';
import type { Hires } from './simulated-hires.ts';

/** Per question the tables of its four outcomes. */
export type Tables = { survival: SurvivalCounts[]; outcomes: ScoreOutcomeCounts[] }[];

export function tablesOf(hires: Hires): Tables {
  const ship = countSurvivalByColumn({ time: hires.shipDay, event: hires.shipEvent }, hires.questions);
  const stay = countSurvivalByColumn({ time: hires.stayDay, event: hires.stayEvent }, hires.questions);
  return hires.questions.map((score, q) => ({
    survival: [ship[q]!, stay[q]!],
    outcomes: [countScoreOutcome(score, hires.rating), countScoreOutcome(score, hires.kept)],
  }));
}

/** The days at which curves are read: 61 of them, over two years. */
const readAt = Array.from({ length: 61 }, (_, i) => 12 * i);

/** What a board shows: per question and outcome its statistics, and over the questions their q values and order. */
export function boardBlock(tables: Tables) {
  const questions = tables.map(({ survival, outcomes }) => ({
    survival: survival.map(survivalStatistics),
    outcomes: outcomes.map(outcomeStatistics),
  }));
  const ratings = questions.map(({ outcomes }) => outcomes[0]!);
  const tests = questions.flatMap(({ survival, outcomes }) => [
    ...survival.map(({ trend }) => trend),
    ...outcomes.map(({ test }) => test),
  ]);
  return {
    questions,
    q: benjaminiHochberg(tests.map((test) => (test.kind === 'test' ? test.p : null))),
    order: empiricalBayesOrder(
      ratings.flatMap(({ pearson }, key) => {
        const fisher = correlationTransform(pearson, 'pearson');
        return fisher ? [{ key, effect: fisher.z, variance: fisher.standardError ** 2 }] : [];
      }),
    ),
  };
}

function survivalStatistics(table: SurvivalCounts) {
  return {
    cox: coxFromCounts(table, { cause: 1 }),
    trend: logRankTrendFromCounts(table, { cause: 1 }),
    c: harrellCFromCounts(table, { cause: 1 }),
    curves: kaplanMeierAtTimes(table, readAt, { cause: 1 }),
  };
}

function outcomeStatistics(table: ScoreOutcomeCounts) {
  return {
    moments: comomentsFromCounts(table),
    pearson: pearsonFromCounts(table),
    test: pearsonTestFromCounts(table),
    spearman: spearmanFromCounts(table),
    tau: kendallTauBFromCounts(table),
    auc: table.outcomes.length === 2 ? aucFromCounts(table) : undefined,
  };
}

/** Every number of a block in the order in which rows.R prints them; NaN where there is none. */
export function numbersOf({ questions, q, order }: ReturnType<typeof boardBlock>): number[][] {
  const rows = questions.flatMap(({ survival, outcomes }) => [
    ...survival.map(({ cox, trend, c, curves }) => [
      cox.kind === 'cox' ? cox.coefficient.value : Number.NaN,
      cox.kind === 'cox' ? cox.standardError : Number.NaN,
      trend.kind === 'test' ? trend.statistic : Number.NaN,
      valueOf(c),
      c.kind === 'estimate' ? c.standardError : Number.NaN,
      ...curves.flatMap((curve) =>
        curve.kind === 'curve'
          ? curve.points.flatMap(({ atRisk, value, low, high }) => [atRisk, value, low, high])
          : [],
      ),
    ]),
    ...outcomes.map(({ moments, pearson, spearman, tau, auc }) => [
      moments?.n ?? Number.NaN,
      moments?.meanX ?? Number.NaN,
      moments ? Math.sqrt(moments.m2X / (moments.n - 1)) : Number.NaN,
      valueOf(pearson),
      pearson.kind === 'estimate' ? Number(pearson.low) : Number.NaN,
      pearson.kind === 'estimate' ? Number(pearson.high) : Number.NaN,
      valueOf(spearman),
      valueOf(tau),
      ...(auc ? [valueOf(auc)] : []),
    ]),
  ]);
  const shrunken = order.kind === 'order' ? order.items.toSorted((a, b) => a.key - b.key) : [];
  return [...rows, q.map((value) => value ?? Number.NaN), shrunken.map((item) => item.shrunken)];
}

const valueOf = (result: Estimated): number => (result.kind === 'estimate' ? result.value : Number.NaN);
