import { notEstimable, testResult } from './checked-results.ts';
import { isCountTable } from './check-counts.ts';
import { choleskyFactor, inverseQuadraticForm } from './cholesky.ts';
import type { Column } from './complete-rows.ts';
import { distinct } from './count-scores.ts';
import type { SurvivalCounts } from './count-tables.ts';
import { chiSquareUpper } from './distributions.ts';
import { stratifiedCounts } from './log-rank.ts';
import { zeros, type Matrix } from './matrix.ts';
import { groupedRiskSets } from './risk-sets.ts';
import type { Tested } from './results.ts';
import type { SurvivalRows } from './survival-rows.ts';

export type GrayOptions = {
  /** Weights (1 − F(t−))^rho; default 0. */
  rho?: number;
};

/**
 * Does the chance of one kind of event differ between groups when others compete: Gray's test.
 *
 * Use it beside `aalenJohansen` curves of several groups; it compares the chances themselves (cumulative
 * incidence), where `logRank` with a cause compares rates among those still there.
 *
 * @param rows event codes 0 (censored), 1, 2, …
 * @param group one value per row
 * @param cause the event code whose incidence is compared
 * @returns chi-square with groups − 1 degrees of freedom; ONE_GROUP_EMPTY, NO_EVENTS of the cause, SINGULAR,
 *   EMPTY, INVALID_INPUT
 *
 * Source: Gray (1988), with his variance for ties. R: `cmprsk::cuminc(time, event, group)$Tests`.
 * @example grayTest({ time, event }, score, 1).p
 */
export function grayTest(
  rows: SurvivalRows,
  group: Column,
  cause: number,
  options: GrayOptions & { strata?: Column } = {},
): Tested {
  const tables = stratifiedCounts(rows, group, options.strata);
  return tables ? grayTestFromCounts(tables, cause, options) : notEstimable('INVALID_INPUT', 0);
}

/**
 * Gray's test from a score × time × event table, each score a group; several tables are strata.
 *
 * @example grayTestFromCounts(countSurvival({ time, event }, score), 1).p
 */
export function grayTestFromCounts(
  tables: SurvivalCounts | readonly SurvivalCounts[],
  cause: number,
  { rho = 0 }: GrayOptions = {},
): Tested {
  const strata = 'kind' in tables ? [tables] : tables;
  if (!strata.every(isCountTable) || !Number.isFinite(rho) || !(Number.isInteger(cause) && cause >= 1)) {
    return notEstimable('INVALID_INPUT', 0);
  }
  const occupied = distinct(
    strata.flatMap((table) => {
      const { n } = groupedRiskSets(table);
      return table.scores.filter((_, s) => n[s]! > 0);
    }),
  );
  const n = strata.reduce((sum, table) => sum + groupedRiskSets(table).n.reduce((a, b) => a + b, 0), 0);
  if (n === 0) return notEstimable('EMPTY', 0);
  if (occupied.length < 2) return notEstimable('ONE_GROUP_EMPTY', n);
  const size = occupied.length;
  const score = new Array<number>(size).fill(0);
  const variance = zeros(size, size);
  let events = 0;
  for (const table of strata) events += addStratum(table, cause, rho, occupied, score, variance);
  if (events === 0) return notEstimable('NO_EVENTS', n);
  // The scores add up to nothing, so the last group is left out.
  const factor = choleskyFactor(variance.slice(0, -1).map((row) => row.slice(0, -1)));
  if (!factor) return notEstimable('SINGULAR', n);
  const statistic = inverseQuadraticForm(factor, score.slice(0, -1));
  return testResult({ statistic, df: size - 1, p: chiSquareUpper(statistic, size - 1), n, method: 'gray' });
}

/** The state of one group just before the current time. */
type Group = {
  atRisk: number[];
  own: number[];
  other: number[];
  survival: number;
  incidence: number;
  square: number;
};

/**
 * Adds score and variance of one stratum. The score is Σ w (d_i − d R_i/ΣR) with R_i = n_i (1 − F_i)/S_i; its
 * variance integrates, per group k, the squared effect of that group's events on every score: directly (a) and
 * through the pooled incidence that later weights contain (c).
 */
