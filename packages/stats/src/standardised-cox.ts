import { allFinite, notEstimable } from './checked-results.ts';
import { coxData } from './cox-data.ts';
import { coxMaximum } from './cox-maximum.ts';
import { scoreResiduals } from './cox-residuals.ts';
import { dot, quadraticForm } from './matrix.ts';
import type { NotEstimable } from './results.ts';
import { standardise, type PoolMoments, type StandardisedAssociation } from './standardised-association.ts';
import { refuseRows, type StandardisedRows } from './standardised-least-squares.ts';
import { groupRows } from './strata-means.ts';

/** Times of the selected people; `entry` where somebody is watched from a later time than 0 only. */
export type StandardisedTimes = {
  time: readonly number[];
  event: readonly (0 | 1)[];
  entry?: readonly number[];
};

/** SD of the log of a time with a constant hazard ratio (Gumbel): log hazard per SD over this is like a correlation. */
const LOG_TIME_SD = Math.PI / Math.sqrt(6);

/**
 * The population association of a score with a time to an event, from selected people only and within strata (the
 * regression form of Case III for a proportional hazards model).
 *
 * Use it for time outcomes where `standardisedLeastSquares` serves ratings: cause-specific Cox with strata and Efron
 * ties among the selected, slopes carried to the population's variances, told as the correlation with log time that
 * has the same hazard ratio per SD. Competing events count as censored. Assumes proportional hazards within strata,
 * selection on the composite (plus noise unrelated to the outcome), the pool's moments known.
 *
 * @param rows score, optional composite, strata; @param times time, event (1 = happened), optional entry; @param pool
 * population variances and covariance; @param options `soonerIsBetter` (true): whether an early event is good, which
 * sets the sign
 * @returns theta = asinh(log hazard ratio per population SD / 1.2825), positive = better, with model and robust
 * variance and influence values; not estimable: EMPTY, TOO_FEW_EVENTS (fewer than slopes + 2), NO_EVENTS,
 * NO_VARIANCE, SINGULAR, SEPARATION, NOT_CONVERGED, INVALID_INPUT
 * Source: Cox 1972; Efron 1977; influence values by Reid & Crépeau 1985, Lin & Wei 1989.
 * @example
 * standardisedCox({ score, composite, strata }, { time, event }, pool, { soonerIsBetter: true });
 */
export function standardisedCox(
  rows: StandardisedRows,
  times: StandardisedTimes,
  pool: PoolMoments,
  options: { soonerIsBetter?: boolean } = {},
): StandardisedAssociation | NotEstimable {
  const n = times.time.length;
  const { time, event, entry } = times;
  const shaped =
    event.length === n &&
    (entry === undefined || entry.length === n) &&
    allFinite(time, entry ?? []) &&
    event.every((e) => e === 0 || e === 1);
  const refused = refuseRows(rows, n, pool) ?? (shaped ? undefined : notEstimable('INVALID_INPUT', n));
  if (refused) return refused;
  const events = event.filter((e) => e === 1).length;
  const p = rows.composite ? 2 : 1;
  if (events === 0) return notEstimable('NO_EVENTS', n);
  if (events < p + 2) return notEstimable('TOO_FEW_EVENTS', n, p + 2);
  const { group, groups } = groupRows(rows.strata);
  const covariates = rows.composite
    ? { score: rows.score, composite: rows.composite }
    : { score: rows.score };
  const data = coxData(entry ? { time, event, entry } : { time, event }, covariates, {
    strata: Array.from(group),
  });
  if ('kind' in data) return data;
  // A row that the survival functions cannot use would shift the influence values.
  if (data.n !== n) return notEstimable('INVALID_INPUT', n);
  const fit = coxMaximum(data, 'efron');
  if ('kind' in fit) return fit;
  const spread = Array.from(data.spread);
  const slopes = fit.beta.map((b, j) => b / (spread[j] as number));
  const covariance = fit.covariance.map((row, i) =>
    row.map((value, j) => value / (spread[i] as number) / (spread[j] as number)),
  );
  const sd = Math.sqrt(pool.score);
  const sign = (options.soonerIsBetter ?? true) ? 1 : -1;
  const [bScore, bComposite] = [slopes[0] as number, slopes[1] ?? 0];
  const perSd = (sign * (bScore * pool.score + bComposite * pool.covariance)) / sd;
  const perB = sign / Math.hypot(perSd, LOG_TIME_SD);
  const gradient = [perB * sd, ...(p === 2 ? [(perB * pool.covariance) / sd] : [])];
  // A row moves the slopes by covariance × its score residual (both on the standardised scale of `data`).
  const weights = fit.covariance.map((_, k) =>
    gradient.reduce((sum, g, j) => sum + (g / (spread[j] as number)) * (fit.covariance[j]?.[k] as number), 0),
  );
  return standardise({
    theta: Math.asinh(perSd / LOG_TIME_SD),
    influence: scoreResiduals(data, fit.beta, 'efron').map((residual) => dot(weights, residual)),
    modelVariance: quadraticForm(covariance, gradient),
    slopes: { score: bScore, composite: bComposite },
    strata: groups,
    events,
    df: events - 2,
    method: rows.composite ? 'cox within strata, standardised to the pool' : 'cox within strata, one score',
  });
}
