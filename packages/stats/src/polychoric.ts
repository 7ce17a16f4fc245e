import { bivariateNormalCdf } from './bivariate-normal.ts';
import { isLevel, notEstimable } from './checked-results.ts';
import { choleskyFactor, inverseFromFactor, solveWithFactor } from './cholesky.ts';
import { correlationEstimate } from './correlation-interval.ts';
import { normalCdf, normalDensity, normalQuantile } from './distributions.ts';
import { zeros, type Matrix } from './matrix.ts';
import type { Estimate, NotEstimable } from './results.ts';
import { findRoot } from './root-finding.ts';

export type Polychoric = {
  kind: 'polychoric';
  estimate: Estimate;
  standardError: number;
  rowThresholds: number[];
  columnThresholds: number[];
};

/**
 * The correlation of the two normal variables behind two ordered categories (polychoric correlation).
 *
 * Use it for the latent correlation of two ratings or scores; never in one ranking with Pearson's r. Assumes a
 * bivariate normal behind the table. Two-step takes the thresholds from the margins; ML moves them too.
 *
 * @param table counts, rows = first variable ascending, columns = second; empty rows and columns are left out
 * @param options method (`two-step`), level
 * @returns unit r with an interval on Fisher's scale; not estimable: EMPTY, NO_VARIANCE (one row or column),
 * NOT_CONVERGED (the likelihood climbs to ±1, as with an empty corner of a 2×2 table), INVALID_INPUT
 * Source: Olsson 1979, Psychometrika 44:443–460. R: polycor::polychor.
 * @example
 * polychoric([[20, 8, 2], [9, 15, 9], [3, 8, 22]]);
 */
export function polychoric(
  table: readonly (readonly number[])[],
  options: { method?: 'ml' | 'two-step'; level?: number } = {},
): Polychoric | NotEstimable {
  const { method = 'two-step', level = 0.95 } = options;
  const columns = table[0]?.length ?? 0;
  const valid = table.every(
    (row) => row.length === columns && row.every((count) => count >= 0 && Number.isFinite(count)),
  );
  if (!valid || !isLevel(level)) return notEstimable('INVALID_INPUT', 0);
  const keptColumns = Array.from({ length: columns }, (_, j) => j).filter((j) =>
    table.some((row) => (row[j] as number) > 0),
  );
  const counts = table
    .filter((row) => row.some((count) => count > 0))
    .map((row) => keptColumns.map((j) => row[j] as number));
  const n = counts.reduce((sum, row) => sum + row.reduce((s, count) => s + count, 0), 0);
  if (n === 0) return notEstimable('EMPTY', 0);
  if (counts.length < 2 || keptColumns.length < 2) return notEstimable('NO_VARIANCE', n);
  const rowThresholds = marginThresholds(
    counts.map((row) => row.reduce((sum, count) => sum + count, 0)),
    n,
  );
  const columnThresholds = marginThresholds(
    keptColumns.map((_, j) => counts.reduce((sum, row) => sum + (row[j] as number), 0)),
    n,
  );
  const slope = (rho: number): number =>
    scoreOf(counts, { rho, rows: rowThresholds, columns: columnThresholds });
  const rho = findRoot(slope, -0.9999, 0.9999, 1e-15);
  if (rho === undefined) return notEstimable('NOT_CONVERGED', n);
  const point = { rho, rows: rowThresholds, columns: columnThresholds };
  const fit =
    method === 'ml'
      ? maximise(counts, point)
      : { point, information: derivatives(counts, point, n).information };
  const factor = fit && choleskyFactor(fit.information);
  if (!fit || !factor) return notEstimable('NOT_CONVERGED', n);
  const standardError = Math.sqrt(inverseFromFactor(factor)[0]?.[0] as number);
  const value = fit.point.rho;
  const estimate = correlationEstimate(
    value,
    standardError / (1 - value ** 2),
    n,
    level,
    `polychoric, ${method}`,
  );
  if (estimate.kind !== 'estimate') return estimate;
  return {
    kind: 'polychoric',
    estimate,
    standardError,
    rowThresholds: fit.point.rows,
    columnThresholds: fit.point.columns,
  };
}

type Point = { rho: number; rows: number[]; columns: number[] };

function marginThresholds(totals: readonly number[], n: number): number[] {
  let below = 0;
  return totals.slice(0, -1).map((total) => normalQuantile((below += total) / n));
}

/** Score of rho alone: only densities at the corners of each cell are needed (Plackett's identity). */
function scoreOf(counts: Matrix, point: Point): number {
  const { density, probability } = cells(point);
  return counts.reduce(
    (sum, row, i) =>
      sum +
      row.reduce(
        (s, count, j) =>
          s +
          (count === 0 ? 0 : (count * corner(density, i, j)) / Math.max(corner(probability, i, j), 1e-300)),
        0,
      ),
    0,
  );
}

