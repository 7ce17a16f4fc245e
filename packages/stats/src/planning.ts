import { isLevel, notEstimable } from './checked-results.ts';
import { normalCdf, normalCritical, normalQuantile, tUpperQuantile } from './distributions.ts';
import type { NotEstimable } from './results.ts';
import { wilsonBounds } from './wilson-interval.ts';

/** Two-sided level of the test (0.05) and the power wanted (0.8). */
export type TestPlan = { alpha?: number; power?: number };

const LARGEST = 1e9;

/**
 * The chance to find a correlation of a given size with n rows.
 *
 * @param r true correlation; @param n rows, at least 4; @param alpha two-sided level of the t test
 * @returns a share; not estimable: INVALID_INPUT
 * Source: Cohen 1988, Fisher z with its bias term. R: pwr::pwr.r.test.
 * @example
 * powerOfCorrelation(0.3, 50); // 0.572
 */
export function powerOfCorrelation(r: number, n: number, alpha = 0.05): number | NotEstimable {
  if (!(Math.abs(r) < 1) || !(n >= 4) || n === Infinity || !isLevel(alpha))
    return notEstimable('INVALID_INPUT', 0);
  const t = tUpperQuantile(alpha / 2, n - 2);
  const cut = Math.atanh(Math.sqrt((t * t) / (t * t + n - 2)));
  const z = Math.atanh(r) + r / (2 * (n - 1));
  return normalCdf((z - cut) * Math.sqrt(n - 3)) + normalCdf((-z - cut) * Math.sqrt(n - 3));
}

/**
 * Rows needed to find a correlation of a given size.
 *
 * @returns a whole number; not estimable: INVALID_INPUT (r = 0 cannot be found), OUT_OF_RANGE (more than a billion)
 * @example
 * rowsForCorrelation(0.3); // 85 at 80 % power
 */
export function rowsForCorrelation(
  r: number,
  { alpha = 0.05, power = 0.8 }: TestPlan = {},
): number | NotEstimable {
  if (r === 0 || !isLevel(power) || power <= alpha) return notEstimable('INVALID_INPUT', 0);
  return smallestCount(
    4,
    (n) => powerOfCorrelation(r, n, alpha),
    (found) => found >= power,
  );
}

/**
 * The chance to find a difference of two proportions with n rows in each group.
 *
 * @param p1 @param p2 true shares, strictly between 0 and 1; @param n rows per group
 * @returns a share; not estimable: INVALID_INPUT
 * Source: normal approximation with pooled variance under the null. R: power.prop.test.
 * @example
 * powerOfProportions(0.5, 0.75, 77); // 0.90
 */
export function powerOfProportions(p1: number, p2: number, n: number, alpha = 0.05): number | NotEstimable {
  if (!isLevel(p1) || !isLevel(p2) || !(n >= 1) || n === Infinity || !isLevel(alpha))
    return notEstimable('INVALID_INPUT', 0);
  const pooled = Math.sqrt((p1 + p2) * (1 - (p1 + p2) / 2));
  const own = Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2));
  return normalCdf((Math.sqrt(n) * Math.abs(p1 - p2) - normalCritical(1 - alpha) * pooled) / own);
}

/**
 * Rows per group needed to find a difference of two proportions.
 *
 * @returns a whole number; not estimable: INVALID_INPUT, OUT_OF_RANGE
 * @example
 * rowsForProportions(0.5, 0.75, { power: 0.9 }); // 77 in each group
 */
export function rowsForProportions(
  p1: number,
  p2: number,
  { alpha = 0.05, power = 0.8 }: TestPlan = {},
): number | NotEstimable {
  if (p1 === p2 || !isLevel(power) || power <= alpha) return notEstimable('INVALID_INPUT', 0);
  return smallestCount(
    1,
    (n) => powerOfProportions(p1, p2, n, alpha),
    (found) => found >= power,
  );
}

/**
 * The chance to find a hazard ratio with a given number of events.
 *
 * @param hazardRatio per unit of the covariate; @param events number of events; @param variance of the covariate: its
 * variance, or p(1 − p) for two groups
 * @returns a share; not estimable: INVALID_INPUT
 * Source: Schoenfeld 1983, Biometrics 39:499–503; Hsieh & Lavori 2000 for other covariates.
 * @example
 * powerOfHazardRatio(1.5, 191, 0.25); // 0.80
 */
export function powerOfHazardRatio(
  hazardRatio: number,
  events: number,
  variance: number,
  alpha = 0.05,
): number | NotEstimable {
  if (
    !(hazardRatio > 0) ||
    hazardRatio === Infinity ||
    !(events >= 1) ||
    events === Infinity ||
    !(variance > 0) ||
    variance === Infinity ||
    !isLevel(alpha)
  )
    return notEstimable('INVALID_INPUT', 0);
  return normalCdf(
    Math.sqrt(events * variance) * Math.abs(Math.log(hazardRatio)) - normalCritical(1 - alpha),
  );
}

