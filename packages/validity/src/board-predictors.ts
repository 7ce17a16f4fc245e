import {
  categoryOf,
  type CategoryId,
  type Predictor,
  type PredictorFamily,
  screenCategoryIds,
} from '@hindsight/domain';
import type { Frame } from './frame.ts';
import type { ScoreColumn } from './score-counts.ts';

/** One row of the board before anything is counted. */
export type BoardPredictor = {
  ref: string;
  code: string;
  title: string;
  family: PredictorFamily;
  category: CategoryId | null;
  minutes: number | null;
  higherIsBetter: boolean;
  column: ScoreColumn;
  predictor: Predictor | null;
};

export const compositeRef = 'composite';

/**
 * The rows of a board, read from the top: the screen as a whole, its five categories, its questions, conventional
 * rounds, résumé signals. Retired questions and rubric signals are not on it.
 */
export function boardPredictors(frame: Frame): BoardPredictor[] {
  const listed: BoardPredictor[] = [];
  const scored = frame.predictors.filter(
    ({ kind, category }) => kind === 'question' && category !== 'conventional',
  );
  if (scored.length > 0) {
    listed.push({
      ref: compositeRef,
      code: 'All',
      title: 'The screen as a whole',
      family: 'composite',
      category: null,
      minutes: null,
      higherIsBetter: true,
      column: frame.numbers.composite,
      predictor: null,
    });
    for (const [i, id] of screenCategoryIds.entries()) {
      if (!scored.some(({ category }) => category === id)) continue;
      const { code, name } = categoryOf(id);
      listed.push({
        ref: id,
        code,
        title: name,
        family: 'category',
        category: id,
        minutes: null,
        higherIsBetter: true,
        column: frame.categoryScores[i]!,
        predictor: null,
      });
    }
  }
  const slots = frame.predictors
    .filter((predictor) => predictor.active && familyOf(predictor) !== undefined)
    .sort(
      (a, b) =>
        familyOrder.indexOf(familyOf(a)!) - familyOrder.indexOf(familyOf(b)!) || compare(a.ref, b.ref),
    );
  for (const predictor of slots) {
    listed.push({
      ref: predictor.ref,
      code: predictor.code,
      title: predictor.title,
      family: familyOf(predictor)!,
      category: predictor.category,
      minutes: predictor.minutes,
      higherIsBetter: predictor.higherIsBetter,
      column: frame.slots[predictor.slot]!,
      predictor,
    });
  }
  return listed;
}

export const familyOrder: readonly PredictorFamily[] = [
  'composite',
  'category',
  'question',
  'conventional-round',
  'resume-signal',
];

function familyOf({ kind, category }: Predictor): PredictorFamily | undefined {
  if (kind === 'resume-signal') return 'resume-signal';
  if (kind === 'rubric-signal') return undefined;
  return category === 'conventional' ? 'conventional-round' : 'question';
}

/** By code unit, so that no locale can change the order. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
