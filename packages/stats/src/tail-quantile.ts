/**
 * Solves tail(x) = p for a monotone tail, on the logarithm of the tail, so that p = 1e-300 is as exact as
 * p = 0.05: safeguarded Newton steps inside a bracket, with doubling or halving towards an open end.
 *
 * `tail` decreases in x when `side` is 'upper' and increases when it is 'lower'; `logDensity` is the log of the
 * absolute slope. `low` is a finite end of the support, `high` may be Infinity, and `start` lies inside.
 */
export function solveLogTail(
  tail: (x: number) => number,
  logDensity: (x: number) => number,
  p: number,
  low: number,
  high: number,
  start: number,
  side: 'upper' | 'lower' = 'upper',
): number {
  const target = Math.log(p);
  const sign = side === 'upper' ? -1 : 1;
  let left = low;
  let right = high;
  let x = start;
  for (let i = 0; i < 2000; i += 1) {
    const value = tail(x);
    if (value === p) return x;
    // "Too far right" means the root lies to the left of x.
    if (value > p === (side === 'lower')) right = x;
    else left = x;
    const logValue = Math.log(value);
    const step = (sign * (target - logValue)) / Math.exp(logDensity(x) - logValue);
    let next = x + step;
    if (!Number.isFinite(next) || next <= left || next >= right) next = between(left, right);
    if (next === x || Math.abs(next - x) <= 1e-16 * Math.abs(x)) return next;
    x = next;
    if (x > 1e308) throw new RangeError('the quantile lies beyond the largest double');
  }
  return x;
}

/** A point between the ends: arithmetic middle nearby, geometric when the ends differ by orders of magnitude. */
function between(left: number, right: number): number {
  if (right === Infinity) return left > 0 ? left * 2 : 1;
  if (left === 0) return right > 1e-290 ? right * (right > 1e-3 ? 0.5 : 1e-3) : right / 2;
  if (left > 0 && right / left > 4) return Math.sqrt(left) * Math.sqrt(right);
  return left + (right - left) / 2;
}
