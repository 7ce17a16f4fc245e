import { seededGenerator, type RandomSource } from '../src/seeded-generator.ts';
import { anytimeScenarios } from './anytime-scenarios.ts';
import type { GridPoint, Scenario } from './coverage.ts';
import { intervalScenarios } from './interval-scenarios.ts';
import { selectionScenarios } from './selection-scenarios.ts';

export const SEED = 20_260_301;

export const scenarios: Scenario[] = [...intervalScenarios, ...selectionScenarios, ...anytimeScenarios];

/** The stream of numbers of one grid point: its place in the list does not matter, its name does. */
export function randomOf(scenario: Scenario, point: GridPoint): RandomSource {
  let hash = SEED;
  for (const character of `${scenario.name}|${point.name}`)
    hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return seededGenerator(hash);
}
