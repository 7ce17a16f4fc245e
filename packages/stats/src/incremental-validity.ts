import { estimate, finiteResult, notEstimable, testResult } from './checked-results.ts';
import { fUpper } from './distributions.ts';
import { linearRegression } from './linear-regression.ts';
import type { NamedColumn } from './named-columns.ts';
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
  if (typeof r2Base !== 'number') return r2Base;
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
    const result = incrementalValidity(
      Array.from(rows, (i) => outcome[i] as number),
      pick(base, rows),
      pick(extra, rows),
    );
    return result.kind === 'incremental' ? result.deltaR2 : undefined;
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

function rSquared(outcome: readonly number[], predictors: readonly NamedColumn[]): number | NotEstimable {
  const fit = linearRegression(outcome, predictors);
  return fit.kind === 'not-estimable' ? fit : fit.r2;
}
