import { chiSquareUpper } from '../../src/distributions.ts';
import { logisticRegression, type LogisticRegression } from '../../src/logistic-regression.ts';
import type { NamedColumn } from '../../src/named-columns.ts';
import type { NotEstimable } from '../../src/results.ts';
import type { Adapter, OracleCase } from '../case.ts';
import { interval, textInput, textList } from '../inputs.ts';
import { completeNumbers } from '../table.ts';

/** Yes/no regression by maximum likelihood (`logit-`) or with Firth's penalty (`firth-`). */
export const answer: Adapter = (oracleCase, { table }) => {
  const { id, input } = oracleCase;
  if (!table || !('covariates' in input)) return undefined;
  const y = textInput(input, 'y');
  const covariates = textList(input, 'covariates');
  const data = completeNumbers(table, [y, ...covariates]);
  const fitOf = (names: readonly string[], method: 'ml' | 'firth'): LogisticRegression | NotEstimable =>
    logisticRegression(
      data[y] ?? [],
      names.map((name): NamedColumn => ({ name, values: data[name] ?? [] })),
      { method },
    );
  if (id.startsWith('firth-')) return { values: penalised(fitOf(covariates, 'firth')) };
  if (!id.startsWith('logit-')) return undefined;
  const fit = fitOf(covariates, 'ml');
  if (fit.kind === 'not-estimable') return { values: { status: fit } };
  return { values: { ...likelihood(fit), nested: nested(oracleCase, fit, (names) => fitOf(names, 'ml')) } };
};

function likelihood(fit: LogisticRegression): Record<string, unknown> {
  const { likelihoodRatio } = fit;
  return {
    ...shared(fit),
    wald_p: fit.coefficients.map(({ test }) => (test.kind === 'test' ? test.p : test)),
    or: fit.coefficients.map(({ estimate }) =>
      estimate.kind === 'estimate' ? Math.exp(estimate.value) : estimate,
    ),
    deviance: fit.deviance,
    null_deviance: fit.nullDeviance,
    loglik: fit.logLikelihood,
    aic: fit.aic,
    lrt_vs_null: likelihoodRatio,
    lrt_df: likelihoodRatio.kind === 'test' ? likelihoodRatio.df : likelihoodRatio,
    lrt_p: likelihoodRatio.kind === 'test' ? likelihoodRatio.p : likelihoodRatio,
    mcfadden_r2: fit.mcFaddenR2,
    brier: fit.brier,
  };
}

function penalised(fit: LogisticRegression | NotEstimable): Record<string, unknown> {
  if (fit.kind === 'not-estimable') return { status: fit };
  return {
    ...shared(fit),
    penalised_loglik: fit.logLikelihood,
    plrt_p: fit.coefficients.map(({ test }) => (test.kind === 'test' ? test.p : test)),
  };
}

function shared(fit: LogisticRegression): Record<string, unknown> {
  return {
    n: fit.n,
    terms: fit.coefficients.map(({ name }) => name),
    coef: fit.coefficients.map(({ estimate }) => estimate),
    se: fit.coefficients.map(({ standardError }) => standardError),
    profile_lower: fit.coefficients.map(({ estimate }) => interval(estimate)[0]),
    profile_upper: fit.coefficients.map(({ estimate }) => interval(estimate)[1]),
  };
}

/** Which predictors the smaller model keeps is stated in `expected.nested.base`. */
function nested(
  { expected }: OracleCase,
  full: LogisticRegression,
  fitOf: (names: readonly string[]) => LogisticRegression | NotEstimable,
): unknown {
  const stated = expected['nested'];
  if (stated === null || typeof stated !== 'object' || !('base' in stated)) return undefined;
  const base = textList(stated as Record<string, unknown>, 'base');
  const small = fitOf(base);
  if (small.kind === 'not-estimable') return small;
  const drop = small.deviance - full.deviance;
  const df = full.coefficients.length - small.coefficients.length;
  return { base, delta_deviance: drop, df, p: chiSquareUpper(drop, df) };
}
