import { isCount, notEstimable } from './checked-results.ts';
import type { NotEstimable } from './results.ts';

/**
 * How large a chance may be that never showed in n rows: about 3/n, with 95 % confidence.
 *
 * Use it as a figure to keep in mind when none of n happened; `clopperPearson` gives the exact limit.
 *
 * @param n rows without a single event
 * @returns a share, at most 1; not estimable: EMPTY, INVALID_INPUT
 * Source: Hanley & Lippman-Hand 1983, JAMA 249:1743–1745.
 * @example
 * ruleOfThree(10); // 0.3
 */
export function ruleOfThree(n: number): number | NotEstimable {
  if (!isCount(n)) return notEstimable('INVALID_INPUT', 0);
  return n === 0 ? notEstimable('EMPTY', 0, 1) : Math.min(1, 3 / n);
}
