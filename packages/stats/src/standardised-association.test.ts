import { describe, expect, test } from 'vitest';
import { cox } from './cox.ts';
import { clusterDesignEffect, leaveOneClusterOut } from './design-effect.ts';
import { normalQuantile } from './distributions.ts';
import { pairsEstimate, pairsWonByRating, pairsWonByTime } from './pairs-won.ts';
import { pearson } from './pearson.ts';
import { caseThree } from './range-restriction.ts';
import { seededGenerator } from './seeded-generator.ts';
import {
  standardisedEstimate,
  standardisedTest,
  type StandardisedAssociation,
} from './standardised-association.ts';
import { standardisedCox } from './standardised-cox.ts';
import { standardisedLeastSquares } from './standardised-least-squares.ts';

/** A pool selected on a composite, with a rating and a time that both depend on the question. */
function pool(size: number, seed: number, clusters = 12) {
  const random = seededGenerator(seed);
  const z = (): number => normalQuantile(random());
  const people = Array.from({ length: size }, () => {
    const general = z();
    const score = 0.6 * general + 0.8 * z();
    const other = 0.6 * general + 0.8 * z();
    const composite = (score + other) / 2;
    const rating = 0.3 * score + Math.sqrt(1 - 0.09) * z();
    const time = -Math.log(random()) * Math.exp(-0.4 * score);
    const watched = 3 * random();
    return {
      score,
      composite,
      rating,
      time: Math.min(time, watched),
      event: (time <= watched ? 1 : 0) as 0 | 1,
      client: Math.floor(random() * clusters),
    };
  });
  const column = (key: 'score' | 'composite'): number[] => people.map((p) => p[key]);
  const cov = (a: number[], b: number[]): number =>
    a.reduce((s, v, i) => s + v * b[i]!, 0) / size -
    (a.reduce((s, v) => s + v, 0) / size) * (b.reduce((s, v) => s + v, 0) / size);
  const moments = {
    score: cov(column('score'), column('score')),
    composite: cov(column('composite'), column('composite')),
    covariance: cov(column('score'), column('composite')),
  };
  const cut = [...column('composite')].sort((a, b) => b - a)[Math.floor(size * 0.25)]!;
  return { people, hired: people.filter((p) => p.composite > cut), moments };
}

const good = (a: ReturnType<typeof standardisedLeastSquares>): StandardisedAssociation => {
  if (a.kind !== 'standardised') throw new Error(a.reason);
  return a;
};

