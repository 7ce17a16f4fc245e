import { cellsOfRows, concordanceOf, type Concordance } from './concordance.ts';
import type { CoxData } from './cox-data.ts';
import { linearPredictor } from './cox-likelihood.ts';
import type { NotEstimable } from './results.ts';

/** Harrell's C of a fitted linear predictor, pairs within strata only. */
export function coxConcordance(
  data: CoxData,
  beta: ArrayLike<number>,
  level: number,
): Concordance | NotEstimable {
  const predictor = linearPredictor(data, beta).map(roundedForTies);
  const strata = data.strata.map(({ byTime }) => {
    const pick = (column: ArrayLike<number>): Float64Array => Float64Array.from(byTime, (i) => column[i]!);
    const rows = { n: byTime.length, time: pick(data.time), event: pick(data.event), covariates: [] };
    return cellsOfRows(data.entry ? { ...rows, entry: pick(data.entry) } : rows, pick(predictor));
  });
  const clusters =
    data.cluster && data.strata.map(({ byTime }) => Float64Array.from(byTime, (i) => data.cluster![i]!));
  return concordanceOf(strata, { level }, 'none', 'harrell c of the linear predictor', clusters);
}

/** Rows with the same covariates must tie although their sums were rounded differently: 12 digits. */
function roundedForTies(value: number): number {
  return Number(value.toPrecision(12));
}
