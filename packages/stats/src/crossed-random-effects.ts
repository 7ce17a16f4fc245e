import { choleskyFactor, inverseFromFactor, logDeterminantFromFactor, solveWithFactor } from './cholesky.ts';
import { dot, type Matrix } from './matrix.ts';
import { minimise } from './nelder-mead.ts';

/** Scores with two crossed groupings; groups are numbered from 0. */
export type CrossedScores = {
  scores: readonly number[];
  first: Int32Array;
  firstGroups: number;
  second: Int32Array;
  secondGroups: number;
};

export type CrossedFit = {
  varianceFirst: number;
  varianceSecond: number;
  varianceResidual: number;
  mean: number;
  /** Best linear unbiased predictions, one per group. */
  first: number[];
  second: number[];
  /** Prediction errors of the effects, given the variances: standard deviation of effect − prediction. */
  firstErrors: number[];
  secondErrors: number[];
  /** −2 × restricted log-likelihood. */
  criterion: number;
};

/**
 * Restricted maximum likelihood of score = mean + first group + second group + error, by the profiled criterion of
 * Bates et al. 2015 (lme4). The larger grouping is eliminated exactly, so that only a matrix of the smaller one's
 * size is factored. Undefined when the criterion cannot be evaluated.
 */
export function fitCrossed(data: CrossedScores): CrossedFit | undefined {
  if (data.firstGroups < data.secondGroups) {
    const swapped = fitCrossed({
      scores: data.scores,
      first: data.second,
      firstGroups: data.secondGroups,
      second: data.first,
      secondGroups: data.firstGroups,
    });
    return (
      swapped && {
        ...swapped,
        varianceFirst: swapped.varianceSecond,
        varianceSecond: swapped.varianceFirst,
        first: swapped.second,
        second: swapped.first,
        firstErrors: swapped.secondErrors,
        secondErrors: swapped.firstErrors,
      }
    );
  }
  const sums = groupSums(data);
  // The criterion depends on the squares of the two relative standard deviations: no bounds are needed.
  const criterion = (theta: readonly number[]): number =>
    evaluate(sums, theta[0] as number, theta[1] as number)?.criterion ?? Infinity;
  const starts = [
    [1, 1],
    [0.3, 0.3],
    [1, 0.1],
    [0.1, 1],
  ];
  const best = starts
    .map((start) => minimise(criterion, start))
    .reduce((a, b) => (b.value < a.value ? b : a));
  const polished = minimise(criterion, best.point, 0.01);
  const [a, b] = polished.value <= best.value ? polished.point : best.point;
  const state = evaluate(sums, Math.abs(a as number), Math.abs(b as number));
  if (!state) return undefined;
  const { residual, thetaFirst, thetaSecond } = state;
  return {
    varianceFirst: residual * thetaFirst ** 2,
    varianceSecond: residual * thetaSecond ** 2,
    varianceResidual: residual,
    mean: state.mean + sums.center,
    first: state.uFirst.map((u) => u * thetaFirst),
    second: state.uSecond.map((u) => u * thetaSecond),
    ...predictionErrors(sums, state),
    criterion: state.criterion,
  };
}

/** Diagonal of the inverse of the equations for effects and mean, as standard deviations (Henderson 1975). */
function predictionErrors(
  { meetings }: Sums,
  { residual, thetaFirst, thetaSecond, factor, diagonal, forOne, oneOne }: State,
): { firstErrors: number[]; secondErrors: number[] } {
  const inverse = inverseFromFactor(factor);
  const error = (theta: number, own: number, viaMean: number): number =>
    theta * Math.sqrt(residual * (own + viaMean ** 2 / oneOne));
  const ab = thetaFirst * thetaSecond;
  return {
    firstErrors: meetings.map((met, f) => {
      const d = diagonal[f] as number;
      let shared = 0;
      for (const [i, ci] of met)
        for (const [j, cj] of met) shared += ab * ci * (inverse[i]?.[j] as number) * ab * cj;
      return error(thetaFirst, 1 / d + shared / (d * d), forOne.u[f] as number);
    }),
    secondErrors: inverse.map((row, s) => error(thetaSecond, row[s] as number, forOne.v[s] as number)),
  };
}

type Sums = {
  n: number;
  center: number;
  total: number;
  squares: number;
  first: { count: number[]; sum: number[] };
  second: { count: number[]; sum: number[] };
  /** For each first group, the second groups it meets and how often. */
  meetings: [second: number, count: number][][];
};

