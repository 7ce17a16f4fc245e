import { estimate, notEstimable, testResult } from './checked-results.ts';
import { choleskyFactor, inverseFromFactor, logDeterminantFromFactor, solveWithFactor } from './cholesky.ts';
import { coxData, type Covariates, type CoxData } from './cox-data.ts';
import { coxLikelihood, type Ties } from './cox-likelihood.ts';
import { square } from './cox-maximum.ts';
import type { CoxOptions } from './cox.ts';
import { chiSquareUpper, chiSquareUpperQuantile } from './distributions.ts';
import { submatrix, type Matrix } from './matrix.ts';
import type { Estimate, NotEstimable, TestResult } from './results.ts';
import { findRoot } from './root-finding.ts';
import type { SurvivalRows } from './survival-rows.ts';

export type FirthCox = {
  kind: 'firth-cox';
  coefficients: {
    name: string;
    coefficient: Estimate;
    hazardRatio: Estimate;
    standardError: number;
    /** Penalised likelihood ratio test of this coefficient. */
    test: TestResult;
  }[];
  /** Penalised log likelihood at 0 and at the maximum. */
  penalisedLogLikelihood: [number, number];
  n: number;
  events: number;
};

/**
 * Cox regression with Firth's penalty: finite hazard ratios even when a score separates early from late perfectly.
 *
 * Use it where `cox` says SEPARATION, and with fewer than about ten events per covariate. Strata and delayed
 * entry are respected; clusters are not.
 *
 * @returns intervals and tests from the profile of the penalised likelihood, which are not symmetric ('not
 *   reached' where the profile stays too flat); otherwise the reasons of `cox`
 *
 * Source: Firth (1993), Heinze & Schemper (2001): score + ½ tr(I⁻¹ ∂I/∂β). R: `coxphf::coxphf` (Breslow ties).
 * @example firthCox({ time: [1, 2, 3, 4], event: [1, 1, 1, 1] }, { x: [1, 1, 0, 0] }).coefficients[0].hazardRatio
 */
export function firthCox(
  rows: SurvivalRows,
  covariates: Covariates,
  options: Omit<CoxOptions, 'cluster'> = {},
): FirthCox | NotEstimable {
  const { level = 0.95, ties = 'efron', strata, cause } = options;
  if (!(level > 0 && level < 1)) return notEstimable('INVALID_INPUT', 0);
  const data = coxData(rows, covariates, { strata, cause });
  if ('kind' in data) return data;
  const { n, events, names, spread } = data;
  const p = names.length;
  const free = [...names.keys()];
  const start = penalised(data, new Array<number>(p).fill(0), ties);
  if (!start) return notEstimable('SINGULAR', n);
  const top = climb(data, ties, start.beta, free);
  const factor = top && choleskyFactor(top.information);
  if (!top || !factor) return notEstimable('NOT_CONVERGED', n);
  const covariance = inverseFromFactor(factor);
  const cut = chiSquareUpperQuantile(1 - level, 1);
  const coefficients: FirthCox['coefficients'] = [];
  for (const j of free) {
    const others = free.filter((k) => k !== j);
    const profile = (value: number, from: readonly number[]): Penalised | undefined =>
      climb(
        data,
        ties,
        from.map((b, k) => (k === j ? value : b)),
        others,
      );
    const gap = (value: number): number => {
      const at = profile(value, top.beta);
      return at ? 2 * (top.log - at.log) - cut : Number.NaN;
    };
    const se = Math.sqrt(covariance[j]![j]!);
    const unit = spread[j]!;
    const low = crossingFrom(gap, top.beta[j]!, -se);
    const high = crossingFrom(gap, top.beta[j]!, se);
    const zero = profile(0, top.beta);
    const statistic = zero ? Math.max(0, 2 * (top.log - zero.log)) : Number.NaN;
    const method = `firth cox, ${ties}, profile`;
    const fields = { level, n, events, method };
    const bound = (value: number | undefined, scale: (b: number) => number) =>
      value === undefined ? ('not reached' as const) : scale(value / unit);
    const same = (b: number): number => b;
    const value = top.beta[j]! / unit;
    const coefficient = estimate({
      unit: 'coefficient',
      value,
      low: bound(low, same),
      high: bound(high, same),
      ...fields,
    });
    const ratio = { value: Math.exp(value), low: bound(low, Math.exp), high: bound(high, Math.exp) };
    const hazardRatio = estimate({ unit: 'ratio', ...ratio, ...fields });
    const p1 = Number.isNaN(statistic) ? Number.NaN : chiSquareUpper(statistic, 1);
    const test = testResult({ statistic, df: 1, p: p1, n, method: 'firth cox, penalised likelihood ratio' });
    if (coefficient.kind !== 'estimate' || hazardRatio.kind !== 'estimate' || test.kind !== 'test')
      return notEstimable('OUT_OF_RANGE', n);
    coefficients.push({ name: names[j]!, coefficient, hazardRatio, standardError: se / unit, test });
  }
  // The information of the original scale differs by the squared units.
  const shift = spread.reduce((sum, unit) => sum + Math.log(unit), 0);
  return {
    kind: 'firth-cox',
    coefficients,
    penalisedLogLikelihood: [start.log + shift, top.log + shift],
    n,
    events,
  };
}