/**
 * Events, and rows to see them, needed to find a hazard ratio.
 *
 * @param eventShare share of the rows whose event will be seen, 0–1
 * @returns whole numbers; not estimable: INVALID_INPUT, OUT_OF_RANGE
 * @example
 * eventsForHazardRatio(1.5, { variance: 0.25, eventShare: 0.5 }); // 191 events, 382 rows
 */
export function eventsForHazardRatio(
  hazardRatio: number,
  {
    variance,
    eventShare = 1,
    alpha = 0.05,
    power = 0.8,
  }: TestPlan & { variance: number; eventShare?: number },
): { events: number; rows: number } | NotEstimable {
  const valid =
    hazardRatio > 0 &&
    hazardRatio !== 1 &&
    variance > 0 &&
    eventShare > 0 &&
    eventShare <= 1 &&
    isLevel(alpha) &&
    isLevel(power) &&
    power > alpha;
  if (!valid || !Number.isFinite(hazardRatio * variance)) return notEstimable('INVALID_INPUT', 0);
  const events = Math.ceil(
    (normalCritical(1 - alpha) + normalQuantile(power)) ** 2 / (variance * Math.log(hazardRatio) ** 2),
  );
  const rows = Math.ceil(events / eventShare);
  return rows <= LARGEST ? { events, rows } : notEstimable('OUT_OF_RANGE', 0);
}

/**
 * Rows needed for an interval of a given half-width (the larger side, where the sides differ).
 *
 * @param target what is estimated, with its expected value: a correlation (`r`), a share (`proportion`, Wilson), or a
 * difference of two shares (`difference`, rows per group); @param halfWidth in the unit of the estimate; @param level
 * @returns a whole number; not estimable: INVALID_INPUT, OUT_OF_RANGE
 * Source: Fisher z, Wilson and Newcombe intervals solved for n.
 * @example
 * rowsForHalfWidth({ kind: 'r', value: 0.3 }, 0.1); // 340
 */
export function rowsForHalfWidth(
  target:
    | { kind: 'r'; value: number }
    | { kind: 'proportion'; value: number }
    | { kind: 'difference'; first: number; second: number },
  halfWidth: number,
  level = 0.95,
): number | NotEstimable {
  if (!(halfWidth > 0) || !(halfWidth < 1) || !isLevel(level)) return notEstimable('INVALID_INPUT', 0);
  const z = normalCritical(level);
  if (target.kind === 'r') {
    if (!(Math.abs(target.value) < 1)) return notEstimable('INVALID_INPUT', 0);
    const center = Math.atanh(target.value);
    const side = (n: number): number => {
      const half = z / Math.sqrt(n - 3);
      return Math.max(Math.tanh(center + half) - target.value, target.value - Math.tanh(center - half));
    };
    return smallestCount(4, side, (width) => width <= halfWidth);
  }
  const share = (p: number): boolean => p >= 0 && p <= 1;
  const sides = (p: number, n: number): { below: number; above: number } => {
    const { low, high } = wilsonBounds(p * n, n, z);
    return { below: p - low, above: high - p };
  };
  if (target.kind === 'proportion') {
    if (!share(target.value)) return notEstimable('INVALID_INPUT', 0);
    const side = (n: number): number => Math.max(...Object.values(sides(target.value, n)));
    return smallestCount(1, side, (width) => width <= halfWidth);
  }
  if (!share(target.first) || !share(target.second)) return notEstimable('INVALID_INPUT', 0);
  const side = (n: number): number => {
    const [a, b] = [sides(target.first, n), sides(target.second, n)];
    return Math.max(Math.hypot(a.below, b.above), Math.hypot(a.above, b.below));
  };
  return smallestCount(1, side, (width) => width <= halfWidth);
}

/** Smallest whole number from `least` on at which a monotone quantity is good enough. */
function smallestCount(
  least: number,
  quantity: (n: number) => number | NotEstimable,
  good: (value: number) => boolean,
): number | NotEstimable {
  const at = (n: number): boolean | NotEstimable => {
    const value = quantity(n);
    return typeof value === 'number' ? good(value) : value;
  };
  const first = at(least);
  if (typeof first !== 'boolean') return first;
  if (first) return least;
  let [low, high] = [least, 2 * least];
  while (at(high) !== true) {
    if (high > LARGEST) return notEstimable('OUT_OF_RANGE', 0);
    [low, high] = [high, 2 * high];
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (at(middle) === true) high = middle;
    else low = middle;
  }
  return high;
}
