export type * from './results.ts';

// Proportions, regression, corrections, agreement, resampling, utility, change and planning.
export { wilsonInterval } from './wilson-interval.ts';
export { clopperPearson } from './clopper-pearson.ts';
export { newcombeDifference, riskRatio, twoProportionTest } from './two-proportions.ts';
export { conditionalOddsRatio, fisherExact, oddsRatioLimits, type OddsRatioOptions } from './fisher-exact.ts';
export { fourFifths, impactRatio } from './impact-ratio.ts';
export { mantelHaenszel, type StratumTable } from './mantel-haenszel.ts';
export {
  randomEffects,
  type HeterogeneityMethod,
  type RandomEffects,
  type Shrunken,
} from './random-effects.ts';
export { metaRegression, type MetaRegression } from './meta-regression.ts';
export { empiricalBayesOrder, type EffectOrder, type OrderedEffect } from './empirical-bayes-order.ts';
export { isotonicRegression, type IsotonicFit, type IsotonicStep } from './isotonic-regression.ts';
export { seededGenerator, type RandomSource } from './seeded-generator.ts';
export { minstd } from './minstd.ts';
export {
  caseThree,
  caseTwo,
  caseTwoCorrelation,
  caseTwoStandardError,
  type CaseThreeInput,
} from './range-restriction.ts';
export { caseFour, type CaseFour } from './case-four.ts';
export {
  correctRestrictionAndUnreliability,
  correctUnreliability,
  type UnreliabilityCorrection,
} from './unreliability.ts';
export { type CorrectedCorrelation, type CorrectionFlag } from './correction-flags.ts';
export { lawley, type LawleyCorrection } from './lawley.ts';
export { correlationML, multivariateNormalML, type MultivariateNormalML } from './multivariate-normal-ml.ts';
export { type PartialRow } from './missing-patterns.ts';
export { linearRegression, type LinearCoefficient, type LinearRegression } from './linear-regression.ts';
export { deltaR2Interval, incrementalValidity, type IncrementalValidity } from './incremental-validity.ts';
export { relativeWeights, standardisedSlopes } from './relative-weights.ts';
export {
  logisticRegression,
  type LogisticCoefficient,
  type LogisticRegression,
} from './logistic-regression.ts';
export { proportionalOdds, type ProportionalOdds } from './proportional-odds.ts';
export { calibration, type Calibration } from './calibration.ts';
export { type NamedColumn } from './named-columns.ts';
export { quantileType7 } from './quantile.ts';
export {
  standardisedEstimate,
  standardisedTest,
  type PoolMoments,
  type StandardisedAssociation,
} from './standardised-association.ts';
export { standardisedLeastSquares, type StandardisedRows } from './standardised-least-squares.ts';
export { clusterDesignEffect, leaveOneClusterOut, type ClusterDesignEffect } from './design-effect.ts';
export { pairsEstimate, pairsWonByRating, pairsWonByTime, type ScoreLevels } from './pairs-won.ts';
export { type GroupLabels } from './strata-means.ts';
export {
  baseRateForSuccess,
  selectionRatioForSuccess,
  taylorRussell,
  validityForSuccess,
  type SelectionShares,
} from './taylor-russell.ts';
export { meanScoreOfSelected, naylorShine, utility, type UtilityInput } from './utility-analysis.ts';
export { expectancy, type ExpectancyBand } from './expectancy.ts';
export { type Validity } from './validity-interval.ts';
export {
  bootstrapCells,
  bootstrapClusters,
  bootstrapRows,
  type BootstrapOptions,
  type RowStatistic,
} from './bootstrap.ts';
export {
  bootstrapSummary,
  type BootstrapLimits,
  type BootstrapSummary,
  type NearTies,
  type QuantileRule,
} from './bootstrap-interval.ts';
export { permutationTest, type PermutedStatistic } from './permutation-test.ts';
export { clusteredCorrelation, type ClusteredCorrelation } from './clustered-correlation.ts';
export { crossValidate, type CrossValidation } from './cross-validation.ts';
export {
  intraclassCorrelations,
  type IccForm,
  type IntraclassCorrelations,
} from './intraclass-correlation.ts';
export { cronbachAlpha, type CronbachAlpha } from './cronbach-alpha.ts';
export { kappa, type Kappa, type KappaWeights } from './kappa.ts';
export { krippendorffAlpha, type MeasurementLevel } from './krippendorff-alpha.ts';
export { generalizability, type Generalizability } from './generalizability.ts';
export { polyserial, type Polyserial } from './polyserial.ts';
export { polyserialAsInPolycor } from './polyserial-as-in-polycor.ts';
export { polychoric, type Polychoric } from './polychoric.ts';
export { standardisedCox, type StandardisedTimes } from './standardised-cox.ts';
export { rollingCorrelation, type RollingWindow } from './rolling-correlation.ts';
export { changePoint, changePointLimit, type ChangePoint, type CohortEstimate } from './change-point.ts';
export { cusum, cusumLimit, type Cusum } from './cusum.ts';
export { differenceSequence, meanSequence, proportionSequence } from './confidence-sequence.ts';
export {
  eventsForHazardRatio,
  powerOfCorrelation,
  powerOfHazardRatio,
  powerOfProportions,
  rowsForCorrelation,
  rowsForHalfWidth,
  rowsForProportions,
  type TestPlan,
} from './planning.ts';
export { ruleOfThree } from './rule-of-three.ts';
// End of the block above.

