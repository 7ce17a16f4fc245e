import {
  type Board,
  type CalendarDate,
  canonicalCohort,
  type Cohort,
  type FindingMeta,
  methodVersion,
  type OutcomeId,
  type OutcomeSummary,
  type PredictorFamily,
  type TimeUnit,
} from '@hindsight/domain';
import { boardPredictors } from './board-predictors.ts';
import { boardRows, countBoard, type OutcomeCounts } from './board-rows.ts';
import { hasValue, textAt } from './code-column.ts';
import { type CohortRows, cohortRows } from './cohort-rows.ts';
import type { Frame } from './frame.ts';
import { smallestUsefulEffect } from './method-table.ts';
import { type OutcomeAlone, outcomeAlone, referenceTimeOf } from './outcome-summary.ts';
import { stateWords } from './outcome-words.ts';
import { boardHeadline, boardLead, count, hundredths, shareSentence } from './sentences.ts';
import { trimmed } from './trimmed-numbers.ts';
import { verdictLimits } from './verdict-table.ts';

export type FindingRequest = {
  outcome: OutcomeId;
  cohort: Cohort;
  /** The day at which follow-up is cut. */
  asOf: CalendarDate;
  dataVersion: number;
  /** Rows to return; all when absent. Every figure is the same whichever rows are returned. */
  families?: readonly PredictorFamily[];
};

/** The rows of a page about questions: all but facts from the résumé. */
export const questionFamilies: readonly PredictorFamily[] = [
  'composite',
  'category',
  'question',
  'conventional-round',
];

/**
 * Which questions predict the outcome in a cohort: the judged board, complete and ready to be sent.
 *
 * The same frame, request and method version give the same bytes.
 *
 * @example board(frame, { outcome: 'shipped-180', cohort: {}, asOf, dataVersion: 17 }).headline
 */
export function board(frame: Frame, request: FindingRequest): Board {
  const cohort = cohortRows(frame, request.cohort);
  const predictors = boardPredictors(frame);
  const counts = countBoard(frame, predictors, cohort, request.outcome, request.asOf);
  const { rows: all, familySize } = boardRows(frame, counts);
  // What nobody of the cohort was asked has nothing to say here; its page exists all the same.
  const rows = all.filter(({ asked }) => asked > 0);
  const own = counts.byOutcome[0]!.counts;
  const alone = outcomeAlone(frame, cohort, request.outcome, request.asOf);
  const { headline, median, events, known, unknown } = alone.summary;
  const meta = findingMeta(frame, cohort, request, own);
  const hasScores = rows.some((row) => row.family !== 'resume-signal' && row.asked > 0);
  const state = outcomeSentence(headline, request.outcome, meta.timeUnit);
  const { families } = request;
  return trimmed({
    meta,
    headline: hasScores
      ? boardHeadline(rows, request.outcome)
      : (state ?? headlineWithoutShare(meta.hiresWithOutcome)),
    lead: hasScores ? boardLead(rows, request.outcome, meta.hiresWithOutcome) : '',
    missing: missingSentences(frame, cohort, own, alone, rows),
    summary: { headline, median, events, known, unknown },
    family: { size: familySize, falseDiscoveryRate: verdictLimits.falseDiscoveryRate },
    band: smallestUsefulEffect(own.method),
    rows: families ? rows.filter(({ family }) => families.includes(family)) : rows,
  });
}

export function findingMeta(
  frame: Frame,
  cohort: CohortRows,
  { outcome, cohort: filter, asOf, dataVersion }: FindingRequest,
  { cells, unit, exclusions }: Pick<OutcomeCounts, 'cells' | 'unit' | 'exclusions'>,
): FindingMeta {
  return {
    outcome,
    cohort: inCanonicalOrder(filter),
    asOf,
    dataVersion,
    methodVersion,
    timeUnit: unit,
    correction: 'uncorrected',
    hires: cohort.hires.length + cohort.undatedHires,
    hiresWithOutcome: cells.rows.length,
    screened: screenedCount(frame, cohort),
    exclusions,
  };
}

/** The same cohort said in another order must give the same bytes. What JSON made of a cohort is a cohort again. */
function inCanonicalOrder(cohort: Cohort): Cohort {
  return JSON.parse(canonicalCohort(cohort)) as Cohort;
}

/** Candidacies with at least one answer to a question. */
function screenedCount(frame: Frame, cohort: CohortRows): number {
  const columns = frame.predictors
    .filter(({ kind }) => kind === 'question')
    .map(({ slot }) => frame.slots[slot]!);
  let screened = 0;
  for (const row of cohort.candidacies) if (columns.some((column) => hasValue(column, row))) screened += 1;
  return screened;
}

function missingSentences(
  frame: Frame,
  cohort: CohortRows,
  own: OutcomeCounts,
  alone: OutcomeAlone,
  rows: Board['rows'],
): string[] {
  const sentences: string[] = [];
  const asked = (family: string): boolean => rows.some((row) => row.family === family && row.asked > 0);
  const hasQuestions = asked('question') || asked('conventional-round');
  if (own.method.kind === 'counts') {
    sentences.push('This is shown as counts; no question is judged by it.');
  } else if (!hasQuestions) {
    sentences.push(
      'There are no screen scores yet, so nothing can be said about questions: add the scores of these hires.',
    );
  } else if (!asked('composite')) {
    sentences.push(
      'There is no score for the screen as a whole: it needs at least three scored questions of the five categories per person.',
    );
  }
  if (own.cells.rows.length === 0) {
    sentences.push('For none of these hires do we know what happened after the hire.');
  } else if (own.method.kind === 'time' && alone.summary.events === 0) {
    const event = own.method.eventIsGood ? 'first production model' : 'exit';
    sentences.push(`No ${event} is recorded for any of these hires.`);
  }
  const range = unknownRange(alone);
  if (range) sentences.push(range);
  const clients = new Set(Array.from(cohort.hires, (row) => textAt(frame.texts.client, row))).size;
  if (hasQuestions && clients > 0 && clients < 5) {
    sentences.push(
      'There are fewer than five clients: too few to check that a finding holds at each of them.',
    );
  }
  return sentences;
}

/** The edges of a share whose state is known for too few: all of the unknown one way, or all the other. */
function unknownRange({ summary, window }: OutcomeAlone): string | undefined {
  if (
    !window ||
    summary.headline.kind !== 'not-estimable' ||
    summary.headline.reason !== 'COVERAGE_TOO_LOW'
  ) {
    return undefined;
  }
  const { yes, known, unknown } = window;
  const all = known + unknown;
  const low = hundredths(yes / all);
  const high = hundredths((yes + unknown) / all);
  return `We know how it stands for ${count(known)} of ${count(all)} hires: the share is between ${low} and ${high} of 100, depending on the ${count(unknown)} hires we have not heard about.`;
}

function headlineWithoutShare(hiresWithOutcome: number): string {
  return hiresWithOutcome === 0
    ? 'Nothing is known yet about what happened after the hire'
    : 'What happened is known, what was asked is not';
}

/** What happened, in one sentence, for boards without scores. */
function outcomeSentence(
  headline: OutcomeSummary['headline'],
  outcome: OutcomeId,
  unit: TimeUnit,
): string | undefined {
  if (headline.kind === 'estimate' && headline.unit === 'points') {
    return `Managers rate hires ${headline.value.toFixed(1)} on average`;
  }
  return shareSentence(headline, stateWords(outcome, unit, referenceTimeOf(outcome, unit)));
}
