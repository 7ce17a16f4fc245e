import type { CurvePoint } from '@hindsight/stats';

/**
 * At most `limit` points of a step curve, each exactly where it was: points are kept at about equal changes of the
 * value, the first and the last always, so that the drawn shape is off by less than one such change.
 *
 * Events and censorings of the points in between are added to the next one kept: their sums stay.
 */
export function thinnedCurve<Point extends CurvePoint>(
  points: readonly Point[],
  limit: number,
  readAt: readonly number[] = [],
): Point[] {
  if (points.length <= limit) return [...points];
  const span = Math.abs(points.at(-1)!.value - points[0]!.value);
  let least = 0;
  let most = span + 1;
  // The smallest change between kept points that needs no more than `limit` of them.
  for (let i = 0; i < 40; i += 1) {
    const middle = (least + most) / 2;
    if (keptAt(points, middle).length > limit) least = middle;
    else most = middle;
  }
  const inForce = readAt
    .map((time) => points.findLastIndex((point) => point.time <= time))
    .filter((at) => at >= 0);
  const kept = [...new Set([...keptAt(points, most), ...inForce])].sort((a, b) => a - b);
  let next = 0;
  return kept.map((at) => {
    let events = 0;
    let censored = 0;
    for (; next <= at; next += 1) {
      events += points[next]!.events;
      censored += points[next]!.censored;
    }
    return { ...points[at]!, events, censored };
  });
}

function keptAt(points: readonly CurvePoint[], change: number): number[] {
  const kept = [0];
  for (let i = 1; i < points.length - 1; i += 1) {
    if (Math.abs(points[i]!.value - points[kept.at(-1)!]!.value) >= change) kept.push(i);
  }
  kept.push(points.length - 1);
  return kept;
}
