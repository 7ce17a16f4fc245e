import { estimate } from './checked-results.ts';
import type { Estimate, Estimated } from './results.ts';

/**
 * A validity with its interval, or a single value. Use the validity corrected for range restriction, not for the
 * outcome's unreliability, unless the outcome is measured on its true scale.
 */
export type Validity = number | Pick<Estimate, 'value' | 'low' | 'high' | 'level' | 'n'>;

/** Carries a validity and the ends of its interval through a function; without an interval the value stands alone. */
export function carryValidity(
  validity: Validity,
  f: (r: number) => number,
  unit: Estimate['unit'],
  method: string,
): Estimated {
  if (typeof validity === 'number') {
    const value = f(validity);
    return estimate({
      unit,
      value,
      low: value,
      high: value,
      level: 0,
      n: 0,
      method: `${method}, validity taken as known`,
    });
  }
  const { value, low, high, level, n } = validity;
  const [a, b] = [f(low as number), f(high as number)];
  const middle = f(value);
  return estimate({
    unit,
    value: middle,
    low: Math.min(a, b, middle),
    high: Math.max(a, b, middle),
    level,
    n,
    method,
  });
}

/** True for a share strictly between 0 and 1. */
export const isOpenShare = (p: number): boolean => p > 0 && p < 1;

/** True for a correlation, or one with both limits between −1 and 1. */
export function isValidity(validity: Validity): boolean {
  const parts = typeof validity === 'number' ? [validity] : [validity.value, validity.low, validity.high];
  return parts.every((r) => typeof r === 'number' && r >= -1 && r <= 1);
}
