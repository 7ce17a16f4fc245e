import { correlationML } from '../src/multivariate-normal-ml.ts';
import { pearson } from '../src/pearson.ts';
import { caseThree } from '../src/range-restriction.ts';
import { covarianceMatrix } from '../src/covariance-matrix.ts';
import { seededGenerator, type RandomSource } from '../src/seeded-generator.ts';
import { standardisedEstimate, type PoolMoments } from '../src/standardised-association.ts';
import { standardisedCox } from '../src/standardised-cox.ts';
import { standardisedLeastSquares } from '../src/standardised-least-squares.ts';
import { contains, type GridPoint, type Scenario } from './coverage.ts';
import { exponentialDraw, normalDraw, repeat } from './draws.ts';

/** Loadings of fifteen questions on one general factor, and how much the first five matter by themselves. */
const LOADINGS = [0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45, 0.4, 0.35, 0.3, 0.25, 0.2, 0.15, 0.1, 0];
const EFFECTS = [0.3, 0.25, 0.2, 0.15, 0.1];

type Person = { scores: (number | null)[]; composite: number; outcome: number };

/** Ordinal questions 1–5, the last ten asked of 60 %; the composite is the mean of those answered. */
function person(random: RandomSource): Person {
  const general = normalDraw(random);
  const latent = LOADINGS.map(
    (loading) => loading * general + Math.sqrt(1 - loading * loading) * normalDraw(random),
  );
  const scores = latent.map((value, j) =>
    j >= 5 && random() < 0.4 ? null : 1 + [-1.2, -0.4, 0.4, 1.2].filter((cut) => value > cut).length,
  );
  const answered = scores.filter((score) => score !== null);
  const merit = 0.3 * general + EFFECTS.reduce((sum, effect, j) => sum + effect * (latent[j] as number), 0);
  return {
    scores,
    composite: answered.reduce((sum, score) => sum + score, 0) / answered.length,
    outcome: 0.5 * merit + 0.85 * normalDraw(random),
  };
}

/** Correlations of each question with the outcome in everybody, from half a million people. */
const populationCorrelations = memoised((): number[] => {
  const random = seededGenerator(77);
  const sums = LOADINGS.map(() => ({ n: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 }));
  for (let i = 0; i < 500_000; i++) {
    const { scores, outcome: y } = person(random);
    scores.forEach((x, j) => {
      if (x === null) return;
      const s = sums[j]!;
      s.n++;
      s.x += x;
      s.y += y;
      s.xx += x * x;
      s.yy += y * y;
      s.xy += x * y;
    });
  }
  return sums.map(
    ({ n, x, y, xx, yy, xy }) =>
      (xy / n - (x / n) * (y / n)) / Math.sqrt((xx / n - (x / n) ** 2) * (yy / n - (y / n) ** 2)),
  );
});

function memoised<T>(make: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= make());
}

/** The top fifth on the composite, or on composite plus as much noise. */
function selectedShare(people: readonly Person[], noise: number, random: RandomSource): Person[] {
  const sd = Math.sqrt(covarianceMatrix([people.map((p) => p.composite)])[0]?.[0] as number);
  const ranked = people
    .map((p) => ({ p, rank: p.composite + noise * sd * normalDraw(random) }))
    .sort((a, b) => b.rank - a.rank);
  return ranked.slice(0, Math.round(people.length / 5)).map(({ p }) => p);
}

const value = (result: ReturnType<typeof pearson>): number =>
  result.kind === 'estimate' ? result.value : Number.NaN;

const caseThreePoint = (hired: number, noise: number): GridPoint => ({
  name: `${hired} selected, client noise ${noise}`,
  replicate: (random) => {
    const people = repeat(5 * hired, () => person(random));
    const selected = selectedShare(people, noise, random);
    const truth = populationCorrelations();
    return LOADINGS.flatMap((_, j) => {
      const rows = selected.filter((p) => p.scores[j] !== null);
      if (rows.length < 8) return [];
      const [x, z, y] = [
        rows.map((p) => p.scores[j] as number),
        rows.map((p) => p.composite),
        rows.map((p) => p.outcome),
      ];
      const pool = people.filter((p) => p.scores[j] !== null).map((p) => p.composite);
      const sd = (column: number[]): number => Math.sqrt(covarianceMatrix([column])[0]?.[0] as number);
      const corrected = caseThree({
        rxy: value(pearson(x, y)),
        rxz: value(pearson(x, z)),
        rzy: value(pearson(z, y)),
        uz: sd(z) / sd(pool),
        n: rows.length,
      });
      return corrected.kind === 'corrected' ? [contains(corrected.estimate, truth[j] as number)] : [];
    });
  },
});

