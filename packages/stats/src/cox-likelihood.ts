import type { CoxData, CoxStratum } from './cox-data.ts';

export type Ties = 'efron' | 'breslow';

export type CoxLikelihood = {
  log: number;
  gradient: Float64Array;
  /** Row-major p × p. */
  information: Float64Array;
  /** d information / d beta, p × p × p with the derivative's index last; only on request. */
  third?: Float64Array;
};

/**
 * What one event time of one stratum adds: everything residuals and tests are made of. Plain arrays: there are as many
 * as event times, and short typed ones burden the garbage collector.
 */
export type CoxEvent = {
  stratum: CoxStratum;
  time: number;
  deaths: number;
  /** Σ over the dead of x, less the expected. */
  surplus: number[];
  information: number[];
  /** Mean of the expected covariates. */
  expected: number[];
  /** Hazard and hazard × expected, for those who live on and for those who die now. */
  hazard: number;
  hazardMean: number[];
  hazardOfDead: number;
  hazardMeanOfDead: number[];
};

/**
 * The partial likelihood with its derivatives at beta (on the standardised scale): one sweep back in time,
 * O(rows · p²). `visit` sees the event times of each stratum, latest first.
 */
export function coxLikelihood(
  data: CoxData,
  beta: ArrayLike<number>,
  ties: Ties,
  options: { third?: boolean; visit?: (event: CoxEvent) => void } = {},
): CoxLikelihood {
  const p = data.names.length;
  const result: CoxLikelihood = {
    log: 0,
    gradient: new Float64Array(p),
    information: new Float64Array(p * p),
  };
  if (options.third) result.third = new Float64Array(p * p * p);
  const eta = linearPredictor(data, beta);
  const risk = eta.map(Math.exp);
  const room: Room = {
    atRisk: emptySums(p, result.third !== undefined),
    dead: emptySums(p, result.third !== undefined),
    sumX: new Float64Array(p),
    mean: new Float64Array(p),
  };
  for (const stratum of data.strata) sweep(data, stratum, eta, risk, ties, result, room, options.visit);
  return result;
}

/** x·beta per row. */
export function linearPredictor(data: CoxData, beta: ArrayLike<number>): Float64Array {
  const p = data.names.length;
  const eta = new Float64Array(data.n);
  for (let i = 0; i < data.n; i += 1) for (let j = 0; j < p; j += 1) eta[i]! += data.x[i * p + j]! * beta[j]!;
  return eta;
}

/** Sums over a set of rows: Σ w, Σ w x, Σ w x x′ and, where wanted, Σ w x x′ x. */
type Sums = { s0: number; s1: Float64Array; s2: Float64Array; s3?: Float64Array };

function emptySums(p: number, third: boolean): Sums {
  const sums: Sums = { s0: 0, s1: new Float64Array(p), s2: new Float64Array(p * p) };
  if (third) sums.s3 = new Float64Array(p * p * p);
  return sums;
}

function clear(sums: Sums): void {
  sums.s0 = 0;
  sums.s1.fill(0);
  sums.s2.fill(0);
  sums.s3?.fill(0);
}

/** Arrays that every event time uses again: allocating them there took most of the time. */
type Room = { atRisk: Sums; dead: Sums; sumX: Float64Array; mean: Float64Array };

function sweep(
  data: CoxData,
  stratum: CoxStratum,
  eta: Float64Array,
  risk: Float64Array,
  ties: Ties,
  result: CoxLikelihood,
  room: Room,
  visit?: (event: CoxEvent) => void,
): void {
  const { time, event, entry, x } = data;
  const { byTime, byEntry } = stratum;
  const p = data.names.length;
  const { atRisk, dead, sumX } = room;
  clear(atRisk);
  let entered = 0;
  for (let end = byTime.length - 1; end >= 0; ) {
    const now = time[byTime[end]!]!;
    let start = end;
    while (start > 0 && time[byTime[start - 1]!] === now) start -= 1;
    clear(dead);
    sumX.fill(0);
    let deaths = 0;
    for (let position = start; position <= end; position += 1) {
      const i = byTime[position]!;
      addRow(atRisk, x, i, p, risk[i]!);
      if (event[i] === 0) continue;
      addRow(dead, x, i, p, risk[i]!);
      deaths += 1;
      result.log += eta[i]!;
      for (let j = 0; j < p; j += 1) sumX[j]! += x[i * p + j]!;
    }
    while (byEntry && entered < byEntry.length && entry![byEntry[entered]!]! >= now) {
      const i = byEntry[entered]!;
      addRow(atRisk, x, i, p, -risk[i]!);
      entered += 1;
    }
    if (deaths > 0) addEventTime(room, deaths, ties, result, stratum, now, visit);
    end = start - 1;
  }
}

