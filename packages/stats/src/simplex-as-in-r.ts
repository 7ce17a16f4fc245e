import type { Matrix } from './matrix.ts';

/** Values that are not finite count as this much. */
const WALL = 1e35;

/**
 * Where R's optim stops by default when it minimises a function: Nelder & Mead's simplex with R's first simplex,
 * constants, order of steps and stopping rule. That is near the minimum, not at it: use it to reproduce the digits
 * of programs that report such a point, and `minimise` otherwise.
 * Source: Nash 1990, Compact Numerical Methods, algorithm 19.
 */
export function simplexAsInR(f: (x: readonly number[]) => number, start: readonly number[]): number[] {
  const n = start.length;
  const value = (point: readonly number[]): number => {
    const result = f(point);
    return Number.isFinite(result) ? result : WALL;
  };
  const first = f(start);
  const relative = Math.sqrt(Number.EPSILON);
  const tolerance = relative * (Math.abs(first) + relative);
  const step = Math.max(...start.map((x) => 0.1 * Math.abs(x))) || 0.1;
  const corners = [
    { point: [...start], value: first },
    ...start.map((_, j) => ({ point: start.map((x, i) => (i === j ? x + step : x)), value: 0 })),
  ];
  let oldSize = n * step;
  let evaluations = 1;
  let recompute = true;
  let low = 0;
  while (evaluations <= 500) {
    if (recompute) {
      corners.forEach((corner, j) => void (j !== low && (corner.value = value(corner.point))));
      evaluations += n;
      recompute = false;
    }
    let high = low;
    let [lowest, highest] = [corners[low]?.value as number, corners[low]?.value as number];
    corners.forEach((corner, j) => {
      if (j === low) return;
      if (corner.value < lowest) [low, lowest] = [j, corner.value];
      if (corner.value > highest) [high, highest] = [j, corner.value];
    });
    if (highest <= lowest + tolerance) break;
    const worst = corners[high] as (typeof corners)[number];
    const center = start.map(
      (_, i) =>
        corners.reduce((sum, corner) => sum + (corner.point[i] as number), -(worst.point[i] as number)) / n,
    );
    const reflected = center.map((c, i) => 2 * c - (worst.point[i] as number));
    const atReflected = value(reflected);
    evaluations++;
    if (atReflected < lowest) {
      const expanded = reflected.map((r, i) => 2 * r - (center[i] as number));
      const atExpanded = value(expanded);
      evaluations++;
      corners[high] =
        atExpanded < atReflected
          ? { point: expanded, value: atExpanded }
          : { point: reflected, value: atReflected };
      continue;
    }
    if (atReflected < highest) corners[high] = { point: reflected, value: atReflected };
    const replaced = corners[high] as (typeof corners)[number];
    const contracted = replaced.point.map((x, i) => 0.5 * x + 0.5 * (center[i] as number));
    const atContracted = value(contracted);
    evaluations++;
    if (atContracted < replaced.value) {
      corners[high] = { point: contracted, value: atContracted };
    } else if (atReflected >= highest) {
      const best = corners[low]?.point as number[];
      let size = 0;
      corners.forEach((corner, j) => {
        if (j === low) return;
        corner.point = corner.point.map((x, i) => 0.5 * (x - (best[i] as number)) + (best[i] as number));
        size += corner.point.reduce((sum, x, i) => sum + Math.abs(x - (best[i] as number)), 0);
      });
      if (!(size < oldSize)) break;
      oldSize = size;
      recompute = true;
    }
  }
  return corners[low]?.point as number[];
}

/** Second derivatives by differences of difference gradients with steps of 1e-3, as R's optim(hessian = TRUE). */
export function hessianAsInR(f: (x: readonly number[]) => number, x: readonly number[]): Matrix {
  const h = 1e-3;
  const shifted = (point: readonly number[], i: number, by: number): number[] =>
    point.map((value, j) => (i === j ? value + by : value));
  const gradient = (point: readonly number[]): number[] =>
    point.map((_, i) => (f(shifted(point, i, h)) - f(shifted(point, i, -h))) / (2 * h));
  const rows = x.map((_, i) => {
    const [up, down] = [gradient(shifted(x, i, h)), gradient(shifted(x, i, -h))];
    return up.map((value, j) => (value - (down[j] as number)) / (2 * h));
  });
  return rows.map((row, i) => row.map((value, j) => (value + (rows[j]?.[i] as number)) / 2));
}
