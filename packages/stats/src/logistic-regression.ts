import { estimate, finiteResult, isLevel, notEstimable, testResult } from './checked-results.ts';
import { centredSumOfSquares, meanOf } from './centred-sums.ts';
import { inverseFromFactor } from './cholesky.ts';
import { chiSquareUpper, normalCritical, normalTwoSided } from './distributions.ts';
import { profileLimits } from './logistic-profile.ts';
import {
  logisticCdf,
  maximiseLogistic,
  type BinaryRows,
  type LogisticMaximum,
} from './logistic-likelihood.ts';
import { dot, quadraticForm } from './matrix.ts';
import { designMatrix, INTERCEPT, refuseColumns, type NamedColumn } from './named-columns.ts';
import type { Estimated, NotEstimable, Tested } from './results.ts';

export type LogisticCoefficient = {
  name: string;
  /** Log odds per unit, with the profile interval (or Wald's when asked for). */
  estimate: Estimated;
  standardError: number;
  /** Wald test under ML; penalised likelihood-ratio test under Firth. */
  test: Tested;
};

export type LogisticRegression = {
  kind: 'logistic-regression';
  method: 'ml' | 'firth';
  n: number;
  /** Rows with outcome 1. */
  events: number;
  coefficients: LogisticCoefficient[];
  /** With Firth's penalty under `firth`. */
  logLikelihood: number;
  /** ML only: −2 log-likelihood of the model and of the intercept alone, and their difference tested. */
  deviance: number;
  nullDeviance: number;
  likelihoodRatio: Tested;
  aic: number;
  mcFaddenR2: number;
  /** Mean squared error of the fitted probabilities. */
  brier: number;
};

/**
 * How the odds of a yes/no outcome move with several predictors together.
 *
 * Use `firth` (the default) below about 50 events or with an empty cell: it is always finite and less biased; its
 * fitted probabilities lean towards one half, so take probabilities from `ml`. Assumes log odds that are straight
 * in each predictor, and independent rows.
 *
 * @param outcome 0 or 1 per row; @param predictors complete columns; @param options method, interval (`profile` or
 * `wald`), `counts` (how many identical people a row stands for, for count tables), level (0.95)
 * @returns log odds per unit; not estimable: EMPTY, ONE_GROUP_EMPTY (only one outcome), SEPARATION (ML only),
 * SINGULAR (predictors dependent or constant), NOT_CONVERGED, INVALID_INPUT
 * Source: Firth 1993; Heinze & Schemper 2002 (penalised profile); R: glm(family = binomial), brglm2, logistf.
 * @example
 * logisticRegression([0, 0, 0, 1, 1, 1], [{ name: 'x', values: [1, 2, 3, 4, 5, 6] }]); // slope 1.129, finite
 */
