import { estimate, notEstimable } from './checked-results.ts';
import { isCountTable } from './check-counts.ts';
import type { SurvivalCounts } from './count-tables.ts';
import { normalCritical } from './distributions.ts';
import {
  incidenceDataOfCounts,
  incidenceDataOfRows,
  incidenceSteps,
  type IncidenceData,
  type IncidenceSteps,
} from './incidence-steps.ts';
import { lastPointUpTo } from './kaplan-meier.ts';
import type { Curve, CurvePoint, Estimated, NotEstimable } from './results.ts';
import { cleanSurvival, type SurvivalRows } from './survival-rows.ts';

export type IncidencePoint = CurvePoint & { standardError: number };
export type IncidenceCurve = Omit<Curve, 'points'> & { points: IncidencePoint[]; level: number };

/** Event-free share and the cumulative incidence of each cause; at every time they add up to 1. */
export type CompetingRisks = {
  kind: 'competing-risks';
  eventFree: IncidenceCurve;
  /** By event code: `causes[0]` is code 1. */
  causes: IncidenceCurve[];
  n: number;
};

export type AalenJohansenOptions = {
  level?: number;
  /** Number of event codes; default the largest code that occurs. */
  causes?: number;
  /** Scale of the interval: complementary log-log (default) or log, as R's survival prints. */
  interval?: 'log-log' | 'log';
  /** `jackknife` as R's survival (default), `aalen` as R's cmprsk. */
  variance?: 'jackknife' | 'aalen';
};

/**
 * The chance that an event of each kind has happened by each time, when kinds exclude each other:
 * Aalen–Johansen (cumulative incidence).
 *
 * Use it instead of one minus Kaplan–Meier as soon as something else can come first; that would be too high.
 * Assumes that leaving observation says nothing about the events. Delayed entry is respected.
 *
 * @param rows event codes: 0 censored, 1, 2, … the kinds of event
 * @returns one curve per state, shares 0–1; EMPTY, INVALID_INPUT
 *
 * Source: Aalen & Johansen (1978); variance by the infinitesimal jackknife, or Gray's (1988) form. R:
 * `survfit(Surv(time, factor(event)) ~ 1)`, `cmprsk::cuminc`.
 * @example aalenJohansen({ time: [1, 2, 3, 4, 5, 6], event: [1, 2, 0, 1, 2, 0] }).causes[0].points[3].value // 0.389
 */
export function aalenJohansen(
  rows: SurvivalRows,
  options: AalenJohansenOptions = {},
): CompetingRisks | NotEstimable {
  const clean = cleanSurvival(rows);
  if (!clean) return notEstimable('INVALID_INPUT', 0);
  const causes = clean.event.reduce((most, code) => Math.max(most, code), options.causes ?? 1);
  return competingRisks(incidenceDataOfRows(clean, causes), options);
}

/**
 * Aalen–Johansen from a score × time × event table: all scores together, or the one given.
 *
 * Tables with delayed entry get the `aalen` variance, because the jackknife needs each row's own entry.
 * @example aalenJohansenFromCounts(table, { score: 5 }).causes[0]
 */
export function aalenJohansenFromCounts(
  table: SurvivalCounts,
  options: Omit<AalenJohansenOptions, 'causes'> & { score?: number } = {},
): CompetingRisks | NotEstimable {
  if (!isCountTable(table)) return notEstimable('INVALID_INPUT', 0);
  const { score } = options;
  const chosen = table.scores.flatMap((value, s) => (score === undefined || value === score ? [s] : []));
  return competingRisks(incidenceDataOfCounts(table, chosen), options);
}

/**
 * The chance of an event of one kind by a time, as an estimate with its interval.
 *
 * @returns unit share; NO_EVENTS before the first event of that kind, OUT_OF_RANGE after the last row ended,
 *   INVALID_INPUT for an unknown cause
 * @example incidenceAt(risks, 1, 180)
 */
export function incidenceAt(risks: CompetingRisks, cause: number, time: number): Estimated {
  const curve = risks.causes[cause - 1];
  if (!curve) return notEstimable('INVALID_INPUT', risks.n);
  const point = lastPointUpTo(curve.points, time);
  if (!point || point.value === 0) return notEstimable('NO_EVENTS', risks.n);
  if (!(time <= curve.points[curve.points.length - 1]!.time)) return notEstimable('OUT_OF_RANGE', risks.n);
  const events = curve.points.reduce((sum, one) => (one.time <= time ? sum + one.events : sum), 0);
  const { value, low, high } = point;
  return estimate({
    unit: 'share',
    value,
    low,
    high,
    level: curve.level,
    n: risks.n,
    events,
    method: curve.method,
  });
}

function competingRisks(data: IncidenceData, options: AalenJohansenOptions): CompetingRisks | NotEstimable {
  const { level = 0.95, interval = 'log-log', variance = 'jackknife' } = options;
  if (!(level > 0 && level < 1)) return notEstimable('INVALID_INPUT', 0);
  if (data.n === 0) return notEstimable('EMPTY', 0);
  const steps = incidenceSteps(data);
  const critical = normalCritical(level);
  const useJackknife = variance === 'jackknife' && steps.jackknife !== undefined;
  const method = `aalen-johansen, ${interval}, ${useJackknife ? 'infinitesimal jackknife' : 'aalen variance'}`;
  const curve = (
    valueAt: (t: number) => number,
    varianceAt: (t: number) => number,
    eventsAt: (t: number) => number,
  ) => ({
    kind: 'curve' as const,
    points: steps.times.map((time, t) => {
      const value = valueAt(t);
      const standardError = Math.sqrt(varianceAt(t));
      return {
        time,
        value,
        ...shareLimits(value, standardError, critical, interval),
        atRisk: steps.atRisk[t]!,
        events: eventsAt(t),
        censored: steps.censored[t]!,
        standardError,
      };
    }),
    n: data.n,
    level,
    method,
  });
  const causes = Array.from({ length: data.causes }, (_, k) =>
    curve(
      (t) => steps.incidence[t]![k]!,
      (t) => (useJackknife ? steps.jackknife![t]![k + 1]! : steps.aalen[t]![k]!),
      (t) => steps.events[t]![k]!,
    ),
  );
  return {
    kind: 'competing-risks',
    eventFree: curve(
      (t) => steps.eventFree[t]!,
      eventFreeVariance(steps, useJackknife),
      (t) => steps.events[t]!.reduce((sum, d) => sum + d, 0),
    ),
    causes,
    n: data.n,
  };
}

/** Jackknife, or Greenwood's for the whole of the events. */
function eventFreeVariance(steps: IncidenceSteps, useJackknife: boolean): (t: number) => number {
  if (useJackknife) return (t) => steps.jackknife![t]![0]!;
  let sum = 0;
  const greenwood = steps.times.map((_, t) => {
    const d = steps.events[t]!.reduce((total, count) => total + count, 0);
    const n = steps.atRisk[t]!;
    if (d < n) sum += d / n / (n - d);
    return steps.eventFree[t]! ** 2 * sum;
  });
  return (t) => greenwood[t]!;
}

function shareLimits(
  share: number,
  se: number,
  critical: number,
  interval: 'log-log' | 'log',
): { low: number; high: number } {
  if (share <= 0 || share >= 1 || se === 0) return { low: share, high: share };
  if (interval === 'log') {
    const factor = Math.exp((critical * se) / share);
    return { low: share / factor, high: Math.min(1, share * factor) };
  }
  const log = Math.log1p(-share);
  const factor = Math.exp((critical * se) / (1 - share) / -log);
  return { low: -Math.expm1(log / factor), high: -Math.expm1(log * factor) };
}
