/**
 * `node simulation/run.ts [--replications 2000] [--only TEXT]`: how often intervals contain the truth, with fixed
 * seeds. Writes `results.json` beside this file; with `--only` the scenarios whose name contains TEXT are run again
 * and take the place of their former results. Ends with exit code 1 when a promise is broken.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { brokenPromises, runPoint, type PointResult } from './coverage.ts';
import { randomOf, scenarios, SEED } from './scenarios.ts';

const { values } = parseArgs({
  options: { replications: { type: 'string', default: '2000' }, only: { type: 'string', default: '' } },
});
const replications = Number(values.replications);
const file = new URL('./results.json', import.meta.url);
const former =
  values.only !== '' && existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { replications: number; results: PointResult[] })
    : undefined;
if (former && former.replications !== replications)
  throw new Error('the recorded run had another number of replications');

const results: PointResult[] = [];
for (const scenario of scenarios) {
  const times = scenario.promise === 'anytime' ? Math.max(1, Math.round(replications / 2)) : replications;
  for (const point of scenario.points) {
    const kept = former?.results.find(
      (result) => result.scenario === scenario.name && result.point === point.name,
    );
    if (!scenario.name.includes(values.only)) {
      if (kept) results.push(kept);
      continue;
    }
    const result = runPoint(scenario, point, times, randomOf(scenario, point));
    console.log(
      `${scenario.name} | ${point.name} | ${(100 * result.coverage).toFixed(2)} % of ${result.intervals}`,
    );
    results.push(result);
  }
}

const broken = scenarios.flatMap((scenario) =>
  brokenPromises(
    scenario,
    results.filter((result) => result.scenario === scenario.name),
  ),
);
for (const problem of broken) console.log(`broken: ${problem}`);
const date = new Date().toISOString().slice(0, 10);
writeFileSync(file, `${JSON.stringify({ seed: SEED, date, replications, broken, results }, null, 2)}\n`);
if (broken.length > 0) process.exitCode = 1;
console.log(`${results.length} grid points, ${broken.length} broken promises`);
