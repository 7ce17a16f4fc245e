import { choleskyFactor, solveWithFactor } from './cholesky.ts';
import { normalCdf, normalDensity, normalQuantile, normalUpper } from './distributions.ts';
import { dot, zeros, type Matrix } from './matrix.ts';

export type OrderedProbit = {
  /** P(category ≤ k) = Φ(cut_k − slope·x). */
  cuts: number[];
  slope: number;
  /** Cholesky factor of the observed information, cuts first. */
  informationFactor: Matrix;
  logLikelihood: number;
};

/** Maximum likelihood by Newton's method: the log-likelihood is concave. Undefined when it has no finite maximum. */
export function orderedProbit(
  x: readonly number[],
  category: readonly number[],
  categories: number,
): OrderedProbit | undefined {
  const cuts = categories - 1;
  const counts = Array.from({ length: categories }, (_, k) => category.filter((c) => c === k).length);
  let below = 0;
  let parameters = [...counts.slice(0, -1).map((count) => normalQuantile((below += count) / x.length)), 0];
  let state = evaluate(x, category, cuts, parameters);
  for (let iteration = 0; iteration < 200; iteration++) {
    const factor = state && choleskyFactor(state.information);
    if (!state || !factor) return undefined;
    const direction = solveWithFactor(factor, state.gradient);
    const change = Math.max(...direction.map(Math.abs));
    if (change < 1e-11)
      return {
        cuts: parameters.slice(0, cuts),
        slope: parameters[cuts] as number,
        informationFactor: factor,
        logLikelihood: state.logLikelihood,
      };
    let next: Evaluation | undefined;
    let size = Math.min(1, 2 / change);
    for (let halving = 0; halving < 40 && !next; halving++, size /= 2) {
      const trial = parameters.map((value, j) => value + size * (direction[j] as number));
      const candidate = evaluate(x, category, cuts, trial);
      if (
        candidate &&
        candidate.logLikelihood >= state.logLikelihood - 1e-12 * Math.abs(state.logLikelihood)
      ) {
        next = candidate;
        parameters = trial;
      }
    }
    if (!next) return undefined;
    state = next;
    if (Math.abs(parameters[cuts] as number) > 1e4) return undefined;
  }
  return undefined;
}

type Evaluation = { logLikelihood: number; gradient: number[]; information: Matrix };

function evaluate(
  x: readonly number[],
  category: readonly number[],
  cuts: number,
  parameters: readonly number[],
): Evaluation | undefined {
  const size = cuts + 1;
  const gradient = new Array<number>(size).fill(0);
  const information = zeros(size, size);
  let logLikelihood = 0;
  for (let i = 0; i < x.length; i++) {
    const k = category[i] as number;
    const shift = (parameters[cuts] as number) * (x[i] as number);
    const upper = k < cuts ? (parameters[k] as number) - shift : Infinity;
    const lower = k > 0 ? (parameters[k - 1] as number) - shift : -Infinity;
    const chance = lower > 0 ? normalUpper(lower) - normalUpper(upper) : normalCdf(upper) - normalCdf(lower);
    if (!(chance > 0)) return undefined;
    logLikelihood += Math.log(chance);
    const first = new Array<number>(size).fill(0);
    const second: [a: number, b: number, value: number][] = [];
    for (const [at, end, sign] of [
      [k, upper, 1],
      [k - 1, lower, -1],
    ] as const) {
      if (!Number.isFinite(end)) continue;
      const density = sign * normalDensity(end);
      first[at] = (first[at] as number) + density;
      first[cuts] = (first[cuts] as number) - density * (x[i] as number);
      const curvature = -end * density;
      second.push(
        [at, at, curvature],
        [at, cuts, -curvature * (x[i] as number)],
        [cuts, cuts, curvature * (x[i] as number) ** 2],
      );
    }
    const parts = [k, k - 1, cuts].filter(
      (j, position, all) => j >= 0 && j <= cuts && all.indexOf(j) === position && first[j] !== 0,
    );
    for (const a of parts) {
      const fa = (first[a] as number) / chance;
      gradient[a] = (gradient[a] as number) + fa;
      for (const b of parts)
        (information[a] as number[])[b] =
          (information[a]?.[b] as number) + (fa * (first[b] as number)) / chance;
    }
    for (const [a, b, value] of second) {
      (information[a] as number[])[b] = (information[a]?.[b] as number) - value / chance;
      if (a !== b) (information[b] as number[])[a] = (information[b]?.[a] as number) - value / chance;
    }
  }
  return Number.isFinite(logLikelihood) ? { logLikelihood, gradient, information } : undefined;
}

/** Variance of the slope: last diagonal element of the inverse information. */
export function slopeVariance({ informationFactor }: OrderedProbit): number {
  const unit = informationFactor.map((_, j) => (j === informationFactor.length - 1 ? 1 : 0));
  return dot(unit, solveWithFactor(informationFactor, unit));
}
