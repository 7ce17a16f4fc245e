import { estimate, notEstimable } from './checked-results.ts';
import { normalCritical } from './distributions.ts';
import type { Estimated, Unit } from './results.ts';

/** Options shared by all interval estimates. */
export type LevelOption = { level?: number };

/**
 * A correlation with the interval tanh(atanh(value) ± z·se) on Fisher's scale. At ±1 the scale is infinite and
 * the interval collapses to the value.
 */
export function correlationEstimate(
  value: number,
  seOfAtanh: number,
  n: number,
  level: number,
  method: string,
  unit: Unit = 'r',
): Estimated {
  if (!(level > 0 && level < 1)) return notEstimable('INVALID_INPUT', n);
  const half = normalCritical(level) * seOfAtanh;
  const z = Math.atanh(value);
  return estimate({ unit, value, low: Math.tanh(z - half), high: Math.tanh(z + half), level, n, method });
}
