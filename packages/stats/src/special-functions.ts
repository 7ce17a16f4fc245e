/**
 * The special functions of `@stdlib`, under names that say what they are. Only this file and `incomplete-gamma.ts`
 * import `@stdlib`, so an argument order or a missing upper-tail flag can be wrong in one place only.
 */
import betainc from '@stdlib/math-base-special-betainc';
import digammaOf from '@stdlib/math-base-special-digamma';
import erfcOf from '@stdlib/math-base-special-erfc';
import erfcinvOf from '@stdlib/math-base-special-erfcinv';
import gammaln from '@stdlib/math-base-special-gammaln';
import trigammaOf from '@stdlib/math-base-special-trigamma';
export { gammaTails } from './incomplete-gamma.ts';

/** Complementary error function, 1 − erf(x), without cancellation for large x. */
export function erfc(x: number): number {
  return erfcOf(x);
}

/** Inverse of `erfc` for 0 < p < 2. */
export function erfcInverse(p: number): number {
  return erfcinvOf(p);
}

/** Natural logarithm of Γ(x), x > 0. */
export function logGamma(x: number): number {
  return gammaln(x);
}

/** ψ(x) = d ln Γ(x) / dx. */
export function digamma(x: number): number {
  return digammaOf(x);
}

/** ψ′(x). */
export function trigamma(x: number): number {
  return trigammaOf(x);
}

/** Regularized incomplete beta I_x(a, b). */
export function betaLower(x: number, a: number, b: number): number {
  return betainc(x, a, b, true, false);
}

/** 1 − I_x(a, b), computed as an upper tail. */
export function betaUpperTail(x: number, a: number, b: number): number {
  return betainc(x, a, b, true, true);
}

/** ln B(a, b), accurate when one argument is much larger than the other. */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < 1e6) return gammaln(small) + gammaln(large) - gammaln(small + large);
  // ln Γ(L) − ln Γ(L + s) by Stirling, where both terms are huge and nearly equal.
  const correction = (z: number): number => 1 / (12 * z) - 1 / (360 * z * z * z);
  const sum = large + small;
  const ratio =
    (large - 0.5) * -Math.log1p(small / large) -
    small * Math.log(sum) +
    small +
    correction(large) -
    correction(sum);
  return gammaln(small) + ratio;
}
