/**
 * CPU seconds of the block a board needs (20 questions × 4 outcomes) beside the same block by rows in R, from the
 * same seeded file in the same run; R's results are compared before any time is printed. Prints JSON.
 *
 *     node packages/stats/bench/run.ts
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boardBlock, tablesOf, type Tables } from './board-block.ts';
import { simulatedHires, toCsv } from './simulated-hires.ts';

const QUESTIONS = 20;
const folder = mkdtempSync(join(tmpdir(), 'hindsight-bench-'));
try {
  const report: Record<string, unknown> = {};
  const hires = simulatedHires(10_000, QUESTIONS, 20260101);
  const ours = measured(() => boardBlock(tablesOf(hires)), 12);
  report['rows_1e4'] = { countingAndStatistics: ours.seconds };
  report['r'] = beside(hires, ours.value, ours.seconds);
  const phases = [100_000, 1_000_000].map((n) => {
    const tables: Tables = tablesOf(simulatedHires(n, QUESTIONS, 20260101));
    return measured(() => boardBlock(tables), 12).seconds;
  });
  report['statisticsPhase'] = { at1e5: phases[0], at1e6: phases[1], ratio: phases[1]! / phases[0]! };
  console.log(JSON.stringify(report, null, 2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The fastest of some runs, in CPU seconds, after one to warm up. */
function measured<T>(work: () => T, runs: number): { value: T; seconds: number } {
  let value = work();
  let seconds = Infinity;
  for (let i = 0; i < runs; i += 1) {
    const start = process.cpuUsage();
    value = work();
    const used = process.cpuUsage(start);
    seconds = Math.min(seconds, (used.user + used.system) / 1e6);
  }
  return { value, seconds };
}

function beside(hires: ReturnType<typeof simulatedHires>, results: number[][], seconds: number): unknown {
  const file = join(folder, 'hires.csv');
  writeFileSync(file, toCsv(hires));
  let printed: string;
  try {
    printed = execFileSync('Rscript', [join(import.meta.dirname, 'rows.R'), file, String(QUESTIONS)], {
      encoding: 'utf8',
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'not run: R missing';
    throw error;
  }
  const lines = printed.trim().split('\n');
  const cpu = Number(lines.pop());
  const worst = largestDisagreement(results, lines);
  if (!(worst < 1e-6)) throw new Error(`results differ from R by ${worst}`);
  return { cpuSeconds: cpu, timesLessCpu: cpu / seconds, largestRelativeDifference: worst };
}

function largestDisagreement(results: number[][], lines: string[]): number {
  let worst = results.length === lines.length ? 0 : Infinity;
  lines.forEach((line, i) =>
    line.split(',').forEach((text, j) => {
      const want = Number(text.trim());
      const got = results[i]?.[j] ?? Number.NaN;
      if (Number.isNaN(want)) return;
      const difference = Math.abs(got - want) / Math.max(Math.abs(want), 1e-3);
      if (!(difference <= worst)) worst = difference;
    }),
  );
  return worst;
}
