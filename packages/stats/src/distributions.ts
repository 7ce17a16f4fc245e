/**
 * Normal, t, chi-square, F and beta distributions: both tails and both quantiles, correct far out (1e-300).
 *
 * A tail is always computed as a tail and never as one minus the other. Arguments outside the domain are a
 * programming error and throw a `RangeError`; no function here returns NaN.
 */
import { requireNumber, requirePositive, requireShare } from './distribution-arguments.ts';
import { normalTwoSided, normalUpper, normalUpperQuantile } from './normal-distribution.ts';
import { betaLower, betaUpperTail, gammaTails, logBeta, logGamma } from './special-functions.ts';
import { solveLogTail } from './tail-quantile.ts';

export {
  normalDensity,
  normalCdf,
  normalUpper,
  normalTwoSided,
  normalQuantile,
  normalUpperQuantile,
  normalCritical,
} from './normal-distribution.ts';

/**
 * P(T > t) with `df` degrees of freedom.
 *
 * @example tUpper(2, 10) // 0.037
 */
export function tUpper(t: number, df: number): number {
  requireNumber('t', t);
  requirePositive('df', df);
  if (df === Infinity) return normalUpper(t);
  const half = 0.5 * tBeyond(Math.abs(t), df);
  return t >= 0 ? half : 1 - half;
}

/**
 * P(T ≤ t).
 *
 * @example tCdf(2, 10) // 0.963
 */
export function tCdf(t: number, df: number): number {
  return tUpper(-t, df);
}

/**
 * Two-sided p value of a t statistic.
 *
 * @example tTwoSided(2, 10) // 0.073
 */
export function tTwoSided(t: number, df: number): number {
  requireNumber('t', t);
  requirePositive('df', df);
  return df === Infinity ? normalTwoSided(t) : tBeyond(Math.abs(t), df);
}

/**
 * t with P(T ≤ t) = p.
 *
 * @example tQuantile(0.975, 10) // 2.228
 */
export function tQuantile(p: number, df: number): number {
  return p < 0.5 ? -tUpperQuantile(p, df) : tUpperQuantile(1 - p, df);
}

/**
 * t with P(T > t) = p.
 *
 * @example tUpperQuantile(0.025, 10) // 2.228
 */
export function tUpperQuantile(p: number, df: number): number {
  requireShare('p', p);
  requirePositive('df', df);
  if (p === 0.5) return 0;
  if (p > 0.5) return -tUpperQuantile(1 - p, df);
  if (df === Infinity) return normalUpperQuantile(p);
  const logDensity = (t: number): number =>
    -0.5 * (df + 1) * Math.log1p((t / df) * t) - 0.5 * Math.log(df) - logBeta(0.5, df / 2);
  return solveLogTail(
    (t) => tUpper(t, df),
    logDensity,
    p,
    0,
    Infinity,
    Math.min(normalUpperQuantile(p), 1e3),
  );
}

/**
 * P(X² ≤ x).
 *
 * @example chiSquareCdf(3.84, 1) // 0.95
 */
export function chiSquareCdf(x: number, df: number): number {
  requireNumber('x', x);
  requirePositive('df', df);
  return gammaTails(x / 2, df / 2).lower;
}

/**
 * P(X² > x): the p value of a chi-square statistic.
 *
 * @example chiSquareUpper(3.84, 1) // 0.05
 */
export function chiSquareUpper(x: number, df: number): number {
  requireNumber('x', x);
  requirePositive('df', df);
  return gammaTails(x / 2, df / 2).upper;
}

/**
 * x with P(X² ≤ x) = p.
 *
 * @example chiSquareQuantile(0.95, 1) // 3.841
 */
export function chiSquareQuantile(p: number, df: number): number {
  requireShare('p', p);
  return p > 0.5
    ? chiSquareUpperQuantile(1 - p, df)
    : solveLogTail((x) => chiSquareCdf(x, df), logChiSquareDensity(df), p, 0, Infinity, df, 'lower');
}

/**
 * x with P(X² > x) = p.
 *
 * @example chiSquareUpperQuantile(0.05, 1) // 3.841
 */
export function chiSquareUpperQuantile(p: number, df: number): number {
  requireShare('p', p);
  requirePositive('df', df);
  return solveLogTail((x) => chiSquareUpper(x, df), logChiSquareDensity(df), p, 0, Infinity, df);
}

/**
 * P(F ≤ x).
 *
 * @example fCdf(4, 1, 100) // 0.952
 */
export function fCdf(x: number, df1: number, df2: number): number {
  return fTail(x, df1, df2, 'lower');
}

/**
 * P(F > x): the p value of an F statistic.
 *
 * @example fUpper(4, 1, 100) // 0.048
 */
