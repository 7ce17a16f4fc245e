import { notEstimable, testResult } from './checked-results.ts';
import { choleskyFactor, inverseQuadraticForm } from './cholesky.ts';
import { coxData, type Covariates, type CoxData } from './cox-data.ts';
import { coxLikelihood } from './cox-likelihood.ts';
import { coxMaximum } from './cox-maximum.ts';
import type { CoxOptions } from './cox.ts';
import { survivalCountsOf } from './count-survival.ts';
import { chiSquareUpper } from './distributions.ts';
import { kaplanMeierFromCounts } from './kaplan-meier.ts';
import { submatrix, zeros } from './matrix.ts';
import { midRanks } from './mid-ranks.ts';
import type { NotEstimable, Tested } from './results.ts';
import type { SurvivalRows } from './survival-rows.ts';

/** Scale of time on which a coefficient might drift. */
export type TimeTransform = 'km' | 'rank' | 'identity';

export type CoxProportionality = {
  kind: 'cox-proportionality';
  terms: { name: string; test: Tested }[];
  global: Tested;
  n: number;
};

/**
 * Do hazard ratios change over time: score tests of a coefficient for covariate × g(time), per covariate and for
 * all together (Schoenfeld, Grambsch & Therneau).
 *
 * Use it after `cox`, with the same arguments; a small p says that one hazard ratio does not describe the whole
 * follow-up. g is 1 − Kaplan–Meier by default, so that few late events do not dominate.
 *
 * @returns the reasons of `cox`, SINGULAR for a single test that cannot be made
 *
 * Source: Grambsch & Therneau (1994), as score test. R: `cox.zph(fit, transform = 'km', terms = FALSE)`.
 * @example coxProportionality({ time, event }, { score }).global.p
 */
export function coxProportionality(
  rows: SurvivalRows,
  covariates: Covariates,
  options: CoxOptions & { transform?: TimeTransform } = {},
): CoxProportionality | NotEstimable {
  const { ties = 'efron', strata, cause, transform = 'km' } = options;
  const data = coxData(rows, covariates, { strata, cause });
  if ('kind' in data) return data;
  const fit = coxMaximum(data, ties);
  if ('kind' in fit) return fit;
  const p = data.names.length;
  const g = centredTransform(data, transform);
  const information = zeros(2 * p, 2 * p);
  const drift = new Array<number>(p).fill(0);
  coxLikelihood(data, fit.beta, ties, {
    visit: ({ time, surplus, information: own }) => {
      const value = g(time);
      for (let j = 0; j < p; j += 1) {
        drift[j]! += value * surplus[j]!;
        for (let k = 0; k < p; k += 1) {
          const cell = own[j * p + k]!;
          information[j]![k]! += cell;
          information[j]![p + k]! += value * cell;
          information[p + j]![k]! += value * cell;
          information[p + j]![p + k]! += value * value * cell;
        }
      }
    },
  });
  const test = (terms: readonly number[]): Tested => {
    const chosen = [...data.names.keys(), ...terms.map((j) => p + j)];
    const factor = choleskyFactor(submatrix(information, chosen, chosen));
    if (!factor) return notEstimable('SINGULAR', data.n);
    const statistic = inverseQuadraticForm(factor, [
      ...data.names.map(() => 0),
      ...terms.map((j) => drift[j]!),
    ]);
    const df = terms.length;
    return testResult({
      statistic,
      df,
      p: chiSquareUpper(Math.max(0, statistic), df),
      n: data.n,
      method: `cox zph, ${transform}`,
    });
  };
  const all = [...data.names.keys()];
  return {
    kind: 'cox-proportionality',
    terms: data.names.map((name, j) => ({ name, test: test([j]) })),
    global: test(all),
    n: data.n,
  };
}

/** g(time) less its mean over the events, in units of its spread (tests do not depend on either). */
function centredTransform(data: CoxData, transform: TimeTransform): (time: number) => number {
  const raw = rawTransform(data, transform);
  let mean = 0;
  let spread = 0;
  for (let i = 0; i < data.n; i += 1) if (data.event[i] === 1) mean += raw(data.time[i]!) / data.events;
  for (let i = 0; i < data.n; i += 1)
    if (data.event[i] === 1) spread = Math.max(spread, Math.abs(raw(data.time[i]!) - mean));
  return (time) => (raw(time) - mean) / (spread || 1);
}

function rawTransform(data: CoxData, transform: TimeTransform): (time: number) => number {
  if (transform === 'identity') return (time) => time;
  if (transform === 'rank') {
    const ranks = midRanks(data.time);
    const byTime = new Map([...data.time].map((time, i) => [time, ranks[i]!]));
    return (time) => byTime.get(time) ?? 0;
  }
  const event = Float64Array.from(data.event);
  const clean = { n: data.n, time: data.time, event, covariates: [] };
  const curve = kaplanMeierFromCounts(survivalCountsOf(data.entry ? { ...clean, entry: data.entry } : clean));
  // The curve just before each time, so that it is known when the event happens.
  const before = new Map<number, number>();
  let fallen = 0;
  for (const point of curve.kind === 'curve' ? curve.points : []) {
    before.set(point.time, fallen);
    fallen = 1 - point.value;
  }
  return (time) => before.get(time) ?? 0;
}
