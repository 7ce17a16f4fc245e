import { allFinite, estimate, finiteResult, isLevel, notEstimable, testResult } from './checked-results.ts';
import { inverseFromFactor } from './cholesky.ts';
import { normalCritical, normalTwoSided } from './distributions.ts';
import { isotonicRegression, type IsotonicFit } from './isotonic-regression.ts';
import { maximiseLogistic } from './logistic-likelihood.ts';
import type { Estimated, NotEstimable, Tested } from './results.ts';

export type Calibration = {
  kind: 'calibration';
  n: number;
  /** Mean squared error of the probabilities: 0 is perfect. */
  brier: number;
  /** 1 − Brier / Brier of always predicting the overall rate; below 0 is worse than that. */
  brierSkill: number;
  /** Mean of −log of the probability given to what happened. */
  logLoss: number;
  /** Log-odds shift that would make the average right: 0 is right, above 0 means predictions are too low. */
  intercept: Estimated;
  /** Slope of the outcome's log odds on the predicted ones: 1 is right, below 1 means predictions are too extreme. */
  slope: Estimated;
  slopeStandardError: number | undefined;
  /** Intercept of the model with the slope. */
  slopeModelIntercept: number | undefined;
  /** Spiegelhalter's test that the probabilities are right. */
  test: Tested;
  curve: IsotonicFit;
};

/**
 * Whether predicted probabilities mean what they say.
 *
 * Use it on rows that did not shape the predictions. Assumes independent rows.
 *
 * @param outcome 0 or 1 per row; @param predicted probability per row, strictly between 0 and 1; @param options level
 * @returns not estimable: EMPTY, ONE_GROUP_EMPTY (one outcome only), OUT_OF_RANGE (a probability of 0 or 1),
 * INVALID_INPUT; the slope alone is not estimable when all predictions are equal (NO_VARIANCE) or separate the
 * outcomes (SEPARATION)
 * Source: Cox 1958 (slope, intercept); Brier 1950; Spiegelhalter 1986. R: glm(y ~ lp), glm(y ~ offset(lp)).
 * @example
 * calibration([0, 1, 0, 1], [0.2, 0.7, 0.4, 0.6]);
 */
export function calibration(
  outcome: readonly number[],
  predicted: readonly number[],
  options: { level?: number } = {},
): Calibration | NotEstimable {
  const n = outcome.length;
  const level = options.level ?? 0.95;
  if (
    predicted.length !== n ||
    !allFinite(predicted) ||
    outcome.some((y) => y !== 0 && y !== 1) ||
    !isLevel(level)
  )
    return notEstimable('INVALID_INPUT', n);
  if (n === 0) return notEstimable('EMPTY', 0);
  if (predicted.some((p) => !(p > 0 && p < 1))) return notEstimable('OUT_OF_RANGE', n);
  const rate = outcome.reduce((sum, y) => sum + y, 0) / n;
  if (rate === 0 || rate === 1) return notEstimable('ONE_GROUP_EMPTY', n);
  const curve = isotonicRegression(predicted, outcome);
  if (curve.kind === 'not-estimable') return curve;
  const mean = (value: (y: number, p: number) => number): number =>
    outcome.reduce((sum, y, i) => sum + value(y, predicted[i] as number), 0) / n;
  const brier = mean((y, p) => (p - y) ** 2);
  const numerator = n * mean((y, p) => (y - p) * (1 - 2 * p));
  const spread = Math.sqrt(n * mean((_, p) => (1 - 2 * p) ** 2 * p * (1 - p)));
  const z = numerator / spread;
  return finiteResult(
    {
      kind: 'calibration',
      n,
      brier,
      brierSkill: 1 - brier / (rate * (1 - rate)),
      logLoss: mean((y, p) => -(y === 1 ? Math.log(p) : Math.log1p(-p))),
      ...lines(
        outcome,
        predicted.map((p) => Math.log(p) - Math.log1p(-p)),
        level,
      ),
      test:
        spread > 0
          ? testResult({ statistic: z, p: normalTwoSided(z), n, method: 'spiegelhalter z' })
          : notEstimable('NO_VARIANCE', n),
      curve,
    },
    n,
  );
}

function lines(
  outcome: readonly number[],
  logOdds: readonly number[],
  level: number,
): Pick<Calibration, 'intercept' | 'slope' | 'slopeStandardError' | 'slopeModelIntercept'> {
  const n = outcome.length;
  const counts = new Array<number>(n).fill(1);
  const shift = maximiseLogistic(
    { design: outcome.map(() => [1]), outcome, counts, offset: logOdds },
    { penalised: false },
  );
  const sloped = maximiseLogistic(
    { design: logOdds.map((lp) => [1, lp]), outcome, counts },
    { penalised: false },
  );
  const interval = (value: number, se: number, method: string): Estimated =>
    estimate({
      unit: 'coefficient',
      value,
      low: value - normalCritical(level) * se,
      high: value + normalCritical(level) * se,
      level,
      n,
      method,
    });
  const reason =
    sloped === 'separation' ? 'SEPARATION' : sloped === 'singular' ? 'NO_VARIANCE' : 'NOT_CONVERGED';
  const standardError =
    typeof sloped === 'string'
      ? undefined
      : Math.sqrt(inverseFromFactor(sloped.informationFactor)[1]?.[1] as number);
  return {
    intercept:
      typeof shift === 'string'
        ? notEstimable('NOT_CONVERGED', n)
        : interval(
            shift.coefficients[0] as number,
            1 / (shift.informationFactor[0]?.[0] as number),
            'calibration intercept, wald',
          ),
    slope:
      typeof sloped === 'string' || standardError === undefined
        ? notEstimable(reason, n)
        : interval(sloped.coefficients[1] as number, standardError, 'calibration slope, wald'),
    slopeStandardError: standardError,
    slopeModelIntercept: typeof sloped === 'string' ? undefined : sloped.coefficients[0],
  };
}
