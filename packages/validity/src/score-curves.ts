/** Shipping and staying over time, high scores against low. */
import type {
  CalendarDate,
  DrawnOrMissing,
  Missing,
  ScoreCurves,
  ScoreGroup,
  TimeUnit,
} from '@hindsight/domain';
import {
  aalenJohansenFromCounts,
  type CompetingRisks,
  kaplanMeierFromCounts,
  logRankTrendFromCounts,
  type NotEstimable,
  type SurvivalCounts,
} from '@hindsight/stats';
import { sizeOf } from './association.ts';
import type { BoardPredictor } from './board-predictors.ts';
import type { CohortRows } from './cohort-rows.ts';
import { fewestPerLevel } from './expectancy.ts';
import type { Frame } from './frame.ts';
import { timeRows } from './outcome-rows.ts';
import { incidenceOnCurve, referenceTimeOf, shareOnCurve } from './outcome-summary.ts';
import { referenceTimes } from './outcome-window.ts';
import { stateWords } from './outcome-words.ts';
import { plain, plainCurve } from './plain-result.ts';
import { countScores, outcomeCells } from './score-counts.ts';
import { isWithin, type ScoreRange, scoreGroups } from './score-groups.ts';
import { count, hundredths } from './sentences.ts';
import { thinnedCurve } from './thinned-curve.ts';
import { withDigits } from './trimmed-numbers.ts';
import { stillNeeded, verdictLimits } from './verdict-table.ts';

export type CurvesOrMissing = ScoreCurves | { kind: 'not-estimable'; reason: Missing['reason']; n: number };

/** A curve is drawn with at most so many steps, and with digits that are finer than any pixel. */
export const mostSteps = 400;
const drawnDigits = 5;

export function shippingCurves(
  frame: Frame,
  cohort: CohortRows,
  predictor: BoardPredictor,
  asOf: CalendarDate,
): CurvesOrMissing {
  return curvesOf(frame, cohort, predictor, 'first-model', asOf);
}

export function retentionCurves(
  frame: Frame,
  cohort: CohortRows,
  predictor: BoardPredictor,
  asOf: CalendarDate,
): CurvesOrMissing {
  return curvesOf(frame, cohort, predictor, 'exit', asOf);
}

/** The same curves with at most `steps` points each, half of that for what competes: it is drawn thin and dashed. */
export function withSteps(curves: CurvesOrMissing, steps: number): CurvesOrMissing {
  if ('kind' in curves) return curves;
  return {
    ...curves,
    groups: curves.groups.map((group) => ({
      ...group,
      curve: thinned(group.curve, steps),
      competingCurve: group.competingCurve && thinned(group.competingCurve, Math.ceil(steps / 2)),
    })),
  };
}

function curvesOf(
  frame: Frame,
  cohort: CohortRows,
  { column, predictor, higherIsBetter }: BoardPredictor,
  outcome: 'first-model' | 'exit',
  asOf: CalendarDate,
): CurvesOrMissing {
  const rows = timeRows(frame, outcome, cohort, asOf);
  const table = countScores([column], outcomeCells(rows))[0] as SurvivalCounts;
  const size = sizeOf(table, false);
  if (stillNeeded(size) !== null) {
    return size.hires < verdictLimits.hires
      ? { kind: 'not-estimable', reason: size.hires === 0 ? 'EMPTY' : 'TOO_FEW', n: size.hires }
      : { kind: 'not-estimable', reason: 'TOO_FEW_EVENTS', n: size.rarer ?? 0 };
  }
  const people = table.scores.map((_, s) => blockTotal(table, s));
  const groups = scoreGroups(table.scores, people, predictor?.scale);
  if (!groups) return { kind: 'not-estimable', reason: 'NO_VARIANCE', n: size.hires };
  const [worse, better] = higherIsBetter ? [groups.low, groups.high] : [groups.high, groups.low];
  const grouped = inGroups(table, [worse, better]);
  if (!grouped.scores.every((_, g) => blockTotal(grouped, g) >= fewestPerLevel)) {
    return { kind: 'not-estimable', reason: 'ONE_GROUP_EMPTY', n: size.hires };
  }
  const shipping = outcome === 'first-model';
  const time = referenceTimeOf(shipping ? 'time-to-first-model' : 'retention', rows.unit);
  const drawn = [better, worse].map((range, i) => groupOf(grouped, 1 - i, range, shipping, time, rows.unit));
  return {
    headline: headlineOf(drawn, shipping, rows.unit, time),
    subtitle: `${drawn.map(({ group }) => `${count(group.n)} hires ${group.label.toLowerCase()}`).join(', ')}${
      shipping ? '. Leaving before shipping is shown as its own line' : ''
    }. We did not randomise, so other causes are possible.`,
    referenceTime: time,
    groups: drawn.map(({ group }) => group),
    test: plain(logRankTrendFromCounts(grouped, { cause: 1 })),
  };
}

