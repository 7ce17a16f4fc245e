import { finiteResult, notEstimable } from './checked-results.ts';
import { correctionFlags, type CorrectionFlag } from './correction-flags.ts';
import { caseTwoUnbounded, isCorrelation } from './range-restriction.ts';
import type { NotEstimable } from './results.ts';
import { isReliability } from './unreliability.ts';

export type CaseFour = {
  kind: 'case-four';
  /** SD ratio of the predictor's true scores. */
  uTrue: number;
  /** Reliability of the predictor among the selected. */
  rxxRestricted: number;
  /** True-score correlation among the selected. */
  trueScoreRestricted: number;
  /** True-score correlation in the population. */
  trueScore: number;
  /** Correlation of the predictor as it is with the outcome's true score, in the population. */
  operational: number;
  flags: CorrectionFlag[];
};

/**
 * The population correlation when selection acted on something that relates to the outcome only through the
 * predictor's true score (indirect range restriction, Case IV).
 *
 * Use it as a sensitivity analysis: it needs the true reliability of the predictor and rests on an untestable
 * assumption about selection. It gives values without an interval; bootstrap the whole procedure for one.
 *
 * @param input r among the selected, ux = SD ratio of observed scores, reliability of the predictor in the
 * population and of the outcome among the selected (each above 0, at most 1)
 * @returns values, flagged when implausible; not estimable: OUT_OF_RANGE (ux² ≤ 1 − rxx: no real true-score ratio),
 * INVALID_INPUT
 * Source: Hunter, Schmidt & Le 2006, J Appl Psychol 91:594–612.
 * @example
 * caseFour({ r: 0.25, ux: 0.6, rxx: 0.7, ryyRestricted: 0.52 }); // trueScore 0.984, operational 0.823
 */
export function caseFour({
  r,
  ux,
  rxx,
  ryyRestricted,
}: {
  r: number;
  ux: number;
  rxx: number;
  ryyRestricted: number;
}): CaseFour | NotEstimable {
  if (
    !isCorrelation(r) ||
    !(ux > 0) ||
    ux === Infinity ||
    !isReliability(rxx) ||
    !isReliability(ryyRestricted)
  )
    return notEstimable('INVALID_INPUT', 0);
  const trueVarianceRatio = (ux * ux - (1 - rxx)) / rxx;
  const rxxRestricted = 1 - (1 - rxx) / (ux * ux);
  if (!(trueVarianceRatio > 0) || !(rxxRestricted > 0)) return notEstimable('OUT_OF_RANGE', 0);
  const uTrue = Math.sqrt(trueVarianceRatio);
  const trueScoreRestricted = r / Math.sqrt(rxxRestricted * ryyRestricted);
  const trueScore = caseTwoUnbounded(trueScoreRestricted, uTrue);
  if (!Number.isFinite(trueScore)) return notEstimable('OUT_OF_RANGE', 0);
  const flags = correctionFlags(r, trueScore, ux);
  if (Math.abs(trueScoreRestricted) > 1 && !flags.includes('ABOVE_ONE')) flags.push('ABOVE_ONE');
  return finiteResult(
    {
      kind: 'case-four',
      uTrue,
      rxxRestricted,
      trueScoreRestricted,
      trueScore,
      operational: trueScore * Math.sqrt(rxx),
      flags,
    },
    0,
  );
}
