import { estimate, notEstimable } from './checked-results.ts';
import { isCountTable } from './check-counts.ts';
import { survivalCountsOf } from './count-survival.ts';
import type { SurvivalCounts } from './count-tables.ts';
import { normalCritical } from './distributions.ts';
import { type CauseOption, type RiskSets, riskSetsOf } from './risk-sets.ts';
import type { Curve, CurvePoint, Estimated, NotEstimable } from './results.ts';
import { survivalLimits, type SurvivalInterval } from './survival-interval.ts';
import { cleanSurvival, type SurvivalRows } from './survival-rows.ts';

export type KaplanMeierPoint = CurvePoint & {
  /** Greenwood's standard error of the survival share; null where nobody is left (S = 0). */
  standardError: number | null;
  /** Nelson–Aalen estimate of the cumulative hazard. */
  cumulativeHazard: number;
};

export type KaplanMeier = Omit<Curve, 'points'> & {
  points: KaplanMeierPoint[];
  events: number;
  level: number;
  interval: SurvivalInterval;
};

export type KaplanMeierOptions = CauseOption & {
  level?: number;
  /** Scale on which the interval is symmetric; default log-log, which stays within 0 and 1. */
  interval?: SurvivalInterval;
};

/**
 * The share still event-free at each time, with censored rows counted while they were observed: Kaplan–Meier.
 *
 * Use it for one kind of event; with competing events use `aalenJohansen`. Assumes that leaving observation says
 * nothing about the event. Delayed entry (left truncation) is respected.
 *
 * @returns one point per time at which a row ends, ascending; shares 0–1. Before the first event the band has
 *   no width; where nobody is left it keeps the last upper limit. EMPTY without rows, INVALID_INPUT for columns
 *   that do not fit together
 *
 * Source: Kaplan & Meier (1958), Greenwood (1926), log(−log) interval of Kalbfleisch & Prentice.
 * R: `survfit(Surv(time, event) ~ 1, conf.type = 'log-log')`.
 * @example kaplanMeier({ time: [1, 2, 3, 4, 5], event: [1, 0, 1, 1, 0] }).points[2].value // 0.533
 */
export function kaplanMeier(
  rows: SurvivalRows,
  options: KaplanMeierOptions = {},
): KaplanMeier | NotEstimable {
  const clean = cleanSurvival(rows);
  return clean ? kaplanMeierFromCounts(survivalCountsOf(clean), options) : notEstimable('INVALID_INPUT', 0);
}

/**
 * Kaplan–Meier from a score × time × event table: all scores together, or the one given.
 *
 * @example kaplanMeierFromCounts(table, { score: 5 })
 */
export function kaplanMeierFromCounts(
  table: SurvivalCounts,
  options: KaplanMeierOptions & { score?: number } = {},
): KaplanMeier | NotEstimable {
  if (!isCountTable(table)) return notEstimable('INVALID_INPUT', 0);
  const { score, cause } = options;
  const chosen =
    score === undefined ? undefined : table.scores.flatMap((value, s) => (value === score ? [s] : []));
  return curveOf(riskSetsOf(table, cause, chosen), options);
}

/**
 * One Kaplan–Meier curve per score of a table, in the order of its scores.
 *
 * @example kaplanMeierByScore(countSurvival({ time, event }, score)).length // 5
 */
export function kaplanMeierByScore(
  table: SurvivalCounts,
  options: KaplanMeierOptions = {},
): (KaplanMeier | NotEstimable)[] {
  if (!isCountTable(table)) return table.scores.map(() => notEstimable('INVALID_INPUT', 0));
  return table.scores.map((_, s) => curveOf(riskSetsOf(table, options.cause, [s]), options));
}

/**
 * Kaplan–Meier from numbers at risk and events at ascending times.
 *
 * @example kaplanMeierFromRiskSets({ n: 5, times: [1, 3], atRisk: [5, 3], events: [1, 1], censored: [0, 2] }).points[1].value // 0.533
 */
