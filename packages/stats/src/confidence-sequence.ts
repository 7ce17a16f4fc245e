import { allFinite, estimate, isCount, isLevel, notEstimable } from './checked-results.ts';
import type { Estimate, Estimated, NotEstimable, Unit } from './results.ts';
import { findRoot } from './root-finding.ts';
import { logBeta } from './special-functions.ts';

/**
 * A mean with an interval that stays valid however often one looks, after every value.
 *
 * Use it for a figure on a dashboard that is read daily and acted on when it looks good. Assumes independent (or
 * martingale) values within a known range; nothing else about their distribution. The chance that the truth is ever
 * outside, at any look, is at most 1 − level.
 *
 * @param values in the order they came; @param options range of possible values, level (0.95), unit
 * @returns one estimate per look (after 1, 2, … values), each cut with the ones before; not estimable: EMPTY,
 * OUT_OF_RANGE (a value outside the range), INVALID_INPUT
 * Source: Waudby-Smith & Ramdas 2024, J R Stat Soc B 86:1–27, theorem 2 (predictable plug-in empirical Bernstein).
 * @example
 * meanSequence([0, 1, 1, 0, 1], { low: 0, high: 1 }).at(-1);
 */
export function meanSequence(
  values: readonly number[],
  options: { low: number; high: number; level?: number; unit?: Unit },
): Estimate[] | NotEstimable {
  const { low, high, level = 0.95, unit = 'number' } = options;
  const n = values.length;
  if (!allFinite(values, [low, high]) || !(low < high) || !isLevel(level) || !Number.isFinite(high - low))
    return notEstimable('INVALID_INPUT', n);
  if (n === 0) return notEstimable('EMPTY', 0);
  if (values.some((value) => value < low || value > high)) return notEstimable('OUT_OF_RANGE', n);
  const alpha = 1 - level;
  const price = Math.log(2 / alpha);
  let [sum, squares, bets, weighted, cost] = [0, 0.25, 0, 0, 0];
  let [lower, upper] = [0, 1];
  const sequence: Estimate[] = [];
  for (const [i, value] of values.entries()) {
    const x = (value - low) / (high - low);
    const t = i + 1;
    // Everything that shapes bet t is known before value t: mean and variance of the earlier values, shrunk to 1/2, 1/4.
    const meanBefore = (0.5 + sum) / t;
    const bet = Math.min(0.5, Math.sqrt((2 * price) / ((squares / t) * t * Math.log(1 + t))));
    cost += (x - meanBefore) ** 2 * (-Math.log1p(-bet) - bet);
    bets += bet;
    weighted += bet * x;
    sum += x;
    squares += (x - (0.5 + sum) / (t + 1)) ** 2;
    const half = (price + cost) / bets;
    lower = Math.max(lower, weighted / bets - half);
    upper = Math.min(upper, weighted / bets + half);
    // A stream that breaks the assumptions can empty the interval: it then stays at its last point.
    if (lower > upper) lower = upper = (lower + upper) / 2;
    const mean = Math.min(upper, Math.max(lower, sum / t));
    const scale = (share: number): number => low + share * (high - low);
    sequence.push({
      kind: 'estimate',
      unit,
      value: scale(mean),
      low: scale(lower),
      high: scale(upper),
      level,
      n: t,
      method: 'mean, confidence sequence (empirical bernstein)',
    });
  }
  return sequence;
}

/**
 * A proportion with an interval that stays valid however often one looks.
 *
 * Use it like `wilsonInterval` where people look again and again. It needs the present counts only.
 *
 * @param successes @param n counts so far; @param level coverage over all looks together
 * @returns a share; not estimable: EMPTY, INVALID_INPUT
 * Source: Robbins 1970, Ann Math Stat 41:1397–1409 (mixture martingale), uniform mixture.
 * @example
 * proportionSequence(60, 100); // 0.6, wider than Wilson's
 */
