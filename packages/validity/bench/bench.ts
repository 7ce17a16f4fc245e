/**
 * What a board costs from 1,000 to 1,000,000 hires, as JSON: CPU milliseconds by phase (the smallest of a few runs,
 * the one least disturbed), bytes of the frame and of the board. The statistics must not grow with the number of
 * hires once every day of the time axis is taken: `statistics` is all 26 rows, `questions` the 20 questions of them.
 *
 * `node bench.ts [largest]` stops at `largest` hires (default 1000000).
 */
import { fileURLToPath } from 'node:url';
import { boardPredictors } from '../src/board-predictors.ts';
import { type BoardCounts, boardStatistics, countBoard, sharesLeft } from '../src/board-rows.ts';
import { board } from '../src/board.ts';
import { cohortRows } from '../src/cohort-rows.ts';
import { type Frame, frameBytes } from '../src/frame.ts';
import { fastFrame, fastFrameAsOf } from '../src/simulation/fast-frame.ts';

const outcome = 'shipped-180';
const asOf = fastFrameAsOf;

function measured(frame: Frame, runs: number) {
  const cohort = cohortRows(frame, {});
  const predictors = boardPredictors(frame);
  const times: Record<'counting' | 'statistics' | 'questions' | 'leaveOneClientOut' | 'board', number[]> = {
    counting: [],
    statistics: [],
    questions: [],
    leaveOneClientOut: [],
    board: [],
  };
  let bytes = 0;
  for (let run = 0; run < runs; run += 1) {
    const counts = timed(times.counting, () => countBoard(frame, predictors, cohort, outcome, asOf));
    const statistics = timed(times.statistics, () => boardStatistics(counts));
    timed(times.questions, () => boardStatistics(questionsOnly(counts)));
    timed(times.leaveOneClientOut, () => sharesLeft(frame, counts, statistics));
    const json = timed(times.board, () =>
      JSON.stringify(board(frame, { outcome, cohort: {}, asOf, dataVersion: 1 })),
    );
    bytes = new TextEncoder().encode(json).length;
  }
  return {
    hires: frame.size,
    cpuMs: Object.fromEntries(
      Object.entries(times).map(([phase, values]) => [phase, round(Math.min(...values))]),
    ),
    frameBytesPerCandidacy: round(frameBytes(frame) / frame.size),
    frameBytesAllowed: 64 + frame.predictors.length,
    boardBytes: bytes,
  };
}

function timed<Result>(into: number[], work: () => Result): Result {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  into.push((user + system) / 1000);
  return result;
}

/** The same counts without composite and categories, whose tables have hundreds of score values. */
function questionsOnly(counts: BoardCounts): BoardCounts {
  const kept = counts.predictors.flatMap(({ family }, i) => (family === 'question' ? [i] : []));
  return {
    ...counts,
    predictors: kept.map((i) => counts.predictors[i]!),
    asked: kept.map((i) => counts.asked[i]!),
    byOutcome: counts.byOutcome.map(({ outcome: id, counts: own }) => ({
      outcome: id,
      counts: { ...own, tables: kept.map((i) => own.tables[i]!) },
    })),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

export function bench(largest: number) {
  measured(fastFrame(2000, 1), 5); // the compiler warms up on something small
  const sizes = [1_000, 10_000, 100_000, 1_000_000].filter((size) => size <= largest);
  const results = sizes.map((size) => measured(fastFrame(size, 1), 5));
  const ratio = (phase: 'statistics' | 'questions'): number | null => {
    const at = (hires: number) => results.find((result) => result.hires === hires)?.cpuMs[phase];
    const [small, large] = [at(100_000), at(1_000_000)];
    return small && large ? round(large / small) : null;
  };
  return {
    outcome,
    questions: 20,
    results,
    statisticsRatio1e6to1e5: ratio('statistics'),
    questionsRatio1e6to1e5: ratio('questions'),
    ratioAllowed: 1.5,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(JSON.stringify(bench(Number(process.argv[2] ?? 1_000_000)), null, 2));
}
