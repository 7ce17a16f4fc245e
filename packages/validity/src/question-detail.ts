import { questionBank, type QuestionDetail } from '@hindsight/domain';
import { boardPredictors } from './board-predictors.ts';
import { boardRows, countBoard } from './board-rows.ts';
import { findingMeta, type FindingRequest } from './board.ts';
import { cohortRows } from './cohort-rows.ts';
import { expectancyOf } from './expectancy.ts';
import type { Frame } from './frame.ts';
import { mostSteps, retentionCurves, shippingCurves, withSteps } from './score-curves.ts';
import { trimmed } from './trimmed-numbers.ts';

export type QuestionRequest = FindingRequest & {
  /** Reference of a row on the board. */
  question: string;
};

/** What one question's reply may weigh, in bytes of JSON; curves are thinned until it does. */
export const mostBytes = 20_000;

/**
 * One row of the board in full: what became of hires by what they scored, and shipping and staying over time.
 *
 * @returns undefined when the board has no such row
 */
export function questionDetail(frame: Frame, request: QuestionRequest): QuestionDetail | undefined {
  const { outcome, asOf, question } = request;
  const predictors = boardPredictors(frame);
  const predictor = predictors.find(({ ref }) => ref === question);
  if (!predictor) return undefined;
  const cohort = cohortRows(frame, request.cohort);
  const counts = countBoard(frame, predictors, cohort, outcome, asOf);
  const { rows } = boardRows(frame, counts);
  const row = rows.find(({ ref }) => ref === question);
  if (!row) return undefined;
  const isAggregate = row.family === 'composite' || row.family === 'category';
  const beside = rows.filter(
    ({ ref, family, asked }) =>
      (family === 'composite' || family === 'category') === isAggregate && (asked > 0 || ref === question),
  );
  const position = beside.indexOf(row);
  const detail = {
    meta: findingMeta(frame, cohort, request, counts.byOutcome[0]!.counts),
    row,
    wording: questionBank.find(({ ref }) => ref === question)?.wording ?? row.title,
    position: position + 1,
    of: beside.length,
    previous: beside[position - 1]?.ref ?? null,
    next: beside[position + 1]?.ref ?? null,
    expectancy: expectancyOf(frame, cohort, predictor, outcome, asOf, row.verdict !== 'too-early'),
  };
  const shipping = shippingCurves(frame, cohort, predictor, asOf);
  const retention = retentionCurves(frame, cohort, predictor, asOf);
  for (let steps = mostSteps; ; steps = Math.floor(steps * 0.85)) {
    const drawn = trimmed({
      ...detail,
      shipping: withSteps(shipping, steps),
      retention: withSteps(retention, steps),
    });
    if (steps <= 12 || new TextEncoder().encode(JSON.stringify(drawn)).length <= mostBytes) return drawn;
  }
}
