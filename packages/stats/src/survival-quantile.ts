import { estimate, notEstimable } from './checked-results.ts';
import type { KaplanMeier } from './kaplan-meier.ts';
import type { Bound, Estimated, Unit } from './results.ts';

/** Unit of the times behind a curve. */
export type TimeUnitOption = { unit?: Unit };

/**
 * The time by which a share of the rows had the event, such as the median (share 0.5), with its interval.
 *
 * Use it where the curve gets low enough; the interval is read off the curve's own band.
 *
 * @returns the times' unit (days by default); NOT_REACHED when the curve stays above 1 − share (its limits: see
 *   `survivalQuantileLimits`); NO_EVENTS without events; INVALID_INPUT for a share outside 0–1
 *
 * Source: Brookmeyer & Crowley (1982); where the curve lies flat exactly at the level, the middle of the flat
 * part, as R's `quantile(survfit(...))`.
 * @example survivalQuantile(curve, 0.5) // value 310, low 284, high 361
 */
export function survivalQuantile(
  curve: KaplanMeier,
  share: number,
  { unit = 'days' }: TimeUnitOption = {},
): Estimated {
  const { points, n, events, level } = curve;
  if (!(share > 0 && share < 1)) return notEstimable('INVALID_INPUT', n);
  if (events === 0) return notEstimable('NO_EVENTS', n);
  const value = crossing(points, (point) => point.value, share);
  if (value === undefined) return notEstimable('NOT_REACHED', n);
  const { low, high } = survivalQuantileLimits(curve, share);
  return estimate({ unit, value, low, high, level, n, events, method: `${curve.method}, quantile` });
}

/**
 * The interval of a quantile alone, which may exist where the quantile itself is not reached: "at least 149 days".
 *
 * @returns each limit in the times' unit, or 'not reached'
 * @example survivalQuantileLimits(curve, 0.5).low
 */
export function survivalQuantileLimits(curve: KaplanMeier, share: number): { low: Bound; high: Bound } {
  return {
    low: crossing(curve.points, (point) => limitOf(point, point.low), share) ?? 'not reached',
    high: crossing(curve.points, (point) => limitOf(point, point.high), share) ?? 'not reached',
  };
}

/**
 * The median: `survivalQuantile` at a half.
 *
 * @example survivalMedian(curve)
 */
export function survivalMedian(curve: KaplanMeier, options: TimeUnitOption = {}): Estimated {
  return survivalQuantile(curve, 0.5, options);
}

type Point = KaplanMeier['points'][number];

/** A limit, where the curve has one: neither at S = 0 nor before the first event. */
function limitOf(point: Point, limit: number): number | undefined {
  return point.value === 0 || point.value === 1 ? undefined : limit;
}

const TOLERANCE = 1.4901161193847656e-8;

/**
 * The time at which a step function that starts at 1 has fallen by `share`: the middle of the first times at which
 * it has fallen by that much and by more (the same time, unless it lies flat exactly there). Limits need not be
 * monotone, so the smallest sufficient fall counts, not the first.
 */
function crossing(
  points: readonly Point[],
  heightOf: (point: Point) => number | undefined,
  share: number,
): number | undefined {
  let first: number | undefined;
  let firstFall = Infinity;
  let second: number | undefined;
  let secondFall = Infinity;
  let last: number | undefined = 0;
  let deepest = 0;
  for (const point of points) {
    const height = heightOf(point);
    last = height;
    if (height === undefined) continue;
    const fallen = 1 - height;
    if (fallen !== deepest) deepest = fallen;
    if (fallen >= share - TOLERANCE && fallen < firstFall) {
      firstFall = fallen;
      first = point.time;
    }
    if (fallen >= share + TOLERANCE && fallen < secondFall) {
      secondFall = fallen;
      second = point.time;
    }
  }
  if (first === undefined) return undefined;
  if (last !== undefined && Math.abs(share - deepest) < TOLERANCE)
    return (first + points[points.length - 1]!.time) / 2;
  return second === undefined ? undefined : (first + second) / 2;
}
