/** Step curves as the chart draws them: one row per time, each group split where few are left. */
import type { ScoreGroup, StepCurve } from '@hindsight/domain';

/** Below this many at risk a curve is pale and its band stops. */
export const fadeBelow = 10;

export type StepRow = { time: number } & Record<string, number | [number, number]>;

export type StepPoint = {
  time: number;
  value: number;
  low: number;
  high: number;
  atRisk: number;
  events: number;
  censored: number;
};

export type StepKeys = { line: string; pale: string; band: string; rival: string; rivalBand: string };

export function stepKeys(group: number): StepKeys {
  const prefix = `group${group}`;
  return {
    line: `${prefix}Line`,
    pale: `${prefix}Pale`,
    band: `${prefix}Band`,
    rival: `${prefix}Rival`,
    rivalBand: `${prefix}RivalBand`,
  };
}

export type CurveGroup = Pick<ScoreGroup, 'curve' | 'competingCurve'>;

/**
 * Rows over the union of all times from 0 to `until`. `start` is where a curve begins: 0 for an event that comes,
 * 1 for people who are still there.
 */
export function stepRows(groups: readonly CurveGroup[], start: 0 | 1, until: number): StepRow[] {
  const drawn = groups.map((group) => ({
    own: pointsOf(group.curve, start, until),
    rival: rivalPoints(group, until),
  }));
  const times = new Set(drawn.flatMap(({ own, rival }) => [...own, ...rival].map((point) => point.time)));
  return [...times]
    .sort((a, b) => a - b)
    .map((time) => {
      const row: StepRow = { time } as StepRow;
      drawn.forEach(({ own, rival }, index) => {
        const keys = stepKeys(index);
        const confidentUntil = lastConfidentTime(own);
        const at = valueAt(own, time);
        if (at && time <= confidentUntil) {
          row[keys.line] = at.value;
          row[keys.band] = [at.low, at.high];
        }
        if (at && time >= confidentUntil && confidentUntil < endOf(own)) row[keys.pale] = at.value;
        const left = valueAt(rival, time);
        if (left) {
          row[keys.rival] = left.value;
          if (time <= confidentUntil) row[keys.rivalBand] = [left.low, left.high];
        }
      });
      return row;
    });
}

/** The points of a curve within the plot, from time 0 to its last follow-up or the plot's end. */
export function pointsOf(curve: CurveGroup['competingCurve'], start: 0 | 1, until: number): StepPoint[] {
  if (curve === null || curve.kind !== 'curve') return [];
  const whole = stepsOf(curve);
  const within = whole.filter((point) => point.time <= until);
  const first = within[0];
  if (!first || first.time > 0) {
    const atRisk = first?.atRisk ?? curve.n;
    within.unshift({ time: 0, value: start, low: start, high: start, atRisk, events: 0, censored: 0 });
  }
  const last = within.at(-1);
  const goesOn = within.length < whole.length + (first && first.time > 0 ? 1 : 0);
  if (last && goesOn && last.time < until) within.push({ ...last, time: until });
  return within;
}

/** The columns of a curve as one record per step. */
export function stepsOf(curve: StepCurve): StepPoint[] {
  return curve.time.map((time, step) => ({
    time,
    value: curve.value[step] ?? 0,
    low: curve.low[step] ?? 0,
    high: curve.high[step] ?? 0,
    atRisk: curve.atRisk[step] ?? 0,
    events: curve.events[step] ?? 0,
    censored: curve.censored[step] ?? 0,
  }));
}

/** What competes, up to the group's last follow-up: after its last event it stays where it is. */
export function rivalPoints(group: CurveGroup, until: number): StepPoint[] {
  const rival = pointsOf(group.competingCurve, 0, until);
  const end = endOf(pointsOf(group.curve, 0, until));
  const last = rival.at(-1);
  return last && last.time < end ? [...rival, { ...last, time: end }] : rival;
}

/** The curve's point in force at `time`; undefined after its last follow-up. */
export function valueAt(points: readonly StepPoint[], time: number): StepPoint | undefined {
  if (time > endOf(points)) return undefined;
  return points.findLast((point) => point.time <= time);
}

function lastConfidentTime(points: readonly StepPoint[]): number {
  return points.findLast((point) => point.atRisk >= fadeBelow)?.time ?? 0;
}

function endOf(points: readonly StepPoint[]): number {
  return points.at(-1)?.time ?? Number.NEGATIVE_INFINITY;
}

/** Labels at the line ends, moved apart so that none is closer than `gap` to another; order is kept. */
export function spreadLabels(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const placed: number[] = Array.from({ length: wanted.length }, () => 0);
  let before = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    before = Math.max(wanted[index] ?? 0, before + gap, low);
    placed[index] = before;
  }
  let after = Number.POSITIVE_INFINITY;
  for (const index of order.toReversed()) {
    after = Math.min(placed[index] ?? 0, after - gap, high);
    placed[index] = after;
  }
  return placed;
}

/** Reference times whose counts do not run into each other; the first always stays. */
export function timesThatFit(times: readonly number[], until: number, width: number, gap: number): number[] {
  const kept: number[] = [];
  for (const time of times) {
    const before = kept.at(-1);
    if (before === undefined || ((time - before) / until) * width >= gap) kept.push(time);
  }
  return kept;
}
