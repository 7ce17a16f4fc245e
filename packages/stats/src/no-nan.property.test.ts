import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as stats from './index.ts';

/** Every number inside a result, with the path to it. */
function badLeaves(value: unknown, path = 'result'): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path} is ${value}`];
  if (Array.isArray(value)) return value.flatMap((item, i) => badLeaves(item, `${path}[${i}]`));
  if (value !== null && typeof value === 'object')
    return Object.entries(value).flatMap(([key, item]) => badLeaves(item, `${path}.${key}`));
  return [];
}

const awkward = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1, max: 5 }) },
  { weight: 3, arbitrary: fc.double({ min: -10, max: 10, noNaN: true }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      0,
      0.1 + 0.2,
      1e9 + 1,
      1e9 + 2,
      1e300,
      -1e300,
      1e-300,
      5e-324,
      Number.MAX_VALUE,
    ),
  },
);
const rarelyBroken = fc.oneof(
  { weight: 40, arbitrary: awkward },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Infinity, -Infinity) },
);
const missing = fc.oneof({ weight: 5, arbitrary: rarelyBroken }, { weight: 1, arbitrary: fc.constant(null) });
const size = fc.integer({ min: 0, max: 14 });
const column = (n: number) => fc.array(rarelyBroken, { minLength: n, maxLength: n });
const bits = (n: number) => fc.array(fc.constantFrom(0, 1), { minLength: n, maxLength: n });
const labels = (n: number) =>
  fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: n, maxLength: n });
const rowsOf = (columns: number) =>
  fc.array(fc.array(missing, { minLength: columns, maxLength: columns }), { maxLength: 12 });
const count = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constantFrom(0, 1, 2 ** 31, 1.5, -1, Number.NaN));
const share = fc.oneof(
  fc.double({ min: -1.2, max: 1.2, noNaN: true }),
  fc.constantFrom(0, 1, -1, 0.5, 1e-12, Number.NaN),
);

/** Runs a function on arbitrary input: it must not throw and must not give NaN or Infinity away. */
function neverNaN<T>(name: string, input: fc.Arbitrary<T>, run: (input: T) => unknown, runs = 150): void {
  test(`${name} never gives NaN or Infinity away`, () => {
    fc.assert(
      fc.property(input, (value) => {
        expect(badLeaves(run(value))).toEqual([]);
      }),
      { numRuns: runs, seed: 20_260_101 },
    );
  });
}

describe('proportions', () => {
  const table = fc.tuple(count, count, count, count);
  neverNaN('one proportion', fc.tuple(count, count), ([x, n]) => [
    stats.wilsonInterval(x, n),
    stats.clopperPearson(x, n),
    stats.proportionSequence(x, n),
  ]);
  neverNaN(
    'two proportions',
    table.filter(([a, b, c, d]) => Math.max(a, b, c, d) < 100 || Number.isNaN(a + b + c + d)),
    ([a, b, c, d]) => [
      stats.newcombeDifference(a, b, c, d),
      stats.twoProportionTest(a, b, c, d),
      stats.riskRatio(a, b, c, d),
      stats.impactRatio(a, b, c, d),
      stats.fisherExact(a, b, c, d),
      stats.conditionalOddsRatio(a, b, c, d),
      stats.conditionalOddsRatio(a, b, c, d, { search: 'as in R' }),
      stats.differenceSequence(a, b, c, d),
      stats.mantelHaenszel([{ successes1: a, n1: b, successes2: c, n2: d }]),
    ],
  );
});

describe('regression', () => {
  const data = size.chain((n) =>
    fc.record({ y: column(n), x: column(n), z: column(n), clusters: labels(n) }),
  );
  neverNaN('least squares', data, ({ y, x, z, clusters }) => [
    stats.linearRegression(
      y,
      [
        { name: 'x', values: x },
        { name: 'z', values: z },
      ],
      { clusters },
    ),
    stats.incrementalValidity(y, [{ name: 'x', values: x }], [{ name: 'z', values: z }]),
    stats.relativeWeights(y, [
      { name: 'x', values: x },
      { name: 'z', values: z },
    ]),
    stats.standardisedSlopes(y, [
      { name: 'x', values: x },
      { name: 'z', values: z },
    ]),
    stats.isotonicRegression(x, y),
  ]);
  const binary = size.chain((n) => fc.record({ y: bits(n), x: column(n) }));
  neverNaN(
    'logistic regression',
    binary,
    ({ y, x }) => [
      stats.logisticRegression(y, [{ name: 'x', values: x }]),
      stats.logisticRegression(y, [{ name: 'x', values: x }], { method: 'ml' }),
    ],
    80,
  );
  neverNaN('proportional odds', data, ({ y, x }) => stats.proportionalOdds(y, [{ name: 'x', values: x }]));
  neverNaN(
    'calibration',
    size.chain((n) => fc.tuple(bits(n), fc.array(share, { minLength: n, maxLength: n }))),
    ([y, p]) => stats.calibration(y, p),
  );
});

describe('corrections', () => {
  neverNaN('range restriction', fc.tuple(share, share, share, share, count), ([a, b, c, u, n]) => [
    stats.caseTwo(a, u, n),
    stats.caseTwoCorrelation(a, u),
    stats.caseTwoStandardError(a, u, n),
    stats.caseThree({ rxy: a, rxz: b, rzy: c, uz: u, n }),
    stats.caseFour({ r: a, ux: u, rxx: b, ryyRestricted: c }),
    stats.correctUnreliability({ r: a, ryy: b, rxx: c, n }),
    stats.correctRestrictionAndUnreliability({ r: a, u, ryy: b, measuredIn: 'selected' }),
    stats.correctRestrictionAndUnreliability({ r: a, u, ryy: b, measuredIn: 'population' }),
    stats.lawley(
      [
        [1, a],
        [a, 1],
      ],
      [[u]],
      [0],
    ),
  ]);
  neverNaN(
    'maximum likelihood over incomplete rows',
    rowsOf(3),
    (rows) => [stats.multivariateNormalML(rows), stats.correlationML(rows, 0, 2)],
    60,
  );
  const selected = size.chain((n) =>
    fc.record({
      score: column(n),
      composite: column(n),
      strata: labels(n),
      y: column(n),
      event: fc.array(fc.constantFrom(0 as const, 1 as const), { minLength: n, maxLength: n }),
      pool: fc.record({ score: share, composite: share, covariance: share }),
    }),
  );
  neverNaN('associations carried to the pool', selected, ({ score, composite, strata, y, event, pool }) => {
    const results = [
      stats.standardisedLeastSquares({ score, composite, strata }, y, pool),
      stats.standardisedLeastSquares({ score, strata }, y, pool),
      stats.standardisedCox({ score, composite, strata }, { time: y.map(Math.abs), event }, pool),
    ];
    return results.map((result) =>
      result.kind === 'standardised'
        ? [
            result,
            stats.standardisedEstimate(result),
            stats.standardisedTest(result),
            stats.clusterDesignEffect([{ association: result, clusters: strata }]),
          ]
        : result,
    );
  });
});

describe('many estimates, agreement, latent correlations', () => {
  neverNaN(
    'random effects',
    size.chain((n) => fc.tuple(column(n), column(n), column(n))),
    ([y, v, m]) => [
      ...(['DL', 'REML', 'PM', 'EE'] as const).map((method) => stats.randomEffects(y, v, { method })),
      stats.metaRegression(
        y,
        v,
        m.map((value) => [value]),
      ),
      stats.empiricalBayesOrder(y.map((effect, i) => ({ key: i, effect, variance: v[i]! }))),
    ],
    80,
  );
  neverNaN('agreement', rowsOf(3), (rows) => [
    stats.intraclassCorrelations(rows),
    stats.cronbachAlpha(rows),
    ...(['nominal', 'ordinal', 'interval', 'ratio'] as const).map((measurement) =>
      stats.krippendorffAlpha(rows, { measurement, replicates: 20 }),
    ),
  ]);
  neverNaN(
    'kappa and polychoric',
    fc.array(fc.array(count, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 }),
    (table) => [
      stats.kappa(table),
      stats.kappa(table, { weights: 'quadratic' }),
      stats.polychoric(table),
      stats.polychoric(table, { method: 'ml' }),
    ],
    60,
  );
  neverNaN(
    'polyserial',
    size.chain((n) => fc.tuple(column(n), column(n))),
    ([x, y]) => [
      stats.polyserial(x, y),
      stats.polyserial(x, y, { method: 'two-step' }),
      stats.polyserialAsInPolycor(x, y),
    ],
    60,
  );
  neverNaN(
    'ill-structured ratings',
    size.chain((n) => fc.tuple(column(n), labels(n), labels(n))),
    ([y, a, b]) => stats.generalizability(y, a, b),
    40,
  );
});

describe('utility, resampling, change and planning', () => {
  neverNaN('utility', fc.tuple(share, share, share), ([r, b, s]) => [
    stats.taylorRussell(r, { baseRate: b, selectionRatio: s }),
    stats.validityForSuccess(r, { baseRate: b, selectionRatio: s }),
    stats.selectionRatioForSuccess(s, { validity: r, baseRate: b }),
    stats.baseRateForSuccess(s, { validity: r, selectionRatio: b }),
    stats.naylorShine(r, s),
    stats.expectancy(r, b),
  ]);
  neverNaN(
    'bootstrap',
    size.chain((n) => fc.tuple(column(n), column(n), labels(n))),
    ([x, y, clusters]) => [
      stats.bootstrapRows(x.length, (rows) => Array.from(rows, (i) => x[i]!).reduce((s, v) => s + v, 0), {
        random: 1,
        replicates: 40,
      }),
      stats.clusteredCorrelation(x, y, clusters, { random: 1, replicates: 40 }),
      stats.permutationTest(
        x.length,
        (order) => Array.from(order, (row, i) => x[i]! * y[row]!).reduce((s, v) => s + v, 0),
        { random: 1, shuffles: 30 },
      ),
    ],
    60,
  );
  neverNaN(
    'bootstrap of cells',
    fc.array(
      count.filter((c) => !(c > 1e6)),
      { maxLength: 5 },
    ),
    (cells) =>
      stats.bootstrapCells(cells, (c) => c[0]! / c.reduce((s, v) => s + v, 0), { random: 1, replicates: 40 }),
  );
  neverNaN(
    'change',
    size.chain((n) => fc.tuple(column(n), column(n), column(n))),
    ([t, x, y]) => [
      stats.rollingCorrelation(t, x, y, { width: 4, step: 2 }),
      stats.changePoint(
        x.map((value, i) => ({ value, variance: y[i]! })),
        { simulations: 20 },
      ),
      stats.cusum(x, { limit: 4 }),
      stats.meanSequence(x, { low: 1, high: 5 }),
    ],
  );
  neverNaN('planning', fc.tuple(share, share, fc.constantFrom(0.01, 0.05, 0.5, Number.NaN)), ([a, b, w]) => [
    stats.rowsForCorrelation(a),
    stats.rowsForProportions(a, b),
    stats.powerOfHazardRatio(a, 100, b),
    stats.eventsForHazardRatio(a, { variance: b }),
    stats.rowsForHalfWidth({ kind: 'r', value: a }, w),
    stats.rowsForHalfWidth({ kind: 'difference', first: a, second: b }, w),
  ]);
});
