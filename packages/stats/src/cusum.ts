import { allFinite, finiteResult, notEstimable } from './checked-results.ts';
import { normalCdf } from './distributions.ts';
import type { NotEstimable } from './results.ts';
import { findRoot } from './root-finding.ts';

export type Cusum = {
  kind: 'cusum';
  /** Sums of excess above and below the target after each value, in standard deviations. */
  points: { high: number; low: number; alarm: 'up' | 'down' | undefined }[];
  /** Position of the first alarm. */
  firstAlarm: number | undefined;
  limit: number;
  n: number;
};

/**
 * Watches a stream of standardised values for a lasting shift, up or down.
 *
 * Use it for a quantity looked at once per period, such as a cohort's z value around its target. Assumes
 * independent values that are standard normal while nothing changes; choose `limit` with `cusumLimit`.
 *
 * @param values z values in order; @param options reference (half of the shift to find, 0.5), limit
 * @returns not estimable: EMPTY, INVALID_INPUT
 * Source: Page 1954, Biometrika 41:100–115.
 * @example
 * cusum([0.1, -0.3, 1.6, 1.4, 1.9, 2.2], { limit: 4 }).firstAlarm; // 5
 */
export function cusum(
  values: readonly number[],
  options: { limit: number; reference?: number },
): Cusum | NotEstimable {
  const { limit, reference = 0.5 } = options;
  if (!allFinite(values) || !(limit > 0) || !(reference >= 0) || limit === Infinity)
    return notEstimable('INVALID_INPUT', values.length);
  if (values.length === 0) return notEstimable('EMPTY', 0);
  let [high, low] = [0, 0];
  const points = values.map((value) => {
    high = Math.max(0, high + value - reference);
    low = Math.max(0, low - value - reference);
    const alarm = high > limit ? ('up' as const) : low > limit ? ('down' as const) : undefined;
    return { high, low, alarm };
  });
  const first = points.findIndex((point) => point.alarm !== undefined);
  return finiteResult(
    { kind: 'cusum', points, firstAlarm: first === -1 ? undefined : first, limit, n: values.length },
    values.length,
  );
}

/**
 * The limit of `cusum` at which a stream without change raises any alarm, up or down, within a horizon with at most
 * a stated chance.
 *
 * Use it to state the false-alarm rate of a chart: "at most 5 % within 20 quarters". Each direction gets half of the
 * chance, so the total is never above it.
 *
 * @param design number of values in the horizon, chance of a false alarm within it, reference (0.5)
 * @returns the limit in standard deviations; not estimable: INVALID_INPUT
 * Source: Brook & Evans 1972, Biometrika 59:539–549 (Markov chain), finite horizon.
 * @example
 * cusumLimit({ horizon: 20, falseAlarm: 0.05 });
 */
export function cusumLimit(design: {
  horizon: number;
  falseAlarm: number;
  reference?: number;
}): number | NotEstimable {
  const { horizon, falseAlarm, reference = 0.5 } = design;
  if (
    !Number.isInteger(horizon) ||
    horizon < 1 ||
    !(falseAlarm > 0 && falseAlarm < 1) ||
    !(reference >= 0) ||
    !Number.isFinite(reference)
  )
    return notEstimable('INVALID_INPUT', 0);
  const excess = (limit: number): number =>
    Math.log(falseAlarmChance(limit, horizon, reference)) - Math.log(falseAlarm / 2);
  return findRoot(excess, 1e-3, 200, 1e-6) ?? notEstimable('OUT_OF_RANGE', 0);
}

/** Chance that a one-sided sum of standard normals passes the limit within the horizon. */
export function falseAlarmChance(limit: number, horizon: number, reference: number): number {
  const states = 100;
  const width = limit / (states - 0.5);
  // State 0 is a sum of exactly 0 and what lies within half a width of it; the others are intervals of one width.
  const step = Array.from({ length: 2 * states + 1 }, (_, d) =>
    normalCdf((d - states + 0.5) * width + reference),
  );
  const below = (from: number): number => step[states - from] as number;
  const between = (from: number, to: number): number =>
    (step[to - from + states] as number) - (step[to - from + states - 1] as number);
  let chances = new Array<number>(states).fill(0);
  chances[0] = 1;
  for (let t = 0; t < horizon; t++) {
    const next = new Array<number>(states).fill(0);
    chances.forEach((chance, from) => {
      if (chance === 0) return;
      next[0] = (next[0] as number) + chance * below(from);
      for (let to = 1; to < states; to++) next[to] = (next[to] as number) + chance * between(from, to);
    });
    chances = next;
  }
  return Math.max(1e-300, 1 - chances.reduce((sum, chance) => sum + chance, 0));
}