// Distributions, association, survival, discrimination and multiplicity.
export {
  betaCdf,
  betaQuantile,
  betaUpper,
  betaUpperQuantile,
  chiSquareCdf,
  chiSquareQuantile,
  chiSquareUpper,
  chiSquareUpperQuantile,
  fCdf,
  fQuantile,
  fUpper,
  fUpperQuantile,
  normalCdf,
  normalCritical,
  normalDensity,
  normalQuantile,
  normalTwoSided,
  normalUpper,
  normalUpperQuantile,
  tCdf,
  tQuantile,
  tTwoSided,
  tUpper,
  tUpperQuantile,
} from './distributions.ts';
export { bivariateNormalCdf, bivariateNormalUpper } from './bivariate-normal.ts';
export {
  countTotal,
  mergeCountTables,
  type Counts,
  type ScoreOutcomeCounts,
  type SurvivalCounts,
} from './count-tables.ts';
export { countScoreOutcome } from './count-scores.ts';
export { countSurvival, countSurvivalByColumn } from './count-survival.ts';
export { type Column } from './complete-rows.ts';
export { type SurvivalRows } from './survival-rows.ts';
export {
  comomentCorrelation,
  comoments,
  comomentsFromCounts,
  mergeComoments,
  type Comoments,
} from './comoments.ts';
export {
  pearson,
  pearsonFromComoments,
  pearsonFromCounts,
  pearsonTest,
  pearsonTestFromCounts,
  pointBiserial,
  pointBiserialFromCounts,
} from './pearson.ts';
export { spearman, spearmanFromCounts, spearmanTest, spearmanTestFromCounts } from './spearman.ts';
export { correlationTransform } from './correlation-interval.ts';
export { pairCounts, pairCountsFromCounts, type PairCounts } from './pair-counts.ts';
export { kendallTauB, kendallTauBFromCounts, kendallTest, kendallTestFromCounts } from './kendall.ts';
export {
  goodmanKruskalGamma,
  goodmanKruskalGammaFromCounts,
  somersD,
  somersDFromCounts,
  type SomersOptions,
} from './ordinal-association.ts';
export { partialCorrelation, partialCorrelationTest, semipartialCorrelation } from './partial-correlation.ts';
export {
  steigerTest,
  steigerTestFromCorrelations,
  steigerTestOfSeparateCorrelations,
  williamsTest,
  williamsTestFromCorrelations,
  type OverlappingCorrelations,
  type SeparateCorrelations,
} from './dependent-correlations.ts';
export {
  auc,
  aucDifferenceTest,
  aucFromCounts,
  aucTest,
  aucTestFromCounts,
  aucVariance,
  type AucOptions,
} from './auc.ts';
export {
  kaplanMeier,
  kaplanMeierByScore,
  kaplanMeierFromCounts,
  kaplanMeierFromRiskSets,
  survivalAt,
  type KaplanMeier,
  type KaplanMeierOptions,
  type KaplanMeierPoint,
} from './kaplan-meier.ts';
export { kaplanMeierAtTimes } from './kaplan-meier-at-times.ts';
export { type RiskSets } from './risk-sets.ts';
export { survivalMedian, survivalQuantile, survivalQuantileLimits } from './survival-quantile.ts';
export {
  restrictedMean,
  restrictedMeanDifference,
  restrictedMeanError,
  restrictedMeanTest,
} from './restricted-mean.ts';
export {
  logRank,
  logRankFromCounts,
  logRankTrend,
  logRankTrendFromCounts,
  type LogRank,
  type LogRankOptions,
  type LogRankTrend,
} from './log-rank.ts';
export { cox, type CoxCoefficient, type CoxModel, type CoxOptions } from './cox.ts';
export { type Covariates } from './cox-data.ts';
export { coxProportionality, type CoxProportionality, type TimeTransform } from './cox-proportionality.ts';
export { coxFromCounts, type CoxFromCountsOptions, type OneCovariateCox } from './cox-from-counts.ts';
export {
  aalenJohansen,
  aalenJohansenFromCounts,
  incidenceAt,
  type AalenJohansenOptions,
  type CompetingRisks,
  type IncidenceCurve,
} from './aalen-johansen.ts';
export { firthCox, type FirthCox } from './firth-cox.ts';
export {
  meanCumulativeFunction,
  type MeanCumulativeFunction,
  type RecurrentEvents,
} from './mean-cumulative-function.ts';
export { grayTest, grayTestFromCounts, type GrayOptions } from './gray-test.ts';
export { fineGray, type FineGray, type FineGrayOptions } from './fine-gray.ts';
export {
  harrellC,
  harrellCFromCounts,
  unoC,
  unoCFromCounts,
  type Concordance,
  type ConcordanceOptions,
} from './concordance.ts';
export {
  benjaminiHochberg,
  benjaminiYekutieli,
  bonferroni,
  hochberg,
  holm,
  type PValue,
} from './multiplicity.ts';
// End of association and survival.
