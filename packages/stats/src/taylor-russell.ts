import { bivariateNormalUpper } from './bivariate-normal.ts';
import { notEstimable } from './checked-results.ts';
import { normalUpperQuantile } from './distributions.ts';
import type { Estimated, NotEstimable } from './results.ts';
import { findRoot } from './root-finding.ts';
import { carryValidity, isOpenShare, isValidity, type Validity } from './validity-interval.ts';

/** Shares of people, strictly between 0 and 1. */
export type SelectionShares = { baseRate: number; selectionRatio: number };

/**
 * The share of selected people who succeed, and of rejected people who would have, for a validity (Taylor–Russell).
 *
 * Use it to say what a screen buys: compare with the base rate. Assumes a bivariate normal, top-down selection and
 * the same base rate and ratio in use. The interval carries the validity's interval through; base rate and ratio
 * are taken as known.
 *
 * @param validity correlation, −1 to 1, with or without interval; @param shares base rate and selection ratio
 * @returns shares 0–1 for selected and rejected; not estimable: INVALID_INPUT
 * Source: Taylor & Russell 1939.
 * @example
 * taylorRussell(0.35, { baseRate: 0.5, selectionRatio: 0.2 }).selected; // 0.70
 */
export function taylorRussell(
  validity: Validity,
  { baseRate, selectionRatio }: SelectionShares,
): { selected: Estimated; rejected: Estimated } | NotEstimable {
  if (!isOpenShare(baseRate) || !isOpenShare(selectionRatio) || !isValidity(validity))
    return notEstimable('INVALID_INPUT', 0);
  const selected = (r: number): number => successShare(r, baseRate, selectionRatio);
  // Rejected and successful: the other quadrant, computed directly so that nothing cancels.
  const rejected = (r: number): number =>
    bivariateNormalUpper(-normalUpperQuantile(selectionRatio), normalUpperQuantile(baseRate), -r) /
    (1 - selectionRatio);
  return {
    selected: carryValidity(validity, selected, 'share', 'taylor-russell, selected'),
    rejected: carryValidity(validity, rejected, 'share', 'taylor-russell, rejected'),
  };
}

/**
 * The validity at which selected people succeed at a given rate (Taylor–Russell solved for r).
 *
 * @param successRate share of the selected who succeed, 0–1
 * @returns a correlation, or OUT_OF_RANGE when no validity gives that rate
 * @example
 * validityForSuccess(0.7, { baseRate: 0.5, selectionRatio: 0.2 }); // 0.356
 */
export function validityForSuccess(
  successRate: number,
  { baseRate, selectionRatio }: SelectionShares,
): number | NotEstimable {
  if (![successRate, baseRate, selectionRatio].every(isOpenShare)) return notEstimable('INVALID_INPUT', 0);
  return (
    findRoot((r) => successShare(r, baseRate, selectionRatio) - successRate, -1, 1) ??
    notEstimable('OUT_OF_RANGE', 0)
  );
}

/**
 * The share of applicants that may be selected so that those selected succeed at a given rate.
 *
 * @returns a share, or OUT_OF_RANGE when no ratio gives that rate at this validity
 * @example
 * selectionRatioForSuccess(0.7, { validity: 0.35, baseRate: 0.5 }); // 0.191
 */
export function selectionRatioForSuccess(
  successRate: number,
  { validity, baseRate }: { validity: number; baseRate: number },
): number | NotEstimable {
  if (!isOpenShare(successRate) || !isOpenShare(baseRate) || !isValidity(validity))
    return notEstimable('INVALID_INPUT', 0);
  return (
    findRoot((ratio) => successShare(validity, baseRate, ratio) - successRate, 1e-9, 1 - 1e-9) ??
    notEstimable('OUT_OF_RANGE', 0)
  );
}

/**
 * The share of all applicants that must be able to succeed so that those selected succeed at a given rate.
 *
 * @returns a share, or OUT_OF_RANGE when no base rate gives that success rate
 * @example
 * baseRateForSuccess(0.7, { validity: 0.35, selectionRatio: 0.2 }); // 0.50
 */
export function baseRateForSuccess(
  successRate: number,
  { validity, selectionRatio }: { validity: number; selectionRatio: number },
): number | NotEstimable {
  if (!isOpenShare(successRate) || !isOpenShare(selectionRatio) || !isValidity(validity))
    return notEstimable('INVALID_INPUT', 0);
  return (
    findRoot((rate) => successShare(validity, rate, selectionRatio) - successRate, 1e-9, 1 - 1e-9) ??
    notEstimable('OUT_OF_RANGE', 0)
  );
}

const successShare = (r: number, baseRate: number, selectionRatio: number): number =>
  Math.abs(r) === 1
    ? exactShare(r, baseRate, selectionRatio)
    : bivariateNormalUpper(normalUpperQuantile(selectionRatio), normalUpperQuantile(baseRate), r) /
      selectionRatio;

const exactShare = (r: number, baseRate: number, selectionRatio: number): number =>
  r > 0
    ? Math.min(baseRate, selectionRatio) / selectionRatio
    : Math.max(0, baseRate + selectionRatio - 1) / selectionRatio;
