import { estimate, finiteResult, isLevel, notEstimable } from './checked-results.ts';
import { correctionFlags, type CorrectedCorrelation } from './correction-flags.ts';
import { correlationEstimate } from './correlation-interval.ts';
import { normalCritical } from './distributions.ts';
import { quadraticForm } from './matrix.ts';
import type { NotEstimable } from './results.ts';

/**
 * The population correlation of a variable with an outcome when people were selected on that variable itself
 * (direct range restriction, Thorndike's Case II).
 *
 * Use it only where selection acted on exactly this variable, such as a cut-off on the composite. For a question
 * inside a composite it under-corrects: use `caseThree`. Assumes a straight relation with constant scatter. The
 * interval carries the Fisher-z limits through the formula with u taken as known, so it is somewhat too narrow.
 *
 * @param r correlation among the selected, −1 to 1; @param u SD of the selected over SD of the population, above 0
 * @param n selected people with both values; @param options level
 * @returns unit r, with flags; not estimable: NO_VARIANCE (u = 0), TOO_FEW (n < 4), INVALID_INPUT
 * Source: Thorndike 1949; Pearson 1903.
 * @example
 * caseTwo(0.25, 0.6, 68); // 0.395, from 0.021 to 0.655
 */
export function caseTwo(
  r: number,
  u: number,
  n: number,
  options: { level?: number } = {},
): CorrectedCorrelation | NotEstimable {
  const corrected = caseTwoCorrelation(r, u);
  if (typeof corrected !== 'number') return { ...corrected, n: Number.isFinite(n) ? n : 0 };
  const level = options.level ?? 0.95;
  if (!isLevel(level) || !Number.isFinite(n)) return notEstimable('INVALID_INPUT', 0);
  if (n < 4) return notEstimable('TOO_FEW', n, 4);
  const observed = correlationEstimate(r, 1 / Math.sqrt(n - 3), n, level, 'pearson, fisher z');
  if (observed.kind !== 'estimate') return observed;
  const result = estimate({
    unit: 'r',
    value: corrected,
    low: caseTwoFormula(observed.low as number, u),
    high: caseTwoFormula(observed.high as number, u),
    level,
    n,
    method: 'case II, fisher z limits',
  });
  return result.kind === 'estimate'
    ? { kind: 'corrected', estimate: result, observed: r, flags: correctionFlags(r, corrected, u) }
    : result;
}

/**
 * The Case II formula alone, without an interval.
 *
 * Use it for what-if values; `caseTwo` is for results.
 *
 * @returns the corrected correlation; not estimable: NO_VARIANCE (u = 0), INVALID_INPUT
 * Source: Thorndike 1949.
 * @example
 * caseTwoCorrelation(0.3, 1); // 0.3: no restriction
 */
export function caseTwoCorrelation(r: number, u: number): number | NotEstimable {
  if (!isCorrelation(r) || !(u >= 0) || u === Infinity) return notEstimable('INVALID_INPUT', 0);
  if (u === 0) return notEstimable('NO_VARIANCE', 0);
  const corrected = caseTwoFormula(r, u);
  return Number.isFinite(corrected) ? corrected : notEstimable('OUT_OF_RANGE', 0);
}

/**
 * Standard error of the Case II value.
 *
 * Use it for weights in a meta-analysis; `caseTwo` gives the interval. Delta method with u known, r's own standard
 * error being (1 − r²)/√(n − 1).
 *
 * @returns a standard error of r; not estimable: INVALID_INPUT, OUT_OF_RANGE
 * Source: Bobko & Rieck 1980.
 * @example
 * caseTwoStandardError(0.25, 0.6, 68); // 0.163
 */
export function caseTwoStandardError(r: number, u: number, n: number): number | NotEstimable {
  if (!isCorrelation(r) || !(u > 0) || u === Infinity || !(n > 1)) return notEstimable('INVALID_INPUT', 0);
  // (1/u)/(1 + (1/u² − 1) r²)^1.5 with both parts multiplied by u³, which is safe for tiny u.
  const standardError = ((1 - r * r) / Math.sqrt(n - 1)) * ((u * u) / (u * u + (1 - u * u) * r * r) ** 1.5);
  return Number.isFinite(standardError) ? standardError : notEstimable('OUT_OF_RANGE', 0);
}

// (r/u) / √(1 + (1/u² − 1) r²) with both parts multiplied by u, which is safe for tiny u.
const caseTwoFormula = (r: number, u: number): number => r / Math.sqrt(u * u + (1 - u * u) * r * r);

