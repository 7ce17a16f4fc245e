import type { BoardRow, CalendarDate, Exclusion, Missing, OutcomeId, TimeUnit } from '@hindsight/domain';
import { type Association, associationOf, type ScoredFollowUp, sizeOf } from './association.ts';
import { type BoardPredictor, compare, familyOrder } from './board-predictors.ts';
import { hasValue, numberAt } from './code-column.ts';
import type { CohortRows } from './cohort-rows.ts';
import { type FamilyTest, falseDiscoveryValues, familyOutcomes } from './declared-family.ts';
import type { Frame } from './frame.ts';
import { smallestShareLeft } from './leave-one-client-out.ts';
import { type Method, methods } from './method-table.ts';
import { timeRows, valueRows } from './outcome-rows.ts';
import { countScores, type OutcomeCells, outcomeCells } from './score-counts.ts';
import { rowSentence } from './sentences.ts';
import { shrunkenOrder } from './shrunken-order.ts';
import { stillNeeded, verdictLimits, verdictNow } from './verdict-table.ts';

/** Everything that was counted for one outcome: the part that grows with the number of hires. */
export type OutcomeCounts = {
  method: Method;
  cells: OutcomeCells;
  tables: ReturnType<typeof countScores>;
  unit: TimeUnit;
  exclusions: Exclusion[];
};

export type BoardCounts = {
  outcome: OutcomeId;
  predictors: readonly BoardPredictor[];
  /** Candidacies with a score, by predictor. */
  asked: number[];
  /** The board's own outcome first, then the others of its declared family. */
  byOutcome: { outcome: OutcomeId; counts: OutcomeCounts }[];
};

/** First phase: counts. */
export function countBoard(
  frame: Frame,
  predictors: readonly BoardPredictor[],
  cohort: CohortRows,
  outcome: OutcomeId,
  asOf: CalendarDate,
): BoardCounts {
  const others = familyOutcomes(outcome).filter((other) => other !== outcome);
  return {
    outcome,
    predictors,
    asked: predictors.map(({ column }) => {
      let asked = 0;
      for (const row of cohort.candidacies) if (hasValue(column, row)) asked += 1;
      return asked;
    }),
    byOutcome: [outcome, ...others].map((id) => ({
      outcome: id,
      counts: countOutcomeBy(frame, predictors, cohort, id, asOf),
    })),
  };
}

export function countOutcomeBy(
  frame: Frame,
  predictors: readonly BoardPredictor[],
  cohort: CohortRows,
  outcome: OutcomeId,
  asOf: CalendarDate,
): OutcomeCounts {
  const method = methods[outcome];
  const hires =
    method.kind === 'time'
      ? timeRows(frame, method.outcome, cohort, asOf)
      : valueRows(frame, method.outcome, cohort, asOf);
  const cells = outcomeCells(hires);
  const columns = method.kind === 'counts' ? [] : predictors.map(({ column }) => column);
  return { method, cells, tables: countScores(columns, cells), unit: hires.unit, exclusions: hires.exclusions };
}

/** Second phase: statistics and verdicts. Its cost follows the tables, not the number of hires. */
export function boardRows(frame: Frame, counts: BoardCounts): { rows: BoardRow[]; familySize: number } {
  const own = counts.byOutcome[0]!;
  if (own.counts.method.kind === 'counts') return { rows: [], familySize: 0 };
  const { predictors } = counts;
  const associations = predictors.map((predictor, i) => gatedAssociation(own.counts, i, predictor));
  const tests = counts.byOutcome.flatMap(({ outcome, counts: counted }, k) =>
    predictors.flatMap((predictor, i): FamilyTest[] => {
      const { test } = k === 0 ? associations[i]! : gatedAssociation(counted, i, predictor);
      return test.kind === 'test' ? [{ outcome, ref: predictor.ref, family: predictor.family, p: test.p }] : [];
    }),
  );
  const q = falseDiscoveryValues(tests, counts.outcome);
  const order = shrunkenOrder(
    predictors.flatMap(({ ref, family }, i) => {
      const { theta } = associations[i]!;
      return theta && theta.variance > 0 ? [{ ref, family, ...theta }] : [];
    }),
  );
  const shareLeft = sharesLeft(frame, counts, associations, q);
  const rows = predictors.map((predictor, i) =>
    judgedRow(predictor, counts, associations[i]!, {
      asked: counts.asked[i]!,
      q: q.get(predictor.ref) ?? null,
      order: order.get(predictor.ref) ?? null,
      shareLeft: shareLeft.get(predictor.ref) ?? null,
    }),
  );
  const last = rows.length + 1;
  rows.sort(
    (a, b) =>
      familyOrder.indexOf(a.family) - familyOrder.indexOf(b.family) ||
      (a.order ?? last) - (b.order ?? last) ||
      compare(a.ref, b.ref),
  );
  const familySize = tests.filter(({ family }) => ['composite', 'category', 'question'].includes(family)).length;
  return { rows, familySize };
}