/** Φ₂ and φ₂ at every grid point of the thresholds, with −∞ and +∞ at the ends. */
function cells({ rho, rows, columns }: Point): { probability: Matrix; density: Matrix } {
  const a = [-Infinity, ...rows, Infinity];
  const b = [-Infinity, ...columns, Infinity];
  const probability = a.map((h) =>
    b.map((k) =>
      h === -Infinity || k === -Infinity
        ? 0
        : h === Infinity
          ? k === Infinity
            ? 1
            : normalCdf(k)
          : k === Infinity
            ? normalCdf(h)
            : bivariateNormalCdf(h, k, rho),
    ),
  );
  const root = 1 - rho * rho;
  const density = a.map((h) =>
    b.map((k) =>
      Number.isFinite(h) && Number.isFinite(k)
        ? Math.exp(-(h * h - 2 * rho * h * k + k * k) / (2 * root)) / (2 * Math.PI * Math.sqrt(root))
        : 0,
    ),
  );
  return { probability, density };
}

/** A grid function's increment over cell (i, j). */
const corner = (grid: Matrix, i: number, j: number): number =>
  (grid[i + 1]?.[j + 1] as number) -
  (grid[i]?.[j + 1] as number) -
  (grid[i + 1]?.[j] as number) +
  (grid[i]?.[j] as number);

/** Score and expected information of (rho, row thresholds, column thresholds), and the log-likelihood. */
function derivatives(
  counts: Matrix,
  point: Point,
  n: number,
): { score: number[]; information: Matrix; logLikelihood: number } {
  const { rho, rows, columns } = point;
  const root = Math.sqrt(1 - rho * rho);
  const { probability, density } = cells(point);
  const size = 1 + rows.length + columns.length;
  const score = new Array<number>(size).fill(0);
  const information = zeros(size, size);
  let logLikelihood = 0;
  // d Φ₂(h, k)/dh = φ(h) Φ((k − ρh)/√(1 − ρ²)).
  const edge = (h: number, k: number): number =>
    k === -Infinity ? 0 : normalDensity(h) * (k === Infinity ? 1 : normalCdf((k - rho * h) / root));
  const a = [-Infinity, ...rows, Infinity];
  const b = [-Infinity, ...columns, Infinity];
  counts.forEach((row, i) =>
    row.forEach((count, j) => {
      const p = Math.max(corner(probability, i, j), 1e-300);
      const gradient = new Array<number>(size).fill(0);
      gradient[0] = corner(density, i, j);
      const [a0, a1, b0, b1] = [a[i] as number, a[i + 1] as number, b[j] as number, b[j + 1] as number];
      if (i < rows.length) gradient[1 + i] = edge(a1, b1) - edge(a1, b0);
      if (i > 0) gradient[i] = -(edge(a0, b1) - edge(a0, b0));
      const offset = 1 + rows.length;
      if (j < columns.length) gradient[offset + j] = edge(b1, a1) - edge(b1, a0);
      if (j > 0) gradient[offset + j - 1] = -(edge(b0, a1) - edge(b0, a0));
      if (count > 0) logLikelihood += count * Math.log(p);
      gradient.forEach((gx, x) => {
        score[x] = (score[x] as number) + (count * gx) / p;
        gradient.forEach(
          (gy, y) =>
            void ((information[x] as number[])[y] = (information[x]?.[y] as number) + (n * gx * gy) / p),
        );
      });
    }),
  );
  return { score, information, logLikelihood };
}

/** Fisher scoring from the two-step point. */
function maximise(counts: Matrix, start: Point): { point: Point; information: Matrix } | undefined {
  const n = counts.reduce((sum, row) => sum + row.reduce((s, count) => s + count, 0), 0);
  let point = start;
  let state = derivatives(counts, point, n);
  for (let iteration = 0; iteration < 500; iteration++) {
    const factor = choleskyFactor(state.information);
    if (!factor) return undefined;
    const step = solveWithFactor(factor, state.score);
    if (Math.max(...step.map(Math.abs)) < 1e-11) return { point, information: state.information };
    let size = 1;
    let moved = false;
    for (let halving = 0; halving < 40 && !moved; halving++, size /= 2) {
      const next = move(point, step, size);
      if (!(Math.abs(next.rho) < 1)) continue;
      const candidate = derivatives(counts, next, n);
      if (candidate.logLikelihood >= state.logLikelihood - 1e-11 * Math.abs(state.logLikelihood)) {
        point = next;
        state = candidate;
        moved = true;
      }
    }
    if (!moved)
      return Math.max(...step.map(Math.abs)) < 1e-7 ? { point, information: state.information } : undefined;
  }
  return undefined;
}

const move = ({ rho, rows, columns }: Point, step: readonly number[], size: number): Point => ({
  rho: rho + size * (step[0] as number),
  rows: rows.map((value, i) => value + size * (step[1 + i] as number)),
  columns: columns.map((value, j) => value + size * (step[1 + rows.length + j] as number)),
});
