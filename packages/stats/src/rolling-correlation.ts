import { allFinite, notEstimable } from './checked-results.ts';
import { pearson } from './pearson.ts';
import type { Estimated, NotEstimable } from './results.ts';

export type RollingWindow = { from: number; to: number; estimate: Estimated };

/**
 * How an association moves over time: Pearson's r in windows that slide along a clock.
 *
 * Use it to look at drift; windows overlap, so neighbouring estimates share rows. Use `changePoint` to judge
 * whether something changed.
 *
 * @param times a number per row (any unit); @param x @param y complete columns; @param options window width and step
 * in the unit of the times (step = width gives windows without overlap), level
 * @returns windows [from, to) from the earliest time on; windows with too few rows carry their reason; not
 * estimable: EMPTY, INVALID_INPUT (also when there would be more than 10,000 windows)
 * Source: Fisher z intervals within windows.
 * @example
 * rollingCorrelation(dayHired, score, rating, { width: 180, step: 90 });
 */
export function rollingCorrelation(
  times: readonly number[],
  x: readonly number[],
  y: readonly number[],
  options: { width: number; step: number; level?: number },
): RollingWindow[] | NotEstimable {
  const { width, step, level = 0.95 } = options;
  const n = times.length;
  if (
    x.length !== n ||
    y.length !== n ||
    !allFinite(times, x, y, [width, step]) ||
    !(width > 0) ||
    !(step > 0)
  )
    return notEstimable('INVALID_INPUT', n);
  if (n === 0) return notEstimable('EMPTY', 0);
  const order = times.map((_, i) => i).sort((a, b) => (times[a] as number) - (times[b] as number));
  const first = times[order[0] as number] as number;
  const last = times[order[n - 1] as number] as number;
  if (!((last - first) / step <= 10_000)) return notEstimable('INVALID_INPUT', n);
  const windows: RollingWindow[] = [];
  const steps = Math.floor((last - first) / step);
  for (let k = 0; k <= steps; k++) {
    const from = first + k * step;
    const rows = order.filter((i) => (times[i] as number) >= from && (times[i] as number) < from + width);
    const pick = (column: readonly number[]): number[] => rows.map((i) => column[i] as number);
    windows.push({
      from,
      to: from + width,
      estimate: rows.length === 0 ? notEstimable('EMPTY', 0, 4) : pearson(pick(x), pick(y), { level }),
    });
  }
  return windows;
}
