import { estimate, finiteResult, isLevel, notEstimable, testResult } from './checked-results.ts';
import { fUpper, fUpperQuantile } from './distributions.ts';
import { isPresent, type PartialRow } from './missing-patterns.ts';
import type { Estimated, NotEstimable, Tested } from './results.ts';

export type IccForm = 'ICC1_1' | 'ICC2_1' | 'ICC3_1' | 'ICC1_k' | 'ICC2_k' | 'ICC3_k';

export type IntraclassCorrelations = {
  kind: 'intraclass';
  subjects: number;
  raters: number;
  meanSquares: { between: number; raters: number; error: number; within: number };
  /** Each form with its interval and its F test that subjects do not differ. Negative values are legal: show 0, flagged. */
  forms: Record<IccForm, { estimate: Estimated; test: Tested; df2: number }>;
};

/**
 * How much of the variance of ratings is between subjects: the six intraclass correlations.
 *
 * Use ICC1 when raters differ from subject to subject, ICC2 when the same raters rated everybody and stand for
 * others, ICC3 when only these raters count and their level does not matter; `_1` for one rating, `_k` for the mean
 * of k. For ratings by whoever was free use `generalizability`. Assumes normal, independent errors.
 *
 * @param ratings one row per subject, one column per rater; subjects with a missing rating are left out
 * @returns unit agreement; not estimable: EMPTY, TOO_FEW (fewer than 2 complete subjects or 2 raters), NO_VARIANCE
 * (all ratings equal), INVALID_INPUT
 * Source: Shrout & Fleiss 1979; McGraw & Wong 1996. R: psych::ICC(lmer = FALSE).
 * @example
 * intraclassCorrelations([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]);
 * // forms.ICC2_1 is 0.29, from 0.019 to 0.761
 */
export function intraclassCorrelations(
  ratings: readonly PartialRow[],
  options: { level?: number } = {},
): IntraclassCorrelations | NotEstimable {
  const level = options.level ?? 0.95;
  const k = ratings[0]?.length ?? 0;
  if (
    ratings.some((row) => row.length !== k || row.some((v) => v === Infinity || v === -Infinity)) ||
    !isLevel(level)
  )
    return notEstimable('INVALID_INPUT', ratings.length);
  const rows = ratings.filter((row) => row.every(isPresent)) as number[][];
  const n = rows.length;
  if (n === 0) return notEstimable('EMPTY', 0, 2);
  if (n < 2 || k < 2) return notEstimable('TOO_FEW', n, 2);
  const { between, raters, error, within } = meanSquares(rows);
  if (between === 0 && within === 0) return notEstimable('NO_VARIANCE', n);
  const tail = (1 - level) / 2;
  const one = (
    value: number,
    low: number,
    high: number,
    f: number,
    df2: number,
    name: string,
  ): { estimate: Estimated; test: Tested; df2: number } => ({
    estimate: estimate({ unit: 'agreement', value, low, high, level, n, method: name }),
    test: Number.isFinite(f)
      ? testResult({ statistic: f, df: n - 1, p: fUpper(f, n - 1, df2), n, method: `${name}, F` })
      : notEstimable('NO_VARIANCE', n),
    df2,
  });
  // One-way and consistency forms: limits by dividing and multiplying the mean square ratio by F quantiles.
  const ratioForms = (
    noise: number,
    df2: number,
    name: string,
  ): { single: ReturnType<typeof one>; average: ReturnType<typeof one> } => {
    const down = between / fUpperQuantile(tail, n - 1, df2);
    const up = between * fUpperQuantile(tail, df2, n - 1);
    const single = (signal: number): number => (signal - noise) / (signal + (k - 1) * noise);
    const average = (signal: number): number => (signal - noise) / signal;
    const f = between / noise;
    return {
      single: one(single(between), single(down), single(up), f, df2, `${name}, one rating`),
      average: one(average(between), average(down), average(up), f, df2, `${name}, mean of ${k}`),
    };
  };
  const oneWay = ratioForms(within, n * (k - 1), 'ICC one-way');
  const consistency = ratioForms(error, (n - 1) * (k - 1), 'ICC consistency');
  const agreement = (between - error) / (between + (k - 1) * error + (k * (raters - error)) / n);
  const limits = agreementLimits({ between, raters, error, agreement, n, k, tail });
  const stepUp = (icc: number): number => (icc * k) / (1 + icc * (k - 1));
  const df2 = (n - 1) * (k - 1);
  return finiteResult(
    {
      kind: 'intraclass',
      subjects: n,
      raters: k,
      meanSquares: { between, raters, error, within },
      forms: {
        ICC1_1: oneWay.single,
        ICC2_1: one(agreement, limits.low, limits.high, between / error, df2, 'ICC agreement, one rating'),
        ICC3_1: consistency.single,
        ICC1_k: oneWay.average,
        ICC2_k: one(
          (between - error) / (between + (raters - error) / n),
          stepUp(limits.low),
          stepUp(limits.high),
          between / error,
          df2,
          `ICC agreement, mean of ${k}`,
        ),
        ICC3_k: consistency.average,
      },
    },
    n,
  );
}

