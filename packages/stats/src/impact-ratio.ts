import { estimate, notEstimable } from './checked-results.ts';
import { normalCritical } from './distributions.ts';
import type { Estimated } from './results.ts';
import { refuseTable } from './two-proportions.ts';

/**
 * The impact ratio of two groups: the lower selection rate divided by the higher, with its log interval.
 *
 * Use it for adverse-impact monitoring, beside `fourFifths` and `fisherExact`. Assumes independent people and two
 * groups named beforehand.
 *
 * @param selected1 @param n1 first group; @param selected2 @param n2 second group; @param level coverage, 0–1
 * @returns a ratio from 0 to 1 (the interval may pass 1: the order of the groups is then open); not estimable:
 * NO_EVENTS (highest rate 0), ONE_GROUP_EMPTY, INVALID_INPUT
 * Source: Uniform Guidelines (29 CFR 1607.4 D); interval Katz et al. 1978.
 * @example
 * impactRatio(48, 80, 12, 30); // 0.667, from 0.415 to 1.070
 */
export function impactRatio(
  selected1: number,
  n1: number,
  selected2: number,
  n2: number,
  level = 0.95,
): Estimated {
  const refused = refuseTable(selected1, n1, selected2, n2, level);
  if (refused) return refused;
  const n = n1 + n2;
  if (selected1 === 0 && selected2 === 0) return notEstimable('NO_EVENTS', n);
  const firstIsLower = compareRates(selected1, n1, selected2, n2) <= 0;
  const [lowSelected, lowN, highSelected, highN] = firstIsLower
    ? [selected1, n1, selected2, n2]
    : [selected2, n2, selected1, n1];
  const fields = {
    unit: 'ratio',
    level,
    n,
    events: selected1 + selected2,
    method: 'impact ratio, katz log',
  } as const;
  if (lowSelected === 0) return estimate({ ...fields, value: 0, low: 0, high: 'not reached' });
  const value = lowSelected / lowN / (highSelected / highN);
  const half = normalCritical(level) * Math.sqrt(1 / lowSelected - 1 / lowN + 1 / highSelected - 1 / highN);
  return estimate({ ...fields, value, low: value * Math.exp(-half), high: value * Math.exp(half) });
}

/**
 * Whether the lower selection rate is below four fifths of the higher, compared in whole numbers.
 *
 * Use it for the four-fifths rule. A comparison of the divided rates with 0.8 in floating point flags hundreds of
 * small tables whose ratio is exactly 4/5; here 5·x_low·n_high < 4·x_high·n_low is compared exactly.
 *
 * @returns true (below four fifths), false, or undefined when the question has no answer: a group is empty, nobody
 * was selected, or the counts are invalid
 * Source: Uniform Guidelines (29 CFR 1607.4 D).
 * @example
 * fourFifths(4, 10, 5, 10); // false: exactly four fifths
 */
export function fourFifths(
  selected1: number,
  n1: number,
  selected2: number,
  n2: number,
): boolean | undefined {
  if (refuseTable(selected1, n1, selected2, n2, 0.95) || (selected1 === 0 && selected2 === 0))
    return undefined;
  const cross1 = BigInt(selected1) * BigInt(n2);
  const cross2 = BigInt(selected2) * BigInt(n1);
  return cross1 < cross2 ? 5n * cross1 < 4n * cross2 : 5n * cross2 < 4n * cross1;
}

/** Sign of rate 1 − rate 2, exactly. */
function compareRates(selected1: number, n1: number, selected2: number, n2: number): number {
  const difference = BigInt(selected1) * BigInt(n2) - BigInt(selected2) * BigInt(n1);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