function groupSums({ scores, first, firstGroups, second, secondGroups }: CrossedScores): Sums {
  const n = scores.length;
  const center = scores.reduce((sum, y) => sum + y / n, 0);
  const tally = (groups: number): { count: number[]; sum: number[] } => ({
    count: new Array<number>(groups).fill(0),
    sum: new Array<number>(groups).fill(0),
  });
  const result: Sums = {
    n,
    center,
    total: 0,
    squares: 0,
    first: tally(firstGroups),
    second: tally(secondGroups),
    meetings: [],
  };
  const meetings = Array.from({ length: firstGroups }, () => new Map<number, number>());
  scores.forEach((score, i) => {
    const y = score - center;
    const [f, s] = [first[i] as number, second[i] as number];
    result.total += y;
    result.squares += y * y;
    result.first.count[f] = (result.first.count[f] as number) + 1;
    result.first.sum[f] = (result.first.sum[f] as number) + y;
    result.second.count[s] = (result.second.count[s] as number) + 1;
    result.second.sum[s] = (result.second.sum[s] as number) + y;
    meetings[f]?.set(s, (meetings[f]?.get(s) ?? 0) + 1);
  });
  result.meetings = meetings.map((met) => [...met]);
  return result;
}

type State = {
  criterion: number;
  residual: number;
  mean: number;
  thetaFirst: number;
  thetaSecond: number;
  uFirst: number[];
  uSecond: number[];
  factor: Matrix;
  diagonal: number[];
  forOne: { u: number[]; v: number[] };
  oneOne: number;
};

/** Solves the penalised least squares problem at given relative standard deviations. */
function evaluate(sums: Sums, thetaFirst: number, thetaSecond: number): State | undefined {
  const { n, first, second, meetings } = sums;
  const [a2, ab, b2] = [thetaFirst ** 2, thetaFirst * thetaSecond, thetaSecond ** 2];
  const diagonal = first.count.map((count) => 1 + a2 * count);
  const schur: Matrix = second.count.map((count, i) =>
    second.count.map((_, j) => (i === j ? 1 + b2 * count : 0)),
  );
  // Right-hand sides for the outcome and for the column of ones, reduced by the eliminated grouping.
  const rightY = second.sum.map((value) => thetaSecond * value);
  const rightOne = second.count.map((value) => thetaSecond * value);
  meetings.forEach((met, f) => {
    const d = diagonal[f] as number;
    for (const [i, countI] of met) {
      const row = schur[i] as number[];
      for (const [j, countJ] of met) row[j] = (row[j] as number) - (ab * countI * ab * countJ) / d;
      rightY[i] = (rightY[i] as number) - (ab * countI * thetaFirst * (first.sum[f] as number)) / d;
      rightOne[i] = (rightOne[i] as number) - (ab * countI * thetaFirst * (first.count[f] as number)) / d;
    }
  });
  const factor = choleskyFactor(schur);
  if (!factor) return undefined;
  const solve = (right: readonly number[], sumFirst: readonly number[]): { u: number[]; v: number[] } => {
    const v = solveWithFactor(factor, right);
    const u = first.count.map(
      (_, f) =>
        (thetaFirst * (sumFirst[f] as number) -
          (meetings[f] as [number, number][]).reduce((s, [i, c]) => s + ab * c * (v[i] as number), 0)) /
        (diagonal[f] as number),
    );
    return { u, v };
  };
  const forY = solve(rightY, first.sum);
  const forOne = solve(rightOne, first.count);
  const reduce = (
    sumFirst: readonly number[],
    sumSecond: readonly number[],
    { u, v }: { u: number[]; v: number[] },
  ): number => thetaFirst * dot(sumFirst, u) + thetaSecond * dot(sumSecond, v);
  const oneOne = n - reduce(first.count, second.count, forOne);
  const oneY = sums.total - reduce(first.count, second.count, forY);
  const yY = sums.squares - reduce(first.sum, second.sum, forY);
  const mean = oneY / oneOne;
  const penalised = yY - oneY * mean;
  if (!(oneOne > 0) || !(penalised > 0)) return undefined;
  const logDeterminant = diagonal.reduce((sum, d) => sum + Math.log(d), 0) + logDeterminantFromFactor(factor);
  const criterion =
    logDeterminant + Math.log(oneOne) + (n - 1) * (1 + Math.log((2 * Math.PI * penalised) / (n - 1)));
  return {
    criterion,
    residual: penalised / (n - 1),
    mean,
    thetaFirst,
    thetaSecond,
    factor,
    diagonal,
    forOne,
    oneOne,
    uFirst: forY.u.map((u, f) => u - mean * (forOne.u[f] as number)),
    uSecond: forY.v.map((v, s) => v - mean * (forOne.v[s] as number)),
  };
}