function addRow(sums: Sums, x: Float64Array, i: number, p: number, weight: number): void {
  sums.s0 += weight;
  for (let j = 0; j < p; j += 1) {
    const wj = weight * x[i * p + j]!;
    sums.s1[j]! += wj;
    for (let k = 0; k < p; k += 1) {
      const wjk = wj * x[i * p + k]!;
      sums.s2[j * p + k]! += wjk;
      if (sums.s3) for (let l = 0; l < p; l += 1) sums.s3[(j * p + k) * p + l]! += wjk * x[i * p + l]!;
    }
  }
}

function addEventTime(
  { atRisk, dead, sumX, mean }: Room,
  deaths: number,
  ties: Ties,
  result: CoxLikelihood,
  stratum: CoxStratum,
  time: number,
  visit?: (event: CoxEvent) => void,
): void {
  const p = sumX.length;
  const seen: CoxEvent | undefined = visit && {
    stratum,
    time,
    deaths,
    surplus: Array.from(sumX),
    information: new Array<number>(p * p).fill(0),
    expected: new Array<number>(p).fill(0),
    hazard: 0,
    hazardMean: new Array<number>(p).fill(0),
    hazardOfDead: 0,
    hazardMeanOfDead: new Array<number>(p).fill(0),
  };
  for (let j = 0; j < p; j += 1) result.gradient[j]! += sumX[j]!;
  // Breslow: every death meets the whole risk set. Efron: the k-th meets it less k/d of the dead.
  const steps = ties === 'efron' ? deaths : 1;
  for (let k = 0; k < steps; k += 1) {
    const share = k / steps;
    const weight = deaths / steps;
    const s0 = atRisk.s0 - share * dead.s0;
    result.log -= weight * Math.log(s0);
    for (let j = 0; j < p; j += 1) {
      mean[j] = (atRisk.s1[j]! - share * dead.s1[j]!) / s0;
      result.gradient[j]! -= weight * mean[j]!;
    }
    for (let j = 0; j < p; j += 1) {
      for (let l = 0; l < p; l += 1) {
        const covariance = (atRisk.s2[j * p + l]! - share * dead.s2[j * p + l]!) / s0 - mean[j]! * mean[l]!;
        result.information[j * p + l]! += weight * covariance;
        if (seen) seen.information[j * p + l]! += weight * covariance;
      }
    }
    if (result.third) addThird(result.third, atRisk, dead, share, weight, s0, mean);
    if (!seen) continue;
    const hazard = weight / s0;
    seen.hazard += hazard;
    seen.hazardOfDead += hazard * (1 - share);
    for (let j = 0; j < p; j += 1) {
      seen.surplus[j]! -= weight * mean[j]!;
      seen.expected[j]! += mean[j]! / steps;
      seen.hazardMean[j]! += hazard * mean[j]!;
      seen.hazardMeanOfDead[j]! += hazard * (1 - share) * mean[j]!;
    }
  }
  if (seen) visit!(seen);
}

/** Third central moments of the risk set: the derivative of its covariance. */
function addThird(
  third: Float64Array,
  all: Sums,
  dead: Sums,
  share: number,
  weight: number,
  s0: number,
  mean: Float64Array,
): void {
  const p = mean.length;
  const second = (j: number, k: number): number => (all.s2[j * p + k]! - share * dead.s2[j * p + k]!) / s0;
  for (let j = 0; j < p; j += 1) {
    for (let k = 0; k < p; k += 1) {
      for (let l = 0; l < p; l += 1) {
        const cell = (j * p + k) * p + l;
        const raw = (all.s3![cell]! - share * dead.s3![cell]!) / s0;
        const central =
          raw -
          mean[j]! * second(k, l) -
          mean[k]! * second(j, l) -
          mean[l]! * second(j, k) +
          2 * mean[j]! * mean[k]! * mean[l]!;
        third[cell]! += weight * central;
      }
    }
  }
}
