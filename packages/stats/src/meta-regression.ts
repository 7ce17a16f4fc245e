import { allFinite, estimate, finiteResult, isLevel, notEstimable, testResult } from './checked-results.ts';
import { choleskyFactor, inverseQuadraticForm } from './cholesky.ts';
import { chiSquareUpper, normalCritical } from './distributions.ts';
import {
  residualDf,
  tauSquaredREML,
  weightedFit,
  type EffectSizes,
  type WeightedFit,
} from './heterogeneity.ts';
import type { Estimate, NotEstimable, Tested } from './results.ts';

export type MetaRegression = {
  kind: 'meta-regression';
  k: number;
  /** Intercept, then one per moderator, with normal intervals. */
  coefficients: Estimate[];
  standardErrors: number[];
  tau2: number;
  /** Test that every moderator's coefficient is 0. */
  moderators: Tested;
  /** Test of heterogeneity left over. */
  residualHeterogeneity: Tested;
};

/**
 * How the mean of many estimates moves with a moderator, such as calendar quarter or category.
 *
 * Use it for drift over cohorts and for group means to shrink towards. Assumes as `randomEffects`, and a straight
 * relation with the moderator.
 *
 * @param effects estimates; @param variances their sampling variances; @param moderators one row of moderator values
 * per effect (usually one value); @param options level
 * @returns not estimable: TOO_FEW (needs two effects more than coefficients), SINGULAR (moderator constant),
 * NOT_CONVERGED, INVALID_INPUT
 * Source: REML mixed-effects meta-regression, Viechtbauer 2010. R: metafor::rma(yi, vi, mods = ~x, method = 'REML').
 * @example
 * metaRegression([0.2, 0.3, 0.1, 0.4], [0.01, 0.01, 0.01, 0.01], [[1], [2], [3], [4]]);
 */
export function metaRegression(
  effects: readonly number[],
  variances: readonly number[],
  moderators: readonly (readonly number[])[],
  options: { level?: number } = {},
): MetaRegression | NotEstimable {
  const level = options.level ?? 0.95;
  const k = effects.length;
  const columns = moderators[0]?.length ?? 0;
  const shaped =
    k === variances.length && k === moderators.length && moderators.every((row) => row.length === columns);
  if (
    !shaped ||
    !allFinite(effects, variances, ...moderators) ||
    variances.some((v) => !(v > 0)) ||
    !isLevel(level)
  )
    return notEstimable('INVALID_INPUT', k);
  if (k < columns + 2) return notEstimable('TOO_FEW', k, columns + 2);
  const data: EffectSizes = { effects, variances, design: moderators.map((row) => [1, ...row]) };
  const common = weightedFit(data, 0);
  if (!common) return notEstimable('SINGULAR', k);
  const tau2 = tauSquaredREML(data);
  const fit = tau2 === undefined ? undefined : weightedFit(data, tau2);
  if (tau2 === undefined || !fit) return notEstimable('NOT_CONVERGED', k);
  const standardErrors = fit.covariance.map((row, j) => Math.sqrt(row[j] as number));
  const coefficients = coefficientEstimates(fit, standardErrors, level, k);
  if (!coefficients) return notEstimable('OUT_OF_RANGE', k);
  const qm = waldStatistic(fit);
  const df = residualDf(data);
  return finiteResult(
    {
      kind: 'meta-regression',
      k,
      coefficients,
      standardErrors,
      tau2,
      moderators:
        qm === undefined || columns === 0
          ? notEstimable('SINGULAR', k)
          : testResult({
              statistic: qm,
              df: columns,
              p: chiSquareUpper(qm, columns),
              n: k,
              method: 'wald, moderators',
            }),
      residualHeterogeneity: testResult({
        statistic: common.q,
        df,
        p: chiSquareUpper(common.q, df),
        n: k,
        method: 'cochran q, residual',
      }),
    },
    k,
  );
}

function coefficientEstimates(
  fit: WeightedFit,
  standardErrors: number[],
  level: number,
  k: number,
): Estimate[] | undefined {
  const z = normalCritical(level);
  const results = fit.coefficients.map((value, j) => {
    const half = z * (standardErrors[j] as number);
    return estimate({
      unit: 'coefficient',
      value,
      low: value - half,
      high: value + half,
      level,
      n: k,
      method: 'meta-regression REML, normal',
    });
  });
  return results.every((result) => result.kind === 'estimate') ? results : undefined;
}

/** b' V⁻¹ b of the moderators (all but the intercept). */
function waldStatistic({ coefficients, covariance }: WeightedFit): number | undefined {
  const b = coefficients.slice(1);
  const factor = choleskyFactor(covariance.slice(1).map((row) => row.slice(1)));
  return factor && inverseQuadraticForm(factor, b);
}
