/** Shipping and staying over time, high scores against low. */
import type {
  CalendarDate,
  DrawnOrMissing,
  Missing,
  ScoreCurves,
  ScoreGroup,
  StepCurveOrMissing,
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
import type { BoardPredictor } from './board-predictors.ts';
import { levelColumn, numberAt, setNumber } from './code-column.ts';
import type { CohortRows } from './cohort-rows.ts';
import { fewestPerLevel } from './expectancy.ts';
import type { Frame } from './frame.ts';
import { type TimeRows, timeRows } from './outcome-rows.ts';
import { incidenceOnCurve, referenceTimeOf, shareOnCurve } from './outcome-summary.ts';
import { referenceTimes } from './outcome-window.ts';
import { stateWords } from './outcome-words.ts';
import { plain, plainCurve } from './plain-result.ts';
import { countScores, outcomeCells, type ScoreColumn } from './score-counts.ts';
import { isWithin, type ScoreRange, scoreGroups } from './score-groups.ts';
import { count, hundredths } from './sentences.ts';
import { thinnedCurve } from './thinned-curve.ts';
import { withDigits } from './trimmed-numbers.ts';
import { stillNeeded, verdictLimits } from './verdict-table.ts';

type NoCurves = { kind: 'not-estimable'; reason: Missing['reason']; n: number };
/** A group with every step of its curves, before they are thinned. */
type WholeGroup = Omit<ScoreGroup, 'curve' | 'competingCurve'> & {
  curve: DrawnOrMissing;
  competingCurve: DrawnOrMissing | null;
};
export type WholeCurves = (Omit<ScoreCurves, 'groups'> & { groups: WholeGroup[] }) | NoCurves;

/** A curve is drawn with at most so many steps, and with digits that are finer than any pixel. */
export const mostSteps = 400;
const drawnDigits = 5;

export function shippingCurves(
  frame: Frame,
  cohort: CohortRows,
  predictor: BoardPredictor,
  asOf: CalendarDate,
): WholeCurves {
  return curvesOf(frame, cohort, predictor, 'first-model', asOf);
}

export function retentionCurves(
  frame: Frame,
  cohort: CohortRows,
  predictor: BoardPredictor,
  asOf: CalendarDate,
): WholeCurves {
  return curvesOf(frame, cohort, predictor, 'exit', asOf);
}

/**
 * The same curves with about `steps` points each, half of that for what competes: it is drawn thin and dashed. The
 * points in force where the curves are read (the reference time and the times of the counts) always stay.
 */
export function withSteps(curves: WholeCurves, steps: number): ScoreCurves | NoCurves {
  if ('kind' in curves) return curves;
  return {
    ...curves,
    groups: curves.groups.map((group) => {
      const readAt = [curves.referenceTime, ...group.risk.map(({ time }) => time)];
      return {
        ...group,
        curve: thinned(group.curve, steps, readAt),
        competingCurve: group.competingCurve && thinned(group.competingCurve, Math.ceil(steps / 2), readAt),
      };
    }),
  };
}

function curvesOf(
  frame: Frame,
  cohort: CohortRows,
  { column, predictor, higherIsBetter }: BoardPredictor,
  outcome: 'first-model' | 'exit',
  asOf: CalendarDate,
): WholeCurves {
  const rows = timeRows(frame, outcome, cohort, asOf);
  const scored = scoredHires(column, rows);
  if (stillNeeded(scored) !== null) {
    return scored.hires < verdictLimits.hires
      ? { kind: 'not-estimable', reason: scored.hires === 0 ? 'EMPTY' : 'TOO_FEW', n: scored.hires }
      : { kind: 'not-estimable', reason: 'TOO_FEW_EVENTS', n: scored.rarer };
  }
  const groups = scoreGroups(scored.scores, scored.people, predictor?.scale);
  if (!groups) return { kind: 'not-estimable', reason: 'NO_VARIANCE', n: scored.hires };
  const [worse, better] = higherIsBetter ? [groups.low, groups.high] : [groups.high, groups.low];
  const grouped = inGroups(column, [worse, better], rows);
  if (
    grouped.scores.length < 2 ||
    !grouped.scores.every((_, g) => blockTotal(grouped, g) >= fewestPerLevel)
  ) {
    return { kind: 'not-estimable', reason: 'ONE_GROUP_EMPTY', n: scored.hires };
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

type DrawnGroup = { group: WholeGroup; range: ScoreRange; atReference: ReturnType<typeof shareOnCurve> };

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

function thinned(curve: DrawnOrMissing, steps: number, readAt: readonly number[]): StepCurveOrMissing {
  if (curve.kind !== 'curve') return curve;
  // Times at which nobody of the group leaves carry nothing.
  const own = curve.points.filter((point, i) => i === 0 || point.events > 0 || point.censored > 0);
  const points = thinnedCurve(own, Math.min(steps, mostSteps), readAt);
  const column = (name: keyof (typeof points)[number]): number[] => points.map((point) => point[name]);
  return {
    kind: 'curve',
    time: column('time'),
    value: withDigits(column('value'), drawnDigits),
    low: withDigits(column('low'), drawnDigits),
    high: withDigits(column('high'), drawnDigits),
    atRisk: column('atRisk'),
    events: column('events'),
    censored: column('censored'),
    n: curve.n,
    method: curve.method,
  };
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

/** How many hires have each score, and how many of them had the event. */
function scoredHires(column: ScoreColumn, { rows, codes }: TimeRows) {
  const peopleOf = new Map<number, number>();
  let rarer = 0;
  for (const [i, row] of rows.entries()) {
    const score = numberAt(column, row);
    if (score === null) continue;
    peopleOf.set(score, (peopleOf.get(score) ?? 0) + 1);
    if (codes[i] === 1) rarer += 1;
  }
  const scores = [...peopleOf.keys()].sort((a, b) => a - b);
  const people = scores.map((score) => peopleOf.get(score)!);
  return { scores, people, hires: people.reduce((sum, one) => sum + one, 0), rarer };
}

/** The table of the hires within the ranges; the position of a range is its "score". */
function inGroups(column: ScoreColumn, ranges: readonly ScoreRange[], rows: TimeRows): SurvivalCounts {
  const length = Math.max(column.codes.length, column.doubles?.length ?? 0);
  const groups: ScoreColumn = levelColumn(
    length,
    ranges.map((_, g) => g),
  );
  for (const row of rows.rows) {
    const score = numberAt(column, row);
    const group = score === null ? -1 : ranges.findIndex((range) => isWithin(score, range));
    setNumber(groups, row, group < 0 ? null : group);
  }
  return countScores([groups], outcomeCells(rows))[0] as SurvivalCounts;
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
