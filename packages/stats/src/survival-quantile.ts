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
 * @returns the times' unit (days by default); NOT_REACHED when the curve stays above 1 − share, with the lower
 *   limit in `low` where the band goes down that far; NO_EVENTS without events; INVALID_INPUT for a share
 *   outside 0–1
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
  const low = crossing(points, (point) => limitOf(point, point.low), share) ?? 'not reached';
  const high: Bound = crossing(points, (point) => limitOf(point, point.high), share) ?? 'not reached';
  if (value === undefined) {
    return low === 'not reached'
      ? notEstimable('NOT_REACHED', n)
      : { ...notEstimable('NOT_REACHED', n), low };
  }
  return estimate({ unit, value, low, high, level, n, events, method: `${curve.method}, quantile` });
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

/** The first time at which a step function that starts at 1 has fallen by `share`. */
function crossing(
  points: readonly Point[],
  heightOf: (point: Point) => number | undefined,
  share: number,
): number | undefined {
  // Distinct heights only, each with the time it was first reached: a flat part is one step.
  const times: number[] = [0];
  const fallen: number[] = [0];
  const seen = new Set<number>([0]);
  let lastHeight: number | undefined;
  for (const point of points) {
    const height = heightOf(point);
    lastHeight = height;
    if (height === undefined || seen.has(1 - height)) continue;
    seen.add(1 - height);
    times.push(point.time);
    fallen.push(1 - height);
  }
  const first = timeAtLeast(times, fallen, share - TOLERANCE);
  if (first === undefined) return undefined;
  const deepest = fallen[fallen.length - 1]!;
  if (lastHeight !== undefined && Math.abs(share - deepest) < TOLERANCE) {
    return (first + points[points.length - 1]!.time) / 2;
  }
  const second = timeAtLeast(times, fallen, share + TOLERANCE);
  return second === undefined ? undefined : (first + second) / 2;
}

/** The time of the smallest fall that is at least `level` (limits need not be monotone). */
function timeAtLeast(times: readonly number[], fallen: readonly number[], level: number): number | undefined {
  let best: number | undefined;
  for (let k = 0; k < fallen.length; k += 1) {
    if (fallen[k]! >= level && (best === undefined || fallen[k]! < fallen[best]!)) best = k;
  }
  return best === undefined ? undefined : times[best];
}
