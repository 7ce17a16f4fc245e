/**
 * `pnpm oracle [DIR]`: checks the package against every case of a folder of the oracle's layout (default: the
 * cases beside this file) and ends with `N passed, N failed`. Cases without a function count as failed.
 */
import { resolve } from 'node:path';
import { caseChecker, readCases } from './check-folder.ts';

const folder = resolve(process.argv[2] ?? import.meta.dirname);
const cases = readCases(folder);
const check = await caseChecker(folder, cases);
const verdicts = cases.map(check);

for (const verdict of verdicts) {
  if (verdict.kind === 'passed') continue;
  console.log(`${verdict.kind} ${verdict.family} ${verdict.id}`);
  for (const problem of verdict.problems.slice(0, 8)) console.log(`    ${problem}`);
  if (verdict.problems.length > 8) console.log(`    and ${verdict.problems.length - 8} more`);
}
const passed = verdicts.filter((verdict) => verdict.kind === 'passed').length;
const missing = verdicts.filter((verdict) => verdict.kind === 'missing').length;
if (missing > 0) console.log(`${missing} missing`);
if (passed < verdicts.length || verdicts.length === 0) process.exitCode = 1;
console.log(`${passed} passed, ${verdicts.length - passed} failed`);