/** The three correlations among the selected, the restriction of the selection variable, and the selected n. */
export type CaseThreeInput = {
  /** Variable of interest with the outcome. */
  rxy: number;
  /** Variable of interest with the selection variable. */
  rxz: number;
  /** Selection variable with the outcome. */
  rzy: number;
  /** SD of the selection variable among the selected over its SD in the population. */
  uz: number;
  n: number;
};

/**
 * The population correlation of a variable with an outcome when people were selected on a third variable, such as
 * a composite (indirect range restriction, Thorndike's Case III).
 *
 * Use it for a question inside a composite that drove selection. Assumes that selection acted on z (or z plus
 * noise), straight relations with constant scatter, roughly normal data. The delta interval on Fisher's scale takes
 * uz as known; where sites differ multiply its standard error by the root of the cluster design effect.
 *
 * @param input correlations among the selected, uz above 0, n selected with all three; @param options level
 * @returns unit r, standard error of atanh, flags; not estimable: TOO_FEW (n < 4), NO_VARIANCE (uz = 0),
 * OUT_OF_RANGE (the three correlations contradict each other), INVALID_INPUT
 * Source: Thorndike 1949; Olkin & Siotani 1976 for the covariances of correlations.
 * @example
 * caseThree({ rxy: 0.25, rxz: 0.6, rzy: 0.3, uz: 0.6, n: 80 }); // 0.413, from 0.147 to 0.624
 */
export function caseThree(
  input: CaseThreeInput,
  options: { level?: number } = {},
): (CorrectedCorrelation & { standardErrorZ: number }) | NotEstimable {
  const { rxy, rxz, rzy, uz, n } = input;
  const level = options.level ?? 0.95;
  if (
    ![rxy, rxz, rzy].every(isCorrelation) ||
    !(uz >= 0) ||
    uz === Infinity ||
    !Number.isFinite(n) ||
    !isLevel(level)
  )
    return notEstimable('INVALID_INPUT', 0);
  if (uz === 0) return notEstimable('NO_VARIANCE', n);
  if (n < 4) return notEstimable('TOO_FEW', n, 4);
  // Three correlations of the same people have a determinant of at least 0; pairwise ones may contradict each other.
  if (1 + 2 * rxy * rxz * rzy - rxy * rxy - rxz * rxz - rzy * rzy < -1e-9)
    return notEstimable('OUT_OF_RANGE', n);
  const k = 1 / (uz * uz) - 1;
  const dx = 1 + rxz * rxz * k;
  const dy = 1 + rzy * rzy * k;
  const root = Math.sqrt(dx * dy);
  const corrected = (rxy + rxz * rzy * k) / root;
  const gradient = [
    1 / root,
    (rzy * k) / root - (corrected * rxz * k) / dx,
    (rxz * k) / root - (corrected * rzy * k) / dy,
  ];
  const variance = quadraticForm(correlationCovariance(rxy, rxz, rzy, n - 1), gradient);
  const standardErrorZ = Math.sqrt(variance) / (1 - corrected * corrected);
  const z = Math.atanh(corrected);
  const half = normalCritical(level) * standardErrorZ;
  const result = estimate({
    unit: 'r',
    value: corrected,
    low: Math.tanh(z - half),
    high: Math.tanh(z + half),
    level,
    n,
    method: 'case III, delta on fisher z',
  });
  if (result.kind !== 'estimate' || !Number.isFinite(standardErrorZ)) return notEstimable('OUT_OF_RANGE', n);
  return finiteResult(
    {
      kind: 'corrected',
      estimate: result,
      observed: rxy,
      flags: correctionFlags(rxy, corrected, uz),
      standardErrorZ,
    },
    n,
  );
}

/** Large-sample covariance of (rxy, rxz, rzy) under normality. */
function correlationCovariance(rxy: number, rxz: number, rzy: number, m: number): number[][] {
  const shared = (a: number, b: number, c: number): number =>
    (((2 * c - a * b) * (1 - a * a - b * b - c * c)) / 2 + c ** 3) / m;
  const own = (r: number): number => (1 - r * r) ** 2 / m;
  const [xyXz, xyZy, xzZy] = [shared(rxy, rxz, rzy), shared(rxy, rzy, rxz), shared(rxz, rzy, rxy)];
  return [
    [own(rxy), xyXz, xyZy],
    [xyXz, own(rxz), xzZy],
    [xyZy, xzZy, own(rzy)],
  ];
}

export const isCorrelation = (r: number): boolean => r >= -1 && r <= 1;

/** The Case II formula for a correlation that an earlier correction may have carried beyond ±1 (NaN if impossible). */
export function caseTwoUnbounded(r: number, u: number): number {
  const inside = u * u + (1 - u * u) * r * r;
  return inside > 0 ? r / Math.sqrt(inside) : Number.NaN;
}
