import { completeRows, type Column } from './complete-rows.ts';
import type { ScoreOutcomeCounts } from './count-tables.ts';
import { decimalDifference } from './decimal-difference.ts';

/**
 * Sums from which Pearson's r and least squares of two variables follow exactly: n, means, centred sums of
 * squares and the centred cross product. They merge exactly (Chan, Golub & LeVeque 1983).
 */
export type Comoments = { n: number; meanX: number; meanY: number; m2X: number; m2Y: number; cXY: number };

/** The centred values in units of their own spread, so that no square can overflow or vanish. */
export type Standardised = { n: number; sxx: number; syy: number; sxy: number; x: Spread; y: Spread };

/** value = origin·scale + (mean + centred)·spread·scale. */
type Spread = { scale: number; origin: number; spread: number; mean: number };

/**
 * Comoments of two columns; rows with a missing value are left out. Undefined when the columns differ in length,
 * are empty, hold infinite values, or when the sums leave the range of doubles.
 *
 * @example comoments([1, 2, 3], [2, 4, 6]) // n 3, m2X 2, m2Y 8, cXY 4
 */
export function comoments(x: Column, y: Column): Comoments | undefined {
  const rows = completeRows(x, y);
  return rows && inOriginalUnits(standardisedRows(rows[0]!, rows[1]!));
}

/**
 * Comoments of the rows behind a count table, exact and independent of their number.
 *
 * @example comomentsFromCounts(countScoreOutcome([1, 2, 3], [2, 4, 6])).cXY // 4
 */
export function comomentsFromCounts(table: ScoreOutcomeCounts): Comoments | undefined {
  return inOriginalUnits(standardisedCounts(table.scores, table.outcomes, table.counts));
}

/**
 * Comoments of the union of two disjoint sets of rows.
 *
 * @example mergeComoments(shardA, shardB).n // 60
 */
export function mergeComoments(a: Comoments, b: Comoments): Comoments {
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  const n = a.n + b.n;
  const dx = b.meanX - a.meanX;
  const dy = b.meanY - a.meanY;
  const weight = (a.n / n) * b.n;
  return {
    n,
    meanX: a.meanX + dx * (b.n / n),
    meanY: a.meanY + dy * (b.n / n),
    m2X: a.m2X + b.m2X + dx * dx * weight,
    m2Y: a.m2Y + b.m2Y + dy * dy * weight,
    cXY: a.cXY + b.cXY + dx * dy * weight,
  };
}

/** Two passes over centred and scaled rows. */
export function standardisedRows(x: Float64Array, y: Float64Array): Standardised | undefined {
  const n = x.length;
  if (n === 0) return undefined;
  const [u, spreadX] = centred(x);
  const [v, spreadY] = centred(y);
  let sxx = 0;
  let syy = 0;
  let sxy = 0;
  for (let i = 0; i < n; i += 1) {
    const a = u[i]!;
    const b = v[i]!;
    sxx += a * a;
    syy += b * b;
    sxy += a * b;
  }
  return { n, sxx, syy, sxy, x: spreadX, y: spreadY };
}

/** The same sums from a table of counts over two axes (row-major). */
export function standardisedCounts(
  xs: readonly number[],
  ys: readonly number[],
  counts: ArrayLike<number>,
): Standardised | undefined {
  const rowTotals = new Float64Array(xs.length);
  const columnTotals = new Float64Array(ys.length);
  let n = 0;
  for (let i = 0; i < xs.length; i += 1) {
    for (let j = 0; j < ys.length; j += 1) {
      const count = counts[i * ys.length + j]!;
      rowTotals[i]! += count;
      columnTotals[j]! += count;
      n += count;
    }
  }
  if (n === 0) return undefined;
  const [u, spreadX] = centred(Float64Array.from(xs), rowTotals, n);
  const [v, spreadY] = centred(Float64Array.from(ys), columnTotals, n);
  let sxx = 0;
  let syy = 0;
  let sxy = 0;
  for (let i = 0; i < xs.length; i += 1) {
    let inner = 0;
    for (let j = 0; j < ys.length; j += 1) inner += counts[i * ys.length + j]! * v[j]!;
    sxy += u[i]! * inner;
    sxx += rowTotals[i]! * u[i]! * u[i]!;
  }
  for (let j = 0; j < ys.length; j += 1) syy += columnTotals[j]! * v[j]! * v[j]!;
  return { n, sxx, syy, sxy, x: spreadX, y: spreadY };
}

