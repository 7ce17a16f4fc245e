/** A p value, or none: a test that could not be made stays out of the family. */
export type PValue = number | null;

/**
 * Adjusted p values (q) that control the share of false discoveries: Benjamini–Hochberg.
 *
 * Use it for one declared family of tests that are independent or positively dependent; call q ≤ 0.10 a
 * discovery. Entries without a p value (null, NaN) stay null and do not count.
 *
 * @param p p values, 0–1, in any order
 * @returns q values in the same order
 * @throws RangeError for a p value outside 0–1
 *
 * Source: Benjamini & Hochberg (1995). R: `p.adjust(p, 'BH')`.
 * @example benjaminiHochberg([0.01, 0.04, null, 0.03]) // [0.03, 0.04, null, 0.04]
 */
export function benjaminiHochberg(p: ArrayLike<PValue>): PValue[] {
  return stepUp(p, (rank, m) => m / rank);
}

/**
 * As `benjaminiHochberg` under any dependence between the tests: Benjamini–Yekutieli.
 *
 * Use it where several outcomes of the same people are tested together. R: `p.adjust(p, 'BY')`.
 * @example benjaminiYekutieli([0.01, 0.04]) // [0.03, 0.06]
 */
export function benjaminiYekutieli(p: ArrayLike<PValue>): PValue[] {
  let factor = 0;
  for (let i = 1; i <= present(p).length; i += 1) factor += 1 / i;
  return stepUp(p, (rank, m) => (factor * m) / rank);
}

/**
 * Adjusted p values that control the chance of any false discovery, under any dependence: Holm.
 *
 * Use it where a single wrong claim does harm. R: `p.adjust(p, 'holm')`.
 * @example holm([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function holm(p: ArrayLike<PValue>): PValue[] {
  const order = present(p);
  const adjusted = empty(p);
  let largest = 0;
  order.forEach(({ index, value }, i) => {
    largest = Math.max(largest, Math.min(1, value * (order.length - i)));
    adjusted[index] = largest;
  });
  return adjusted;
}

/**
 * Adjusted p values as `holm` for independent tests, with more power: Hochberg. R: `p.adjust(p, 'hochberg')`.
 *
 * @example hochberg([0.01, 0.04, 0.03]) // [0.03, 0.04, 0.04]
 */
export function hochberg(p: ArrayLike<PValue>): PValue[] {
  return stepUp(p, (rank, m) => m - rank + 1);
}

/**
 * p values times their number, at most 1: Bonferroni, dominated by `holm`. R: `p.adjust(p, 'bonferroni')`.
 *
 * @example bonferroni([0.01, 0.04, 0.03]) // [0.03, 0.12, 0.09]
 */
export function bonferroni(p: ArrayLike<PValue>): PValue[] {
  const order = present(p);
  const adjusted = empty(p);
  for (const { index, value } of order) adjusted[index] = Math.min(1, value * order.length);
  return adjusted;
}

/** From the largest p down: the smallest factor·p seen so far. */
function stepUp(p: ArrayLike<PValue>, factor: (rank: number, m: number) => number): PValue[] {
  const order = present(p);
  const adjusted = empty(p);
  let smallest = 1;
  for (let rank = order.length; rank >= 1; rank -= 1) {
    const { index, value } = order[rank - 1]!;
    smallest = Math.min(smallest, factor(rank, order.length) * value);
    adjusted[index] = smallest;
  }
  return adjusted;
}

/** The p values that exist, ascending. */
function present(p: ArrayLike<PValue>): { index: number; value: number }[] {
  const found: { index: number; value: number }[] = [];
  for (let index = 0; index < p.length; index += 1) {
    const value = p[index];
    if (value === null || value === undefined || Number.isNaN(value)) continue;
    if (!(value >= 0 && value <= 1)) throw new RangeError(`a p value lies between 0 and 1, not ${value}`);
    found.push({ index, value });
  }
  return found.sort((a, b) => a.value - b.value);
}

const empty = (p: ArrayLike<PValue>): PValue[] => new Array<PValue>(p.length).fill(null);
