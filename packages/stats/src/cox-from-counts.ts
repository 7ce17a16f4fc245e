import { estimate, notEstimable, testResult } from './checked-results.ts';
import { isCountTable } from './check-counts.ts';
import type { SurvivalCounts } from './count-tables.ts';
import { chiSquareUpper, normalCritical } from './distributions.ts';
import { type CauseOption, groupedRiskSets, type GroupedRiskSets } from './risk-sets.ts';
import type { Estimate, NotEstimable, TestResult } from './results.ts';
import { tieSums } from './tied-deaths.ts';

export type CoxFromCountsOptions = CauseOption & { level?: number; ties?: 'efron' | 'breslow' };

export type OneCovariateCox = {
  kind: 'cox';
  /** Change of the log hazard per point of the score. */
  coefficient: Estimate;
  /** exp(coefficient): the hazard ratio per point. */
  hazardRatio: Estimate;
  standardError: number;
  wald: TestResult;
  score: TestResult;
  likelihoodRatio: TestResult;
  /** Log partial likelihood without and with the score. */
  logLikelihood: [number, number];
  n: number;
  events: number;
  iterations: number;
};

/**
 * How the hazard of the event changes per point of an ordinal score: Cox regression with one covariate, from a
 * score × time × event table.
 *
 * Use it for one score; its cost depends on the number of distinct times, not on the number of rows. Several
 * tables are strata. Assumes proportional hazards, linear in the score. Rows in one cell are tied rows, not case
 * weights: with Efron's method the two differ.
 *
 * @returns hazard ratio with Wald interval on the log scale, and the standard error at the converged point;
 *   NO_EVENTS, NO_VARIANCE when the score never varies among those at risk, SEPARATION when the likelihood
 *   increases without end, EMPTY, INVALID_INPUT
 *
 * Source: Cox (1972), Efron (1977); the sum over tied deaths in closed form (see `tied-deaths.ts`). R:
 * `coxph(Surv(time, event) ~ score, ties = 'efron')` on the rows behind the table.
 * @example coxFromCounts(countSurvival({ time, event }, score)).hazardRatio
 */
export function coxFromCounts(
  tables: SurvivalCounts | readonly SurvivalCounts[],
  options: CoxFromCountsOptions = {},
): OneCovariateCox | NotEstimable {
  const { level = 0.95, ties = 'efron', cause } = options;
  const strata = 'kind' in tables ? [tables] : tables;
  if (!strata.every(isCountTable) || !(level > 0 && level < 1)) return notEstimable('INVALID_INPUT', 0);
  const riskSets = strata.map((table, k) => groupedRiskSets(table, cause, k));
  const n = riskSets.reduce((sum, sets) => sets.n.reduce((a, b) => a + b, sum), 0);
  if (n === 0) return notEstimable('EMPTY', 0);
  const { centre, spread } = scale(strata, riskSets, n);
  const prepared = strata.map((table, k) => ({
    sets: riskSets[k]!,
    x: table.scores.map((score) => (spread > 0 ? (score - centre) / spread : 0)),
  }));
  const events = prepared.reduce((sum, { sets }) => sum + sets.allDeaths, 0);
  if (events === 0) return notEstimable('NO_EVENTS', n);
  const at = (beta: number): Likelihood => likelihoodAt(prepared, beta, ties);
  const start = at(0);
  if (!(start.information > 1e-12 * events)) return notEstimable('NO_VARIANCE', n);
  const top = maximise(at, start);
  if (!top) return notEstimable('SEPARATION', n);
  // One point of the score is 1/spread of the standardised covariate.
  const value = top.beta / spread;
  const standardError = 1 / Math.sqrt(top.information) / spread;
  const half = normalCritical(level) * standardError;
  const fields = { level, n, events };
  const coefficient = estimate({
    ...fields,
    unit: 'coefficient',
    value,
    low: value - half,
    high: value + half,
    method: `cox, ${ties}, wald`,
  });
  const hazardRatio = estimate({
    ...fields,
    unit: 'ratio',
    value: Math.exp(value),
    low: Math.exp(value - half),
    high: Math.exp(value + half),
    method: `cox, ${ties}, wald`,
  });
  const oneDf = (statistic: number, method: string) =>
    testResult({ statistic, df: 1, p: chiSquareUpper(statistic, 1), n, method: `cox ${method}` });
  const wald = oneDf((value / standardError) ** 2, 'wald');
  const score = oneDf((start.gradient / start.information) * start.gradient, 'score');
  const likelihoodRatio = oneDf(Math.max(0, 2 * (top.log - start.log)), 'likelihood ratio');
  if (coefficient.kind !== 'estimate' || hazardRatio.kind !== 'estimate')
    return notEstimable('OUT_OF_RANGE', n);
  if (wald.kind !== 'test' || score.kind !== 'test' || likelihoodRatio.kind !== 'test')
    return notEstimable('OUT_OF_RANGE', n);
  return {
    kind: 'cox',
    coefficient,
    hazardRatio,
    standardError,
    wald,
    score,
    likelihoodRatio,
    logLikelihood: [start.log, top.log],
    n,
    events,
    iterations: top.iterations,
  };
}