type Penalised = { beta: number[]; log: number; gradient: number[]; information: Matrix };

/** Log likelihood + ½ ln |I| with its gradient; undefined where the information is singular. */
function penalised(data: CoxData, beta: number[], ties: Ties): Penalised | undefined {
  const p = beta.length;
  const { log, gradient, information, third } = coxLikelihood(data, beta, ties, { third: true });
  const matrix = square(information, p);
  const factor = choleskyFactor(matrix);
  if (!factor || !Number.isFinite(log)) return undefined;
  const inverse = inverseFromFactor(factor);
  const total = [...gradient].map((value, l) => {
    let trace = 0;
    for (let j = 0; j < p; j += 1)
      for (let k = 0; k < p; k += 1) trace += inverse[j]![k]! * third![(j * p + k) * p + l]!;
    return value + trace / 2;
  });
  return { beta, log: log + logDeterminantFromFactor(factor) / 2, gradient: total, information: matrix };
}

/** The maximum over the free coefficients, the others held where they are. */
function climb(data: CoxData, ties: Ties, from: number[], free: readonly number[]): Penalised | undefined {
  let here = penalised(data, from, ties);
  for (let iteration = 0; iteration < 200 && here; iteration += 1) {
    if (free.length === 0) return here;
    const factor = choleskyFactor(submatrix(here.information, free, free));
    if (!factor) return undefined;
    let step: number[] = solveWithFactor(
      factor,
      free.map((j) => here!.gradient[j]!),
    );
    const largest = Math.max(...step.map(Math.abs));
    if (largest > 2) step = step.map((value) => (value * 2) / largest);
    let next: Penalised | undefined;
    for (let halving = 0; halving < 40; halving += 1) {
      const beta: number[] = here.beta.map(
        (value, k) => value + (free.includes(k) ? step[free.indexOf(k)]! : 0),
      );
      next = penalised(data, beta, ties);
      if (next && next.log >= here.log - 1e-13 * Math.abs(here.log)) break;
      next = undefined;
      step = step.map((value) => value / 2);
    }
    // No step improves: the maximum to working precision.
    if (!next) return here;
    const settled = step.every((value) => Math.abs(value) < 1e-10);
    here = next;
    if (settled) return here;
  }
  return undefined;
}

/** Where the profile crosses the limit, going from the maximum in steps of growing size. */
function crossingFrom(gap: (value: number) => number, maximum: number, step: number): number | undefined {
  let width = step;
  for (let tries = 0; tries < 30; tries += 1) {
    const value = gap(maximum + width);
    if (Number.isNaN(value)) return undefined;
    if (value > 0) return findRoot(gap, maximum, maximum + width, 1e-10);
    width *= 1.5;
  }
  return undefined;
}
