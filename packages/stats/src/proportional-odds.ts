import { allFinite, estimate, finiteResult, isLevel, notEstimable, testResult } from './checked-results.ts';
import { centredSumOfSquares, meanOf } from './centred-sums.ts';
import { choleskyFactor, inverseFromFactor, solveWithFactor } from './cholesky.ts';
import { chiSquareUpper, normalCritical, normalTwoSided } from './distributions.ts';
import { logisticCdf } from './logistic-likelihood.ts';
import { dot, zeros, type Matrix } from './matrix.ts';
import { refuseColumns, type NamedColumn } from './named-columns.ts';
import type { Estimated, NotEstimable, Tested } from './results.ts';

export type ProportionalOdds = {
  kind: 'proportional-odds';
  n: number;
  /** Outcome values, ascending. */
  levels: number[];
  /** Log odds of a higher outcome per unit of the predictor. */
  coefficients: { name: string; estimate: Estimated; standardError: number; test: Tested }[];
  /** One between each pair of neighbouring levels: log odds of the lower side where all predictors are 0. */
  thresholds: number[];
  logLikelihood: number;
  /** Against the model without predictors. */
  likelihoodRatio: Tested;
};

/**
 * How the odds of a higher grade of an ordered outcome move with predictors (proportional odds).
 *
 * Use it for an ordered rating with few levels, as an expert's alternative to least squares. Assumes that the odds
 * ratio is the same at every cut of the outcome.
 *
 * @param outcome ordered number per row; @param predictors complete columns; @param options `counts` (how many
 * identical people a row stands for), level (0.95)
 * @returns not estimable: EMPTY, NO_VARIANCE (one outcome level), SINGULAR, SEPARATION, INVALID_INPUT
 * Source: McCullagh 1980; Newton–Raphson. R: MASS::polr(factor(y) ~ x), logit link.
 * @example
 * proportionalOdds([1, 2, 2, 3, 3, 1], [{ name: 'x', values: [1, 2, 3, 3, 4, 2] }]);
 */
export function proportionalOdds(
  outcome: readonly number[],
  predictors: readonly NamedColumn[],
  options: { counts?: readonly number[]; level?: number } = {},
): ProportionalOdds | NotEstimable {
  const rows = outcome.length;
  const level = options.level ?? 0.95;
  const counts = options.counts ?? new Array<number>(rows).fill(1);
  if (
    refuseColumns(predictors, rows) ||
    !allFinite(outcome, counts) ||
    counts.length !== rows ||
    counts.some((c) => c < 0) ||
    !isLevel(level)
  )
    return notEstimable('INVALID_INPUT', rows);
  const n = counts.reduce((sum, c) => sum + c, 0);
  if (n === 0) return notEstimable('EMPTY', 0);
  const levels = [...new Set(outcome.filter((_, i) => (counts[i] as number) > 0))].sort((a, b) => a - b);
  if (levels.length < 2) return notEstimable('NO_VARIANCE', n);
  const scaling = predictors.map(({ values }) => ({
    center: meanOf(values),
    spread: Math.sqrt(centredSumOfSquares(values) / rows),
  }));
  if (scaling.some(({ spread }) => !(spread > 0) || spread === Infinity)) return notEstimable('SINGULAR', n);
  const data: OrdinalData = {
    category: outcome.map((y) => levels.indexOf(y)),
    x: outcome.map((_, i) =>
      predictors.map(
        ({ values }, j) =>
          ((values[i] as number) - (scaling[j]?.center as number)) / (scaling[j]?.spread as number),
      ),
    ),
    counts,
    cuts: levels.length - 1,
  };
  const start = startingThresholds(data, n);
  const nullLikelihood = likelihood(data, [...start, ...predictors.map(() => 0)])?.value;
  const fit = maximise(data, [...start, ...predictors.map(() => 0)]);
  if (typeof fit === 'string') return notEstimable(fit, n);
  const covariance = inverseFromFactor(fit.factor);
  const coefficients = predictors.map(({ name }, j) => {
    const spread = scaling[j]?.spread as number;
    const value = (fit.parameters[data.cuts + j] as number) / spread;
    const standardError = Math.sqrt(covariance[data.cuts + j]?.[data.cuts + j] as number) / spread;
    const half = normalCritical(level) * standardError;
    const z = value / standardError;
    return {
      name,
      estimate: estimate({
        unit: 'coefficient',
        value,
        low: value - half,
        high: value + half,
        level,
        n,
        method: 'proportional odds, wald',
      }),
      standardError,
      test: testResult({ statistic: z, p: normalTwoSided(z), n, method: 'proportional odds, wald' }),
    };
  });
  const shift = scaling.reduce(
    (sum, { center, spread }, j) => sum + ((fit.parameters[data.cuts + j] as number) * center) / spread,
    0,
  );
  const statistic = Math.max(0, 2 * (fit.value - (nullLikelihood ?? Number.NaN)));
  return finiteResult(
    {
      kind: 'proportional-odds',
      n,
      levels,
      coefficients,
      thresholds: fit.parameters.slice(0, data.cuts).map((threshold) => threshold + shift),
      logLikelihood: fit.value,
      likelihoodRatio:
        predictors.length === 0
          ? notEstimable('TOO_FEW', n)
          : testResult({
              statistic,
              df: predictors.length,
              p: chiSquareUpper(statistic, predictors.length),
              n,
              method: 'likelihood ratio, proportional odds',
            }),
    },
    n,
  );
}

