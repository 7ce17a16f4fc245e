import {
  choleskyFactor,
  inverseQuadraticForm,
  logDeterminantFromFactor,
  solveWithFactor,
} from './cholesky.ts';
import { crossProduct, dot, type Matrix } from './matrix.ts';

/** Rows of a yes/no regression; `counts` is how many identical people a row stands for. */
export type BinaryRows = {
  design: Matrix;
  outcome: readonly number[];
  counts: readonly number[];
  offset?: readonly number[];
};

export type LogisticMaximum = {
  kind: 'maximum';
  coefficients: number[];
  /** Log-likelihood, with the Jeffreys penalty when penalised. */
  logLikelihood: number;
  /** Cholesky factor of the information of all coefficients. */
  informationFactor: Matrix;
};

/**
 * Maximises the (penalised) log-likelihood, optionally with one coefficient held fixed, by Newton steps that are
 * halved until they climb. 'separation' means that the likelihood has no finite maximum.
 */
export function maximiseLogistic(
  rows: BinaryRows,
  options: { penalised: boolean; fixed?: { index: number; value: number }; start?: readonly number[] },
): LogisticMaximum | 'singular' | 'separation' | 'not-converged' {
  const p = rows.design[0]?.length ?? 0;
  const { penalised, fixed } = options;
  const free = Array.from({ length: p }, (_, j) => j).filter((j) => j !== fixed?.index);
  const beta = options.start ? [...options.start] : new Array<number>(p).fill(0);
  if (fixed) beta[fixed.index] = fixed.value;
  let state = evaluate(rows, beta, penalised);
  if (!state) return 'singular';
  for (let iteration = 0; iteration < 200; iteration++) {
    const reduced =
      free.length === p
        ? state.factor
        : choleskyFactor(free.map((i) => free.map((j) => state?.information[i]?.[j] as number)));
    if (!reduced) return penalised ? 'singular' : 'separation';
    const gradient = score(rows, state, penalised);
    const freeScore = free.map((j) => gradient[j] as number);
    if (free.length === 0) return done(beta, state);
    const direction = solveWithFactor(reduced, freeScore);
    const etaChange = Math.max(
      ...rows.design.map((row) =>
        Math.abs(free.reduce((sum, j, k) => sum + (row[j] as number) * (direction[k] as number), 0)),
      ),
    );
    const decrement = dot(freeScore, direction);
    if (etaChange < 1e-10 || decrement < 1e-22 * Math.max(1, Math.abs(state.logLikelihood)))
      return done(beta, state);
    // The likelihood is flat but the fitted log-odds still run away: some rows are predicted perfectly.
    if (!penalised && iteration > 8 && decrement < 1e-7 && etaChange > 0.1) return 'separation';
    let size = Math.min(1, 5 / etaChange);
    let next: Evaluation | undefined;
    for (let halving = 0; halving < 40; halving++, size /= 2) {
      const trial = beta.slice();
      free.forEach((j, k) => void (trial[j] = (trial[j] as number) + size * (direction[k] as number)));
      next = evaluate(rows, trial, penalised);
      if (
        next &&
        next.logLikelihood >= state.logLikelihood - 1e-12 * Math.max(1, Math.abs(state.logLikelihood))
      ) {
        free.forEach((j) => void (beta[j] = trial[j] as number));
        break;
      }
      next = undefined;
    }
    if (!next) return decrement < 1e-9 ? done(beta, state) : 'not-converged';
    state = next;
  }
  return penalised ? 'not-converged' : 'separation';
}

type Evaluation = {
  eta: number[];
  mu: number[];
  weights: number[];
  information: Matrix;
  factor: Matrix;
  logLikelihood: number;
};

const done = (beta: number[], state: Evaluation): LogisticMaximum => ({
  kind: 'maximum',
  coefficients: beta,
  logLikelihood: state.logLikelihood,
  informationFactor: state.factor,
});

function evaluate(
  { design, outcome, counts, offset }: BinaryRows,
  beta: readonly number[],
  penalised: boolean,
): Evaluation | undefined {
  const eta = design.map((row, i) => dot(row, beta) + (offset?.[i] ?? 0));
  const mu = eta.map(logisticCdf);
  const weights = mu.map((m, i) => m * logisticCdf(-(eta[i] as number)) * (counts[i] as number));
  const information = crossProduct(design, weights);
  const factor = choleskyFactor(information);
  if (!factor) return undefined;
  let logLikelihood = 0;
  for (let i = 0; i < eta.length; i++) {
    const y = outcome[i] as number;
    const e = eta[i] as number;
    logLikelihood +=
      (counts[i] as number) *
      (y === 1 ? logLogistic(e) : y === 0 ? logLogistic(-e) : y * logLogistic(e) + (1 - y) * logLogistic(-e));
  }
  if (penalised) logLikelihood += logDeterminantFromFactor(factor) / 2;
  return Number.isFinite(logLikelihood)
    ? { eta, mu, weights, information, factor, logLikelihood }
    : undefined;
}

/** Score of every coefficient; with Firth's term h(1/2 − μ) when penalised (Firth 1993; Heinze & Schemper 2002). */
function score(
  { design, outcome, counts }: BinaryRows,
  { mu, weights, factor }: Evaluation,
  penalised: boolean,
): number[] {
  const p = design[0]?.length ?? 0;
  const result = new Array<number>(p).fill(0);
  design.forEach((row, i) => {
    const m = mu[i] as number;
    let r = (counts[i] as number) * ((outcome[i] as number) - m);
    if (penalised) r += (weights[i] as number) * inverseQuadraticForm(factor, row) * (0.5 - m);
    for (let j = 0; j < p; j++) result[j] = (result[j] as number) + r * (row[j] as number);
  });
  return result;
}

/** 1/(1 + e^−x) without overflow. */
export const logisticCdf = (x: number): number =>
  x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));

/** log of the logistic function, accurate in both tails. */
export const logLogistic = (x: number): number =>
  x >= 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x));
