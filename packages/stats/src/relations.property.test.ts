import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as stats from './index.ts';
import { seededGenerator, shuffle } from './seeded-generator.ts';

const settings = { numRuns: 60, seed: 7 };
const columns = (count: number, least = 8) =>
  fc.integer({ min: least, max: 25 }).chain((n) =>
    fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: n, maxLength: n }), {
      minLength: count,
      maxLength: count,
    }),
  );
const permuted = <T>(order: readonly number[], values: readonly T[]): T[] => order.map((i) => values[i]!);

/** The numbers of a result, rounded to nine digits, with everything else as it is. */
function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Math.abs(value) < 1e-9 ? 0 : Number(value.toPrecision(7));
  if (Array.isArray(value)) return value.map(rounded);
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rounded(item)]));
  return value;
}

describe('the order of the rows does not matter', () => {
  test('to regression, agreement, latent correlations and shrinkage', () => {
    fc.assert(
      fc.property(columns(3), fc.integer(), ([x = [], z = [], y = []], seed) => {
        const order = shuffle(
          x.map((_, i) => i),
          seededGenerator(seed),
        );
        const all = (a: number[], b: number[], c: number[]): unknown => [
          stats.linearRegression(c, [
            { name: 'x', values: a },
            { name: 'z', values: b },
          ]),
          stats.relativeWeights(c, [
            { name: 'x', values: a },
            { name: 'z', values: b },
          ]),
          stats.isotonicRegression(a, c),
          stats.polyserial(a, c, { method: 'two-step' }),
          stats.intraclassCorrelations(a.map((v, i) => [v, b[i]!, c[i]!])),
          stats.cronbachAlpha(a.map((v, i) => [v, b[i]!, c[i]!])),
          (() => {
            const fit = stats.randomEffects(a, b, { method: 'DL' });
            return fit.kind === 'random-effects' ? [fit.mean, fit.tau2] : fit;
          })(),
        ];
        expect(rounded(all(permuted(order, x), permuted(order, z), permuted(order, y)))).toEqual(
          rounded(all(x, z, y)),
        );
      }),
      settings,
    );
  });
});

describe('numbers that must agree', () => {
  test('relative weights add up to R², and every part is at least 0', () => {
    fc.assert(
      fc.property(columns(4, 10), ([a = [], b = [], c = [], y = []]) => {
        const predictors = [a, b, c].map((values, i) => ({ name: `x${i}`, values }));
        const weights = stats.relativeWeights(y, predictors);
        const fit = stats.linearRegression(y, predictors);
        if (weights.kind !== 'weights' || fit.kind !== 'linear-regression') return;
        expect(weights.total).toBeCloseTo(fit.r2, 9);
        let sum = 0;
        for (const part of weights.parts) {
          expect(part.value).toBeGreaterThanOrEqual(0);
          sum += part.value;
          expect(sum).toBeLessThanOrEqual(fit.r2 + 1e-9);
        }
      }),
      settings,
    );
  });
  test('a slope is R’s: scaling a score divides it, shifting leaves it, R² stays', () => {
    fc.assert(
      fc.property(
        columns(2),
        fc.integer({ min: 1, max: 1000 }),
        fc.integer({ min: -1e6, max: 1e6 }),
        ([x = [], y = []], factor, shift) => {
          const a = stats.linearRegression(y, [{ name: 'x', values: x }]);
          const b = stats.linearRegression(y, [{ name: 'x', values: x.map((v) => factor * v + shift) }]);
          if (a.kind !== 'linear-regression' || b.kind !== 'linear-regression') return;
          expect(b.coefficients[1]!.estimate.value * factor).toBeCloseTo(
            a.coefficients[1]!.estimate.value,
            6,
          );
          expect(b.r2).toBeCloseTo(a.r2, 6);
        },
      ),
      settings,
    );
  });
  test('a row counted twice is two rows, in logistic and proportional-odds regression', () => {
    fc.assert(
      fc.property(columns(2), ([x = [], y = []]) => {
        const outcome = y.map((v) => (v > 2 ? 1 : 0));
        const twice = [...x, ...x];
        const two = x.map(() => 2);
        const logistic = (v: number[], o: number[], counts?: number[]) => {
          const fit = stats.logisticRegression(
            o,
            [{ name: 'x', values: v }],
            counts ? { counts, interval: 'wald' } : { interval: 'wald' },
          );
          return fit.kind === 'logistic-regression' ? fit.coefficients.map((c) => c.estimate) : fit.reason;
        };
        expect(rounded(logistic(x, outcome, two))).toEqual(
          rounded(logistic(twice, [...outcome, ...outcome])),
        );
        const ordinal = (v: number[], o: number[], counts?: number[]) => {
          const fit = stats.proportionalOdds(o, [{ name: 'x', values: v }], counts ? { counts } : {});
          return fit.kind === 'proportional-odds' ? [fit.thresholds, fit.logLikelihood] : fit.reason;
        };
        expect(rounded(ordinal(x, y, two))).toEqual(rounded(ordinal(twice, [...y, ...y])));
      }),
      { ...settings, numRuns: 30 },
    );
  });
  test('swapping the groups turns differences and inverts ratios', () => {
    const table = fc.record({
      n1: fc.integer({ min: 1, max: 60 }),
      n2: fc.integer({ min: 1, max: 60 }),
      a: fc.double({ min: 0, max: 1, noNaN: true }),
      b: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(table, ({ n1, n2, a, b }) => {
        const [x1, x2] = [Math.round(a * n1), Math.round(b * n2)];
        for (const difference of [stats.newcombeDifference, stats.differenceSequence]) {
          const [one, other] = [difference(x1, n1, x2, n2), difference(x2, n2, x1, n1)];
          if (one.kind !== 'estimate' || other.kind !== 'estimate') throw new Error('estimable');
          expect(one.low as number).toBeCloseTo(-(other.high as number), 6);
        }
        const [one, other] = [stats.riskRatio(x1, n1, x2, n2), stats.riskRatio(x2, n2, x1, n1)];
        if (one.kind === 'estimate' && other.kind === 'estimate' && one.value > 0)
          expect(one.value * other.value).toBeCloseTo(1, 9);
        expect(stats.fourFifths(x1, n1, x2, n2)).toBe(stats.fourFifths(x2, n2, x1, n1));
        const [p, q] = [stats.fisherExact(x1, n1, x2, n2), stats.fisherExact(x2, n2, x1, n1)];
        if (!('kind' in p) && !('kind' in q) && p.exact.kind === 'test' && q.exact.kind === 'test')
          expect(p.exact.p).toBeCloseTo(q.exact.p, 9);
      }),
      settings,
    );
  });
  test('a corrected value keeps its sign and grows as restriction grows', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        (r, u) => {
          const [weaker, stronger] = [stats.caseTwoCorrelation(r, u), stats.caseTwoCorrelation(r, u / 2)];
          expect(weaker as number).toBeGreaterThan(r);
          expect(stronger as number).toBeGreaterThan(weaker as number);
          expect(stats.caseTwoCorrelation(-r, u)).toBeCloseTo(-(weaker as number), 12);
        },
      ),
      settings,
    );
  });
});