/** Pearson's r, clamped against rounding to −1 … 1; undefined when a variable does not vary. */
export function correlationOf(sums: Standardised | Comoments | undefined): number | undefined {
  if (!sums) return undefined;
  const [xx, yy, xy] = 'sxx' in sums ? [sums.sxx, sums.syy, sums.sxy] : [sums.m2X, sums.m2Y, sums.cXY];
  if (!(xx > 0) || !(yy > 0)) return undefined;
  const r = xy / Math.sqrt(xx) / Math.sqrt(yy);
  // Points on a line leave a remainder of a few roundings; r = 1 exactly is what they mean.
  if (Math.abs(r) > 1 - 1e-15) return Math.sign(r);
  return r;
}

function inOriginalUnits(sums: Standardised | undefined): Comoments | undefined {
  if (!sums) return undefined;
  const unitX = sums.x.spread * sums.x.scale;
  const unitY = sums.y.spread * sums.y.scale;
  const result = {
    n: sums.n,
    meanX: (sums.x.origin + sums.x.mean * sums.x.spread) * sums.x.scale,
    meanY: (sums.y.origin + sums.y.mean * sums.y.spread) * sums.y.scale,
    m2X: sums.sxx * unitX * unitX,
    m2Y: sums.syy * unitY * unitY,
    cXY: sums.sxy * unitX * unitY,
  };
  return Object.values(result).every(Number.isFinite) ? result : undefined;
}

/** Values minus their mean, in units of the largest distance from the first one. */
function centred(
  values: Float64Array,
  weights?: Float64Array,
  total = values.length,
): [Float64Array, Spread] {
  let largest = 0;
  for (let i = 0; i < values.length; i += 1) largest = Math.max(largest, Math.abs(values[i]!));
  const scale = largest === 0 ? 1 : 2 ** Math.max(-1020, Math.floor(Math.log2(largest)));
  const first = weights
    ? Math.max(
        0,
        weights.findIndex((weight) => weight > 0),
      )
    : 0;
  const origin = values[first]! / scale;
  const result = new Float64Array(values.length);
  let spread = 0;
  for (let i = 0; i < values.length; i += 1) {
    const distance = values[i]! / scale - origin;
    result[i] = distance;
    if (!weights || weights[i]! > 0) spread = Math.max(spread, Math.abs(distance));
  }
  if (spread > 0 && spread < HEAVY_OFFSET) spread = decimalDistances(values, values[first]!, scale, result);
  if (spread === 0) return [result.fill(0), { scale, origin, spread: 0, mean: 0 }];
  let sum = 0;
  for (let i = 0; i < result.length; i += 1) {
    result[i]! /= spread;
    sum += weights ? weights[i]! * result[i]! : result[i]!;
  }
  const mean = sum / total;
  // The second pass removes what rounding left in the mean.
  let rest = 0;
  for (let i = 0; i < result.length; i += 1) {
    result[i]! -= mean;
    rest += weights ? weights[i]! * result[i]! : result[i]!;
  }
  const correction = rest / total;
  for (let i = 0; i < result.length; i += 1) result[i]! -= correction;
  return [result, { scale, origin, spread, mean: mean + correction }];
}

/** Below this share of the values' size, differences of decimals lose digits that matter. */
const HEAVY_OFFSET = 1e-6;

/** Overwrites the distances with exact decimal ones; returns the largest. */
function decimalDistances(
  values: Float64Array,
  first: number,
  scale: number,
  distances: Float64Array,
): number {
  let spread = 0;
  for (let i = 0; i < values.length; i += 1) {
    const distance = decimalDifference(values[i]!, first) / scale;
    distances[i] = distance;
    spread = Math.max(spread, Math.abs(distance));
  }
  return spread;
}

/**
 * Pearson's r of (merged) comoments as a bare number, where even an interval does not exist; undefined without variance.
 *
 * @example comomentCorrelation(mergeComoments(shardA, shardB))
 */
export function comomentCorrelation(sums: Comoments): number | undefined {
  return correlationOf(sums);
}