/** A pool of three continuous scores in eight strata, selected on the composite within strata. */
function stratifiedPool(hired: number, noise: number, random: RandomSource) {
  return repeat(4 * hired, (i) => {
    const general = normalDraw(random);
    const [score, other] = [
      0.5 * general + Math.sqrt(0.75) * normalDraw(random),
      0.5 * general + Math.sqrt(0.75) * normalDraw(random),
    ];
    const stratum = i % 8;
    const composite = (score + other) / 2;
    const level = (stratum - 4) / 6;
    const rating = level + 0.3 * score + 0.15 * other + normalDraw(random);
    const time = (exponentialDraw(random) / Math.exp(level)) * Math.exp(-0.35 * score - 0.15 * other);
    const watched = 0.5 + 3 * random();
    const event = (time <= watched ? 1 : 0) as 0 | 1;
    return {
      score,
      composite,
      rating,
      time: Math.min(time, watched),
      event,
      stratum,
      rank: composite + noise * normalDraw(random),
    };
  });
}

/** Score and composite have variance 1 and (1 + .25)/2; scores correlate .25. */
const POOL: PoolMoments = { score: 1, composite: 0.625, covariance: 0.625 };
const RATING_TRUTH = (0.3 + 0.15 * 0.25) / Math.sqrt(0.3 ** 2 + 0.15 ** 2 + 2 * 0.3 * 0.15 * 0.25 + 1);
const TIME_TRUTH = Math.tanh(Math.asinh((0.35 + 0.15 * 0.25) / (Math.PI / Math.sqrt(6))));

const poolPoint = (outcome: 'rating' | 'time', hired: number, noise: number): GridPoint => ({
  name: `${outcome}, ${hired} selected, client noise ${noise}`,
  replicate: (random) => {
    const people = stratifiedPool(hired, noise, random);
    const selected = repeat(8, (stratum) =>
      people.filter((p) => p.stratum === stratum).sort((a, b) => b.rank - a.rank),
    ).flatMap((group) => group.slice(0, Math.round(group.length / 4)));
    const rows = {
      score: selected.map((p) => p.score),
      composite: selected.map((p) => p.composite),
      strata: selected.map((p) => p.stratum),
    };
    const result =
      outcome === 'rating'
        ? standardisedLeastSquares(
            rows,
            selected.map((p) => p.rating),
            POOL,
          )
        : standardisedCox(
            rows,
            { time: selected.map((p) => p.time), event: selected.map((p) => p.event) },
            POOL,
          );
    return [
      result.kind === 'standardised' &&
        contains(standardisedEstimate(result), outcome === 'rating' ? RATING_TRUTH : TIME_TRUTH),
    ];
  },
});

const incompletePoint = (hired: number): GridPoint => ({
  name: `${hired} selected of ${5 * hired}`,
  replicate: (random) => {
    const people = repeat(5 * hired, () => {
      const score = normalDraw(random);
      const composite = 0.7 * score + Math.sqrt(0.51) * normalDraw(random);
      return { score, composite, outcome: 0.4 * score + Math.sqrt(0.84) * normalDraw(random) };
    }).sort((a, b) => b.composite - a.composite);
    const rows = people.map((p, i) => [p.score, p.composite, i < hired ? p.outcome : null]);
    return [contains(correlationML(rows, 0, 2), 0.4)];
  },
});

/** Corrections for selection, in settings where people were selected. */
export const selectionScenarios: Scenario[] = [
  {
    name: 'case III, delta interval',
    promise: 'selection',
    points: [60, 200, 600].flatMap((hired) => [0, 1].map((noise) => caseThreePoint(hired, noise))),
  },
  {
    name: 'association carried to the pool',
    promise: 'pool',
    points: (['rating', 'time'] as const).flatMap((outcome) =>
      [100, 400].flatMap((hired) => [0, 1].map((noise) => poolPoint(outcome, hired, noise))),
    ),
  },
  {
    name: 'maximum likelihood over everybody, outcome of the selected',
    promise: 'pool',
    points: [100, 400].map(incompletePoint),
  },
];