describe('the regression form of Case III', () => {
  const { people, hired, moments } = pool(6000, 5);
  const rows = {
    score: hired.map((p) => p.score),
    composite: hired.map((p) => p.composite),
    strata: hired.map(() => 'all'),
  };
  test('with one stratum it is Case III', () => {
    const result = good(
      standardisedLeastSquares(
        rows,
        hired.map((p) => p.rating),
        moments,
      ),
    );
    const r = (a: number[], b: number[]): number => (pearson(a, b) as { value: number }).value;
    const y = hired.map((p) => p.rating);
    const meanZ = rows.composite.reduce((s, v) => s + v, 0) / hired.length;
    const uz = Math.sqrt(
      rows.composite.reduce((s, v) => s + (v - meanZ) ** 2, 0) / (hired.length - 1) / moments.composite,
    );
    const classic = caseThree({
      rxy: r(rows.score, y),
      rxz: r(rows.score, rows.composite),
      rzy: r(rows.composite, y),
      uz,
      n: hired.length,
    });
    if (classic.kind !== 'corrected') throw new Error('estimable');
    expect(Math.tanh(result.theta)).toBeCloseTo(classic.estimate.value, 1);
    expect(Math.sqrt(result.variance)).toBeGreaterThan(0.6 * classic.standardErrorZ);
    expect(Math.sqrt(result.variance)).toBeLessThan(1.6 * classic.standardErrorZ);
  });
  test('recovers the population correlation that the selected people hide', () => {
    const estimate = standardisedEstimate(
      good(
        standardisedLeastSquares(
          rows,
          hired.map((p) => p.rating),
          moments,
        ),
      ),
    );
    const truth = pearson(
      people.map((p) => p.score),
      people.map((p) => p.rating),
    );
    if (estimate.kind !== 'estimate' || truth.kind !== 'estimate') throw new Error('estimable');
    expect(estimate.low as number).toBeLessThan(truth.value);
    expect(estimate.high as number).toBeGreaterThan(truth.value);
  });
  test('influence values are what leaving a row out changes', () => {
    const few = {
      score: rows.score.slice(0, 80),
      composite: rows.composite.slice(0, 80),
      strata: hired.slice(0, 80).map((p) => p.client % 3),
    };
    const ratings = hired.slice(0, 80).map((p) => p.rating);
    const times = {
      time: hired.slice(0, 80).map((p) => p.time),
      event: hired.slice(0, 80).map((p) => p.event),
    };
    const without = <T>(values: readonly T[], i: number): T[] => values.filter((_, k) => k !== i);
    for (const i of [0, 17, 55]) {
      const smaller = {
        score: without(few.score, i),
        composite: without(few.composite, i),
        strata: without(few.strata, i),
      };
      const ls = good(standardisedLeastSquares(few, ratings, moments));
      const lsWithout = good(standardisedLeastSquares(smaller, without(ratings, i), moments));
      expect(ls.theta - lsWithout.theta).toBeCloseTo(ls.influence[i]!, 1);
      const hazard = good(standardisedCox(few, times, moments));
      const hazardWithout = good(
        standardisedCox(smaller, { time: without(times.time, i), event: without(times.event, i) }, moments),
      );
      expect(hazard.theta - hazardWithout.theta).toBeCloseTo(hazard.influence[i]!, 1);
    }
    const all = good(standardisedLeastSquares(few, ratings, moments));
    expect(Math.abs(all.influence.reduce((s, v) => s + v, 0))).toBeLessThan(0.02);
  });
  test('Cox slopes are those of the stratified Cox model, and the sign follows what is good', () => {
    const strata = hired.map((p) => p.client);
    const times = { time: hired.map((p) => p.time), event: hired.map((p) => p.event) };
    const result = good(standardisedCox({ ...rows, strata }, times, moments));
    const model = cox(
      { time: times.time, event: times.event },
      { score: rows.score, composite: rows.composite },
      { strata },
    );
    if (model.kind !== 'cox-model') throw new Error('estimable');
    expect(result.slopes.score).toBeCloseTo(model.coefficients[0]!.coefficient.value, 8);
    expect(result.slopes.composite).toBeCloseTo(model.coefficients[1]!.coefficient.value, 8);
    expect(result.theta).toBeGreaterThan(0);
    expect(
      good(standardisedCox({ ...rows, strata }, times, moments, { soonerIsBetter: false })).theta,
    ).toBeCloseTo(-result.theta, 12);
    // True log hazard ratio .4 per unit, SD about 1: theta = asinh(.4/1.2825).
    const estimate = standardisedEstimate(result);
    if (estimate.kind !== 'estimate') throw new Error('estimable');
    expect(Math.atanh(estimate.low as number)).toBeLessThan(Math.asinh(0.4 / 1.2825));
    expect(Math.atanh(estimate.high as number)).toBeGreaterThan(Math.asinh(0.4 / 1.2825));
  });
  test('the composite itself needs no second predictor', () => {
    const alone = good(
      standardisedLeastSquares(
        { score: rows.composite, strata: rows.strata },
        hired.map((p) => p.rating),
        { score: moments.composite, composite: moments.composite, covariance: moments.composite },
      ),
    );
    expect(alone.slopes.composite).toBe(0);
    expect(standardisedTest(alone)).toMatchObject({ kind: 'test', df: hired.length - 3 });
  });
  test('stratum means do not matter, nor do a score’s offset and unit', () => {
    const strata = hired.map((p) => p.client);
    const y = hired.map((p) => p.rating);
    const a = good(standardisedLeastSquares({ ...rows, strata }, y, moments));
    const b = good(
      standardisedLeastSquares(
        { ...rows, strata, score: rows.score.map((v, i) => 10 * v + 1000 * strata[i]!) },
        y.map((v, i) => v - 7 * strata[i]!),
        { score: 100 * moments.score, composite: moments.composite, covariance: 10 * moments.covariance },
      ),
    );
    expect(b.theta).toBeCloseTo(a.theta, 9);
    expect(b.variance).toBeCloseTo(a.variance, 9);
  });
  test('refusals', () => {
    const small = { score: [1, 2, 3, 4], composite: [1, 3, 2, 4], strata: [1, 1, 1, 1] };
    const m = { score: 1, composite: 1, covariance: 0.5 };
    expect(standardisedLeastSquares(small, [1, 2, 3, 4], m)).toMatchObject({ reason: 'TOO_FEW' });
    expect(standardisedLeastSquares({ score: [], strata: [] }, [], m)).toMatchObject({ reason: 'EMPTY' });
    expect(standardisedLeastSquares(small, [1, 2, 3], m)).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(
      standardisedLeastSquares(small, [1, 2, 3, 4], { score: 1, composite: 1, covariance: 2 }),
    ).toMatchObject({ reason: 'INVALID_INPUT' });
    const six = { score: [1, 2, 3, 4, 5, 6], composite: [2, 4, 6, 8, 10, 12], strata: [1, 1, 1, 1, 1, 1] };
    expect(standardisedLeastSquares(six, [1, 3, 2, 5, 4, 6], m)).toMatchObject({ reason: 'SINGULAR' });
    expect(
      standardisedLeastSquares({ ...six, composite: [1, 3, 2, 5, 4, 6] }, [1, 1, 1, 1, 1, 1], m),
    ).toMatchObject({ reason: 'NO_VARIANCE' });
    const times = { time: [1, 2, 3, 4, 5, 6], event: [0, 0, 0, 0, 0, 0] as (0 | 1)[] };
    expect(standardisedCox(six, times, m)).toMatchObject({ reason: 'NO_EVENTS' });
    expect(standardisedCox(six, { ...times, event: [1, 1, 0, 0, 0, 0] }, m)).toMatchObject({
      reason: 'TOO_FEW_EVENTS',
      need: 4,
    });
    expect(standardisedCox(six, { ...times, time: [1, 2] }, m)).toMatchObject({ reason: 'INVALID_INPUT' });
  });
});

