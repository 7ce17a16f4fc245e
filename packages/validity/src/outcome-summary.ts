/** The outcome by itself, before any question is looked at. */
import type {
  CalendarDate,
  Cohort,
  EstimatedOrMissing,
  Missing,
  OutcomeId,
  OutcomeSummary,
  TimeUnit,
} from '@hindsight/domain';
import {
  aalenJohansenFromCounts,
  type CompetingRisks,
  incidenceAt,
  type KaplanMeier,
  kaplanMeierFromCounts,
  type NotEstimable,
  type ScoreOutcomeCounts,
  survivalAt,
  survivalMedian,
  type SurvivalCounts,
  wilsonInterval,
} from '@hindsight/stats';
import { type CohortRows, cohortRows } from './cohort-rows.ts';
import type { Frame } from './frame.ts';
import { hasCompetingEvents, incidenceMedian } from './incidence-median.ts';
import { meanRating } from './mean-rating.ts';
import { type Method, methods } from './method-table.ts';
import { type TimeRows, timeRows, type ValueRows, valueRows } from './outcome-rows.ts';
import { windowIn } from './outcome-window.ts';
import { plain, plainCurve } from './plain-result.ts';
import { countOutcome, outcomeCells } from './score-counts.ts';
import { trimmed } from './trimmed-numbers.ts';

/** A share whose state is known for fewer than this share of those who could have reached it is not printed. */
export const smallestCoverage = 0.8;
/** A curve is not read where fewer than this many are still followed. */
export const smallestAtRisk = 10;

/**
 * The outcome of a cohort's hires by itself, with its full curves.
 *
 * @example outcomeSummary(frame, { outcome: 'retention', cohort: {}, asOf }).median
 */
export function outcomeSummary(
  frame: Frame,
  { outcome, cohort, asOf }: { outcome: OutcomeId; cohort: Cohort; asOf: CalendarDate },
): OutcomeSummary {
  return trimmed(outcomeAlone(frame, cohortRows(frame, cohort), outcome, asOf).summary);
}

export type OutcomeAlone = {
  summary: OutcomeSummary;
  /** Known results of a fixed window, for "between a and b" when too few are known. */
  window: { yes: number; known: number; unknown: number } | null;
};

export function outcomeAlone(
  frame: Frame,
  cohort: CohortRows,
  outcome: OutcomeId,
  asOf: CalendarDate,
): OutcomeAlone {
  const method = methods[outcome];
  if (method.kind === 'time') return timeAlone(frame, cohort, outcome, method, asOf);
  const rows = valueRows(frame, method.outcome, cohort, asOf);
  const isRating = method.kind === 'value' && !method.binary;
  const unknown = countOf(rows, isRating ? 'NO_OUTCOME_YET' : 'STATE_UNKNOWN');
  const summary = {
    curve: null,
    median: null,
    incidence: [],
    known: rows.rows.length,
    unknown,
  };
  if (isRating)
    return {
      summary: {
        headline: meanRating(countOutcome(outcomeCells(rows)) as ScoreOutcomeCounts),
        ...summary,
        events: null,
      },
      window: null,
    };
  if (method.outcome === 'regressions-handled') {
    const total = rows.values.reduce((sum, value) => sum + value, 0);
    const headline: Missing = { kind: 'not-estimable', reason: 'NO_FOLLOW_UP_TIME', n: rows.rows.length };
    return { summary: { headline, ...summary, events: total }, window: null };
  }
  const window = windowCounts(rows);
  return { summary: { headline: windowShare(window), ...summary, events: window.yes }, window };
}

/** A fixed-window share with its Wilson interval, or the reason why it is not printed. */
export function windowShare({ yes, known, unknown }: { yes: number; known: number; unknown: number }) {
  if (known + unknown > 0 && known < smallestCoverage * (known + unknown)) {
    return { kind: 'not-estimable', reason: 'COVERAGE_TOO_LOW', n: known } satisfies Missing;
  }
  const share = plain(wilsonInterval(yes, known));
  return share.kind === 'estimate' ? { ...share, coverage: known / (known + unknown) } : share;
}

