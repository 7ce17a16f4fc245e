/** Packed-row facts straight from simulated file rows, by the same projection as in the database. */
import {
  type CandidacyRow,
  type IntakeRow,
  type Predictor,
  projectCandidacy,
  questionBank,
  resumeSignals,
} from '@hindsight/domain';

/** The shipped questions and the résumé signals, one slot each. */
export const demoPredictors: readonly Predictor[] = [
  ...questionBank.map((question) => ({
    kind: 'question' as const,
    ref: question.ref,
    code: question.code,
    title: question.title,
    category: question.category,
    scale: question.scale,
    minutes: question.minutes,
  })),
  ...resumeSignals.map((signal, i) => ({
    kind: 'resume-signal' as const,
    ref: signal.id,
    code: `RS-${i + 1}`,
    title: signal.name,
    category: null,
    scale: signal.scale,
    minutes: null,
  })),
].map((predictor, slot) => ({ ...predictor, slot, higherIsBetter: true, active: true }));

/**
 * The row that the database's projection makes of a file's row: one primary screen, submitted on its day.
 *
 * @example applyRows(frame, agency.rows.map((row) => packCandidacyRow(candidacyRowOf(row))), 1)
 */
export function candidacyRowOf(
  row: IntakeRow,
  predictors: readonly Predictor[] = demoPredictors,
): CandidacyRow {
  const slotOf = new Map(predictors.map(({ ref, slot }) => [ref, slot]));
  return projectCandidacy(
    {
      candidacyRef: row.candidacyRef,
      clientRef: row.clientRef,
      roleFamily: row.roleFamily,
      seniority: row.seniority,
      decidedOn: row.decidedOn,
      screens: [
        {
          purpose: 'primary',
          screenerRef: row.screenerRef,
          heldOn: row.screenedOn,
          fromNotes: false,
          answers: row.answers.flatMap((answer) => {
            const slot = slotOf.get(answer.questionRef);
            if (slot === undefined) return [];
            const value = answer.state === 'scored' ? answer.value : null;
            return [{ slot, state: answer.state, value, submittedOn: row.screenedOn }];
          }),
        },
      ],
      resumeSignals: row.resumeSignals.flatMap(({ signal, value }) => {
        const slot = slotOf.get(signal);
        return slot === undefined ? [] : [{ slot, value }];
      }),
      placement: row.placement,
      outcomes: row.events,
    },
    new Map(predictors.map(({ slot, ...meaning }) => [slot, meaning])),
  );
}
