import { distinct, positions } from './count-scores.ts';
import type { CoxData } from './cox-data.ts';
import { linearPredictor } from './cox-likelihood.ts';
import { zeros, type Matrix } from './matrix.ts';

/**
 * Rows with what Fine–Gray weights need. A row that had a competing event stays in the risk set with the weight
 * G(t−)/G(own time−), G being the Kaplan–Meier curve of the censoring.
 */
export type FineGrayRows = {
  data: CoxData;
  /** 0 censored, 1 the cause of interest, 2 a competing event. */
  state: Uint8Array;
  /** Position of each row on the axis of distinct times. */
  position: Int32Array;
  times: number;
  /** G just before each time. */
  observed: Float64Array;
  /** Rows still under observation, and censored, at each time. */
  atRisk: Float64Array;
  censored: Float64Array;
};

export function fineGrayRows(data: CoxData, codes: Float64Array, cause: number): FineGrayRows {
  const axis = distinct(data.time);
  const position = positions(axis, data.time);
  const state = Uint8Array.from(codes, (code) => (code === 0 ? 0 : code === cause ? 1 : 2));
  const atRisk = new Float64Array(axis.length);
  const censored = new Float64Array(axis.length);
  for (let i = 0; i < data.n; i += 1) {
    atRisk[position[i]!]! += 1;
    if (state[i] === 0) censored[position[i]!]! += 1;
  }
  for (let t = axis.length - 2; t >= 0; t -= 1) atRisk[t]! += atRisk[t + 1]!;
  const observed = new Float64Array(axis.length);
  let curve = 1;
  for (let t = 0; t < axis.length; t += 1) {
    observed[t] = curve;
    curve *= 1 - censored[t]! / atRisk[t]!;
  }
  return { data, state, position, times: axis.length, observed, atRisk, censored };
}

/** Σ w, Σ w x (and Σ w x x′) over a set of rows, per time position. */
type Moments = { s0: Float64Array; s1: Float64Array; s2: Float64Array };

function momentsByTime({ data, position, times }: FineGrayRows, weightOf: (i: number) => number): Moments {
  const p = data.names.length;
  const moments = {
    s0: new Float64Array(times),
    s1: new Float64Array(times * p),
    s2: new Float64Array(times * p * p),
  };
  for (let i = 0; i < data.n; i += 1) {
    const weight = weightOf(i);
    if (weight === 0) continue;
    const t = position[i]!;
    moments.s0[t]! += weight;
    for (let j = 0; j < p; j += 1) {
      const wj = weight * data.x[i * p + j]!;
      moments.s1[t * p + j]! += wj;
      for (let k = 0; k < p; k += 1) moments.s2[(t * p + j) * p + k]! += wj * data.x[i * p + k]!;
    }
  }
  return moments;
}

/** Risk set sums at each time: those still there, and those with an earlier competing event at their weight. */
function riskMoments(rows: FineGrayRows, risk: Float64Array): Moments & { earlier: Moments } {
  const { data, state, position, times, observed } = rows;
  const p = data.names.length;
  const own = momentsByTime(rows, (i) => risk[i]!);
  const competing = momentsByTime(rows, (i) => (state[i] === 2 ? risk[i]! / observed[position[i]!]! : 0));
  const earlier = {
    s0: new Float64Array(times),
    s1: new Float64Array(times * p),
    s2: new Float64Array(times * p * p),
  };
  const widths = [
    ['s0', 1],
    ['s1', p],
    ['s2', p * p],
  ] as const;
  for (const [name, width] of widths) {
    for (let t = times - 2; t >= 0; t -= 1) {
      for (let j = 0; j < width; j += 1) own[name][t * width + j]! += own[name][(t + 1) * width + j]!;
    }
    for (let t = 1; t < times; t += 1) {
      for (let j = 0; j < width; j += 1) {
        const before = (t - 1) * width + j;
        earlier[name][t * width + j] = earlier[name][before]! + competing[name][before]!;
      }
    }
    for (let t = 0; t < times; t += 1) {
      for (let j = 0; j < width; j += 1)
        own[name][t * width + j]! += observed[t]! * earlier[name][t * width + j]!;
    }
  }
  return { ...own, earlier };
}