/** Where curves of an outcome are read: the end of its window in the clock's unit, else one unit. */
export function referenceTimeOf(outcome: OutcomeId, unit: TimeUnit): number {
  const method = methods[outcome];
  const days = method.kind === 'time' && method.window === 'retained-365' ? 365 : 180;
  return windowIn(unit, days) ?? 1;
}

function timeAlone(
  frame: Frame,
  cohort: CohortRows,
  outcome: OutcomeId,
  method: Extract<Method, { kind: 'time' }>,
  asOf: CalendarDate,
): OutcomeAlone {
  const rows = timeRows(frame, method.outcome, cohort, asOf);
  const table = countOutcome(outcomeCells(rows)) as SurvivalCounts;
  const windowRows = valueRows(frame, method.window, cohort, asOf);
  const window = windowCounts(windowRows);
  // Everything that can happen ends the event-free time: a leaver no longer waits for a first model.
  const eventFree = kaplanMeierFromCounts(table);
  const risks = aalenJohansenFromCounts(table);
  const time = referenceTimeOf(outcome, rows.unit);
  const fixedWindow = outcome === 'shipped-180' || outcome === 'retained-365';
  const headline = fixedWindow
    ? windowShare(window)
    : method.outcome === 'exit'
      ? shareOnCurve(eventFree, time)
      : incidenceOnCurve(risks, time);
  const hasWindow = windowIn(rows.unit, method.window === 'retained-365' ? 365 : 180) !== undefined;
  return {
    summary: {
      headline,
      curve: plainCurve(eventFree),
      median: medianOf(eventFree, risks, rows.unit),
      incidence: rows.events.map((event, i) => ({
        event,
        curve: plainCurve(risks.kind === 'competing-risks' ? risks.causes[i]! : risks),
      })),
      events: rows.codes.reduce((sum, code) => sum + (code === 1 ? 1 : 0), 0),
      known: hasWindow ? window.known : rows.rows.length,
      unknown: hasWindow ? window.unknown : countOf(rows, 'STATE_UNKNOWN'),
    },
    window: fixedWindow ? window : null,
  };
}

/** `days` is a unit of its own; other clocks are plain numbers whose unit is the reply's `timeUnit`. */
function medianOf(
  eventFree: KaplanMeier | NotEstimable,
  risks: CompetingRisks | NotEstimable,
  timeUnit: TimeUnit,
): EstimatedOrMissing {
  const unit = timeUnit === 'day' ? 'days' : 'number';
  if (risks.kind === 'competing-risks' && hasCompetingEvents(risks)) return incidenceMedian(risks, unit);
  return plain(eventFree.kind === 'curve' ? survivalMedian(eventFree, { unit }) : eventFree);
}

export function shareOnCurve(curve: KaplanMeier | NotEstimable, time: number) {
  if (curve.kind === 'not-estimable') return plain(curve);
  const tooShort = followUpTooShort(curve.points, time, curve.n);
  return tooShort ?? plain(survivalAt(curve, time));
}

export function incidenceOnCurve(risks: CompetingRisks | NotEstimable, time: number) {
  if (risks.kind === 'not-estimable') return plain(risks);
  const tooShort = followUpTooShort(risks.eventFree.points, time, risks.n);
  return tooShort ?? plain(incidenceAt(risks, 1, time));
}

function followUpTooShort(
  points: readonly { time: number; atRisk: number }[],
  time: number,
  n: number,
): Missing | undefined {
  const atRisk = points.find((point) => point.time >= time)?.atRisk ?? 0;
  return atRisk < smallestAtRisk
    ? { kind: 'not-estimable', reason: 'FOLLOW_UP_TOO_SHORT', n, need: smallestAtRisk }
    : undefined;
}

export function windowCounts(rows: ValueRows): { yes: number; known: number; unknown: number } {
  const yes = rows.values.reduce((sum, value) => sum + value, 0);
  return { yes, known: rows.rows.length, unknown: countOf(rows, 'STATE_UNKNOWN') };
}

function countOf(rows: TimeRows | ValueRows, reason: string): number {
  return rows.exclusions.find((exclusion) => exclusion.reason === reason)?.n ?? 0;
}
