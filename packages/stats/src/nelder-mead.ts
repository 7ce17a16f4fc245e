/**
 * Minimum of a function of a few variables without derivatives (Nelder & Mead 1965), restarted until it stops
 * improving. Infinite values are walls.
 */
export function minimise(
  f: (point: readonly number[]) => number,
  start: readonly number[],
  size = 0.5,
): { point: number[]; value: number } {
  let best = { point: [...start], value: f(start) };
  for (let restart = 0; restart < 20; restart++) {
    const next = descend(f, best.point, size / 4 ** restart);
    const gain = best.value - next.value;
    if (next.value < best.value) best = next;
    if (!(gain > 1e-13 * Math.abs(best.value))) break;
  }
  return best;
}

function descend(
  f: (point: readonly number[]) => number,
  start: readonly number[],
  size: number,
): { point: number[]; value: number } {
  const n = start.length;
  const corner = (point: number[]): { point: number[]; value: number } => ({ point, value: f(point) });
  const simplex = [
    corner([...start]),
    ...start.map((_, i) => corner(start.map((x, j) => (i === j ? x + size : x)))),
  ];
  for (let iteration = 0; iteration < 400 * n; iteration++) {
    simplex.sort((a, b) => a.value - b.value);
    const [bestCorner, worst] = [simplex[0], simplex[n]] as [
      (typeof simplex)[number],
      (typeof simplex)[number],
    ];
    const spread = Math.max(
      ...simplex.map((c) =>
        Math.max(...c.point.map((x, j) => Math.abs(x - (bestCorner.point[j] as number)))),
      ),
    );
    if (spread < 1e-9) break;
    const center = start.map((_, j) =>
      simplex.slice(0, n).reduce((sum, c) => sum + (c.point[j] as number) / n, 0),
    );
    const along = (t: number): { point: number[]; value: number } =>
      corner(center.map((c, j) => c + t * ((worst.point[j] as number) - c)));
    const reflected = along(-1);
    let replacement: { point: number[]; value: number } | undefined;
    if (reflected.value < bestCorner.value) {
      const expanded = along(-2);
      replacement = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < (simplex[n - 1] as (typeof simplex)[number]).value) {
      replacement = reflected;
    } else {
      const contracted = reflected.value < worst.value ? along(-0.5) : along(0.5);
      if (contracted.value < Math.min(worst.value, reflected.value)) replacement = contracted;
    }
    if (replacement) simplex[n] = replacement;
    else
      for (let i = 1; i <= n; i++)
        simplex[i] = corner(
          (simplex[i] as (typeof simplex)[number]).point.map(
            (x, j) => ((bestCorner.point[j] as number) + x) / 2,
          ),
        );
  }
  return simplex.reduce((a, b) => (b.value < a.value ? b : a));
}
