import { allFinite, finiteResult, notEstimable } from './checked-results.ts';
import type { NotEstimable } from './results.ts';

export type IsotonicStep = {
  /** The predictor's value. */
  x: number;
  /** Mean outcome among rows with this x. */
  mean: number;
  /** The fitted, never decreasing value. */
  fitted: number;
  /** Rows with this x. */
  count: number;
};

export type IsotonicFit = {
  kind: 'isotonic';
  steps: IsotonicStep[];
  n: number;
  method: 'isotonic, pool adjacent violators';
};

/**
 * The never-decreasing curve of an outcome over a score that is closest in squared error.
 *
 * Use it to draw a calibration curve, or success rate by score, without assuming a shape. Assumes only that the
 * mean outcome does not fall as x rises. Rows with equal x are averaged first and weighted by their number.
 *
 * @param x predictor per row; @param y outcome per row (0/1 or any number)
 * @returns one step per distinct x, ascending; not estimable: EMPTY, INVALID_INPUT (lengths differ, not finite)
 * Source: pool adjacent violators, Ayer et al. 1955; Barlow et al. 1972.
 * @example
 * isotonicRegression([1, 2, 3], [0, 1, 0]); // fitted 0, 0.5, 0.5
 */
export function isotonicRegression(x: readonly number[], y: readonly number[]): IsotonicFit | NotEstimable {
  if (x.length !== y.length || !allFinite(x, y)) return notEstimable('INVALID_INPUT', 0);
  if (x.length === 0) return notEstimable('EMPTY', 0);
  const sums = new Map<number, { sum: number; count: number }>();
  x.forEach((value, i) => {
    const entry = sums.get(value) ?? { sum: 0, count: 0 };
    sums.set(value, { sum: entry.sum + (y[i] as number), count: entry.count + 1 });
  });
  const groups = [...sums]
    .sort(([a], [b]) => a - b)
    .map(([value, { sum, count }]) => ({ x: value, mean: sum / count, count }));
  if (!allFinite(groups.map((group) => group.mean))) return notEstimable('OUT_OF_RANGE', x.length);
  const fitted = poolAdjacentViolators(
    groups.map((group) => group.mean),
    groups.map((group) => group.count),
  );
  const steps = groups.map((group, i) => ({ ...group, fitted: fitted[i] as number }));
  return finiteResult(
    { kind: 'isotonic', steps, n: x.length, method: 'isotonic, pool adjacent violators' },
    x.length,
  );
}

function poolAdjacentViolators(means: readonly number[], weights: readonly number[]): number[] {
  const blocks: { value: number; weight: number; members: number }[] = [];
  means.forEach((value, i) => {
    let block = { value, weight: weights[i] as number, members: 1 };
    for (let last = blocks.at(-1); last && last.value >= block.value; last = blocks.at(-1)) {
      blocks.pop();
      const weight = last.weight + block.weight;
      block = {
        value: (last.value * last.weight + block.value * block.weight) / weight,
        weight,
        members: last.members + block.members,
      };
    }
    blocks.push(block);
  });
  return blocks.flatMap((block) => new Array<number>(block.members).fill(block.value));
}
