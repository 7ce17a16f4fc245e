import { readdirSync, readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import * as stats from './index.ts';

/** Doc comment and example of every function that the package exports. */
function documented(): { name: string; comment: string; example: string | undefined }[] {
  const files = readdirSync(import.meta.dirname).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  const source = files.map((name) => readFileSync(`${import.meta.dirname}/${name}`, 'utf8')).join('\n');
  return Object.entries(stats)
    .filter(([, value]) => typeof value === 'function')
    .map(([name]) => {
      const at = source.search(
        new RegExp(`^export (async )?(function\\*? ${name}\\b|const ${name}\\b|class ${name}\\b)`, 'm'),
      );
      const before = source.slice(0, at).trimEnd();
      const comment = before.endsWith('*/') ? before.slice(before.lastIndexOf('/**')) : '';
      const example = /@example\s+([\s\S]*?)\*\/$/
        .exec(comment)?.[1]
        ?.replaceAll(/^\s*\* ?/gm, '')
        .trim();
      return { name, comment, example };
    });
}

/** Data under the names that the examples use. */
function fixtures(): Record<string, unknown> {
  const n = 60;
  const draw = stats.seededGenerator(7);
  const column = (of: (i: number) => number): number[] => Array.from({ length: n }, (_, i) => of(i));
  const score = column(() => 1 + Math.floor(draw() * 5));
  const time = column((i) => 1 + Math.floor(draw() * 400 * (0.5 + score[i]! / 5)));
  const event = column(() => Math.floor(draw() * 3));
  const rating = column((i) => Math.round(score[i]! / 2 + draw() * 3));
  const followUp = { time, event };
  const curve = stats.kaplanMeier(followUp) as stats.KaplanMeier;
  const table = stats.countSurvival(followUp, score);
  const shard = (from: number) =>
    stats.comoments(score.slice(from, from + 30), rating.slice(from, from + 30));
  return {
    ...stats,
    x: score,
    y: rating,
    score,
    rating,
    time,
    event,
    followUp,
    curve,
    table,
    age: column(() => 20 + draw() * 40),
    client: column((i) => i % 6),
    retained: column(() => Math.round(draw())),
    dayHired: column((i) => 10 * i),
    questionA: score,
    questionB: column(() => 1 + Math.floor(draw() * 5)),
    risks: stats.aalenJohansen(followUp),
    highScorers: curve,
    lowScorers: stats.kaplanMeierFromCounts(table, { score: 1 }),
    shardA: shard(0),
    shardB: shard(30),
    tables: { a: stats.countScoreOutcome(score, rating), b: stats.countScoreOutcome(rating, score) },
    counts: stats.countScoreOutcome(score, rating),
    binaryCounts: stats.countScoreOutcome(
      score,
      column(() => Math.round(draw())),
    ),
    ...modelFixtures(score, rating, time, event),
    mean: (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length,
  };
}

/** What the examples of regression, correction and resampling use. */
function modelFixtures(
  score: number[],
  rating: number[],
  time: number[],
  event: number[],
): Record<string, unknown> {
  const draw = stats.seededGenerator(11);
  const composite = score.map((value) => value + draw());
  const question = score.map(() => 1 + Math.floor(draw() * 5));
  const strata = score.map((_, i) => i % 3);
  const clusters = score.map((_, i) => i % 6);
  const pool = { score: 1, composite: 0.5, covariance: 0.4 };
  const association = stats.standardisedLeastSquares({ score, composite, strata }, rating, pool);
  const base = [{ name: 'composite', values: composite }];
  const extra = [{ name: 'question', values: question }];
  const covarianceOf = (x: number[], y: number[]): number =>
    x.reduce((sum, value, i) => sum + value * y[i]!, 0) / x.length;
  return {
    composite,
    question,
    strata,
    clusters,
    pool,
    association,
    base,
    extra,
    time,
    event,
    q1: score,
    q2: question,
    predictors: [...base, ...extra],
    estimate:
      association.kind === 'not-estimable'
        ? association
        : stats.standardisedEstimate(association, { designEffect: 1.3 }),
    levels: [
      { score: 1, count: 10 },
      { score: 5, count: 10 },
    ],
    covariance: covarianceOf,
    correlationOfRows: (rows: Iterable<number>) =>
      covarianceOf(
        [...rows].map((i) => score[i]!),
        [...rows].map((i) => rating[i]!),
      ),
  };
}

describe('every public function is documented, and its example runs', () => {
  const context = createContext(fixtures());
  for (const { name, comment, example } of documented()) {
    it(name, () => {
      expect(comment, 'has a doc comment').not.toBe('');
      expect(example, 'has an example').toBeDefined();
      const [code, said] = splitComment(example!);
      const result: unknown = runInContext(code.replace(/^const [^=]+= /, ''), context);
      expect(result).not.toBeUndefined();
      expectAsSaid(result, said);
    });
  }
});

/** Code and what the comment behind its last line says comes out. */
function splitComment(example: string): [string, string | undefined] {
  const last = example.lastIndexOf(' // ');
  return last < 0 ? [example, undefined] : [example.slice(0, last), example.slice(last + 4).trim()];
}

/** A number or a list at the start of the comment must come out, to the digits given. */
function expectAsSaid(result: unknown, said: string | undefined): void {
  if (said === undefined) return;
  const list = /^\[[^\]]*\]/.exec(said)?.[0];
  if (list !== undefined) {
    const want = JSON.parse(list) as (number | null)[];
    const got = result as (number | null)[];
    expect(got.length).toBe(want.length);
    want.forEach((value, i) =>
      value === null ? expect(got[i]).toBeNull() : expect(got[i]).toBeCloseTo(value, 10),
    );
    return;
  }
  const number = /^-?\d+(\.\d+)?(?=$|[,;:]| (?!\/))/.exec(said)?.[0];
  if (number === undefined) return;
  const value = typeof result === 'number' ? result : (result as { value?: unknown }).value;
  if (typeof value === 'number') expect(value).toBeCloseTo(Number(number), number.split('.')[1]?.length ?? 0);
}
