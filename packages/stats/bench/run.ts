/**
 * CPU seconds of the block a board needs (20 questions × 4 outcomes) beside the same block by rows in R, from the
 * same seeded hires in the same run. R's results are compared before any time is printed. Prints JSON.
 *
 *     node packages/stats/bench/run.ts
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { boardBlock, numbersOf, tablesOf } from './board-block.ts';
import { simulatedHires, toCsv } from './simulated-hires.ts';

const QUESTIONS = 20;
const RUNS = 31;
const RUNS_OF_R = 3;
const SEED = 20260101;
const TOLERANCE = 1e-7;

const hires = simulatedHires(10_000, QUESTIONS, SEED);
const counting: number[] = [];
const block = () => {
  const start = process.cpuUsage();
  const tables = tablesOf(hires);
  counting.push(secondsSince(start));
  boardBlock(tables);
};
cpuSeconds(block, RUNS);
counting.length = 0;
// Half of our runs before R's and half after: what else the machine does then weighs on both alike.
const before = cpuSeconds(block, RUNS);
const r = byRowsInR();
const ours = [...before, ...cpuSeconds(block, RUNS)];
const phases = [100_000, 1_000_000].map((n) => {
  const tables = tablesOf(simulatedHires(n, QUESTIONS, SEED));
  return median(cpuSeconds(() => boardBlock(tables), RUNS));
});
const report = {
  measured:
    'CPU seconds (user + system) of 20 questions × 4 outcomes, rows in memory on both sides. Ours: median of ' +
    `${ours.length} runs in one warm process, half before R and half after, garbage collection included; ` +
    `R: median of ${RUNS_OF_R} runs in one process.`,
  machineLoad: loadavg()[0],
  rows1e4: {
    ours: median(ours),
    oursFastest: Math.min(...ours),
    ofThatCounting: median(counting),
    ...(r ? { ...r, timesLessCpu: r.rowsInR / median(ours) } : { rowsInR: 'not run: Rscript is missing' }),
  },
  statisticsPhase: { at1e5: phases[0], at1e6: phases[1], ratio: phases[1]! / phases[0]! },
};
console.log(JSON.stringify(report, null, 2));

function cpuSeconds(work: () => unknown, runs: number): number[] {
  return Array.from({ length: runs }, () => {
    const start = process.cpuUsage();
    work();
    return secondsSince(start);
  });
}

function secondsSince(start: NodeJS.CpuUsage): number {
  const used = process.cpuUsage(start);
  return (used.user + used.system) / 1e6;
}

function byRowsInR() {
  const folder = mkdtempSync(join(tmpdir(), 'hindsight-bench-'));
  try {
    const file = join(folder, 'hires.csv');
    writeFileSync(file, toCsv(hires));
    const script = join(import.meta.dirname, 'rows.R');
    const printed = execFileSync('Rscript', [script, file, `${QUESTIONS}`, `${RUNS_OF_R}`], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    const lines = printed.trim().split('\n');
    const seconds = lines.pop()!.split(',').map(Number);
    const compared = largestDifference(numbersOf(boardBlock(tablesOf(hires))), lines);
    if (!(compared.largest < TOLERANCE)) throw new Error(`results differ from R by ${compared.largest}`);
    return {
      rowsInR: median(seconds),
      numbersCompared: compared.numbers,
      largestRelativeDifference: compared.largest,
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** NaN when a row is longer or shorter than R's. Where R gives NA (limits of a curve at 1 or 0) nothing is compared. */
function largestDifference(results: number[][], lines: string[]): { largest: number; numbers: number } {
  let largest = results.length === lines.length ? 0 : Number.NaN;
  let numbers = 0;
  lines.forEach((line, i) => {
    const wanted = line.split(',').map(Number);
    if (wanted.length !== results[i]?.length) largest = Number.NaN;
    wanted.forEach((want, j) => {
      if (Number.isNaN(want)) return;
      numbers += 1;
      largest = Math.max(largest, Math.abs(results[i]![j]! - want) / Math.max(Math.abs(want), 1e-3));
    });
  });
  return { largest, numbers };
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
