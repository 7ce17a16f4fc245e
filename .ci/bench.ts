/**
 * `pnpm bench`: what a board costs by number of hires. `pnpm bench stats`: its statistics beside the same in R.
 * Both print JSON; further arguments are passed on.
 */
import { spawnSync } from 'node:child_process';

const [first, ...rest] = process.argv.slice(2);
const command =
  first === 'stats'
    ? ['packages/stats/bench/run.ts', ...rest]
    : ['packages/validity/bench/bench.ts', ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' });
process.exit(status ?? 1);