describe('the client design effect', () => {
  const association = (influence: number[], variance: number) => ({ influence, variance, theta: 0.3 });
  test('is 1 with fewer than five clusters and says so', () => {
    expect(
      clusterDesignEffect([{ association: association([0.1, -0.1, 0.2], 0.01), clusters: [1, 2, 3] }]),
    ).toMatchObject({ value: 1, unchecked: true });
  });
  test('is the jackknife variance over the model variance', () => {
    const influence = [0.1, -0.1, 0.2, -0.2, 0];
    expect(
      clusterDesignEffect([{ association: association(influence, 0.02), clusters: [1, 2, 3, 4, 5] }]),
    ).toMatchObject({ value: expect.closeTo((0.8 * 0.1) / 0.02, 10), clusters: 5, unchecked: false });
    expect(
      clusterDesignEffect([{ association: association(influence, 2), clusters: [1, 2, 3, 4, 5] }]),
    ).toMatchObject({ value: 1 });
  });
  test('a cluster left out takes its influence with it', () => {
    expect(leaveOneClusterOut(association([0.1, -0.1, 0.2], 1), ['a', 'b', 'a'])).toEqual([
      { cluster: 'a', theta: expect.closeTo(0, 12) },
      { cluster: 'b', theta: expect.closeTo(0.4, 12) },
    ]);
    expect(leaveOneClusterOut(association([0.1], 1), [])).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(clusterDesignEffect([])).toMatchObject({ reason: 'EMPTY' });
    expect(clusterDesignEffect([{ association: association([0.1], 1), clusters: [] }])).toMatchObject({
      reason: 'INVALID_INPUT',
    });
  });
  test('widens the interval by its root', () => {
    const a = good({
      kind: 'standardised',
      theta: 0.2,
      modelVariance: 0.01,
      robustVariance: 0.01,
      variance: 0.01,
      influence: [],
      slopes: { score: 1, composite: 0 },
      n: 100,
      strata: 1,
      df: 90,
      method: 'm',
    });
    const half = (d: number): number => {
      const e = standardisedEstimate(a, { designEffect: d });
      return e.kind === 'estimate' ? Math.atanh(e.high as number) - 0.2 : Number.NaN;
    };
    expect(half(4) / half(1)).toBeCloseTo(2, 10);
    expect(standardisedEstimate(a, { designEffect: 0.5 })).toMatchObject({ reason: 'INVALID_INPUT' });
  });
});

describe('pairs', () => {
  const levels = [1, 2, 3, 4, 5].map((score, i) => ({ score, count: [5, 20, 40, 25, 10][i]! }));
  test('no association is a coin toss, and more is better', () => {
    expect(pairsWonByTime(0, levels)).toBe(0.5);
    expect(pairsWonByRating(0, levels)).toBe(0.5);
    expect(pairsWonByTime(0.3, levels)).toBeGreaterThan(pairsWonByTime(0.2, levels) as number);
    expect((pairsWonByTime(0.3, levels) as number) + (pairsWonByTime(-0.3, levels) as number)).toBeCloseTo(
      1,
      12,
    );
  });
  test('agrees with counting pairs in a simulated population', () => {
    const random = seededGenerator(8);
    const scores = [1, 2, 3, 4, 5];
    const theta = 0.35;
    const uniform = levels.map(({ score }) => ({ score, count: 1 }));
    const beta = ((Math.PI / Math.sqrt(6)) * Math.sinh(theta)) / Math.sqrt(2);
    let won = 0;
    let pairs = 0;
    while (pairs < 40_000) {
      const [a, c] = [scores[Math.floor(random() * 5)]!, scores[Math.floor(random() * 5)]!];
      if (a <= c) continue;
      pairs++;
      if (-Math.log(random()) * Math.exp(-beta * a) < -Math.log(random()) * Math.exp(-beta * c)) won++;
    }
    expect(pairsWonByTime(theta, uniform)).toBeCloseTo(won / pairs, 1);
  });
  test('an estimate keeps its interval, and one level has no pairs', () => {
    const estimate = {
      kind: 'estimate',
      unit: 'r',
      value: 0.3,
      low: 0.1,
      high: 0.5,
      level: 0.95,
      n: 50,
      method: 'm',
    } as const;
    const result = pairsEstimate(estimate, levels, 'rating');
    expect(result).toMatchObject({ unit: 'pairs', n: 50 });
    if (result.kind === 'estimate') expect(result.low).toBeLessThan(result.value);
    expect(pairsEstimate(estimate, [{ score: 1, count: 5 }], 'time')).toMatchObject({
      reason: 'NO_COMPARABLE_PAIRS',
    });
    expect(pairsWonByTime(0.1, [])).toMatchObject({ reason: 'EMPTY' });
    expect(pairsEstimate({ ...estimate, unit: 'd' }, levels, 'time')).toMatchObject({
      reason: 'INVALID_INPUT',
    });
  });
});
