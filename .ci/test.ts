/**
 * `npm test`: every package's tests on every lane, then one closing line `N passed, N failed`.
 * A lane that did not run, a skipped test, a file that could not be loaded: each fails the run.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

type Assertion = { fullName: string; status: string };
type Report = {
  testResults: { name: string; status: string; message?: string; assertionResults: Assertion[] }[];
};

/** Each lane is recognised by this mark in its tests' names. */
const lanes = ['[pglite]', '[postgres 15]', '[chromium]'];

const folders = ['packages', 'apps'].flatMap((parent) =>
  readdirSync(parent).map((name) => join(parent, name)),
);
const tested = folders.filter((folder) => existsSync(join(folder, 'package.json')));
for (const folder of tested) rmSync(join(folder, 'test-report.json'), { force: true });

const turbo = spawnSync(
  'turbo',
  ['run', 'test', '--force', '--continue', '--concurrency=2', '--output-logs=new-only'],
  { stdio: 'inherit', env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' } },
);

let passed = 0;
let failed = 0;
const complaints: string[] = [];
const seenLanes = new Set<string>();

for (const folder of tested) {
  const path = join(folder, 'test-report.json');
  if (!existsSync(path)) {
    failed += 1;
    complaints.push(`${folder}: no test report`);
    continue;
  }
  const report = JSON.parse(readFileSync(path, 'utf8')) as Report;
  for (const file of report.testResults) {
    if (file.status === 'failed' && file.assertionResults.every((test) => test.status === 'passed')) {
      failed += 1;
      complaints.push(`${file.name}: could not be run. ${file.message ?? ''}`);
    }
    for (const test of file.assertionResults) {
      if (test.status === 'passed') {
        passed += 1;
        for (const lane of lanes) if (test.fullName.includes(lane)) seenLanes.add(lane);
      } else {
        failed += 1;
        complaints.push(`${file.name}: ${test.fullName} (${test.status})`);
      }
    }
  }
}

for (const lane of lanes) {
  if (seenLanes.has(lane)) continue;
  failed += 1;
  complaints.push(`lane ${lane} did not run`);
}
if (turbo.status !== 0 && failed === 0) {
  failed += 1;
  complaints.push(`the test runner ended with ${turbo.status ?? turbo.signal}`);
}

for (const complaint of complaints) console.error(`failed: ${complaint}`);
console.log(`lanes: ${[...seenLanes].join(' ')}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
