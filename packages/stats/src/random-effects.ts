import { allFinite, estimate, finiteResult, isLevel, notEstimable, testResult } from './checked-results.ts';
import {
  chiSquareQuantile,
  chiSquareUpper,
  chiSquareUpperQuantile,
  normalCritical,
  tUpperQuantile,
} from './distributions.ts';
import {
  projectionTraces,
  residualDf,
  tauSquaredAtQ,
  tauSquaredDL,
  tauSquaredPM,
  tauSquaredREML,
  weightedFit,
  type EffectSizes,
} from './heterogeneity.ts';
import type { Estimate, Estimated, NotEstimable, Tested, Unit } from './results.ts';

export type HeterogeneityMethod = 'DL' | 'REML' | 'PM' | 'EE';

export type RandomEffects = {
  kind: 'random-effects';
  k: number;
  /** The mean effect with its normal interval. */
  mean: Estimate;
  standardError: number;
  /** The mean effect with the Hartung–Knapp t interval: the better one with few effects. */
  meanHartungKnapp: Estimated;
  hartungKnappStandardError: number;
  /** Where the effect of one new item may lie. */
  prediction: Estimated;
  /** Between-item variance with its Q-profile interval; 0 under `EE`. */
  tau2: number;
  tau2Interval: Estimated;
  tau2StandardError: number | undefined;
  /** Cochran's test that all effects are equal. */
  heterogeneity: Tested;
  /** Share of the variance that is between items, 0–1. */
  i2: number;
  h2: number;
  /** One per effect, in the order given. */
  shrunken: Shrunken[];
};

export type Shrunken = {
  /** Posterior mean: weight·effect + (1 − weight)·mean. */
  value: number;
  /** Standard error that includes the uncertainty of the mean. */
  standardError: number;
  /** Standard deviation with τ² and the mean taken as known. */
  plugInSd: number;
  /** τ²/(τ² + v): 0 is complete shrinkage. */
  weight: number;
};

/**
 * The mean of many estimates of the same kind, how much they differ beyond chance, and each one shrunken towards
 * the mean (the normal–normal model).
 *
 * Use it to combine studies or cohorts, and for the order of many noisy estimates. Shrunken values are for order:
 * their naive intervals under-cover when the estimates share data. Assumes independent, roughly normal estimates
 * with known variances; give correlations as Fisher z.
 *
 * @param effects estimates; @param variances their sampling variances (above 0)
 * @param options method of τ² (`REML`; falls back to DL when it does not converge; `EE` = one common effect), level,
 * unit of the effects (`number`); `search: 'as in R'` stops the search for the limits of τ² where metafor's confint
 * stops it (2⁻¹³), which reproduces its digits
 * @returns not estimable: EMPTY, TOO_FEW (one effect: nothing to shrink towards, need 2), INVALID_INPUT, OUT_OF_RANGE
 * Source: DerSimonian & Laird 1986; Viechtbauer 2005, 2007 (Q-profile); Hartung & Knapp 2001; R: metafor::rma.
 * @example
 * randomEffects([0.1, 0.5], [0.01, 0.02], { method: 'DL' }); // mean 0.2875, tau2 0.065, shrunken 0.125 and 0.45
 */
