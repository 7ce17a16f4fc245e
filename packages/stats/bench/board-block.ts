import {
  countScoreOutcome,
  countSurvivalByColumn,
  coxFromCounts,
  harrellCFromCounts,
  kaplanMeierByScore,
  logRankTrendFromCounts,
  pearsonFromCounts,
  spearmanFromCounts,
  survivalMedian,
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

/** One row of numbers per question and outcome, in the order of rows.R. */
export function boardBlock(tables: Tables): number[][] {
  return tables.flatMap(({ survival, outcomes }) => [
    ...survival.map(survivalRow),
    ...outcomes.map(outcomeRow),
  ]);
}

function survivalRow(table: SurvivalCounts): number[] {
  const medians = kaplanMeierByScore(table, { cause: 1 }).map((curve) =>
    curve.kind === 'curve' ? valueOf(survivalMedian(curve)) : Number.NaN,
  );
  const trend = logRankTrendFromCounts(table, { cause: 1 });
  const cox = coxFromCounts(table, { cause: 1 });
  const c = harrellCFromCounts(table, { cause: 1 });
  if (trend.kind !== 'test' || cox.kind !== 'cox' || c.kind !== 'estimate') return [];
  return [cox.coefficient.value, cox.standardError, trend.statistic, c.value, c.standardError, medians[0]!];
}

function outcomeRow(table: ScoreOutcomeCounts): number[] {
  const r = pearsonFromCounts(table);
  if (r.kind !== 'estimate') return [];
  return [r.value, Number(r.low), Number(r.high), valueOf(spearmanFromCounts(table)), Number.NaN, Number.NaN];
}

const valueOf = (result: Estimated): number => (result.kind === 'estimate' ? result.value : Number.NaN);