export function kaplanMeierFromRiskSets(
  sets: RiskSets,
  options: KaplanMeierOptions = {},
): KaplanMeier | NotEstimable {
  return areRiskSets(sets) ? curveOf(sets, options) : notEstimable('INVALID_INPUT', 0);
}

function curveOf(sets: RiskSets, options: KaplanMeierOptions): KaplanMeier | NotEstimable {
  const { level = 0.95, interval = 'log-log' } = options;
  if (!(level > 0 && level < 1)) return notEstimable('INVALID_INPUT', 0);
  if (sets.times.length === 0) return notEstimable('EMPTY', 0);
  const critical = normalCritical(level);
  const points: KaplanMeierPoint[] = [];
  let survival = 1;
  let hazard = 0;
  let greenwood = 0;
  let total = 0;
  let limits = { low: 1, high: 1 };
  let standardError: number | null = 0;
  for (let t = 0; t < sets.times.length; t += 1) {
    const atRisk = sets.atRisk[t]!;
    const events = sets.events[t]!;
    if (events > 0) {
      const left = atRisk - events;
      survival = left === 0 ? 0 : survival * (left / atRisk);
      hazard += events / atRisk;
      greenwood += left === 0 ? 0 : events / atRisk / left;
      total += events;
      const relative = Math.sqrt(greenwood);
      standardError = survival === 0 ? null : survival * relative;
      limits = survivalLimits(survival, relative, critical, interval) ?? { low: 0, high: limits.high };
    }
    points.push({
      time: sets.times[t]!,
      value: survival,
      low: limits.low,
      high: limits.high,
      atRisk,
      events,
      censored: sets.censored[t]!,
      standardError,
      cumulativeHazard: hazard,
    });
  }
  return {
    kind: 'curve',
    points,
    n: sets.n,
    events: total,
    level,
    interval,
    method: `kaplan-meier, ${interval}`,
  };
}

/**
 * The share still event-free at one time, as an estimate with its interval.
 *
 * @returns unit share; NO_EVENTS before the first event, where no interval exists; OUT_OF_RANGE where nobody is
 *   left (S = 0) or after the last row ended
 * @example survivalAt(curve, 365)
 */
export function survivalAt(curve: KaplanMeier, time: number): Estimated {
  const point = lastPointUpTo(curve.points, time);
  const end = curve.points[curve.points.length - 1]!;
  if (!point || point.value === 1) return notEstimable('NO_EVENTS', curve.n);
  if (!(time <= end.time) || point.value === 0) return notEstimable('OUT_OF_RANGE', curve.n);
  const { value, low, high } = point;
  const events = eventsUpTo(curve, time);
  return estimate({
    unit: 'share',
    value,
    low,
    high,
    level: curve.level,
    n: curve.n,
    events,
    method: curve.method,
  });
}

/** The last point at or before a time, if any: curves step at their points. */
export function lastPointUpTo<Point extends { time: number }>(
  points: readonly Point[],
  time: number,
): Point | undefined {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]!.time <= time) low = middle + 1;
    else high = middle;
  }
  return points[low - 1];
}

function eventsUpTo(curve: KaplanMeier, time: number): number {
  return curve.points.reduce((sum, point) => (point.time <= time ? sum + point.events : sum), 0);
}

function areRiskSets({ times, atRisk, events, censored }: RiskSets): boolean {
  if (atRisk.length !== times.length || events.length !== times.length || censored.length !== times.length)
    return false;
  for (let t = 0; t < times.length; t += 1) {
    if (!Number.isFinite(times[t]!) || (t > 0 && !(times[t]! > times[t - 1]!))) return false;
    const [r, d, c] = [atRisk[t]!, events[t]!, censored[t]!];
    if (!(r >= 0 && d >= 0 && c >= 0 && d <= r && Number.isFinite(r) && Number.isFinite(c))) return false;
  }
  return true;
}