export function proportionSequence(successes: number, n: number, level = 0.95): Estimated {
  if (!isCount(successes) || !isCount(n) || successes > n || !isLevel(level))
    return notEstimable('INVALID_INPUT', 0);
  if (n === 0) return notEstimable('EMPTY', 0, 1);
  const value = successes / n;
  const wealth = logWealth(successes, n);
  const price = -Math.log(1 - level);
  const excess = (p: number): number => wealth(p) - price;
  const low = successes === 0 ? 0 : (findRoot(excess, Number.MIN_VALUE, value) ?? 0);
  const high = successes === n ? 1 : (findRoot(excess, value, 1 - 2 ** -53) ?? 1);
  return estimate({
    unit: 'share',
    value,
    low,
    high,
    level,
    n,
    events: successes,
    method: 'proportion, confidence sequence (beta mixture)',
  });
}

/**
 * The difference of two proportions (first minus second) with an interval that stays valid however often one looks,
 * at either group, in any order of arrivals.
 *
 * Use it like `newcombeDifference` where people look again and again.
 *
 * @returns a difference of shares, −1 to 1; not estimable: ONE_GROUP_EMPTY, INVALID_INPUT
 * Source: product of two Robbins mixture martingales, projected on the difference; in the spirit of Turner &
 * Grünwald 2023, Exact anytime-valid confidence intervals for contingency tables.
 * @example
 * differenceSequence(60, 100, 45, 100); // 0.15, wider than Newcombe's
 */
export function differenceSequence(
  successes1: number,
  n1: number,
  successes2: number,
  n2: number,
  level = 0.95,
): Estimated {
  const valid =
    [successes1, n1, successes2, n2].every(isCount) && successes1 <= n1 && successes2 <= n2 && isLevel(level);
  if (!valid) return notEstimable('INVALID_INPUT', 0);
  const n = n1 + n2;
  if (n1 === 0 || n2 === 0) return notEstimable('ONE_GROUP_EMPTY', n);
  const value = successes1 / n1 - successes2 / n2;
  const price = -Math.log(1 - level);
  const wealth = wealthAgainstDifference(successes1, n1, successes2, n2);
  const excess = (difference: number): number => wealth(difference) - price;
  const low = excess(-1 + 1e-12) <= 0 ? -1 : (findRoot(excess, -1 + 1e-12, value, 1e-13) ?? -1);
  const high = excess(1 - 1e-12) <= 0 ? 1 : (findRoot(excess, value, 1 - 1e-12, 1e-13) ?? 1);
  return estimate({
    unit: 'share',
    value,
    low,
    high,
    level,
    n,
    events: successes1 + successes2,
    method: 'difference of proportions, confidence sequence (beta mixtures)',
  });
}

/**
 * Log of the least wealth against any pair of shares with a given difference: a difference is outside the interval
 * once this passes log(1/(1 − level)). The wealth is convex, and so is the set of differences kept.
 */
export function wealthAgainstDifference(
  successes1: number,
  n1: number,
  successes2: number,
  n2: number,
): (difference: number) => number {
  const [first, second] = [logWealth(successes1, n1), logWealth(successes2, n2)];
  return (difference) => leastOnLine(first, second, difference);
}

/** Log of the mixture martingale against a share p: log ∫ L(u) du − log L(p). */
function logWealth(successes: number, n: number): (p: number) => number {
  const failures = n - successes;
  const mixture = logBeta(successes + 1, failures + 1);
  return (p) =>
    mixture -
    (successes === 0 ? 0 : successes * Math.log(p)) -
    (failures === 0 ? 0 : failures * Math.log1p(-p));
}

/** Minimum over p of first(p) + second(p − difference), both convex, by golden section. */
function leastOnLine(
  first: (p: number) => number,
  second: (p: number) => number,
  difference: number,
): number {
  let a = Math.max(0, difference);
  let b = Math.min(1, 1 + difference);
  const f = (p: number): number => {
    const value = first(p) + second(Math.min(1, Math.max(0, p - difference)));
    return Number.isNaN(value) ? Infinity : value;
  };
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [c, d] = [b - ratio * (b - a), a + ratio * (b - a)];
  let [fc, fd] = [f(c), f(d)];
  for (let i = 0; i < 80 && b - a > 1e-14; i++) {
    if (fc < fd) {
      b = d;
      [d, fd] = [c, fc];
      c = b - ratio * (b - a);
      fc = f(c);
    } else {
      a = c;
      [c, fc] = [d, fd];
      d = a + ratio * (b - a);
      fd = f(d);
    }
  }
  return Math.min(fc, fd, f(a), f(b));
}