export function logisticRegression(
  outcome: readonly number[],
  predictors: readonly NamedColumn[],
  options: {
    method?: 'ml' | 'firth';
    interval?: 'profile' | 'wald';
    counts?: readonly number[];
    level?: number;
  } = {},
): LogisticRegression | NotEstimable {
  const { method = 'firth', level = 0.95, interval = 'profile' } = options;
  const rows = outcome.length;
  const counts = options.counts ?? new Array<number>(rows).fill(1);
  const refused = refuseColumns(predictors, rows);
  const properCounts =
    counts.length === rows && counts.every((count) => count >= 0 && Number.isFinite(count));
  if (refused || !properCounts || !isLevel(level) || outcome.some((y) => y !== 0 && y !== 1))
    return notEstimable('INVALID_INPUT', rows);
  const n = counts.reduce((sum, count) => sum + count, 0);
  const events = dot(outcome, counts);
  if (n === 0) return notEstimable('EMPTY', 0);
  if (events === 0 || events === n) return notEstimable('ONE_GROUP_EMPTY', n);
  const scaling = predictors.map(({ values }) => ({
    center: meanOf(values),
    spread: Math.sqrt(centredSumOfSquares(values) / rows),
  }));
  if (scaling.some(({ spread }) => !(spread > 0) || spread === Infinity)) return notEstimable('SINGULAR', n);
  // Centred and scaled predictors for the slopes; the intercept belongs to the predictors as they are.
  const standardised = predictors.map(({ name, values }, j) => ({
    name,
    values: values.map((v) => (v - (scaling[j]?.center as number)) / (scaling[j]?.spread as number)),
  }));
  const data: BinaryRows = { design: designMatrix(standardised, rows), outcome, counts };
  const penalised = method === 'firth';
  const fit = maximiseLogistic(data, { penalised });
  if (fit === 'singular') return notEstimable('SINGULAR', n);
  if (fit === 'separation') return notEstimable('SEPARATION', n);
  if (fit === 'not-converged') return notEstimable('NOT_CONVERGED', n);
  const covariance = inverseFromFactor(fit.informationFactor);
  const contrast = [1, ...scaling.map(({ center, spread }) => -center / spread)];
  const intercept = dot(contrast, fit.coefficients);
  const interceptError = Math.sqrt(quadraticForm(covariance, contrast));
  const scaledOnly = {
    ...data,
    design: designMatrix(
      predictors.map(({ name, values }, j) => ({
        name,
        values: values.map((v) => v / (scaling[j]?.spread as number)),
      })),
      rows,
    ),
  };
  const scaledFit: LogisticMaximum = { ...fit, coefficients: [intercept, ...fit.coefficients.slice(1)] };
  const coefficients = [INTERCEPT, ...predictors.map(({ name }) => name)].map(
    (name, index): LogisticCoefficient => {
      const unit = index === 0 ? 1 : (scaling[index - 1]?.spread as number);
      const value = index === 0 ? intercept : (fit.coefficients[index] as number) / unit;
      const standardError =
        index === 0 ? interceptError : Math.sqrt(covariance[index]?.[index] as number) / unit;
      const profile = index === 0 ? { data: scaledOnly, fit: scaledFit } : { data, fit };
      const limits =
        interval === 'wald'
          ? {
              low: value - normalCritical(level) * standardError,
              high: value + normalCritical(level) * standardError,
            }
          : profileLimits(profile.data, profile.fit, {
              index,
              penalised,
              standardError: standardError * unit,
              level,
              unit,
            });
      return {
        name,
        estimate: estimate({
          unit: 'coefficient',
          value,
          ...limits,
          level,
          n,
          events,
          method: `logistic ${method}, ${interval}`,
        }),
        standardError,
        test: penalised
          ? penalisedTest(profile.data, fit.logLikelihood, index, n, profile.fit.coefficients)
          : testResult({
              statistic: value / standardError,
              p: normalTwoSided(value / standardError),
              n,
              method: 'logistic, wald',
            }),
      };
    },
  );
  const summary = fitSummary(data, fit, n, events, predictors.length, penalised);
  // The penalty is half the log determinant of the information, which scaling the predictors shifts by a constant.
  const penaltyShift = penalised ? scaling.reduce((sum, { spread }) => sum + Math.log(spread), 0) : 0;
  return finiteResult(
    {
      kind: 'logistic-regression',
      method,
      n,
      events,
      coefficients,
      ...summary,
      logLikelihood: fit.logLikelihood + penaltyShift,
    },
    n,
  );
}

/** Whether a coefficient is 0, by twice the drop of the penalised log-likelihood. */
function penalisedTest(
  data: BinaryRows,
  maximum: number,
  index: number,
  n: number,
  start: readonly number[],
): Tested {
  const restricted = maximiseLogistic(data, { penalised: true, fixed: { index, value: 0 }, start });
  if (typeof restricted === 'string') return notEstimable('NOT_CONVERGED', n);
  const statistic = Math.max(0, 2 * (maximum - restricted.logLikelihood));
  return testResult({
    statistic,
    df: 1,
    p: chiSquareUpper(statistic, 1),
    n,
    method: 'penalised likelihood ratio',
  });
}

function fitSummary(
  data: BinaryRows,
  fit: LogisticMaximum,
  n: number,
  events: number,
  df: number,
  penalised: boolean,
): Pick<
  LogisticRegression,
  'logLikelihood' | 'deviance' | 'nullDeviance' | 'likelihoodRatio' | 'aic' | 'mcFaddenR2' | 'brier'
> {
  const eta = data.design.map((row) => dot(row, fit.coefficients));
  const plain = penalised
    ? eta.reduce(
        (sum, e, i) =>
          sum + (data.counts[i] as number) * Math.log(logisticCdf(data.outcome[i] === 1 ? e : -e)),
        0,
      )
    : fit.logLikelihood;
  const deviance = -2 * plain;
  const nullDeviance = -2 * (events * Math.log(events / n) + (n - events) * Math.log1p(-events / n));
  const statistic = Math.max(0, nullDeviance - deviance);
  return {
    logLikelihood: fit.logLikelihood,
    deviance,
    nullDeviance,
    likelihoodRatio:
      df === 0
        ? notEstimable('TOO_FEW', n)
        : testResult({
            statistic,
            df,
            p: chiSquareUpper(statistic, df),
            n,
            method: 'likelihood ratio against the intercept',
          }),
    aic: deviance + 2 * (df + 1),
    mcFaddenR2: 1 - deviance / nullDeviance,
    brier:
      eta.reduce(
        (sum, e, i) => sum + (data.counts[i] as number) * ((data.outcome[i] as number) - logisticCdf(e)) ** 2,
        0,
      ) / n,
  };
}
