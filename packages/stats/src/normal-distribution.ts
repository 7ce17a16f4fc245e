import { requireNumber, requireShare } from './distribution-arguments.ts';
import { erfc, erfcInverse } from './special-functions.ts';

const SQRT_2 = Math.SQRT2;
const SQRT_2PI = Math.sqrt(2 * Math.PI);

/**
 * Density of the standard normal.
 *
 * @example normalDensity(0) // 0.399
 */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / SQRT_2PI;
}

/**
 * P(Z ≤ z).
 *
 * @example normalCdf(1.96) // 0.975
 */
export function normalCdf(z: number): number {
  requireNumber('z', z);
  return 0.5 * erfc(-z / SQRT_2);
}

/**
 * P(Z > z).
 *
 * @example normalUpper(1.96) // 0.025
 */
export function normalUpper(z: number): number {
  requireNumber('z', z);
  return 0.5 * erfc(z / SQRT_2);
}

/**
 * Two-sided p value of a standard normal statistic.
 *
 * @example normalTwoSided(1.96) // 0.05
 */
export function normalTwoSided(z: number): number {
  return Math.min(1, 2 * normalUpper(Math.abs(z)));
}

/**
 * z with P(Z ≤ z) = p, 0 < p < 1.
 *
 * @example normalQuantile(0.975) // 1.96
 */
export function normalQuantile(p: number): number {
  requireShare('p', p);
  if (p > 0.5) return -normalQuantile(1 - p);
  const z = -SQRT_2 * erfcInverse(2 * p);
  // One Newton step on the tail itself, which is what callers compare.
  const density = normalDensity(z);
  return density === 0 ? z : z - (normalCdf(z) - p) / density;
}

/**
 * z with P(Z > z) = p, 0 < p < 1; keeps full precision for p as small as 1e-300.
 *
 * @example normalUpperQuantile(0.025) // 1.96
 */
export function normalUpperQuantile(p: number): number {
  return -normalQuantile(p);
}

/**
 * The multiplier of a two-sided interval: 1.96 at `level` 0.95.
 *
 * @example normalCritical(0.95) // 1.96
 */
export function normalCritical(level: number): number {
  requireShare('level', level);
  return normalUpperQuantile((1 - level) / 2);
}
