import { estimate, notEstimable, testResult } from './checked-results.ts';
import { choleskyFactor, inverseQuadraticForm } from './cholesky.ts';
import type { Column } from './complete-rows.ts';
import { coxConcordance } from './cox-concordance.ts';
import { coxData, type Covariates, type CoxData } from './cox-data.ts';
import type { Ties } from './cox-likelihood.ts';
import { coxMaximum, type CoxMaximum, square } from './cox-maximum.ts';
import { scoreResiduals } from './cox-residuals.ts';
import type { Concordance } from './concordance.ts';
import { chiSquareUpper, normalCritical, normalTwoSided } from './distributions.ts';
import { crossProduct, multiply, type Matrix } from './matrix.ts';
import type { CauseOption } from './risk-sets.ts';
import type { Estimate, NotEstimable, Tested, TestResult } from './results.ts';
import type { SurvivalRows } from './survival-rows.ts';

export type CoxOptions = CauseOption & {
  level?: number;
  ties?: Ties;
  /** Each value has its own baseline hazard. */
  strata?: Column;
  /** Rows that belong together; intervals and tests then use the robust (sandwich) standard error. */
  cluster?: Column;
};

export type CoxCoefficient = {
  name: string;
  coefficient: Estimate;
  hazardRatio: Estimate;
  /** From the information matrix. */
  standardError: number;
  robustStandardError?: number;
  /** Wald z, from the robust standard error where there are clusters. */
  test: TestResult;
};

export type CoxModel = {
  kind: 'cox-model';
  coefficients: CoxCoefficient[];
  covariance: Matrix;
  robustCovariance?: Matrix;
  /** Log partial likelihood without and with the covariates. */
  logLikelihood: [number, number];
  likelihoodRatio: TestResult;
  /** SINGULAR where there are too few clusters for the number of covariates. */
  wald: Tested;
  score: TestResult;
  robustScore?: Tested;
  /** How well the linear predictor orders the times, within strata. */
  concordance: Concordance | NotEstimable;
  n: number;
  events: number;
  clusters?: number;
};

/**
 * How the hazard of an event depends on several covariates at once: Cox regression.
 *
 * Use it for times with censoring; give `cause` for one of several competing events (the cause-specific
 * hazard). Assumes hazards proportional over time (check with `coxProportionality`) and about ten events per
 * covariate. Delayed entry, strata and clusters are respected; rows with a missing value are left out.
 *
 * @returns per covariate the coefficient and hazard ratio per unit with Wald intervals; NO_EVENTS, NO_VARIANCE for
 *   a constant covariate, SINGULAR when covariates determine each other, SEPARATION when a coefficient runs away
 *   (try `firthCox`), TOO_FEW with fewer than two clusters, NOT_CONVERGED, EMPTY, INVALID_INPUT
 *
 * Source: Cox (1972), Efron (1977), Breslow (1974), Lin & Wei (1989) for the robust form. R:
 * `coxph(Surv(entry, time, event) ~ x + strata(s), cluster = c)`.
 * @example cox({ time, event }, { score, age }, { strata: client }).coefficients[0].hazardRatio
 */
export function cox(
  rows: SurvivalRows,
  covariates: Covariates,
  options: CoxOptions = {},
): CoxModel | NotEstimable {
  const { level = 0.95, ties = 'efron', strata, cluster, cause } = options;
  if (!(level > 0 && level < 1)) return notEstimable('INVALID_INPUT', 0);
  const data = coxData(rows, covariates, { strata, cluster, cause });
  if ('kind' in data) return data;
  const fit = coxMaximum(data, ties);
  return 'kind' in fit ? fit : coxModel(data, fit, ties, level);
}