export function fUpper(x: number, df1: number, df2: number): number {
  return fTail(x, df1, df2, 'upper');
}

/**
 * x with P(F ≤ x) = p.
 *
 * @example fQuantile(0.95, 1, 100) // 3.936
 */
export function fQuantile(p: number, df1: number, df2: number): number {
  requireShare('p', p);
  return solveLogTail((x) => fCdf(x, df1, df2), logFDensity(df1, df2), p, 0, Infinity, 1, 'lower');
}

/**
 * x with P(F > x) = p.
 *
 * @example fUpperQuantile(0.05, 1, 100) // 3.936
 */
export function fUpperQuantile(p: number, df1: number, df2: number): number {
  requireShare('p', p);
  return solveLogTail((x) => fUpper(x, df1, df2), logFDensity(df1, df2), p, 0, Infinity, 1);
}

/**
 * P(B ≤ x) of a beta(a, b).
 *
 * @example betaCdf(0.3, 2, 5) // 0.58
 */
export function betaCdf(x: number, a: number, b: number): number {
  requireBeta(x, a, b);
  return x <= 0 ? 0 : x >= 1 ? 1 : betaLower(x, a, b);
}

/**
 * P(B > x).
 *
 * @example betaUpper(0.3, 2, 5) // 0.42
 */
export function betaUpper(x: number, a: number, b: number): number {
  requireBeta(x, a, b);
  return x <= 0 ? 1 : x >= 1 ? 0 : betaUpperTail(x, a, b);
}

/**
 * x with P(B ≤ x) = p.
 *
 * @example betaQuantile(0.5, 2, 5) // 0.264
 */
export function betaQuantile(p: number, a: number, b: number): number {
  requireShare('p', p);
  return solveLogTail((x) => betaCdf(x, a, b), logBetaDensity(a, b), p, 0, 1, a / (a + b), 'lower');
}

/**
 * x with P(B > x) = p.
 *
 * @example betaUpperQuantile(0.5, 2, 5) // 0.264
 */
export function betaUpperQuantile(p: number, a: number, b: number): number {
  requireShare('p', p);
  return solveLogTail((x) => betaUpper(x, a, b), logBetaDensity(a, b), p, 0, 1, a / (a + b));
}

/** P(|T| > t) for t ≥ 0, from the end of the beta integral that does not cancel. */
function tBeyond(t: number, df: number): number {
  if (t === Infinity) return 0;
  if (t > 1e150) {
    // t² overflows: the leading term of the beta integral is exact to the last digit this far out.
    return Math.exp((df / 2) * (Math.log(df) - 2 * Math.log(t)) - Math.log(df / 2) - logBeta(df / 2, 0.5));
  }
  const ratio = (t / df) * t;
  return ratio > 1
    ? betaLower(1 / (1 + ratio), df / 2, 0.5)
    : betaUpperTail(ratio / (1 + ratio), 0.5, df / 2);
}

function fTail(x: number, df1: number, df2: number, tail: 'lower' | 'upper'): number {
  requireNumber('x', x);
  requirePositive('df1', df1);
  requirePositive('df2', df2);
  const upper = tail === 'upper';
  if (x <= 0) return upper ? 1 : 0;
  if (x === Infinity) return upper ? 0 : 1;
  if (df2 === Infinity) return upper ? chiSquareUpper(df1 * x, df1) : chiSquareCdf(df1 * x, df1);
  const ratio = (df1 / df2) * x;
  if (ratio > 1) {
    const rest = 1 / (1 + ratio);
    return upper ? betaLower(rest, df2 / 2, df1 / 2) : betaUpperTail(rest, df2 / 2, df1 / 2);
  }
  const share = ratio / (1 + ratio);
  return upper ? betaUpperTail(share, df1 / 2, df2 / 2) : betaLower(share, df1 / 2, df2 / 2);
}

function logChiSquareDensity(df: number): (x: number) => number {
  const constant = (df / 2) * Math.LN2 + logGamma(df / 2);
  return (x) => (df / 2 - 1) * Math.log(x) - x / 2 - constant;
}

function logFDensity(df1: number, df2: number): (x: number) => number {
  const ratio = df1 / df2;
  const constant = (df1 / 2) * Math.log(ratio) - logBeta(df1 / 2, df2 / 2);
  return (x) => constant + (df1 / 2 - 1) * Math.log(x) - 0.5 * (df1 + df2) * Math.log1p(ratio * x);
}

function logBetaDensity(a: number, b: number): (x: number) => number {
  const constant = logBeta(a, b);
  return (x) => (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - constant;
}

function requireBeta(x: number, a: number, b: number): void {
  requireNumber('x', x);
  requirePositive('a', a);
  requirePositive('b', b);
}