type OrdinalData = { category: number[]; x: Matrix; counts: readonly number[]; cuts: number };

function startingThresholds({ category, counts, cuts }: OrdinalData, n: number): number[] {
  return Array.from({ length: cuts }, (_, k) => {
    const below = category.reduce((sum, c, i) => sum + (c <= k ? (counts[i] as number) : 0), 0);
    return Math.log(below / (n - below));
  });
}

function maximise(
  data: OrdinalData,
  start: readonly number[],
): { parameters: number[]; value: number; factor: Matrix } | 'SINGULAR' | 'SEPARATION' {
  let parameters = [...start];
  let state = likelihood(data, parameters);
  for (let iteration = 0; iteration < 100; iteration++) {
    const factor = state && choleskyFactor(state.information);
    if (!state || !factor) return iteration > 8 ? 'SEPARATION' : 'SINGULAR';
    const direction = solveWithFactor(factor, state.gradient);
    if (
      Math.max(...direction.map(Math.abs)) < 1e-10 ||
      dot(direction, state.gradient) < 1e-20 * Math.abs(state.value)
    )
      return { parameters, value: state.value, factor };
    let next: Likelihood | undefined;
    let size = 1;
    let trial = parameters;
    for (let halving = 0; halving < 40 && !next; halving++, size /= 2) {
      trial = parameters.map((value, j) => value + size * (direction[j] as number));
      const candidate = likelihood(data, trial);
      if (candidate && candidate.value >= state.value - 1e-12 * Math.abs(state.value)) next = candidate;
    }
    if (!next) return { parameters, value: state.value, factor };
    parameters = trial;
    state = next;
  }
  return 'SEPARATION';
}

type Likelihood = { value: number; gradient: number[]; information: Matrix };

/** Log-likelihood, gradient and observed information at (thresholds, slopes); undefined when thresholds cross. */
function likelihood(
  { category, x, counts, cuts }: OrdinalData,
  parameters: readonly number[],
): Likelihood | undefined {
  const size = parameters.length;
  const gradient = new Array<number>(size).fill(0);
  const information = zeros(size, size);
  let value = 0;
  for (let i = 0; i < category.length; i++) {
    const count = counts[i] as number;
    if (count === 0) continue;
    const k = category[i] as number;
    const row = x[i] as number[];
    const eta = row.reduce((sum, v, j) => sum + v * (parameters[cuts + j] as number), 0);
    const ends = [
      { sign: 1, at: k < cuts ? k : -1 },
      { sign: -1, at: k > 0 ? k - 1 : -1 },
    ].filter((end) => end.at >= 0);
    const upper = k < cuts ? (parameters[k] as number) - eta : Infinity;
    const lower = k > 0 ? (parameters[k - 1] as number) - eta : -Infinity;
    // P(upper) − P(lower), from the tail that does not cancel.
    const chance =
      lower > 0 ? logisticCdf(-lower) - logisticCdf(-upper) : logisticCdf(upper) - logisticCdf(lower);
    if (!(chance > 0)) return undefined;
    value += count * Math.log(chance);
    const first = new Array<number>(size).fill(0);
    const second = zeros(size, size);
    for (const { sign, at } of ends) {
      const f = logisticCdf((parameters[at] as number) - eta);
      const density = f * (1 - f);
      const slope = density * (1 - 2 * f);
      const direction = Array.from({ length: size }, (_, j) =>
        j === at ? 1 : j >= cuts ? -(row[j - cuts] as number) : 0,
      );
      direction.forEach((da, a) => {
        if (da === 0) return;
        first[a] = (first[a] as number) + sign * density * da;
        direction.forEach(
          (db, b) => void ((second[a] as number[])[b] = (second[a]?.[b] as number) + sign * slope * da * db),
        );
      });
    }
    for (let a = 0; a < size; a++) {
      const fa = (first[a] as number) / chance;
      gradient[a] = (gradient[a] as number) + count * fa;
      const target = information[a] as number[];
      for (let b = 0; b < size; b++)
        target[b] =
          (target[b] as number) +
          count * (fa * ((first[b] as number) / chance) - (second[a]?.[b] as number) / chance);
    }
  }
  return Number.isFinite(value) ? { value, gradient, information } : undefined;
}
