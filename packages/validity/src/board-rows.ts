import type {
  BoardRow,
  CalendarDate,
  EstimatedOrMissing,
  Exclusion,
  Missing,
  OutcomeId,
  TimeUnit,
} from '@hindsight/domain';
import {
  type Association,
  type AssociationSize,
  associationOf,
  type Counted,
  sizeOf,
  testOf,
} from './association.ts';
import { type BoardPredictor, compare, familyOrder } from './board-predictors.ts';
import { hasValue } from './code-column.ts';
import type { CohortRows } from './cohort-rows.ts';
import { declaredFamilyOf, type FamilyTest, falseDiscoveryValues, familyBeside } from './declared-family.ts';
import type { Frame } from './frame.ts';
import { smallestShareLeft } from './leave-one-client-out.ts';
import { type Method, methods } from './method-table.ts';
import { timeRows, valueRows } from './outcome-rows.ts';
import { type OutcomeCells, orderCells, scoredRows, scoreTables } from './score-counts.ts';
import { rowSentence } from './sentences.ts';
import { shrunkenOrder } from './shrunken-order.ts';
import { stillNeeded, verdictLimits, verdictNow } from './verdict-table.ts';

/** Everything that was counted for one outcome: the part that grows with the number of hires. */
export type OutcomeCounts = {
  method: Method;
  cells: OutcomeCells;
  tables: Counted[];
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
  return {
    outcome,
    predictors,
    asked: predictors.map(({ column }) => {
      let asked = 0;
      for (const row of cohort.candidacies) if (hasValue(column, row)) asked += 1;
      return asked;
    }),
    byOutcome: [outcome, ...familyBeside(outcome)].map((id) => ({
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
  const cells = orderCells(hires);
  const columns = method.kind === 'counts' ? [] : predictors.map(({ column }) => column);
  return {
    method,
    cells,
    tables: scoreTables(columns, cells),
    unit: hires.unit,
    exclusions: hires.exclusions,
  };
}

export type BoardStatistics = {
  associations: Association[];
  /** By reference; absent where no test is due. */
  q: ReadonlyMap<string, number>;
  /** Position by shrunken value, by reference. */
  order: ReadonlyMap<string, number>;
  /** Tests in the family of composite, categories and questions. */
  familySize: number;
};

/** Second phase: statistics. Its cost follows the size of the tables, not the number of hires. */
export function boardStatistics({ outcome: own, predictors, byOutcome }: BoardCounts): BoardStatistics {
  const associations = predictors.map((predictor, i) => gatedAssociation(byOutcome[0]!.counts, i, predictor));
  const tests = byOutcome.flatMap(({ outcome, counts }, k) =>
    predictors.flatMap(({ ref, family }, i): FamilyTest[] => {
      const test = k === 0 ? associations[i]!.test : gatedTest(counts, i);
      return test.kind === 'test' ? [{ outcome, ref, family, p: test.p }] : [];
    }),
  );
  const effects = predictors.flatMap(({ ref, family }, i) => {
    const { theta } = associations[i]!;
    return theta && theta.variance > 0 ? [{ ref, family, ...theta }] : [];
  });
  return {
    associations,
    q: falseDiscoveryValues(tests, own),
    order: shrunkenOrder(effects),
    familySize: tests.filter(({ family }) => declaredFamilyOf(family) === 'screen').length,
  };
}

/** Third phase: verdicts and sentences, in reading order. */
export function boardRows(frame: Frame, counts: BoardCounts): { rows: BoardRow[]; familySize: number } {
  if (counts.byOutcome[0]!.counts.method.kind === 'counts') return { rows: [], familySize: 0 };
  const statistics = boardStatistics(counts);
  const shareLeft = sharesLeft(frame, counts, statistics);
  const rows = counts.predictors.map((predictor, i) =>
    judgedRow(predictor, counts, statistics.associations[i]!, {
      asked: counts.asked[i]!,
      q: statistics.q.get(predictor.ref) ?? null,
      order: statistics.order.get(predictor.ref) ?? null,
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
  return { rows, familySize: statistics.familySize };
}

/** The observed figures, or none at all where it is too early for any. */
function gatedAssociation(counts: OutcomeCounts, i: number, predictor: BoardPredictor): Association {
  const early = tooEarly(counts, i);
  if (early) {
    const { size, reply } = early;
    return { ...size, observed: reply, rank: reply, pairs: reply, test: reply, theta: null };
  }
  const { method, cells, tables } = counts;
  return associationOf(tables[i]!, method, predictor.higherIsBetter, () =>
    scoredRows(predictor.column, cells),
  );
}

function gatedTest(counts: OutcomeCounts, i: number): Association['test'] {
  return tooEarly(counts, i)?.reply ?? testOf(counts.tables[i]!);
}

function tooEarly(
  { method, tables }: OutcomeCounts,
  i: number,
): { size: AssociationSize; reply: Missing } | undefined {
  const size = sizeOf(tables[i]!, method.kind === 'value' && method.binary);
  if (stillNeeded(size) === null) return undefined;
  const reply: Missing =
    size.hires < verdictLimits.hires
      ? { kind: 'not-estimable', reason: 'TOO_FEW', n: size.hires, need: verdictLimits.hires }
      : { kind: 'not-estimable', reason: 'TOO_FEW_EVENTS', n: size.rarer ?? 0, need: verdictLimits.rarer };
  return { size, reply };
}

/** For the rows that would be called `predicts`: what is left of the effect without any one client. */
export function sharesLeft(
  frame: Frame,
  counts: BoardCounts,
  { associations, q }: Pick<BoardStatistics, 'associations' | 'q'>,
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
    observed: short(observed),
    rank: short(rank),
    pairs: short(pairs),
    test,
    q,
    order,
    verdict,
    sentence: rowSentence(facts, outcome),
    needed: stillNeeded({ hires, rarer }),
  };
}

/** Intervals that go with an estimator unless its name says otherwise; the README's method table names them. */
const usualIntervals = /, (fisher z|bonett-wright|delong)$/;

/** For a row: the number of events stands there once, as `rarer`, and usual intervals are not spelled out. */
function short(result: EstimatedOrMissing): EstimatedOrMissing {
  if (result.kind !== 'estimate') return result;
  const { events: _said, ...rest } = result;
  return { ...rest, method: result.method.replace(usualIntervals, '') };
}