/** Limits of the agreement form with Satterthwaite's degrees of freedom (Shrout & Fleiss 1979). */
function agreementLimits({
  between,
  raters,
  error,
  agreement,
  n,
  k,
  tail,
}: {
  between: number;
  raters: number;
  error: number;
  agreement: number;
  n: number;
  k: number;
  tail: number;
}): { low: number; high: number } {
  if (error === 0) return { low: agreement, high: agreement };
  const fj = raters / error;
  const common = n * (1 + (k - 1) * agreement) - k * agreement;
  const satterthwaite =
    ((k - 1) * (n - 1) * (k * agreement * fj + common) ** 2) /
    ((n - 1) * k ** 2 * agreement ** 2 * fj ** 2 + common ** 2);
  // Without any variance between subjects and raters the degrees of freedom are 0/0 and do not matter.
  const v = satterthwaite > 0 ? satterthwaite : (n - 1) * (k - 1);
  const up = fUpperQuantile(tail, n - 1, v);
  const down = fUpperQuantile(tail, v, n - 1);
  const rest = k * raters + (k * n - k - n) * error;
  return {
    low: (n * (between - up * error)) / (up * rest + n * between),
    high: (n * (down * between - error)) / (rest + n * down * between),
  };
}

function meanSquares(rows: number[][]): { between: number; raters: number; error: number; within: number } {
  const n = rows.length;
  const k = rows[0]?.length ?? 0;
  // Deviations from one rating keep the sums exact for scores far from 0.
  const origin = rows[0]?.[0] as number;
  const shifted = rows.map((row) => row.map((value) => value - origin));
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const rowMeans = shifted.map(mean);
  const columnMeans = Array.from({ length: k }, (_, j) => mean(shifted.map((row) => row[j] as number)));
  const grand = mean(rowMeans);
  const squares = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value * value, 0);
  const ssBetween = k * squares(rowMeans.map((m) => m - grand));
  const ssRaters = n * squares(columnMeans.map((m) => m - grand));
  const ssError = squares(
    shifted.flatMap((row, i) =>
      row.map((value, j) => value - (rowMeans[i] as number) - (columnMeans[j] as number) + grand),
    ),
  );
  const tiny = 1e-24 * squares(shifted.flat());
  const clean = (ss: number): number => (ss <= tiny ? 0 : ss);
  const between = clean(ssBetween) / (n - 1);
  const error = clean(ssError) / ((n - 1) * (k - 1));
  const raters = clean(ssRaters) / (k - 1);
  return { between, raters, error, within: (clean(ssRaters) + clean(ssError)) / (n * (k - 1)) };
}