function coxModel(data: CoxData, fit: CoxMaximum, ties: Ties, level: number): CoxModel | NotEstimable {
  const { n, events, names, spread } = data;
  const p = names.length;
  const unscale = (matrix: Matrix): Matrix =>
    matrix.map((row, j) => row.map((value, k) => value / spread[j]! / spread[k]!));
  const robust = data.cluster ? robustPart(data, fit, ties) : undefined;
  if (robust && robust.clusters < 2) return notEstimable('TOO_FEW', n, 2);
  const covariance = unscale(fit.covariance);
  const robustCovariance = robust && unscale(robust.covariance);
  const critical = normalCritical(level);
  const coefficients: CoxCoefficient[] = [];
  for (let j = 0; j < p; j += 1) {
    const value = fit.beta[j]! / spread[j]!;
    const standardError = Math.sqrt(covariance[j]![j]!);
    const robustStandardError = robustCovariance && Math.sqrt(robustCovariance[j]![j]!);
    const se = robustStandardError ?? standardError;
    if (!(se > 0) || !Number.isFinite(se)) return notEstimable(robust ? 'SINGULAR' : 'OUT_OF_RANGE', n);
    const method = `cox, ${ties}, ${robustStandardError === undefined ? 'wald' : 'robust wald'}`;
    const [low, high] = [value - critical * se, value + critical * se];
    const coefficient = estimate({ unit: 'coefficient', value, low, high, level, n, events, method });
    const ratio = { value: Math.exp(value), low: Math.exp(low), high: Math.exp(high) };
    const hazardRatio = estimate({ unit: 'ratio', ...ratio, level, n, events, method });
    const test = testResult({ statistic: value / se, p: normalTwoSided(value / se), n, method });
    if (coefficient.kind !== 'estimate' || hazardRatio.kind !== 'estimate' || test.kind !== 'test')
      return notEstimable('OUT_OF_RANGE', n);
    const one: CoxCoefficient = { name: names[j]!, coefficient, hazardRatio, standardError, test };
    coefficients.push(robustStandardError === undefined ? one : { ...one, robustStandardError });
  }
  const chi = (statistic: number | undefined, method: string): Tested =>
    statistic === undefined
      ? notEstimable('SINGULAR', n)
      : testResult({
          statistic,
          df: p,
          p: chiSquareUpper(Math.max(0, statistic), p),
          n,
          method: `cox ${method}`,
        });
  const likelihoodRatio = chi(Math.max(0, 2 * (fit.top.log - fit.start.log)), 'likelihood ratio');
  const wald = chi(
    quadratic(robust?.covariance ?? fit.covariance, fit.beta),
    robust ? 'robust wald' : 'wald',
  );
  const score = chi(quadratic(square(fit.start.information, p), [...fit.start.gradient]), 'score');
  if (likelihoodRatio.kind !== 'test' || score.kind !== 'test') return notEstimable('OUT_OF_RANGE', n);
  const model: CoxModel = {
    kind: 'cox-model',
    coefficients,
    covariance,
    logLikelihood: [fit.start.log, fit.top.log],
    likelihoodRatio,
    wald,
    score,
    concordance: coxConcordance(data, fit.beta, level),
    n,
    events,
  };
  if (!robust || !robustCovariance) return model;
  return {
    ...model,
    robustCovariance,
    clusters: robust.clusters,
    robustScore: chi(robust.score, 'robust score'),
  };
}

/** Sandwich covariance from the clusters' score residuals, and the score test with their own spread. */
function robustPart(data: CoxData, fit: CoxMaximum, ties: Ties) {
  const atMaximum = scoreResiduals(data, fit.beta, ties);
  const covariance = multiply(multiply(fit.covariance, crossProduct(atMaximum)), fit.covariance);
  const atZero = scoreResiduals(data, new Float64Array(fit.beta.length), ties);
  const total = fit.beta.map((_, j) => atZero.reduce((sum, row) => sum + row[j]!, 0));
  return { covariance, score: quadratic(crossProduct(atZero), total), clusters: atMaximum.length };
}

/** v′ A⁻¹ v, or undefined where A has no inverse. */
function quadratic(matrix: Matrix, vector: readonly number[]): number | undefined {
  const factor = choleskyFactor(matrix);
  return factor && inverseQuadraticForm(factor, vector);
}
