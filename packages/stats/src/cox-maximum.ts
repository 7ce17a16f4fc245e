import { choleskyFactor, inverseFromFactor, solveWithFactor } from './cholesky.ts';
import type { CoxData } from './cox-data.ts';
import { coxLikelihood, type CoxLikelihood, type Ties } from './cox-likelihood.ts';
import { notEstimable } from './checked-results.ts';
import { zeros, type Matrix } from './matrix.ts';
import type { NotEstimable } from './results.ts';

/** The maximum on the standardised scale. */
export type CoxMaximum = {
  beta: number[];
  start: CoxLikelihood;
  top: CoxLikelihood;
  /** Inverse information at the maximum. */
  covariance: Matrix;
  iterations: number;
};

/**
 * Newton–Raphson from 0 with step halving. SINGULAR when covariates determine each other among those at risk,
 * SEPARATION when a coefficient runs away (covariates have variance 1 here), NOT_CONVERGED otherwise.
 */
export function coxMaximum(data: CoxData, ties: Ties): CoxMaximum | NotEstimable {
  const p = data.names.length;
  const start = coxLikelihood(data, new Float64Array(p), ties);
  const firstFactor = choleskyFactor(square(start.information, p));
  if (!firstFactor || firstFactor.some((row, j) => !(row[j]! > 1e-8)))
    return notEstimable('SINGULAR', data.n);
  let beta = new Array<number>(p).fill(0);
  let here = start;
  for (let iteration = 1; iteration <= 60; iteration += 1) {
    const factor = choleskyFactor(square(here.information, p));
    if (!factor) return notEstimable('SEPARATION', data.n);
    let step = solveWithFactor(factor, [...here.gradient]);
    const from = beta;
    let next = coxLikelihood(data, add(from, step), ties);
    for (
      let halving = 0;
      halving < 40 && !(next.log >= here.log - 1e-12 * Math.abs(here.log));
      halving += 1
    ) {
      step = step.map((value) => value / 2);
      next = coxLikelihood(data, add(from, step), ties);
    }
    beta = add(from, step);
    here = next;
    if (beta.some((value) => !(Math.abs(value) < 60))) return notEstimable('SEPARATION', data.n);
    if (step.every((value, j) => Math.abs(value) <= 1e-9 * Math.max(1, Math.abs(beta[j]!)))) {
      const last = choleskyFactor(square(here.information, p));
      // Information that has all but vanished: the step is small only because the likelihood is flat.
      if (!last || last.some((row, j) => row[j]! < 1e-4 * firstFactor[j]![j]!))
        return notEstimable('SEPARATION', data.n);
      return { beta, start, top: here, covariance: inverseFromFactor(last), iterations: iteration };
    }
  }
  return notEstimable(beta.some((value) => Math.abs(value) > 15) ? 'SEPARATION' : 'NOT_CONVERGED', data.n);
}

export function square(values: Float64Array, p: number): Matrix {
  const matrix = zeros(p, p);
  for (let j = 0; j < p; j += 1) for (let k = 0; k < p; k += 1) matrix[j]![k] = values[j * p + k]!;
  return matrix;
}

const add = (a: readonly number[], b: readonly number[]): number[] => a.map((value, j) => value + b[j]!);
