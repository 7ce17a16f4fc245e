export type * from './results.ts';

// Proportions, regression, corrections, agreement, resampling, utility, change and planning.
export { wilsonInterval } from './wilson-interval.ts';
export { clopperPearson } from './clopper-pearson.ts';
export { newcombeDifference, riskRatio, twoProportionTest } from './two-proportions.ts';
export { conditionalOddsRatio, fisherExact, oddsRatioLimits, type OddsRatioOptions } from './fisher-exact.ts';
export { fourFifths, impactRatio } from './impact-ratio.ts';
export { mantelHaenszel, type StratumTable } from './mantel-haenszel.ts';
export { randomEffects, type HeterogeneityMethod, type RandomEffects, type Shrunken } from './random-effects.ts';
export { metaRegression, type MetaRegression } from './meta-regression.ts';
export { empiricalBayesOrder, type EffectOrder, type OrderedEffect } from './empirical-bayes-order.ts';
export { isotonicRegression, type IsotonicFit, type IsotonicStep } from './isotonic-regression.ts';
export { seededGenerator, type RandomSource } from './seeded-generator.ts';
export { minstd } from './minstd.ts';
export { caseThree, caseTwo, caseTwoCorrelation, caseTwoStandardError, type CaseThreeInput } from './range-restriction.ts';
export { caseFour, type CaseFour } from './case-four.ts';
export { correctRestrictionAndUnreliability, correctUnreliability, type UnreliabilityCorrection } from './unreliability.ts';
export { type CorrectedCorrelation, type CorrectionFlag } from './correction-flags.ts';
export { lawley, type LawleyCorrection } from './lawley.ts';
export { correlationML, multivariateNormalML, type MultivariateNormalML } from './multivariate-normal-ml.ts';
export { type PartialRow } from './missing-patterns.ts';
// End of the block above.
