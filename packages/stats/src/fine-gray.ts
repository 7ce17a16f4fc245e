import { estimate, notEstimable, testResult } from './checked-results.ts';
import { choleskyFactor, inverseFromFactor, solveWithFactor } from './cholesky.ts';
import { coxData, type Covariates } from './cox-data.ts';
import { square } from './cox-maximum.ts';
import { normalCritical, normalTwoSided } from './distributions.ts';
import { fineGrayResiduals, fineGrayRows, fineGrayLikelihood } from './fine-gray-likelihood.ts';
import { crossProduct, multiply, type Matrix } from './matrix.ts';
import type { Estimate, NotEstimable, TestResult } from './results.ts';
import { cleanSurvival, type SurvivalRows } from './survival-rows.ts';

export type FineGrayOptions = { level?: number };

export type FineGray = {
  kind: 'fine-gray';
  coefficients: {
    name: string;
    coefficient: Estimate;
    ratio: Estimate;
    standardError: number;
    test: TestResult;
  }[];
  covariance: Matrix;
  /** Log pseudo-likelihood without and with the covariates. */
  logLikelihood: [number, number];
  n: number;
  events: number;
};

/**
 * How the absolute chance of one kind of event depends on covariates when others compete: Fine–Gray regression
 * of the subdistribution hazard.
 *
 * Use it to describe the incidence itself. Whether a covariate is related to the process behind the event is
 * answered by `cox` with a cause; the two must not be mixed up. Assumes proportional subdistribution hazards and
 * censoring unrelated to the covariates. No delayed entry.
 *
 * @param rows event codes 0 (censored), 1, 2, …
 * @param cause the event code of interest
 * @returns subdistribution hazard ratios with Wald intervals from the sandwich variance, which contains the
 *   estimation of the censoring weights; NO_EVENTS, NO_VARIANCE, SINGULAR, SEPARATION, NOT_CONVERGED, EMPTY,
 *   INVALID_INPUT
 *
 * Source: Fine & Gray (1999), Breslow ties. R: `cmprsk::crr(time, event, x, failcode = cause)`.
 * @example fineGray({ time, event }, { score }, 1).coefficients[0].ratio
 */
export function fineGray(
  rows: SurvivalRows,
  covariates: Covariates,
  cause: number,
  { level = 0.95 }: FineGrayOptions = {},
): FineGray | NotEstimable {
  const clean = cleanSurvival(rows, ...Object.values(covariates));
  if (!clean || clean.entry || !(level > 0 && level < 1) || !(Number.isInteger(cause) && cause >= 1)) {
    return notEstimable('INVALID_INPUT', 0);
  }
  const named = Object.fromEntries(Object.keys(covariates).map((name, j) => [name, clean.covariates[j]!]));
  const data = coxData({ time: clean.time, event: clean.event }, named, { cause });
  if ('kind' in data) return data;
  const p = data.names.length;
  const prepared = fineGrayRows(data, clean.event, cause);
  const start = fineGrayLikelihood(prepared, new Float64Array(p));
  const fit = maximise(prepared, start, p);
  if (typeof fit === 'string') return notEstimable(fit, data.n);
  const residuals = fineGrayResiduals(prepared, fit.beta);
  const sandwich = multiply(multiply(fit.inverse, crossProduct(residuals)), fit.inverse);
  const covariance = sandwich.map((row, j) =>
    row.map((value, k) => value / data.spread[j]! / data.spread[k]!),
  );
  const critical = normalCritical(level);
  const coefficients: FineGray['coefficients'] = [];
  const { n, events } = data;
  for (let j = 0; j < p; j += 1) {
    const value = fit.beta[j]! / data.spread[j]!;
    const standardError = Math.sqrt(covariance[j]![j]!);
    if (!(standardError > 0) || !Number.isFinite(standardError)) return notEstimable('OUT_OF_RANGE', n);
    const [low, high] = [value - critical * standardError, value + critical * standardError];
    const fields = { level, n, events, method: 'fine-gray, robust wald' };
    const coefficient = estimate({ unit: 'coefficient', value, low, high, ...fields });
    const ratio = estimate({
      unit: 'ratio',
      value: Math.exp(value),
      low: Math.exp(low),
      high: Math.exp(high),
      ...fields,
    });
    const z = value / standardError;
    const test = testResult({ statistic: z, p: normalTwoSided(z), n, method: 'fine-gray, robust wald' });
    if (coefficient.kind !== 'estimate' || ratio.kind !== 'estimate' || test.kind !== 'test')
      return notEstimable('OUT_OF_RANGE', n);
    coefficients.push({ name: data.names[j]!, coefficient, ratio, standardError, test });
  }
  return { kind: 'fine-gray', coefficients, covariance, logLikelihood: [start.log, fit.log], n, events };
}

type Prepared = ReturnType<typeof fineGrayRows>;

function maximise(prepared: Prepared, start: ReturnType<typeof fineGrayLikelihood>, p: number) {
  const firstFactor = choleskyFactor(square(start.information, p));
  if (!firstFactor || firstFactor.some((row, j) => !(row[j]! > 1e-8))) return 'SINGULAR' as const;
  let beta = new Array<number>(p).fill(0);
  let here = start;
  for (let iteration = 0; iteration < 60; iteration += 1) {
    const factor = choleskyFactor(square(here.information, p));
    if (!factor) return 'SEPARATION' as const;
    let step = solveWithFactor(factor, [...here.gradient]);
    const moved = (): number[] => beta.map((value, j) => value + step[j]!);
    let next = fineGrayLikelihood(prepared, moved());
    for (
      let halving = 0;
      halving < 40 && !(next.log >= here.log - 1e-12 * Math.abs(here.log));
      halving += 1
    ) {
      step = step.map((value) => value / 2);
      next = fineGrayLikelihood(prepared, moved());
    }
    beta = moved();
    here = next;
    if (beta.some((value) => !(Math.abs(value) < 60))) return 'SEPARATION' as const;
    if (step.every((value, j) => Math.abs(value) <= 1e-9 * Math.max(1, Math.abs(beta[j]!)))) {
      const last = choleskyFactor(square(here.information, p));
      if (!last || last.some((row, j) => row[j]! < 1e-4 * firstFactor[j]![j]!)) return 'SEPARATION' as const;
      return { beta, log: here.log, inverse: inverseFromFactor(last) };
    }
  }
  return beta.some((value) => Math.abs(value) > 15) ? ('SEPARATION' as const) : ('NOT_CONVERGED' as const);
}
