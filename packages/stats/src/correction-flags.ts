import type { Estimate } from './results.ts';

/** Why a corrected value deserves doubt. Flagged values are kept as computed, never cut off. */
export type CorrectionFlag =
  /** The selected group's spread is less than half of the population's (u < 0.5). */
  | 'STRONG_RESTRICTION'
  /** The corrected value is more than twice the observed one. */
  | 'LARGE_CORRECTION'
  /** The corrected value is beyond ±1: the assumptions or the reliability cannot be right. */
  | 'ABOVE_ONE';

/** A corrected correlation beside the observed one; neither should be shown without the other. */
export type CorrectedCorrelation = {
  kind: 'corrected';
  estimate: Estimate;
  observed: number;
  flags: CorrectionFlag[];
};

/** The flags that apply to a correction from `observed` to `corrected`; `u` where range restriction was involved. */
export function correctionFlags(observed: number, corrected: number, u?: number): CorrectionFlag[] {
  const flags: CorrectionFlag[] = [];
  if (u !== undefined && u < 0.5) flags.push('STRONG_RESTRICTION');
  if (observed !== 0 && corrected / observed > 2) flags.push('LARGE_CORRECTION');
  if (Math.abs(corrected) > 1) flags.push('ABOVE_ONE');
  return flags;
}
