import type { Estimated } from '../src/results.ts';
import type { RandomSource } from '../src/seeded-generator.ts';

/** What a scenario promises about its coverages, checked when all its points have run. */
export type CoveragePromise =
  /** Continuous data: the mean over the grid within 94–96 %, every point within 93–97 %. */
  | 'continuous'
  /** Discrete data: the mean over the grid within 94–96 %, no point under 91 % (where n·p ≥ 5). */
  | 'discrete'
  /** Selection scenario: every point within 94–98 %. */
  | 'selection'
  /** Associations carried from the selected to everybody: every point within 93–97 %. */
  | 'pool'
  /** Anytime-valid: in at most 5 % of the streams is the truth ever outside. */
  | 'anytime';

/** One cell of a scenario's grid: draws data and says which of its intervals contain the truth. */
export type GridPoint = { name: string; replicate: (random: RandomSource) => boolean[] };

export type Scenario = { name: string; promise: CoveragePromise; points: GridPoint[] };

export type PointResult = {
  scenario: string;
  point: string;
  covered: number;
  intervals: number;
  coverage: number;
};

/** Runs one grid point; every point has its own stream of numbers, so points can be run alone. */
export function runPoint(
  scenario: Scenario,
  point: GridPoint,
  replications: number,
  random: RandomSource,
): PointResult {
  let covered = 0;
  let intervals = 0;
  for (let r = 0; r < replications; r++) {
    for (const inside of point.replicate(random)) {
      intervals++;
      if (inside) covered++;
    }
  }
  return { scenario: scenario.name, point: point.name, covered, intervals, coverage: covered / intervals };
}

/** Sentences about promises that these results break; empty when all are kept. */
export function brokenPromises(scenario: Scenario, results: readonly PointResult[]): string[] {
  const problems: string[] = [];
  const within = (low: number, high: number): void => {
    for (const { point, coverage } of results)
      if (!(coverage >= low && coverage <= high))
        problems.push(
          `${scenario.name} ${point}: ${percent(coverage)} is outside ${percent(low)}–${percent(high)}`,
        );
  };
  const mean = results.reduce((sum, result) => sum + result.coverage / results.length, 0);
  const averaged = (): void => {
    if (!(mean >= 0.94 && mean <= 0.96))
      problems.push(`${scenario.name}: mean coverage ${percent(mean)} is outside 94–96 %`);
  };
  switch (scenario.promise) {
    case 'continuous':
      within(0.93, 0.97);
      averaged();
      break;
    case 'discrete':
      within(0.91, 1);
      averaged();
      break;
    case 'selection':
      within(0.94, 0.98);
      break;
    case 'pool':
      within(0.93, 0.97);
      break;
    case 'anytime':
      within(0.95, 1);
      break;
  }
  return problems;
}

/** Whether an interval contains a value; an answer that does not exist contains nothing. */
export function contains(result: Estimated, truth: number): boolean {
  if (result.kind !== 'estimate') return false;
  const { low, high } = result;
  return (low === 'not reached' || low <= truth) && (high === 'not reached' || high >= truth);
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
