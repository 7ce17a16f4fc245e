import { bivariateNormalUpper } from './bivariate-normal.ts';
import { notEstimable } from './checked-results.ts';
import { normalUpperQuantile } from './distributions.ts';
import type { Estimated, NotEstimable } from './results.ts';
import { carryValidity, isOpenShare, isValidity, type Validity } from './validity-interval.ts';

export type ExpectancyBand = {
  /** Share of applicants below and above the band's edges, such as 0 to 0.2 for the lowest fifth. */
  from: number;
  to: number;
  success: Estimated;
};

/**
 * The chance of success within bands of the score, such as fifths of the applicants (theoretical expectancy chart).
 *
 * Use it to print "of 100 people in the top fifth, 70 succeed". Assumes a bivariate normal.
 *
 * @param validity correlation; @param baseRate share of all applicants who succeed; @param bands number of equal
 * bands (5), or their edges as ascending shares from 0 to 1
 * @returns bands from the lowest score up, shares 0–1; not estimable: INVALID_INPUT
 * Source: Lawshe & Bolda 1958.
 * @example
 * expectancy(0.35, 0.5, 5); // the top fifth succeeds at 0.70
 */
export function expectancy(
  validity: Validity,
  baseRate: number,
  bands: number | readonly number[] = 5,
): ExpectancyBand[] | NotEstimable {
  const edges =
    typeof bands === 'number' ? Array.from({ length: Math.max(0, bands) + 1 }, (_, i) => i / bands) : bands;
  const ascending =
    edges.length >= 2 &&
    edges[0] === 0 &&
    edges.at(-1) === 1 &&
    edges.every((edge, i) => i === 0 || edge > (edges[i - 1] as number));
  if (!ascending || !isOpenShare(baseRate) || !isValidity(validity)) return notEstimable('INVALID_INPUT', 0);
  const k = normalUpperQuantile(baseRate);
  const above = (share: number, r: number): number =>
    share === 0 ? baseRate : share === 1 ? 0 : bivariateNormalUpper(normalUpperQuantile(1 - share), k, r);
  return edges.slice(1).map((to, i) => {
    const from = edges[i] as number;
    const chance = (r: number): number =>
      Math.min(1, Math.max(0, (above(from, r) - above(to, r)) / (to - from)));
    return { from, to, success: carryValidity(validity, chance, 'share', 'theoretical expectancy') };
  });
}
