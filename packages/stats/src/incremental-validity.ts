import { estimate, finiteResult, notEstimable, testResult } from './checked-results.ts';
import { centredSumOfSquares } from './centred-sums.ts';
import { fUpper } from './distributions.ts';
import { linearRegression } from './linear-regression.ts';
import { designMatrix, type NamedColumn } from './named-columns.ts';
import { leastSquares } from './qr-least-squares.ts';
import { percentileBootstrap } from './percentile-bootstrap.ts';
import type { Estimated, NotEstimable, Tested } from './results.ts';
import type { GroupLabels } from './strata-means.ts';

export type IncrementalValidity = {
  kind: 'incremental';
  r2Base: number;
  r2Full: number;
  deltaR2: number;
  test: Tested;
  n: number;
};

/**
 * Whether some predictors add to others, and how much: nested least squares on the same rows.
 *
 * Use it for "does this question add to the composite". ΔR² on the fitting rows is optimistic; read the
 * leave-one-out R² of `linearRegression` beside it.
 *
 * @param outcome one number per row; @param base predictors already there (may be none); @param extra predictors added
 * @returns both R², their difference and its F test (df = number added; the test's `df` is that, residual df is
 * n − coefficients); not estimable as `linearRegression`, and TOO_FEW when nothing is added
 * Source: partial F test. R: anova(lm0, lm1).
 * @example
 * incrementalValidity(rating, [{ name: 'composite', values: composite }], [{ name: 'question', values: question }]);
 */
export function incrementalValidity(
  outcome: readonly number[],
  base: readonly NamedColumn[],
  extra: readonly NamedColumn[],
): IncrementalValidity | NotEstimable {
  if (extra.length === 0) return notEstimable('TOO_FEW', outcome.length);
  const full = linearRegression(outcome, [...base, ...extra]);
  if (full.kind === 'not-estimable') return full;
  const r2Base = base.length === 0 ? 0 : rSquared(outcome, base);
  if (r2Base === undefined) return notEstimable('SINGULAR', full.n);
  const deltaR2 = full.r2 - r2Base;
  const statistic = deltaR2 / extra.length / ((1 - full.r2) / full.residualDf);
  const p =
    statistic >= 0 && Number.isFinite(statistic)
      ? fUpper(statistic, extra.length, full.residualDf)
      : Number.NaN;
  const test = testResult({ statistic, df: extra.length, p, n: full.n, method: 'nested least squares, F' });
  return finiteResult({ kind: 'incremental', r2Base, r2Full: full.r2, deltaR2, test, n: full.n }, full.n);
}

/**
 * ΔR² with a bootstrap interval that keeps clusters together.
 *
 * Use it beside `incrementalValidity` when rows share sites; percentile interval, so it is never below 0.
 *
 * @param options cluster label per row (rows are resampled when left out), seed, replicates (2000), level
 * @returns unit share; not estimable as `incrementalValidity`
 * Source: percentile bootstrap, Efron 1979; clusters as in Davison & Hinkley 1997, §3.8.
 * @example
 * deltaR2Interval(rating, base, extra, { clusters: client, seed: 1 });
 */
export function deltaR2Interval(
  outcome: readonly number[],
  base: readonly NamedColumn[],
  extra: readonly NamedColumn[],
  options: { seed: number; clusters?: GroupLabels; replicates?: number; level?: number },
): Estimated {
  const whole = incrementalValidity(outcome, base, extra);
  if (whole.kind === 'not-estimable') return whole;
  const pick = (columns: readonly NamedColumn[], rows: ArrayLike<number>): NamedColumn[] =>
    columns.map(({ name, values }) => ({ name, values: Array.from(rows, (i) => values[i] as number) }));
  const limits = percentileBootstrap(outcome.length, options, (rows) => {
    const drawn = Array.from(rows, (i) => outcome[i] as number);
    const small = base.length === 0 ? 0 : rSquared(drawn, pick(base, rows));
    const large = rSquared(drawn, pick([...base, ...extra], rows));
    return small === undefined || large === undefined ? undefined : large - small;
  });
  if ('kind' in limits) return limits;
  return estimate({
    unit: 'share',
    value: whole.deltaR2,
    ...limits,
    level: options.level ?? 0.95,
    n: whole.n,
    method: 'delta R2, percentile bootstrap',
  });
}

/** R² alone: 1 − residual over total sum of squares. */
function rSquared(outcome: readonly number[], predictors: readonly NamedColumn[]): number | undefined {
  const total = centredSumOfSquares(outcome);
  const fit = leastSquares(designMatrix(predictors, outcome.length), outcome);
  return fit && total > 0 ? 1 - fit.residualSumOfSquares / total : undefined;
}
