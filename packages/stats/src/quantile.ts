/**
 * The interpolated quantile of sorted values (type 7 of Hyndman & Fan 1996, R's default).
 *
 * @param sorted ascending, at least one value; @param p share, 0–1
 * @throws RangeError without values or with p outside 0–1
 * Source: Hyndman & Fan 1996, type 7. R: quantile(x, p).
 * @example
 * quantileType7([1, 2, 4], 0.75); // 3
 */
export function quantileType7(sorted: readonly number[], p: number): number {
  if (sorted.length === 0 || !(p >= 0 && p <= 1))
    throw new RangeError('a quantile needs values and a share from 0 to 1');
  const position = (sorted.length - 1) * p;
  // R's fuzz: a position a rounding error below a whole number is that number.
  const below = Math.floor(position + 4 * Number.EPSILON);
  const fraction = position - below;
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return Math.abs(fraction) < 4 * Number.EPSILON || high === low
    ? low
    : (1 - fraction) * low + fraction * high;
}
