import { estimate, notEstimable, testResult } from './checked-results.ts';
import { normalCritical, normalTwoSided } from './distributions.ts';
import type { KaplanMeier } from './kaplan-meier.ts';
import type { Estimated, NotEstimable, Tested } from './results.ts';
import type { TimeUnitOption } from './survival-quantile.ts';

/**
 * Mean event-free time up to `tau`: the area under the Kaplan–Meier curve (RMST).
 *
 * Use it when hazards are not proportional, or for a number anyone understands: "of the first 365 days, 330
 * were worked". Choose tau no later than the last follow-up; past it the curve is held flat and the method says so.
 *
 * @returns the times' unit, at most tau. Without an event up to tau the mean is tau and its lower limit tau times
 *   Wilson's limit for "all of those still observed at tau". INVALID_INPUT for a tau that is not positive
 *
 * Source: Irwin (1949), Karrison (1997); variance Σ A(t)² d/(n(n − d)). R: `summary(survfit, rmean = tau)$table`.
 * @example restrictedMean(curve, 365) // value 330, low 318, high 342
 */
export function restrictedMean(
  curve: KaplanMeier,
  tau: number,
  { unit = 'days' }: TimeUnitOption = {},
): Estimated {
  const area = areaUpTo(curve, tau);
  if ('kind' in area) return area;
  const critical = normalCritical(curve.level);
  const fields = { unit, value: area.mean, level: curve.level, n: curve.n, events: area.events };
  if (area.events === 0) {
    const atTau = curve.points.reduce(
      (sum, point) => (point.time >= tau ? Math.max(sum, point.atRisk) : sum),
      0,
    );
    const low = (area.mean * atTau) / (atTau + critical * critical);
    return estimate({ ...fields, low, high: area.mean, method: 'restricted mean, no events, wilson' });
  }
  const half = critical * area.standardError;
  return estimate({
    ...fields,
    low: Math.max(0, area.mean - half),
    high: Math.min(tau, area.mean + half),
    method: area.flat ? 'restricted mean, flat after follow-up' : 'restricted mean',
  });
}

/**
 * Difference of two restricted means (first minus second), for independent groups, with its interval.
 *
 * @returns reasons as for `restrictedMean`, of either curve
 * @example restrictedMeanDifference(highScorers, lowScorers, 365).value // days gained
 */
export function restrictedMeanDifference(
  first: KaplanMeier,
  second: KaplanMeier,
  tau: number,
  { unit = 'days' }: TimeUnitOption = {},
): Estimated {
  const both = differenceOf(first, second, tau);
  if ('kind' in both) return both;
  const half = normalCritical(first.level) * both.standardError;
  const { difference: value, n } = both;
  const method = 'restricted mean difference';
  return estimate({ unit, value, low: value - half, high: value + half, level: first.level, n, method });
}

/**
 * Are two restricted means different: normal test, two-sided.
 *
 * @example restrictedMeanTest(highScorers, lowScorers, 180).p
 */
export function restrictedMeanTest(first: KaplanMeier, second: KaplanMeier, tau: number): Tested {
  const both = differenceOf(first, second, tau);
  if ('kind' in both) return both;
  const z = both.difference / both.standardError;
  return testResult({ statistic: z, p: normalTwoSided(z), n: both.n, method: 'restricted mean z' });
}

/**
 * The standard error of `restrictedMean`.
 *
 * @example restrictedMeanError(curve, 180)
 */
export function restrictedMeanError(curve: KaplanMeier, tau: number): number | NotEstimable {
  const area = areaUpTo(curve, tau);
  return 'kind' in area ? area : area.standardError;
}

type Area = { mean: number; standardError: number; events: number; flat: boolean };

function areaUpTo(curve: KaplanMeier, tau: number): Area | NotEstimable {
  if (!(tau > 0) || !Number.isFinite(tau)) return notEstimable('INVALID_INPUT', curve.n);
  const inside = curve.points.filter((point) => point.time <= tau);
  const start = Math.min(0, curve.points[0]!.time);
  const ends = [...inside.map((point) => point.time), tau];
  let mean = start;
  let survival = 1;
  const areaFrom: number[] = [];
  for (let i = 0; i < ends.length; i += 1) {
    const rectangle = (ends[i]! - (i === 0 ? start : ends[i - 1]!)) * survival;
    areaFrom.push(rectangle);
    mean += rectangle;
    survival = inside[i]?.value ?? survival;
  }
  let variance = 0;
  let area = 0;
  let events = 0;
  for (let i = inside.length - 1; i >= 0; i -= 1) {
    const { atRisk, events: d } = inside[i]!;
    area += areaFrom[i + 1]!;
    events += d;
    if (d > 0 && d < atRisk) variance += (area * area * (d / atRisk)) / (atRisk - d);
  }
  const last = curve.points[curve.points.length - 1]!;
  return { mean, standardError: Math.sqrt(variance), events, flat: tau > last.time && last.value > 0 };
}

function differenceOf(first: KaplanMeier, second: KaplanMeier, tau: number) {
  const a = areaUpTo(first, tau);
  if ('kind' in a) return a;
  const b = areaUpTo(second, tau);
  if ('kind' in b) return b;
  const standardError = Math.hypot(a.standardError, b.standardError);
  const n = first.n + second.n;
  if (standardError === 0) return notEstimable('NO_VARIANCE', n);
  return { difference: a.mean - b.mean, standardError, n };
}
