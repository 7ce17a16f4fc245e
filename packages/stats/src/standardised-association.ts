import { allFinite, estimate, isLevel, notEstimable, testResult } from './checked-results.ts';
import { tTwoSided, tUpperQuantile } from './distributions.ts';
import type { Estimated, NotEstimable, Tested } from './results.ts';

/**
 * Variances and covariance of the score and of the selection composite in the whole population that selection was
 * made from, taken as known. For the composite itself give its variance as `score` and nothing else.
 */
export type PoolMoments = { score: number; composite: number; covariance: number };

/**
 * An association carried from the selected people to the whole population on one scale for every kind of outcome:
 * theta = atanh of a correlation, or of its equivalent for a time.
 */
export type StandardisedAssociation = {
  kind: 'standardised';
  theta: number;
  /** Variance of theta from the model, and from the influence values (heteroscedasticity-consistent). */
  modelVariance: number;
  robustVariance: number;
  /** The larger of the two: the one to use, times the design effect where sites differ. */
  variance: number;
  /** What each row contributes to theta, in the order of the rows: theta without the row is about theta − influence. */
  influence: number[];
  /** Slopes of score and composite (0 where there is no composite). */
  slopes: { score: number; composite: number };
  n: number;
  strata: number;
  events?: number;
  /** Degrees of freedom for t quantiles, at least 5. */
  df: number;
  method: string;
};

/** Puts theta, its model variance and its influence values together; OUT_OF_RANGE when a number is not finite. */
export function standardise(
  parts: Omit<StandardisedAssociation, 'kind' | 'robustVariance' | 'variance' | 'n'>,
): StandardisedAssociation | NotEstimable {
  const { influence, modelVariance } = parts;
  const n = influence.length;
  const robustVariance = (n / (n - 3)) * influence.reduce((sum, value) => sum + value * value, 0);
  if (!allFinite([parts.theta, modelVariance, robustVariance], influence))
    return notEstimable('OUT_OF_RANGE', n);
  return {
    kind: 'standardised',
    ...parts,
    robustVariance,
    variance: Math.max(modelVariance, robustVariance),
    n,
    df: Math.max(5, parts.df),
  };
}

/**
 * The estimate of a standardised association as a correlation, with a t interval on Fisher's scale.
 *
 * Use it with the design effect of `clusterDesignEffect` where the rows come from several sites.
 *
 * @param association from `standardisedLeastSquares` or `standardisedCox`; @param options design effect (1 or more,
 * 1), level (0.95)
 * @returns unit r; not estimable: INVALID_INPUT
 * Source: standard error = √(larger of model and robust variance × design effect), t quantiles.
 * @example
 * const estimate = standardisedEstimate(association, { designEffect: 1.3 });
 */
export function standardisedEstimate(
  association: StandardisedAssociation,
  options: { designEffect?: number; level?: number } = {},
): Estimated {
  const { designEffect = 1, level = 0.95 } = options;
  const { theta, variance, n, df, events, method } = association;
  if (!(designEffect >= 1) || !isLevel(level)) return notEstimable('INVALID_INPUT', n);
  const half = tUpperQuantile((1 - level) / 2, df) * Math.sqrt(variance * designEffect);
  const fields = {
    unit: 'r',
    value: Math.tanh(theta),
    low: Math.tanh(theta - half),
    high: Math.tanh(theta + half),
    level,
    n,
    method,
  } as const;
  return estimate(events === undefined ? fields : { ...fields, events });
}

/**
 * Whether a standardised association differs from 0: the two-sided t test that belongs to `standardisedEstimate`.
 *
 * @returns statistic t; not estimable: NO_VARIANCE (standard error 0), INVALID_INPUT
 * @example
 * const { p } = standardisedTest(association, { designEffect: 1.3 });
 */
export function standardisedTest(
  association: StandardisedAssociation,
  options: { designEffect?: number } = {},
): Tested {
  const { designEffect = 1 } = options;
  const { theta, variance, n, df, method } = association;
  if (!(designEffect >= 1)) return notEstimable('INVALID_INPUT', n);
  if (variance === 0) return notEstimable('NO_VARIANCE', n);
  const statistic = theta / Math.sqrt(variance * designEffect);
  return testResult({ statistic, df, p: tTwoSided(statistic, df), n, method: `${method}, t` });
}
