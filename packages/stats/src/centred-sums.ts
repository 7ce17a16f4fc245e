/** Mean in two passes: the second adds the mean of what the first left over. */
export function meanOf(values: ArrayLike<number>): number {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (values[i] as number) / n;
  let rest = 0;
  for (let i = 0; i < n; i++) rest += ((values[i] as number) - sum) / n;
  return sum + rest;
}

/** Σ (x − x̄)², 0 exactly when all values are equal. */
export function centredSumOfSquares(values: ArrayLike<number>): number {
  if (exactlyConstant(values)) return 0;
  const mean = meanOf(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += ((values[i] as number) - mean) ** 2;
  return sum;
}

export function exactlyConstant(values: ArrayLike<number>): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return true;
}
