import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runPoint, type PointResult } from './coverage.ts';
import { randomOf, scenarios } from './scenarios.ts';

const recorded = JSON.parse(readFileSync(new URL('./results.json', import.meta.url), 'utf8')) as {
  seed: number;
  date: string;
  replications: number;
  broken: string[];
  results: PointResult[];
};

/** One grid point each of five scenarios, run again with 200 replications on every change. */
const watched = [
  ['pearson, fisher z', 'n 100, r 0.3'],
  ['proportion, wilson', 'n 50, p 0.25'],
  ['difference of proportions, newcombe', 'n 100 each, 0.5 and 0.3'],
  ['case III, delta interval', '60 selected, client noise 0'],
  ['association carried to the pool', 'time, 100 selected, client noise 0'],
] as const;

describe('simulated coverage', () => {
  test('the recorded run kept every promise, with at least 2,000 replications', () => {
    expect(recorded.replications).toBeGreaterThanOrEqual(2000);
    expect(recorded.broken).toEqual([]);
    expect(recorded.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const points = scenarios.flatMap((scenario) =>
      scenario.points.map((point) => `${scenario.name} | ${point.name}`),
    );
    expect(recorded.results.map(({ scenario, point }) => `${scenario} | ${point}`)).toEqual(points);
  });

  test.each(watched)(
    '%s at %s is within four standard errors of the recorded run',
    (scenarioName, pointName) => {
      const scenario = scenarios.find(({ name }) => name === scenarioName)!;
      const point = scenario.points.find(({ name }) => name === pointName)!;
      const before = recorded.results.find(
        (result) => result.scenario === scenarioName && result.point === pointName,
      )!;
      const now = runPoint(scenario, point, 200, randomOf(scenario, point));
      const variance = before.coverage * (1 - before.coverage);
      // Intervals of one replication share people: their number is not the sample size, the replications are.
      const standardError = Math.sqrt(variance / 200 + variance / recorded.replications);
      expect(Math.abs(now.coverage - before.coverage)).toBeLessThan(4 * standardError);
    },
    60_000,
  );
});
