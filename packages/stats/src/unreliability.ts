import { isLevel, notEstimable } from './checked-results.ts';
import { correctionFlags, type CorrectionFlag } from './correction-flags.ts';
import { correlationEstimate } from './correlation-interval.ts';
import { caseTwoCorrelation, caseTwoUnbounded, isCorrelation } from './range-restriction.ts';
import type { NotEstimable } from './results.ts';

/**
 * A correlation corrected for unreliability of the outcome, and optionally of the predictor.
 *
 * Use the outcome's reliability for a rating by people, never for a date or a count. Do not correct for the
 * predictor when the question is how well it works as it is. Values beyond ±1 are kept and flagged.
 *
 * @param input r; ryy and optional rxx (each above 0, at most 1); optional n for the interval, whose limits are
 * Fisher's divided by the same root (reliability taken as known); level
 * @returns the value, limits when n ≥ 4 was given, flags; not estimable: INVALID_INPUT
 * Source: Spearman 1904.
 * @example
 * correctUnreliability({ r: 0.8, rxx: 0.5, ryy: 0.5 }); // 1.6, flagged ABOVE_ONE
 */
export function correctUnreliability({
  r,
  ryy,
  rxx = 1,
  n,
  level = 0.95,
}: {
  r: number;
  ryy: number;
  rxx?: number;
  n?: number;
  level?: number;
}): UnreliabilityCorrection | NotEstimable {
  if (!isCorrelation(r) || !isReliability(ryy) || !isReliability(rxx) || !isLevel(level))
    return notEstimable('INVALID_INPUT', n ?? 0);
  const root = Math.sqrt(rxx * ryy);
  const value = r / root;
  if (!Number.isFinite(value)) return notEstimable('OUT_OF_RANGE', n ?? 0);
  const correction: UnreliabilityCorrection = {
    kind: 'unreliability-correction',
    value,
    observed: r,
    flags: correctionFlags(r, value),
  };
  if (n === undefined || !(n >= 4) || n === Infinity) return correction;
  const observed = correlationEstimate(r, 1 / Math.sqrt(n - 3), n, level, 'pearson, fisher z');
  if (observed.kind !== 'estimate') return observed;
  return {
    ...correction,
    low: (observed.low as number) / root,
    high: (observed.high as number) / root,
    level,
    n,
  };
}

export type UnreliabilityCorrection = {
  kind: 'unreliability-correction';
  value: number;
  observed: number;
  flags: CorrectionFlag[];
  low?: number;
  high?: number;
  level?: number;
  n?: number;
};

/**
 * A correlation corrected for direct range restriction and for the outcome's unreliability, in the order that fits
 * where the reliability was measured.
 *
 * Use `measuredIn: 'selected'` when ryy comes from the selected people (the usual case): the outcome is corrected
 * first. Use `'population'` when ryy describes everybody: range restriction is corrected first.
 *
 * @param input r among the selected, u as in `caseTwo`, ryy above 0 and at most 1
 * @returns value and flags; not estimable: NO_VARIANCE (u = 0), OUT_OF_RANGE, INVALID_INPUT
 * Source: Hunter & Schmidt 2004, ch. 3; Hunter, Schmidt & Le 2006.
 * @example
 * correctRestrictionAndUnreliability({ r: 0.25, u: 0.6, ryy: 0.52, measuredIn: 'selected' }); // 0.524
 */
export function correctRestrictionAndUnreliability({
  r,
  u,
  ryy,
  measuredIn,
}: {
  r: number;
  u: number;
  ryy: number;
  measuredIn: 'selected' | 'population';
}): { kind: 'double-correction'; value: number; observed: number; flags: CorrectionFlag[] } | NotEstimable {
  const restricted = caseTwoCorrelation(r, u);
  if (typeof restricted !== 'number') return restricted;
  if (!isReliability(ryy)) return notEstimable('INVALID_INPUT', 0);
  const value =
    measuredIn === 'population' ? restricted / Math.sqrt(ryy) : caseTwoUnbounded(r / Math.sqrt(ryy), u);
  if (!Number.isFinite(value)) return notEstimable('OUT_OF_RANGE', 0);
  return { kind: 'double-correction', value, observed: r, flags: correctionFlags(r, value, u) };
}

/** True for a reliability: above 0, at most 1. */
export const isReliability = (value: number): boolean => value > 0 && value <= 1;
