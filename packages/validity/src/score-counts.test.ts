import { type CandidacyRow, parseCalendarDate } from '@hindsight/domain';
import { coxFromCounts, harrellC, mergeCountTables, type SurvivalCounts } from '@hindsight/stats';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { candidacyFixture, frameFixture, placementFixture, predictorFixture } from './candidacy-fixtures.ts';
import { cohortRows } from './cohort-rows.ts';
import type { Frame } from './frame.ts';
import { type TimeRows, timeRows, valueRows } from './outcome-rows.ts';
import { countOutcome, countScores, orderCells, outcomeCells, scoredRows } from './score-counts.ts';

const asOf = parseCalendarDate('2026-01-01');
const slots = 6;
const predictors = Array.from({ length: slots }, (_, slot) =>
  predictorFixture(slot, slot === 5 ? { scale: { kind: 'numeric', min: 0, max: 1e9 } } : {}),
);

const draft = fc.record({
  scores: fc.array(fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }), {
    minLength: slots,
    maxLength: slots,
  }),
  time: fc.integer({ min: 0, max: 40 }),
  what: fc.constantFrom('model', 'exit', 'nothing'),
  entry: fc.constantFrom(0, 0, 0, 7),
  rating: fc.integer({ min: 1, max: 5 }),
});

type Draft = typeof draft extends fc.Arbitrary<infer Value> ? Value : never;

function rowOf({ scores, time, what, entry, rating }: Draft, i: number): CandidacyRow {
  return candidacyFixture(`c${i}`, {
    answers: scores.flatMap((value, slot) =>
      value === null ? [] : [{ slot, value: slot === 5 ? value * 1000 + i : value }],
    ),
    placement: placementFixture({
      trackedFrom: entry,
      followedUntil: time,
      firstModelAt: what === 'model' ? time : null,
      exitAt: what === 'exit' ? time : null,
      exitCause: what === 'exit' ? 'unknown' : null,
      ratings: [{ day: 90, value: rating }],
    }),
  });
}

const times = (frame: Frame): TimeRows => timeRows(frame, 'first-model', cohortRows(frame, {}), asOf);
const columns = (frame: Frame) => frame.slots.filter((column) => column !== undefined);

test('tables of two halves add up to the table of all, for scores and for the outcome alone', () => {
  fc.assert(
    fc.property(
      fc.array(draft, { minLength: 2, maxLength: 80 }),
      fc.integer({ min: 1, max: 79 }),
      (drafts, cut) => {
        const rows = drafts.map(rowOf);
        const [all, first, second] = [rows, rows.slice(0, cut), rows.slice(cut)].map((part) =>
          frameFixture(part, predictors),
        );
        for (const outcome of ['time', 'rating'] as const) {
          const tables = [all!, first!, second!].map((frame) => {
            const cells = outcomeCells(
              outcome === 'time' ? times(frame) : valueRows(frame, 'rating-90', cohortRows(frame, {}), asOf),
            );
            return [...countScores(columns(frame), cells), countOutcome(cells)];
          });
          for (const [i, whole] of tables[0]!.entries()) {
            const merged = mergeCountTables(tables[1]![i]!, tables[2]![i]!);
            expect(sparse(merged)).toEqual(sparse(whole));
          }
        }
      },
    ),
    { numRuns: 60, seed: 3 },
  );
});

/** Only what is there: axes may name times that no row of a part has. */
function sparse(table: ReturnType<typeof countOutcome>): string[] {
  const [columns, width] = table.kind === 'survival' ? [table.times, table.causes + 1] : [table.outcomes, 1];
  const cells: string[] = [];
  for (const [s, score] of table.scores.entries()) {
    for (const [c, column] of columns.entries()) {
      for (let k = 0; k < width; k += 1) {
        const count = table.counts[(s * columns.length + c) * width + k]!;
        if (count > 0) cells.push(`${score} ${column} ${k}: ${count}`);
      }
      const entered = table.kind === 'survival' ? (table.entries?.[s * columns.length + c] ?? 0) : 0;
      if (entered > 0) cells.push(`${score} enters ${column}: ${entered}`);
    }
  }
  return cells;
}

test('four questions at a time count the same as one at a time', () => {
  fc.assert(
    fc.property(fc.array(draft, { minLength: 1, maxLength: 60 }), (drafts) => {
      const frame = frameFixture(drafts.map(rowOf), predictors);
      const cells = outcomeCells(times(frame));
      expect(countScores(columns(frame), cells)).toEqual(
        columns(frame).flatMap((column) => countScores([column], cells)),
      );
    }),
    { numRuns: 40, seed: 4 },
  );
});

test('putting times in their order changes neither Cox nor concordance', () => {
  fc.assert(
    fc.property(fc.array(draft, { minLength: 20, maxLength: 80 }), (drafts) => {
      const frame = frameFixture(drafts.map(rowOf), predictors);
      const [full, ordered] = [outcomeCells(times(frame)), orderCells(times(frame))];
      const [a, b] = [full, ordered].map((cells) =>
        coxFromCounts(countScores([frame.slots[0]!], cells)[0] as SurvivalCounts, { cause: 1 }),
      );
      if (a!.kind === 'cox' && b!.kind === 'cox') {
        expect(b!.coefficient.value).toBeCloseTo(a!.coefficient.value, 9);
        expect(b!.standardError).toBeCloseTo(a!.standardError, 9);
      } else expect(b!.kind).toBe(a!.kind);
      const [c, d] = [full, ordered].map((cells) => {
        const { followUp, scores } = scoredRows(frame.slots[1]!, cells);
        return harrellC(followUp, scores, { cause: 1 });
      });
      expect(d!.kind).toBe(c!.kind);
      if (c!.kind === 'estimate' && d!.kind === 'estimate') {
        expect(d!.value).toBeCloseTo(c!.value, 12);
        expect(d!.standardError).toBeCloseTo(c!.standardError, 12);
      }
    }),
    { numRuns: 60, seed: 5 },
  );
});
