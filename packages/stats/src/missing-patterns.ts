import { zeros, type Matrix } from './matrix.ts';

/** A row of values; null or NaN where the value is missing. */
export type PartialRow = readonly (number | null)[];

/** Rows that miss the same variables, reduced to what a normal likelihood needs. Merges by adding. */
export type PatternMoments = {
  observed: number[];
  missing: number[];
  n: number;
  /** Sum of each observed variable, 0 where missing. */
  sum: number[];
  /** Sum of products, 0 where missing. */
  products: Matrix;
};

/** Groups rows by pattern of missing values; rows without any value are left out. */
export function patternMoments(rows: readonly PartialRow[], variables: number): PatternMoments[] {
  const patterns = new Map<string, PatternMoments>();
  for (const row of rows) {
    const observed = Array.from({ length: variables }, (_, j) => j).filter((j) => isPresent(row[j]));
    if (observed.length === 0) continue;
    const key = observed.join(',');
    let pattern = patterns.get(key);
    if (!pattern) {
      const missing = Array.from({ length: variables }, (_, j) => j).filter((j) => !observed.includes(j));
      pattern = {
        observed,
        missing,
        n: 0,
        sum: new Array<number>(variables).fill(0),
        products: zeros(variables, variables),
      };
      patterns.set(key, pattern);
    }
    pattern.n++;
    for (const i of observed) {
      const value = row[i] as number;
      pattern.sum[i] = (pattern.sum[i] as number) + value;
      const target = pattern.products[i] as number[];
      for (const j of observed) target[j] = (target[j] as number) + value * (row[j] as number);
    }
  }
  return [...patterns.values()];
}

export const isPresent = (value: number | null | undefined): value is number =>
  value !== null && value !== undefined && !Number.isNaN(value);

/** Σ (x − μ)(x − μ)' over the rows of a pattern; 0 where missing. */
export function productsAbout(
  { observed, n, sum, products }: PatternMoments,
  mean: readonly number[],
): Matrix {
  const result = zeros(mean.length, mean.length);
  for (const i of observed) {
    for (const j of observed) {
      const [mi, mj, si, sj] = [mean[i] as number, mean[j] as number, sum[i] as number, sum[j] as number];
      (result[i] as number[])[j] = (products[i]?.[j] as number) - mi * sj - mj * si + n * mi * mj;
    }
  }
  return result;
}
