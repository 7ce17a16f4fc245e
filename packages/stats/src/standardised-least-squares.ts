import { allFinite, notEstimable } from './checked-results.ts';
import { choleskyFactor, inverseFromFactor } from './cholesky.ts';
import { dot, quadraticForm } from './matrix.ts';
import type { NotEstimable } from './results.ts';
import { standardise, type PoolMoments, type StandardisedAssociation } from './standardised-association.ts';
import { groupRows, withinGroups, type GroupLabels } from './strata-means.ts';

export type StandardisedRows = {
  /** Score of interest of each selected person. */
  score: readonly number[];
  /** Selection composite of each; left out when the score is the composite itself or the composite is unknown. */
  composite?: readonly number[];
  /** Stratum of each, such as site and role: comparisons are made within strata only. */
  strata: GroupLabels;
};

/**
 * The population correlation of a score with a rating or a 0/1 outcome, from selected people only and within
 * strata (the regression form of Case III).
 *
 * Use it instead of Case III when people belong to sites: slopes of score and composite are estimated among the
 * selected with stratum means removed, then carried to the population's variances. Without a composite it is the
 * within-stratum correlation at the given population variance. Assumes that selection depended on the composite
 * (plus noise unrelated to the outcome), straight relations with constant scatter, the pool's moments known.
 *
 * @param rows score, optional composite, strata; @param outcome one number per row; @param pool population variances
 * of score and composite and their covariance
 * @returns theta = atanh r with model and robust variance and influence values; not estimable: EMPTY, TOO_FEW (fewer
 * than two residual degrees of freedom), NO_VARIANCE (outcome or score constant within strata), SINGULAR (score and
 * composite not separable), INVALID_INPUT
 * Source: Pearson–Lawley with one selection variable in regression form; Thorndike 1949, Case III.
 * @example
 * standardisedLeastSquares({ score, composite, strata }, rating, { score: 1, composite: 0.5, covariance: 0.4 });
 */
export function standardisedLeastSquares(
  rows: StandardisedRows,
  outcome: readonly number[],
  pool: PoolMoments,
): StandardisedAssociation | NotEstimable {
  const n = outcome.length;
  const refused =
    refuseRows(rows, n, pool) ?? (allFinite(outcome) ? undefined : notEstimable('INVALID_INPUT', n));
  if (refused) return refused;
  const { group, groups } = groupRows(rows.strata);
  const predictors = [rows.score, ...(rows.composite ? [rows.composite] : [])].map((column) =>
    withinGroups(column, group, groups),
  );
  const y = withinGroups(outcome, group, groups);
  const p = predictors.length;
  const residualDf = n - groups - p;
  if (residualDf < 2) return notEstimable('TOO_FEW', n, groups + p + 2);
  if (dot(y, y) === 0 || predictors.some((column) => dot(column, column) === 0))
    return notEstimable('NO_VARIANCE', n);
  const factor = choleskyFactor(predictors.map((a) => predictors.map((b) => dot(a, b))));
  if (!factor) return notEstimable('SINGULAR', n);
  const inverse = inverseFromFactor(factor);
  const projections = predictors.map((column) => dot(column, y));
  const slopes = inverse.map((row) => dot(row, projections));
  const residuals = y.slice();
  predictors.forEach((column, j) => {
    const slope = slopes[j] as number;
    for (let i = 0; i < n; i++) residuals[i] = (residuals[i] as number) - slope * (column[i] as number);
  });
  const s2 = dot(residuals, residuals) / residualDf;
  const [bScore, bComposite] = [slopes[0] as number, slopes[1] ?? 0];
  const covered = bScore * pool.score + bComposite * pool.covariance;
  const outcomeVariance =
    bScore ** 2 * pool.score +
    2 * bScore * bComposite * pool.covariance +
    bComposite ** 2 * pool.composite +
    s2;
  if (!(s2 > 0)) return notEstimable('NO_VARIANCE', n);
  const scale = Math.sqrt(pool.score * outcomeVariance);
  const r = covered / scale;
  const perR = 1 / (1 - r * r);
  // r = covered / √(V_q V_y): derivatives through the numerator and through V_y.
  const gradient = [
    perR * (pool.score / scale - (r / outcomeVariance) * covered),
    ...(p === 2
      ? [
          perR *
            (pool.covariance / scale -
              (r / outcomeVariance) * (bScore * pool.covariance + bComposite * pool.composite)),
        ]
      : []),
    perR * (-r / (2 * outcomeVariance)),
  ];
  const slopeGradient = gradient.slice(0, p);
  const modelVariance =
    s2 * quadraticForm(inverse, slopeGradient) + ((gradient[p] as number) ** 2 * 2 * s2 * s2) / residualDf;
  const meanSquare = dot(residuals, residuals) / n;
  // Slopes move by (X'X)⁻¹ x e for each row, s² by (e² − mean e²) over its degrees of freedom.
  const weights = inverse.map((row) => dot(row, slopeGradient));
  const perS2 = (gradient[p] as number) / residualDf;
  const [first, second] = predictors as [Float64Array, Float64Array | undefined];
  const influence = Array.from(residuals, (e, i) => {
    const x =
      (weights[0] as number) * (first[i] as number) +
      (second ? (weights[1] as number) * (second[i] as number) : 0);
    return e * x + perS2 * (e * e - meanSquare);
  });
  return standardise({
    theta: Math.atanh(r),
    modelVariance,
    influence,
    slopes: { score: bScore, composite: bComposite },
    strata: groups,
    df: n - groups - 2,
    method: rows.composite
      ? 'least squares within strata, standardised to the pool'
      : 'least squares within strata, one score',
  });
}

/** The reason why rows and pool cannot be used, if there is one. */
export function refuseRows(rows: StandardisedRows, n: number, pool: PoolMoments): NotEstimable | undefined {
  const { score, composite = score, strata } = rows;
  const shaped =
    score.length === n && composite.length === n && strata.length === n && allFinite(score, composite);
  const proper =
    allFinite([pool.score, pool.composite, pool.covariance]) && pool.score >= 0 && pool.composite >= 0;
  // A covariance matrix: |covariance| is at most the product of the standard deviations.
  if (!shaped || !proper || pool.covariance ** 2 > pool.score * pool.composite * (1 + 1e-9))
    return notEstimable('INVALID_INPUT', n);
  if (n === 0) return notEstimable('EMPTY', 0);
  return pool.score === 0 ? notEstimable('NO_VARIANCE', n) : undefined;
}
