import { bootstrapRows } from './bootstrap.ts';
import { estimate, notEstimable } from './checked-results.ts';
import { isPresent, type PartialRow } from './missing-patterns.ts';
import type { Estimated } from './results.ts';
import type { RandomSource } from './seeded-generator.ts';

export type MeasurementLevel = 'nominal' | 'ordinal' | 'interval' | 'ratio';

/**
 * How well any number of raters agree, with any cells missing: Krippendorff's alpha.
 *
 * Use it when not everybody was rated by the same people. Choose the level by what differences mean: for scores 1–5
 * `ordinal`. Ratio values must not be negative. The interval resamples units (BCa, percentile where BCa does not
 * exist); it needs about 20 units to be trusted.
 *
 * @param units one row per rated unit, one column per rater, null where missing; @param options level of measurement
 * (`ordinal`), seed or source (1), replicates (1000), coverage (0.95)
 * @returns unit agreement, n = units with two ratings or more; not estimable: EMPTY, TOO_FEW (no unit with two
 * ratings), NO_VARIANCE (all ratings equal), INVALID_INPUT
 * Source: Krippendorff 2011, Computing Krippendorff's alpha-reliability.
 * @example
 * krippendorffAlpha([[1, 1, null], [2, 2, 3], [3, 3, 3], [3, null, 3]], { measurement: 'nominal' });
 */
export function krippendorffAlpha(
  units: readonly PartialRow[],
  options: {
    measurement?: MeasurementLevel;
    random?: number | RandomSource;
    replicates?: number;
    level?: number;
  } = {},
): Estimated {
  const { measurement = 'ordinal', random = 1, replicates = 1000, level = 0.95 } = options;
  if (
    units.some((row) =>
      row.some(
        (value) => isPresent(value) && (!Number.isFinite(value) || (measurement === 'ratio' && value < 0)),
      ),
    )
  )
    return notEstimable('INVALID_INPUT', units.length);
  if (units.length === 0) return notEstimable('EMPTY', 0);
  const paired = units.map((row) => row.filter(isPresent)).filter((values) => values.length >= 2);
  if (paired.length === 0) return notEstimable('TOO_FEW', 0, 1);
  const values = [...new Set(paired.flat())].sort((a, b) => a - b);
  const position = new Map(values.map((value, i) => [value, i]));
  const counted = paired.map((row) => unitCounts(row.map((value) => position.get(value) as number)));
  const alphaOf = (rows: ArrayLike<number>): number | undefined =>
    alpha(
      Array.from(rows, (i) => counted[i] as UnitCounts),
      values,
      measurement,
    );
  const summary = bootstrapRows(paired.length, alphaOf, { random, replicates, level });
  const value = alphaOf(paired.map((_, i) => i));
  if (value === undefined) return notEstimable('NO_VARIANCE', paired.length);
  if (summary.kind === 'not-estimable' || summary.standardError < 1e-12) {
    // Resampling cannot show any spread (too few units vary, or all agree): everything that alpha can be.
    return estimate({
      unit: 'agreement',
      value,
      low: Math.min(-1, value),
      high: 1,
      level,
      n: paired.length,
      method: `krippendorff alpha, ${measurement}, interval not estimable`,
    });
  }
  const { low, high } = 'kind' in summary.bca ? summary.percentile : summary.bca;
  return estimate({
    unit: 'agreement',
    value,
    low: Math.min(low, value),
    high: Math.max(high, value),
    level,
    n: paired.length,
    method: `krippendorff alpha, ${measurement}, bootstrap over units`,
  });
}

/** Distinct value positions of a unit with how often each occurs, and the number of ratings. */
type UnitCounts = { counts: [position: number, count: number][]; ratings: number };

function unitCounts(positions: number[]): UnitCounts {
  const counts = new Map<number, number>();
  for (const position of positions) counts.set(position, (counts.get(position) ?? 0) + 1);
  return { counts: [...counts], ratings: positions.length };
}

function alpha(
  units: readonly UnitCounts[],
  values: readonly number[],
  measurement: MeasurementLevel,
): number | undefined {
  const totals = new Array<number>(values.length).fill(0);
  for (const { counts } of units)
    for (const [position, count] of counts) totals[position] = (totals[position] as number) + count;
  const n = totals.reduce((sum, count) => sum + count, 0);
  const distance = distances(values, totals, measurement);
  let observed = 0;
  for (const { counts, ratings } of units) {
    for (const [a, countA] of counts)
      for (const [b, countB] of counts)
        if (a !== b) observed += (countA * countB * distance(a, b)) / (ratings - 1);
  }
  let expected = 0;
  totals.forEach((countA, a) =>
    totals.forEach((countB, b) => void (a !== b && (expected += countA * countB * distance(a, b)))),
  );
  return expected > 0 ? 1 - ((n - 1) * observed) / expected : undefined;
}

/** Squared difference between two value positions; ordinal ones count the ratings that lie between. */
function distances(
  values: readonly number[],
  totals: readonly number[],
  measurement: MeasurementLevel,
): (a: number, b: number) => number {
  if (measurement === 'nominal') return () => 1;
  const value = (i: number): number => values[i] as number;
  if (measurement === 'interval') return (a, b) => (value(a) - value(b)) ** 2;
  if (measurement === 'ratio') return (a, b) => ((value(a) - value(b)) / (value(a) + value(b))) ** 2;
  // Mid-rank of each value: the difference of two mid-ranks is the number of ratings between them, ends by half.
  let below = 0;
  const midRank = totals.map((count) => {
    below += count;
    return below - count / 2;
  });
  return (a, b) => ((midRank[a] as number) - (midRank[b] as number)) ** 2;
}