/** Up to this many tied deaths their denominators are multiplied, a power that no product of 1e18s can overflow. */
const FEW = 8;

type Prepared = { sets: GroupedRiskSets; x: number[] };
type Likelihood = { beta: number; log: number; gradient: number; information: number };

/** Mean and largest distance of the scores, so that Newton works on numbers around 1 whatever the scale. */
function scale(
  strata: readonly SurvivalCounts[],
  riskSets: readonly GroupedRiskSets[],
  n: number,
): { centre: number; spread: number } {
  let centre = 0;
  strata.forEach(({ scores }, k) =>
    scores.forEach((score, s) => (centre += score * (riskSets[k]!.n[s]! / n))),
  );
  let spread = 0;
  strata.forEach(({ scores }, k) =>
    scores.forEach((score, s) => {
      if (riskSets[k]!.n[s]! > 0) spread = Math.max(spread, Math.abs(score - centre));
    }),
  );
  return { centre, spread };
}

function likelihoodAt(strata: readonly Prepared[], beta: number, ties: 'efron' | 'breslow'): Likelihood {
  const tied = { log: 0, first: 0, second: 0 };
  let log = 0;
  /** Denominators whose logarithm is still to be taken: one logarithm for many of them. */
  let product = 1;
  let gradient = 0;
  let information = 0;
  for (const { sets, x } of strata) {
    const size = x.length;
    const { atRisk, events, deaths } = sets;
    const risk = x.map((value) => Math.exp(beta * value));
    for (let t = 0; t < sets.times.length; t += 1) {
      const m = deaths[t]!;
      if (m === 0) continue;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let d0 = 0;
      let d1 = 0;
      let d2 = 0;
      let sum = 0;
      for (let s = 0, cell = t * size; s < size; s += 1, cell += 1) {
        const value = x[s]!;
        const weight = risk[s]!;
        const all = atRisk[cell]! * weight;
        const moment = all * value;
        s0 += all;
        s1 += moment;
        s2 += moment * value;
        const dead = events[cell]!;
        const gone = dead * weight;
        const goneMoment = gone * value;
        d0 += gone;
        d1 += goneMoment;
        d2 += goneMoment * value;
        sum += dead * value;
      }
      log += beta * sum;
      gradient += sum;
      if (ties === 'breslow' || m === 1) {
        const mean = s1 / s0;
        log -= m * Math.log(s0);
        gradient -= m * mean;
        information += m * Math.max(0, s2 / s0 - mean * mean);
        continue;
      }
      // Σ over k of the risk set less k/m of the dead: every denominator is c(r − k).
      const c = d0 / m;
      const unit = 1 / c;
      const r = Math.max(m, s0 * unit);
      let first = 0;
      let second = 0;
      if (m <= FEW && s0 < 1e18 && c > 1e-18) {
        for (let k = 0; k < m; k += 1) {
          const inverse = 1 / (r - k);
          first += inverse;
          second += inverse * inverse;
          product *= c * (r - k);
        }
        if (product > 1e150 || product < 1e-150) {
          log -= Math.log(product);
          product = 1;
        }
      } else {
        tieSums(r, m, tied);
        first = tied.first;
        second = tied.second;
        log -= m * Math.log(c) + tied.log;
      }
      const b = d1 / d0;
      const q = d2 / d0;
      const restMean = s1 * unit - b * r;
      gradient -= m * b + restMean * first;
      information +=
        m * (q - b * b) + (s2 * unit - q * r - 2 * b * restMean) * first - restMean * restMean * second;
    }
  }
  return { beta, log: log - Math.log(product), gradient, information };
}

/** Newton from 0 with step halving; undefined when the maximum runs away. */
function maximise(
  at: (beta: number) => Likelihood,
  start: Likelihood,
): (Likelihood & { iterations: number }) | undefined {
  let here = start;
  for (let iteration = 1; iteration <= 60; iteration += 1) {
    let step = here.gradient / here.information;
    if (!Number.isFinite(step)) return undefined;
    let next = at(here.beta + step);
    for (
      let halving = 0;
      halving < 40 && !(next.log >= here.log - 1e-12 * Math.abs(here.log));
      halving += 1
    ) {
      step /= 2;
      next = at(here.beta + step);
    }
    // The covariate lies within ±1: a log hazard ratio of 30 per unit means the likelihood has no maximum.
    if (Math.abs(next.beta) > 30 || !(next.information > 1e-9 * start.information)) return undefined;
    // Newton's error after a step is of the order of its square.
    const settled = Math.abs(step) <= 1e-5 * Math.max(1, Math.abs(next.beta));
    here = next;
    if (settled) return { ...here, iterations: iteration };
  }
  return undefined;
}