export function fineGrayLikelihood(rows: FineGrayRows, beta: ArrayLike<number>) {
  const { data, state, position, times } = rows;
  const p = data.names.length;
  const eta = linearPredictor(data, beta);
  const { s0, s1, s2 } = riskMoments(rows, eta.map(Math.exp));
  const deaths = new Float64Array(times);
  const gradient = new Float64Array(p);
  const information = new Float64Array(p * p);
  let log = 0;
  for (let i = 0; i < data.n; i += 1) {
    if (state[i] !== 1) continue;
    deaths[position[i]!]! += 1;
    log += eta[i]!;
    for (let j = 0; j < p; j += 1) gradient[j]! += data.x[i * p + j]!;
  }
  for (let t = 0; t < times; t += 1) {
    const d = deaths[t]!;
    if (d === 0) continue;
    log -= d * Math.log(s0[t]!);
    for (let j = 0; j < p; j += 1) {
      const mean = s1[t * p + j]! / s0[t]!;
      gradient[j]! -= d * mean;
      for (let k = 0; k < p; k += 1) {
        information[j * p + k]! += d * (s2[(t * p + j) * p + k]! / s0[t]! - (mean * s1[t * p + k]!) / s0[t]!);
      }
    }
  }
  return { log, gradient, information };
}

/**
 * Each row's influence on the score (η + ψ of Fine & Gray): its own martingale part with the censoring weights,
 * and what it taught about the censoring curve.
 */
export function fineGrayResiduals(rows: FineGrayRows, beta: ArrayLike<number>): Matrix {
  const { data, state, position, times, observed, atRisk, censored } = rows;
  const p = data.names.length;
  const risk = linearPredictor(data, beta).map(Math.exp);
  const { s0, s1, earlier } = riskMoments(rows, risk);
  const deaths = new Float64Array(times);
  for (let i = 0; i < data.n; i += 1) if (state[i] === 1) deaths[position[i]!]! += 1;
  // Cumulative from the left: hazard and hazard × mean; from the right the same times G(t−).
  const hazard = new Float64Array(times + 1);
  const hazardMean = zeros(times + 1, p);
  const tail = new Float64Array(times + 1);
  const tailMean = zeros(times + 1, p);
  for (let t = 0; t < times; t += 1) {
    const h = deaths[t]! / s0[t]!;
    hazard[t + 1] = hazard[t]! + (deaths[t] === 0 ? 0 : h);
    for (let j = 0; j < p; j += 1) {
      hazardMean[t + 1]![j] = hazardMean[t]![j]! + (deaths[t] === 0 ? 0 : (h * s1[t * p + j]!) / s0[t]!);
    }
  }
  for (let t = times - 1; t >= 0; t -= 1) {
    const h = deaths[t] === 0 ? 0 : (observed[t]! * deaths[t]!) / s0[t]!;
    tail[t] = tail[t + 1]! + h;
    for (let j = 0; j < p; j += 1)
      tailMean[t]![j] = tailMean[t + 1]![j]! + (h === 0 ? 0 : (h * s1[t * p + j]!) / s0[t]!);
  }
  // q(u): how the score moves when the censoring hazard at u does; then its martingale integral.
  const q = zeros(times, p);
  const drift = zeros(times + 1, p);
  for (let t = 0; t < times; t += 1) {
    const hazardOfCensoring = censored[t]! / atRisk[t]!;
    for (let j = 0; j < p; j += 1) {
      q[t]![j] = earlier.s1[t * p + j]! * tail[t]! - earlier.s0[t]! * tailMean[t]![j]!;
      drift[t + 1]![j] = drift[t]![j]! - (q[t]![j]! / atRisk[t]!) * hazardOfCensoring;
    }
  }
  const residuals = zeros(data.n, p);
  for (let i = 0; i < data.n; i += 1) {
    const t = position[i]!;
    const after = state[i] === 2 ? risk[i]! / observed[t]! : 0;
    for (let j = 0; j < p; j += 1) {
      const x = data.x[i * p + j]!;
      let value = -risk[i]! * (x * hazard[t + 1]! - hazardMean[t + 1]![j]!);
      value -= after * (x * tail[t + 1]! - tailMean[t + 1]![j]!);
      if (state[i] === 1) value += x - s1[t * p + j]! / s0[t]!;
      value += drift[t + 1]![j]! + (state[i] === 0 ? q[t]![j]! / atRisk[t]! : 0);
      residuals[i]![j] = value;
    }
  }
  return residuals;
}
