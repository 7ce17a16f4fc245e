import { choleskyFactor, inverseFromFactor, solveWithFactor } from './cholesky.ts';
import { crossProduct, dot, multiply, multiplyVector, type Matrix } from './matrix.ts';
import { findRoot } from './root-finding.ts';

/** Effects with known sampling variances and a design matrix (one row per effect; a column of ones for the mean). */
export type EffectSizes = {
  effects: readonly number[];
  variances: readonly number[];
  design: readonly (readonly number[])[];
};

export type WeightedFit = {
  coefficients: number[];
  covariance: Matrix;
  /** Σ w (y − ŷ)². */
  q: number;
  fitted: number[];
};

/** Weighted least squares with weights 1/(v + τ²), or undefined when the design is singular. */
export function weightedFit(
  { effects, variances, design }: EffectSizes,
  tau2: number,
): WeightedFit | undefined {
  const weights = variances.map((v) => 1 / (v + tau2));
  const factor = choleskyFactor(crossProduct(design, weights));
  if (!factor) return undefined;
  const columns = design[0]?.length ?? 0;
  const right = Array.from({ length: columns }, (_, j) =>
    dot(
      weights.map((w, i) => w * (design[i]?.[j] as number)),
      effects,
    ),
  );
  const coefficients = solveWithFactor(factor, right);
  const fitted = multiplyVector(design, coefficients);
  const q = effects.reduce((sum, y, i) => sum + (weights[i] as number) * (y - (fitted[i] as number)) ** 2, 0);
  return { coefficients, covariance: inverseFromFactor(factor), q, fitted };
}

/** Traces of P and P² with P = W − W X (X'WX)⁻¹ X'W, the projection of random-effects theory. */
export function projectionTraces(
  { variances, design }: EffectSizes,
  tau2: number,
): { trace: number; traceOfSquare: number } | undefined {
  const w = variances.map((v) => 1 / (v + tau2));
  const factor = choleskyFactor(crossProduct(design, w));
  if (!factor) return undefined;
  const inverse = inverseFromFactor(factor);
  const second = multiply(
    inverse,
    crossProduct(
      design,
      w.map((x) => x ** 2),
    ),
  );
  const third = multiply(
    inverse,
    crossProduct(
      design,
      w.map((x) => x ** 3),
    ),
  );
  const trace = (m: Matrix): number => m.reduce((sum, row, i) => sum + (row[i] as number), 0);
  const sum = (power: number): number => w.reduce((total, x) => total + x ** power, 0);
  return {
    trace: sum(1) - trace(second),
    traceOfSquare: sum(2) - 2 * trace(third) + trace(multiply(second, second)),
  };
}

/** DerSimonian & Laird 1986, moment estimate of τ² (never below 0). */
export function tauSquaredDL(data: EffectSizes): number | undefined {
  const fit = weightedFit(data, 0);
  const traces = projectionTraces(data, 0);
  if (!fit || !traces) return undefined;
  return Math.max(0, (fit.q - residualDf(data)) / traces.trace);
}

/** Paule & Mandel 1982: the τ² at which the generalised Q equals its degrees of freedom (0 when it starts below). */
export function tauSquaredPM(data: EffectSizes): number | undefined {
  return tauSquaredAtQ(data, residualDf(data));
}

/** The τ² at which the generalised Q equals a value; 0 when Q is below it already at τ² = 0. */
export function tauSquaredAtQ(
  data: EffectSizes,
  target: number,
  search?: { high: number; tolerance: number },
): number | undefined {
  const excess = (tau2: number): number => (weightedFit(data, tau2)?.q ?? Number.NaN) - target;
  if (!(excess(0) > 0)) return Number.isNaN(excess(0)) ? undefined : 0;
  if (search && excess(search.high) < 0) return findRoot(excess, 0, search.high, search.tolerance);
  let high = Math.max(...data.variances);
  for (let i = 0; i < 1100 && excess(high) > 0; i++) high *= 2;
  return findRoot(excess, 0, high, 1e-16 * high);
}

/** Restricted maximum likelihood τ² by Fisher scoring; undefined when it does not converge. */
export function tauSquaredREML(data: EffectSizes): number | undefined {
  let tau2 = tauSquaredDL(data);
  if (tau2 === undefined) return undefined;
  for (let iteration = 0; iteration < 10_000; iteration++) {
    const fit = weightedFit(data, tau2);
    const traces = projectionTraces(data, tau2);
    if (!fit || !traces) return undefined;
    const current: number = tau2;
    const squares = data.effects.reduce(
      (sum, y, i) => sum + ((y - (fit.fitted[i] as number)) / ((data.variances[i] as number) + current)) ** 2,
      0,
    );
    const next = Math.max(0, current + (squares - traces.trace) / traces.traceOfSquare);
    if (!Number.isFinite(next)) return undefined;
    if (Math.abs(next - current) <= 1e-14 * Math.max(1, current)) return next;
    tau2 = next;
  }
  return undefined;
}

export const residualDf = ({ effects, design }: EffectSizes): number =>
  effects.length - (design[0]?.length ?? 0);