export function randomEffects(
  effects: readonly number[],
  variances: readonly number[],
  options: { method?: HeterogeneityMethod; level?: number; unit?: Unit; search?: 'exact' | 'as in R' } = {},
): RandomEffects | NotEstimable {
  const level = options.level ?? 0.95;
  const k = effects.length;
  if (
    k !== variances.length ||
    !allFinite(effects, variances) ||
    variances.some((v) => !(v > 0)) ||
    !isLevel(level)
  )
    return notEstimable('INVALID_INPUT', k);
  if (k < 2) return notEstimable(k === 0 ? 'EMPTY' : 'TOO_FEW', k, 2);
  const data: EffectSizes = { effects, variances, design: effects.map(() => [1]) };
  const method = options.method ?? 'REML';
  const tau2 = {
    DL: tauSquaredDL,
    PM: tauSquaredPM,
    REML: (d: EffectSizes) => tauSquaredREML(d) ?? tauSquaredDL(d),
    EE: () => 0,
  }[method](data);
  const common = weightedFit(data, 0);
  const commonTraces = projectionTraces(data, 0);
  const fit = tau2 === undefined ? undefined : weightedFit(data, tau2);
  if (tau2 === undefined || !fit || !common || !commonTraces) return notEstimable('OUT_OF_RANGE', k);
  const unit = options.unit ?? 'number';
  const mu = fit.coefficients[0] as number;
  const variance = fit.covariance[0]?.[0] as number;
  const z = normalCritical(level);
  const around = (half: number, name: string): Estimated =>
    estimate({ unit, value: mu, low: mu - half, high: mu + half, level, n: k, method: name });
  const mean = around(z * Math.sqrt(variance), `random effects ${method}, normal`);
  if (mean.kind !== 'estimate') return mean;
  const typical = (k - 1) / commonTraces.trace;
  const knappHartungSe = Math.sqrt((fit.q / (k - 1)) * variance);
  const heterogeneous =
    method === 'EE' ? Math.max(0, (common.q - (k - 1)) / common.q) || 0 : tau2 / (tau2 + typical);
  return finiteResult(
    {
      kind: 'random-effects',
      k,
      mean,
      standardError: Math.sqrt(variance),
      meanHartungKnapp: around(
        tUpperQuantile((1 - level) / 2, k - 1) * knappHartungSe,
        `random effects ${method}, hartung-knapp`,
      ),
      hartungKnappStandardError: knappHartungSe,
      prediction: around(z * Math.sqrt(variance + tau2), `random effects ${method}, prediction`),
      tau2,
      tau2Interval: qProfile(data, tau2, level, options.search ?? 'exact'),
      tau2StandardError: method === 'EE' ? undefined : tau2StandardError(data, tau2, method),
      heterogeneity: testResult({
        statistic: common.q,
        df: k - 1,
        p: chiSquareUpper(common.q, k - 1),
        n: k,
        method: 'cochran q',
      }),
      i2: heterogeneous,
      h2: method === 'EE' ? common.q / (k - 1) : tau2 / typical + 1,
      shrunken: effects.map((effect, i) => shrink(effect, variances[i] as number, { tau2, mu, variance })),
    },
    k,
  );
}

function shrink(
  effect: number,
  v: number,
  { tau2, mu, variance }: { tau2: number; mu: number; variance: number },
): Shrunken {
  const weight = tau2 / (tau2 + v);
  return {
    value: weight * effect + (1 - weight) * mu,
    standardError: Math.sqrt(weight * v + (1 - weight) ** 2 * variance),
    plugInSd: Math.sqrt(weight * v),
    weight,
  };
}

/** Interval of τ² from the generalised Q (Viechtbauer 2007); both ends are at least 0. */
function qProfile(data: EffectSizes, tau2: number, level: number, search: 'exact' | 'as in R'): Estimated {
  const df = residualDf(data);
  const tail = (1 - level) / 2;
  const from = search === 'as in R' ? { high: Math.max(100, 10 * tau2), tolerance: 2 ** -13 } : undefined;
  const low = tauSquaredAtQ(data, chiSquareUpperQuantile(tail, df), from) ?? Number.NaN;
  const high = tauSquaredAtQ(data, chiSquareQuantile(tail, df), from) ?? Number.NaN;
  return estimate({
    unit: 'variance',
    value: tau2,
    low,
    high,
    level,
    n: data.effects.length,
    method: 'between-item variance, q-profile',
  });
}

function tau2StandardError(data: EffectSizes, tau2: number, method: HeterogeneityMethod): number | undefined {
  const traces = projectionTraces(data, method === 'DL' ? 0 : tau2);
  if (!traces || method === 'PM') return undefined;
  // An estimate cut off at 0 is not a moment estimate any more: the information at 0 is used for DL as well.
  if (method === 'REML' || tau2 === 0) return Math.sqrt(2 / traces.traceOfSquare);
  const { trace, traceOfSquare } = traces;
  return Math.sqrt(2 * residualDf(data) + 4 * tau2 * trace + 2 * tau2 ** 2 * traceOfSquare) / trace;
}
