import { binomial } from '../src/binomial-draw.ts';
import { bootstrapRows } from '../src/bootstrap.ts';
import { cronbachAlpha } from '../src/cronbach-alpha.ts';
import { intraclassCorrelations } from '../src/intraclass-correlation.ts';
import { linearRegression } from '../src/linear-regression.ts';
import { logisticRegression } from '../src/logistic-regression.ts';
import { pearson } from '../src/pearson.ts';
import { polyserial } from '../src/polyserial.ts';
import { randomEffects } from '../src/random-effects.ts';
import type { RandomSource } from '../src/seeded-generator.ts';
import { newcombeDifference } from '../src/two-proportions.ts';
import { wilsonInterval } from '../src/wilson-interval.ts';
import { contains, type GridPoint, type Scenario } from './coverage.ts';
import { normalDraw, repeat } from './draws.ts';

/** Every pair of two lists of settings, each of which gives one grid point or none. */
const grid = <A, B>(
  as: readonly A[],
  bs: readonly B[],
  point: (a: A, b: B) => GridPoint | GridPoint[],
): GridPoint[] => as.flatMap((a) => bs.flatMap((b) => point(a, b)));

function correlatedPairs(n: number, rho: number, random: RandomSource): { x: number[]; y: number[] } {
  const x = repeat(n, () => normalDraw(random));
  return { x, y: x.map((value) => rho * value + Math.sqrt(1 - rho * rho) * normalDraw(random)) };
}

