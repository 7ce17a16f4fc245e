/**
 * Moments of a question, the composite and an outcome: what the corrected estimates start from.
 *
 * On the hired: question × outcome, composite × outcome, question × composite. On the pool (everybody screened):
 * question × composite. Each adds exactly (`mergeComoments`).
 */
import { type Comoments, comoments } from '@hindsight/stats';
import { numberAt } from './code-column.ts';
import type { Frame } from './frame.ts';
import type { ValueRows } from './outcome-rows.ts';
import type { ScoreColumn } from './score-counts.ts';

export type QuestionMoments = {
  hired: {
    questionOutcome: Comoments | undefined;
    compositeOutcome: Comoments | undefined;
    questionComposite: Comoments | undefined;
  };
  pool: { questionComposite: Comoments | undefined };
};

/** Rows without a question score or a composite take no part: all moments of one question are on the same people. */
export function questionMoments(
  frame: Frame,
  question: ScoreColumn,
  outcome: ValueRows,
  pool: Int32Array,
): QuestionMoments {
  const scores: number[] = [];
  const composites: number[] = [];
  const values: number[] = [];
  for (const [i, row] of outcome.rows.entries()) {
    const score = numberAt(question, row);
    const composite = numberAt(frame.numbers.composite, row);
    if (score === null || composite === null) continue;
    scores.push(score);
    composites.push(composite);
    values.push(outcome.values[i]!);
  }
  const poolScores: (number | null)[] = [];
  const poolComposites: (number | null)[] = [];
  for (const row of pool) {
    poolScores.push(numberAt(question, row));
    poolComposites.push(numberAt(frame.numbers.composite, row));
  }
  return {
    hired: {
      questionOutcome: comoments(scores, values),
      compositeOutcome: comoments(composites, values),
      questionComposite: comoments(scores, composites),
    },
    pool: { questionComposite: comoments(poolScores, poolComposites) },
  };
}