type DrawnGroup = { group: ScoreGroup; range: ScoreRange; atReference: ReturnType<typeof shareOnCurve> };

function groupOf(
  grouped: SurvivalCounts,
  score: number,
  range: ScoreRange,
  shipping: boolean,
  time: number,
  unit: TimeUnit,
): DrawnGroup {
  const risks = shipping ? aalenJohansenFromCounts(grouped, { score }) : undefined;
  const kept = shipping ? undefined : kaplanMeierFromCounts(grouped, { score, cause: 1 });
  const risk = riskRows(grouped, score, unit);
  const totals = totalsOf(grouped, score);
  return {
    range,
    atReference: risks ? incidenceOnCurve(risks, time) : shareOnCurve(kept!, time),
    group: {
      label: `Scored ${range.label}`,
      n: blockTotal(grouped, score),
      events: totals[1] ?? 0,
      competing: totals.slice(2).reduce((sum, value) => sum + value, 0),
      curve: risks ? causeCurve(risks, 0) : plainCurve(kept!),
      competingCurve: risks ? causeCurve(risks, 1) : null,
      risk,
    },
  };
}

function causeCurve(risks: CompetingRisks | NotEstimable, cause: number): DrawnOrMissing {
  return plainCurve(risks.kind === 'competing-risks' ? risks.causes[cause]! : risks);
}

function thinned(curve: DrawnOrMissing, steps: number): DrawnOrMissing {
  if (curve.kind !== 'curve') return curve;
  // Times at which nobody of the group leaves carry nothing.
  const own = curve.points.filter((point, i) => i === 0 || point.events > 0 || point.censored > 0);
  return withDigits({ ...curve, points: thinnedCurve(own, Math.min(steps, mostSteps)) }, drawnDigits);
}

/** Counts under the plot: at risk just before each time, and what had happened up to it. */
function riskRows(table: SurvivalCounts, s: number, unit: TimeUnit): ScoreGroup['risk'] {
  const last = table.times.at(-1) ?? 0;
  const width = table.causes + 1;
  return referenceTimes[unit]
    .filter((time) => time <= last)
    .map((time) => {
      let atRisk = 0;
      let events = 0;
      let competing = 0;
      for (const [t, at] of table.times.entries()) {
        const cell = (s * table.times.length + t) * width;
        for (let code = 0; code < width; code += 1) {
          const leaving = table.counts[cell + code]!;
          if (at >= time) atRisk += leaving;
          else if (code === 0) continue;
          if (at > time) continue;
          if (code === 1) events += leaving;
          if (code > 1) competing += leaving;
        }
        if (at >= time && table.entries) atRisk -= table.entries[s * table.times.length + t]!;
      }
      return { time, atRisk, events, competing };
    });
}

/** One row of cells for each range, in the order given; its position is its "score". */
function inGroups(table: SurvivalCounts, ranges: readonly ScoreRange[]): SurvivalCounts {
  const sum = (cells: ArrayLike<number>): Float64Array => {
    const width = cells.length / Math.max(1, table.scores.length);
    const grouped = new Float64Array(ranges.length * width);
    for (const [g, range] of ranges.entries()) {
      for (const [s, score] of table.scores.entries()) {
        if (!isWithin(score, range)) continue;
        for (let i = 0; i < width; i += 1) grouped[g * width + i]! += cells[s * width + i]!;
      }
    }
    return grouped;
  };
  const grouped = { ...table, scores: ranges.map((_, g) => g), counts: sum(table.counts) };
  return table.entries ? { ...grouped, entries: sum(table.entries) } : grouped;
}

function blockTotal(table: SurvivalCounts, s: number): number {
  return totalsOf(table, s).reduce((sum, value) => sum + value, 0);
}

/** Hires of one score by what ended their time. */
function totalsOf(table: SurvivalCounts, s: number): number[] {
  const width = table.causes + 1;
  const totals = new Array<number>(width).fill(0);
  for (let i = 0; i < table.times.length * width; i += 1) {
    totals[i % width]! += table.counts[s * table.times.length * width + i]!;
  }
  return totals;
}

function headlineOf(drawn: readonly DrawnGroup[], shipping: boolean, unit: TimeUnit, time: number): string {
  const state = stateWords(shipping ? 'time-to-first-model' : 'retention', unit, time);
  const [high, low] = drawn;
  if (high?.atReference.kind !== 'estimate' || low?.atReference.kind !== 'estimate') {
    return shipping ? 'Shipping by score, as far as it is known' : 'Staying by score, as far as it is known';
  }
  return `${hundredths(high.atReference.value)} of 100 who scored ${high.range.label} ${state}, ${hundredths(low.atReference.value)} of 100 who scored ${low.range.label}`;
}