/** Intervals of single statistics against known truths. */
export const intervalScenarios: Scenario[] = [
  {
    name: 'pearson, fisher z',
    promise: 'continuous',
    points: grid([50, 100, 400], [0, 0.3, 0.6], (n, rho) => ({
      name: `n ${n}, r ${rho}`,
      replicate: (random) => {
        const { x, y } = correlatedPairs(n, rho, random);
        return [contains(pearson(x, y), rho)];
      },
    })),
  },
  {
    name: 'least squares, t',
    promise: 'continuous',
    points: grid([50, 200], [0, 0.5], (n, rho) => ({
      name: `n ${n}, predictors correlated ${rho}`,
      replicate: (random) => {
        const { x, y: z } = correlatedPairs(n, rho, random);
        const outcome = x.map((value, i) => 0.4 * value - 0.2 * (z[i] as number) + normalDraw(random));
        const fit = linearRegression(outcome, [
          { name: 'x', values: x },
          { name: 'z', values: z },
        ]);
        return fit.kind === 'linear-regression'
          ? [contains(fit.coefficients[1]!.estimate, 0.4), contains(fit.coefficients[2]!.estimate, -0.2)]
          : [false, false];
      },
    })),
  },
  {
    name: 'least squares, hc3 under unequal scatter',
    promise: 'continuous',
    points: [50, 100, 300].map((n) => ({
      name: `n ${n}`,
      replicate: (random) => {
        const x = repeat(n, () => normalDraw(random));
        const fit = linearRegression(
          x.map((value) => 0.3 * value + Math.exp(value / 3) * normalDraw(random)),
          [{ name: 'x', values: x }],
        );
        return [fit.kind === 'linear-regression' && contains(fit.coefficients[1]!.hc3, 0.3)];
      },
    })),
  },
  {
    name: 'random-effects mean, hartung-knapp',
    promise: 'continuous',
    points: grid([10, 40], [0.01, 0.05], (k, tau2) => ({
      name: `${k} effects, tau2 ${tau2}`,
      replicate: (random) => {
        const variances = repeat(k, () => 0.01 + 0.04 * random());
        const effects = variances.map((v) => 0.2 + Math.sqrt(tau2 + v) * normalDraw(random));
        const fit = randomEffects(effects, variances);
        return [fit.kind === 'random-effects' && contains(fit.meanHartungKnapp, 0.2)];
      },
    })),
  },
  {
    name: 'tau2, q-profile',
    promise: 'continuous',
    points: [10, 40].map((k) => ({
      name: `${k} effects, tau2 0.04`,
      replicate: (random) => {
        const variances = repeat(k, () => 0.01 + 0.04 * random());
        const fit = randomEffects(
          variances.map((v) => Math.sqrt(0.04 + v) * normalDraw(random)),
          variances,
        );
        return [fit.kind === 'random-effects' && contains(fit.tau2Interval, 0.04)];
      },
    })),
  },
  {
    name: 'cronbach alpha, feldt',
    promise: 'continuous',
    points: grid([50, 200], [3, 8], (n, k) => ({
      name: `n ${n}, ${k} parallel items`,
      replicate: (random) => {
        const rows = repeat(n, () => {
          const ability = normalDraw(random);
          return repeat(k, () => 0.7 * ability + Math.sqrt(0.51) * normalDraw(random));
        });
        const alpha = cronbachAlpha(rows);
        return [alpha.kind === 'alpha' && contains(alpha.alpha, (k * 0.49) / (1 + (k - 1) * 0.49))];
      },
    })),
  },
  {
    name: 'icc, one-way and consistency',
    promise: 'continuous',
    points: [50, 150].map((n) => ({
      name: `${n} subjects, 3 raters`,
      replicate: (random) => {
        const rows = repeat(n, () => {
          const level = normalDraw(random);
          return repeat(3, () => level + normalDraw(random));
        });
        const icc = intraclassCorrelations(rows);
        return icc.kind === 'intraclass'
          ? [contains(icc.forms.ICC1_1.estimate, 0.5), contains(icc.forms.ICC3_k.estimate, 0.75)]
          : [false, false];
      },
    })),
  },
  {
    name: 'polyserial, ml',
    promise: 'continuous',
    points: grid([100, 300], [0, 0.4], (n, rho) => ({
      name: `n ${n}, rho ${rho}`,
      replicate: (random) => {
        const { x, y } = correlatedPairs(n, rho, random);
        const result = polyserial(
          x,
          y.map((value) => [-1, 0, 1].filter((cut) => value > cut).length),
        );
        return [result.kind === 'polyserial' && contains(result.estimate, rho)];
      },
    })),
  },
  {
    name: 'mean, bca',
    promise: 'continuous',
    points: [50, 150].map((n) => ({
      name: `n ${n}, 1000 replicates`,
      replicate: (random) => {
        const x = repeat(n, () => normalDraw(random));
        const summary = bootstrapRows(
          n,
          (rows) =>
            Array.from(rows, (i) => x[i] as number).reduce((sum, value) => sum + value, 0) / rows.length,
          { random, replicates: 1000 },
        );
        return [
          summary.kind === 'bootstrap' &&
            !('kind' in summary.bca) &&
            summary.bca.low <= 0 &&
            summary.bca.high >= 0,
        ];
      },
    })),
  },
  {
    name: 'proportion, wilson',
    promise: 'discrete',
    points: grid([20, 50, 100, 400], [0.1, 0.25, 0.5, 0.8], (n, p) =>
      n * Math.min(p, 1 - p) < 5
        ? []
        : [
            {
              name: `n ${n}, p ${p}`,
              replicate: (random) => [contains(wilsonInterval(binomial(n, p, random), n), p)],
            },
          ],
    ),
  },
  {
    name: 'difference of proportions, newcombe',
    promise: 'discrete',
    points: grid(
      [30, 100, 300],
      [
        [0.3, 0.3],
        [0.5, 0.3],
        [0.8, 0.6],
        [0.2, 0.2],
      ] as const,
      (n, [p1, p2]) => ({
        name: `n ${n} each, ${p1} and ${p2}`,
        replicate: (random) => [
          contains(newcombeDifference(binomial(n, p1, random), n, binomial(n, p2, random), n), p1 - p2),
        ],
      }),
    ),
  },
  {
    name: 'logistic slope, firth profile',
    promise: 'discrete',
    points: grid([50, 150], [0, 0.6], (n, slope) => ({
      name: `n ${n}, log odds ratio ${slope} per score point`,
      replicate: (random) => {
        const x = repeat(n, () => 1 + Math.floor(5 * random()));
        const y = x.map((value) => (random() < 1 / (1 + Math.exp(-(-0.6 + slope * (value - 3)))) ? 1 : 0));
        const fit = logisticRegression(y, [{ name: 'x', values: x }]);
        return fit.kind === 'logistic-regression' ? [contains(fit.coefficients[1]!.estimate, slope)] : [];
      },
    })),
  },
];