function addStratum(
  table: SurvivalCounts,
  cause: number,
  rho: number,
  occupied: readonly number[],
  score: number[],
  variance: Matrix,
): number {
  const length = table.times.length;
  const all = groupedRiskSets(table);
  const ofCause = groupedRiskSets(table, cause);
  const groups = occupied.map((value): Group => {
    const s = table.scores.indexOf(value);
    const part = (column: Float64Array): number[] =>
      table.times.map((_, t) => (s < 0 ? 0 : column[t * all.groups + s]!));
    const own = part(ofCause.events);
    const other = part(all.events).map((count, t) => count - own[t]!);
    return { atRisk: part(all.atRisk), own, other, survival: 1, incidence: 0, square: 0 };
  });
  const size = groups.length;
  const carried = zeros(size, size);
  const mixed = zeros(size, size);
  let pooled = 0;
  let events = 0;
  for (let t = 0; t < length; t += 1) {
    const own = groups.reduce((sum, group) => sum + group.own[t]!, 0);
    const other = groups.reduce((sum, group) => sum + group.other[t]!, 0);
    if (own + other === 0) continue;
    events += own;
    const weights = groups.map((group) => (group.atRisk[t]! > 0 ? group.atRisk[t]! / group.survival : 0));
    const total = weights.reduce((sum, w) => sum + w, 0);
    const exposure = groups.map((group, i) => weights[i]! * (1 - group.incidence));
    const exposed = exposure.reduce((sum, e) => sum + e, 0);
    const after = groups.map((group) => {
      const r = group.atRisk[t]!;
      const left = r > 0 ? (r - group.own[t]! - group.other[t]!) / r : 1;
      return group.survival * left;
    });
    const pooledAfter = pooled + own / total;
    const weight = (1 - pooled) ** rho;
    const direct = zeros(size, size);
    for (let i = 0; i < size; i += 1) {
      if (weights[i] === 0) continue;
      for (let j = 0; j < size; j += 1) {
        if (weights[j] === 0) continue;
        direct[i]![j] = weight * weights[i]! * ((i === j ? 1 : 0) - weights[j]! / total);
        carried[i]![j]! += (direct[i]![j]! * own) / (total * (1 - pooled));
      }
      score[i]! += weight * (groups[i]!.own[t]! - (own * exposure[i]!) / exposed);
    }
    for (let k = 0; k < size; k += 1) {
      const group = groups[k]!;
      const r = group.atRisk[t]!;
      const future = after[k]! > 0 ? (1 - pooledAfter) / after[k]! : 0;
      if (own > 0 && r > 0) {
        const ties = own > 1 ? 1 - (own - 1) / (total * group.survival - 1) : 1;
        const spread = (ties * group.survival * own) / (total * r);
        accumulate(k, 1 - future, (i) => direct[i]![k]! - (1 - future) * carried[i]![k]!, spread);
      }
      const others = group.other[t]!;
      if (others > 0 && after[k]! > 0) {
        const ties = others > 1 ? 1 - (others - 1) / (r - 1) : 1;
        const spread = ties * (group.survival / r) ** 2 * others;
        accumulate(k, -future, (i) => future * carried[i]![k]!, spread);
      }
    }
    groups.forEach((group, i) => {
      if (group.atRisk[t]! > 0) group.incidence += (group.survival * group.own[t]!) / group.atRisk[t]!;
      group.survival = after[i]!;
    });
    pooled = pooledAfter;
  }
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) {
      for (let k = 0; k < size; k += 1) {
        variance[i]![j]! +=
          carried[i]![k]! * carried[j]![k]! * groups[k]!.square +
          carried[i]![k]! * mixed[j]![k]! +
          carried[j]![k]! * mixed[i]![k]!;
      }
    }
  }
  return events;

  function accumulate(k: number, effect: number, directOf: (i: number) => number, spread: number): void {
    groups[k]!.square += effect * effect * spread;
    const effects = groups.map((_, i) => directOf(i));
    for (let i = 0; i < size; i += 1) {
      mixed[i]![k]! += effects[i]! * effect * spread;
      for (let j = 0; j < size; j += 1) variance[i]![j]! += effects[i]! * effects[j]! * spread;
    }
  }
}
