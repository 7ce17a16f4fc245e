/**
 * The shapes in which every statistic of this package leaves it.
 *
 * Anything that answers "how much" is an `Estimate` and carries its interval and n. Tests, curves and weights
 * are typed as what they are. A statistic that cannot be computed is a `NotEstimable` with a reason: NaN,
 * Infinity and made-up zeros never leave the package.
 */

/** What the numbers of an estimate are measured in. Shares and pairs run 0–1. */
export type Unit =
  | 'r'
  | 'd'
  | 'pairs'
  | 'share'
  | 'ratio'
  | 'days'
  | 'points'
  | 'rate'
  | 'money'
  | 'coefficient'
  | 'agreement'
  | 'variance'
  | 'number';

/** An end of an interval that the data do not reach, such as the upper limit of a median survival time. */
export type Bound = number | 'not reached';

export type Estimate = {
  kind: 'estimate';
  unit: Unit;
  value: number;
  low: Bound;
  high: Bound;
  /** Coverage of the interval, such as 0.95. */
  level: number;
  n: number;
  events?: number;
  /** Share of those who could have been observed that were, 0–1. */
  coverage?: number;
  /** Short, stable name of the estimator and its interval, such as `pearson, fisher z`. */
  method: string;
};

export type TestResult = {
  kind: 'test';
  statistic: number;
  df?: number;
  /** Two-sided unless the method says otherwise. */
  p: number;
  n: number;
  method: string;
};

export type CurvePoint = {
  time: number;
  value: number;
  low: number;
  high: number;
  /** Number at risk just before `time`. */
  atRisk: number;
  /** Events at `time`. */
  events: number;
  /** Censored at `time` (after its events). */
  censored: number;
};

export type Curve = { kind: 'curve'; points: CurvePoint[]; n: number; method: string };

export type Weights = {
  kind: 'weights';
  parts: { name: string; value: number }[];
  total: number;
  n: number;
  method: string;
};

/** Why a statistic does not exist for these data. Product reasons (privacy, follow-up) live elsewhere. */
export type StatisticalReason =
  | 'EMPTY'
  | 'TOO_FEW'
  | 'TOO_FEW_EVENTS'
  | 'NO_EVENTS'
  | 'NO_VARIANCE'
  | 'ONE_GROUP_EMPTY'
  | 'NO_COMPARABLE_PAIRS'
  | 'SEPARATION'
  | 'NOT_CONVERGED'
  | 'NOT_REACHED'
  | 'SINGULAR'
  | 'INVALID_INPUT'
  | 'OUT_OF_RANGE';

export type NotEstimable = {
  kind: 'not-estimable';
  reason: StatisticalReason;
  n: number;
  /** How many would be needed, where that is known. */
  need?: number;
};

/** The usual return type: an answer or the reason why there is none. */
export type Estimated = Estimate | NotEstimable;
export type Tested = TestResult | NotEstimable;
export type Drawn = Curve | NotEstimable;