/** The observed figures, or none at all where it is too early for any. */
function gatedAssociation({ method, cells, tables }: OutcomeCounts, i: number, predictor: BoardPredictor): Association {
  const table = tables[i]!;
  const size = sizeOf(table, method.kind === 'value' && method.binary);
  if (stillNeeded(size) === null) {
    return associationOf(table, method, predictor.higherIsBetter, () => followUpWithScores(cells, predictor));
  }
  const tooFew: Missing =
    size.hires < verdictLimits.hires
      ? { kind: 'not-estimable', reason: 'TOO_FEW', n: size.hires, need: verdictLimits.hires }
      : { kind: 'not-estimable', reason: 'TOO_FEW_EVENTS', n: size.rarer ?? 0, need: verdictLimits.rarer };
  return { ...size, observed: tooFew, rank: tooFew, pairs: tooFew, test: tooFew, theta: null };
}

/** Hires one by one, out of their cells. */
function followUpWithScores(cells: OutcomeCells, { column }: BoardPredictor): ScoredFollowUp {
  if (cells.kind !== 'time') throw new TypeError('only times have a follow-up');
  const { rows, times, causes, entryAt } = cells;
  const time = Array.from(cells.cells, (cell) => times[Math.floor(cell / (causes + 1))]!);
  const event = Array.from(cells.cells, (cell) => cell % (causes + 1));
  // Observed from the start means from before time 0, so that an event on day 0 counts.
  const entry = Array.from(rows, (_, i) => (entryAt && entryAt[i]! >= 0 ? times[entryAt[i]!]! : -1));
  return { followUp: { time, event, entry }, scores: Array.from(rows, (row) => numberAt(column, row)) };
}

/** For the rows that would be called `predicts`: what is left of the effect without any one client. */
function sharesLeft(
  frame: Frame,
  counts: BoardCounts,
  associations: readonly Association[],
  q: ReadonlyMap<string, number>,
): Map<string, number> {
  const { cells, tables, method } = counts.byOutcome[0]!.counts;
  const suspects = counts.predictors.flatMap(({ ref, column, higherIsBetter }, i) => {
    const effect = associations[i]!.theta?.effect ?? 0;
    const value = q.get(ref);
    if (!(effect > 0) || value === undefined || value > verdictLimits.falseDiscoveryRate) return [];
    return [{ ref, column, table: tables[i]!, higherIsBetter, effect }];
  });
  const left = smallestShareLeft(frame, suspects, cells, method);
  return new Map(suspects.flatMap(({ ref }, i) => (left[i] === null ? [] : [[ref, left[i]!] as const])));
}

function judgedRow(
  { ref, code, title, family, category, minutes, predictor }: BoardPredictor,
  { outcome }: BoardCounts,
  { hires, rarer, observed, rank, pairs, test, theta }: Association,
  judged: { asked: number; q: number | null; order: number | null; shareLeft: number | null },
): BoardRow {
  const { asked, q, order, shareLeft } = judged;
  const verdict = verdictNow({ hires, rarer, effect: theta?.effect ?? null, q, shareLeft });
  const scale = predictor?.scale;
  const facts = {
    family,
    hires,
    rarer,
    observed,
    pairs,
    verdict,
    isYesNo: scale?.kind === 'levels' && scale.levels.length === 2,
    restsOnOneClient: shareLeft !== null && shareLeft < verdictLimits.shareLeftWithoutAClient,
  };
  return {
    ref,
    code,
    title,
    family,
    category,
    minutes,
    asked,
    hires,
    rarer,
    observed,
    rank,
    pairs,
    test,
    q,
    order,
    verdict,
    sentence: rowSentence(facts, outcome),
    needed: stillNeeded({ hires, rarer }),
  };
}
