import { notEstimable } from './checked-results.ts';
import { completeRows, type Column } from './complete-rows.ts';
import { normalCritical } from './distributions.ts';
import type { Curve, CurvePoint, NotEstimable } from './results.ts';

/** Follow-up of n units, each of which may have the event any number of times. */
export type RecurrentEvents = {
  /** Last time observed, per unit. */
  end: Column;
  /** Times of the events of each unit, in any order, within its follow-up. */
  events: readonly (readonly number[])[];
  /** When observation began; from the beginning when there is none. */
  entry?: Column;
};

export type MeanCumulativePoint = CurvePoint & { standardError: number };
export type MeanCumulativeFunction = Omit<Curve, 'points'> & {
  points: MeanCumulativePoint[];
  events: number;
  level: number;
};

/**
 * How many events a unit has had on average by each time, when events can happen again: the mean cumulative
 * function.
 *
 * Use it for repeated events such as regressions handled; there is no assumption about how a unit's events
 * depend on each other, which is why the interval is robust. Assumes that the end of observation says nothing
 * about the events.
 *
 * @returns one point per time with an event; value = mean number per unit, interval on the log scale;
 *   NO_EVENTS, EMPTY, INVALID_INPUT when an event lies outside its unit's follow-up
 *
 * Source: Nelson (1988), robust variance of Lawless & Nadeau (1995). R:
 * `survfit(Surv(start, stop, event) ~ 1, id = id)$cumhaz` with its `std.chaz`.
 * @example meanCumulativeFunction({ end: [10, 8], events: [[2, 5], []] }).points[1].value // 1
 */
export function meanCumulativeFunction(
  rows: RecurrentEvents,
  { level = 0.95 }: { level?: number } = {},
): MeanCumulativeFunction | NotEstimable {
  if (!(level > 0 && level < 1) || rows.events.length !== rows.end.length)
    return notEstimable('INVALID_INPUT', 0);
  const index = Array.from(rows.events, (_, i) => i);
  const columns = completeRows(rows.end, index, ...(rows.entry ? [rows.entry] : []));
  if (!columns) return notEstimable('INVALID_INPUT', 0);
  const [end, kept, entry] = columns as [Float64Array, Float64Array, Float64Array | undefined];
  const n = end.length;
  if (n === 0) return notEstimable('EMPTY', 0);
  const happened: { time: number; unit: number }[] = [];
  for (let unit = 0; unit < n; unit += 1) {
    if (entry && !(entry[unit]! < end[unit]!)) return notEstimable('INVALID_INPUT', n);
    for (const time of rows.events[kept[unit]!]!) {
      if (!(time <= end[unit]!) || (entry && !(time > entry[unit]!))) return notEstimable('INVALID_INPUT', n);
      happened.push({ time, unit });
    }
  }
  if (happened.length === 0) return notEstimable('NO_EVENTS', n);
  happened.sort((a, b) => a.time - b.time);
  return curveOf(happened, end, entry, level);
}

function curveOf(
  happened: readonly { time: number; unit: number }[],
  end: Float64Array,
  entry: Float64Array | undefined,
  level: number,
): MeanCumulativeFunction {
  const n = end.length;
  const critical = normalCritical(level);
  const order = (column: Float64Array): Int32Array =>
    Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => column[a]! - column[b]!);
  const leaving = order(end);
  const entering = entry ? order(entry) : undefined;
  // Influence of a unit = what its events added less what it was expected to add while observed.
  const own = new Float64Array(n);
  const expectedAtEntry = new Float64Array(n);
  let expected = 0;
  const influence = (unit: number): number => own[unit]! - (expected - expectedAtEntry[unit]!);
  let atRisk = entering ? 0 : n;
  let ofThoseAtRisk = 0;
  let squares = 0;
  let mean = 0;
  let left = 0;
  let entered = 0;
  const points: MeanCumulativePoint[] = [];
  for (let start = 0; start < happened.length; ) {
    const { time } = happened[start]!;
    let stop = start;
    while (stop < happened.length && happened[stop]!.time === time) stop += 1;
    // Units enter and leave between event times; nothing is expected of them then.
    while (entering && entered < n && entry![entering[entered]!]! < time) {
      expectedAtEntry[entering[entered]!] = expected;
      entered += 1;
      atRisk += 1;
    }
    let censored = 0;
    while (left < n && end[leaving[left]!]! < time) {
      ofThoseAtRisk -= influence(leaving[left]!);
      left += 1;
      atRisk -= 1;
      censored += 1;
    }
    if (points.length > 0) points[points.length - 1]!.censored += censored;
    const counts = new Map<number, number>();
    for (let k = start; k < stop; k += 1)
      counts.set(happened[k]!.unit, (counts.get(happened[k]!.unit) ?? 0) + 1);
    const d = stop - start;
    const step = d / atRisk;
    let sumOfInfluence = 0;
    let sumOfSquares = 0;
    for (const [unit, count] of counts) {
      sumOfInfluence += influence(unit) * count;
      sumOfSquares += count * count;
    }
    squares += (2 * (sumOfInfluence - step * ofThoseAtRisk)) / atRisk;
    squares += (sumOfSquares - 2 * step * d + step * step * atRisk) / atRisk / atRisk;
    for (const [unit, count] of counts) own[unit]! += count / atRisk;
    expected += step / atRisk;
    mean += step;
    const standardError = Math.sqrt(Math.max(0, squares));
    const factor = Math.exp((critical * standardError) / mean);
    points.push({
      time,
      value: mean,
      low: mean / factor,
      high: mean * factor,
      atRisk,
      events: d,
      censored: 0,
      standardError,
    });
    start = stop;
  }
  points[points.length - 1]!.censored += n - left;
  const method = 'mean cumulative function, robust';
  return { kind: 'curve', points, n, events: happened.length, level, method };
}
