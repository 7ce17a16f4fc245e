import type { CoxData, CoxStratum } from './cox-data.ts';
import { coxLikelihood, type CoxEvent, linearPredictor, type Ties } from './cox-likelihood.ts';
import { zeros, type Matrix } from './matrix.ts';

/** Sum of each row's (or each cluster's) score residuals at beta, on the standardised scale. */
export function scoreResiduals(data: CoxData, beta: ArrayLike<number>, ties: Ties): Matrix {
  const p = data.names.length;
  const events = new Map<CoxStratum, CoxEvent[]>(data.strata.map((stratum) => [stratum, []]));
  coxLikelihood(data, beta, ties, { visit: (event) => void events.get(event.stratum)!.push(event) });
  const risk = linearPredictor(data, beta).map(Math.exp);
  const residuals = zeros(data.n, p);
  for (const [stratum, list] of events) addStratum(data, stratum, list.reverse(), risk, residuals);
  return data.cluster ? sumByCluster(residuals, data.cluster, p) : residuals;
}

function addStratum(
  data: CoxData,
  stratum: CoxStratum,
  events: CoxEvent[],
  risk: Float64Array,
  residuals: Matrix,
): void {
  const p = data.names.length;
  // Cumulative hazard and hazard × expected covariates after each event time.
  const hazard = new Float64Array(events.length + 1);
  const mean = new Float64Array((events.length + 1) * p);
  events.forEach((event, k) => {
    hazard[k + 1] = hazard[k]! + event.hazard;
    for (let j = 0; j < p; j += 1) mean[(k + 1) * p + j] = mean[k * p + j]! + event.hazardMean[j]!;
  });
  for (const i of stratum.byTime) {
    const last = countUpTo(events, data.time[i]!);
    const first = data.entry ? countUpTo(events, data.entry[i]!) : 0;
    const own = data.event[i] === 1 ? events[last - 1] : undefined;
    for (let j = 0; j < p; j += 1) {
      const x = data.x[i * p + j]!;
      let h = hazard[last]! - hazard[first]!;
      let m = mean[last * p + j]! - mean[first * p + j]!;
      if (own) {
        h += own.hazardOfDead - own.hazard;
        m += own.hazardMeanOfDead[j]! - own.hazardMean[j]!;
      }
      residuals[i]![j] = (own ? x - own.expected[j]! : 0) - risk[i]! * (x * h - m);
    }
  }
}

/** Number of event times up to and including a time. */
function countUpTo(events: readonly CoxEvent[], time: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (events[middle]!.time <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sumByCluster(residuals: Matrix, cluster: Float64Array, p: number): Matrix {
  const sums = new Map<number, number[]>();
  residuals.forEach((row, i) => {
    const sum = sums.get(cluster[i]!) ?? new Array<number>(p).fill(0);
    row.forEach((value, j) => (sum[j]! += value));
    sums.set(cluster[i]!, sum);
  });
  return [...sums.values()];
}
