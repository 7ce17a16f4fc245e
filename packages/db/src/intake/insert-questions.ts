import type { CategoryId, Scale } from '@hindsight/domain';
import { insertRows } from '../insert-rows.ts';
import type { AgencyTransaction } from '../with-actor.ts';
import { publicRef } from './public-ref.ts';

export type NewQuestion = {
  ref: string;
  title: string;
  category: CategoryId;
  scale: Scale;
  higherIsBetter: boolean;
  wording?: string;
  minutes?: number;
  anchors?: Record<string, string>;
};

export type MadeQuestion = { ref: string; questionVersionId: string; slot: number };

/** Makes questions with their first version, each with a slot of its own that no other one ever gets. */
export async function insertQuestions(
  transaction: AgencyTransaction,
  questions: readonly NewQuestion[],
  { source, version, nextId }: { source: string; version: number; nextId: () => string },
): Promise<MadeQuestion[]> {
  const { taken, lastPosition } = await questionsSoFar(transaction);
  const firstSlot = await nextSlot(transaction);
  const made = questions.map((question, index) => ({
    question,
    questionId: nextId(),
    questionVersionId: nextId(),
    ref: publicRef(question.ref, source, taken),
    position: lastPosition + 1 + index,
    slot: firstSlot + index,
  }));
  await insertRows(
    transaction,
    'predictor_slot',
    made.map(({ slot }) => ({ slot, kind: 'question', resume_signal: null })),
  );
  await insertRows(
    transaction,
    'question',
    made.map(({ question, questionId, ref, position }) => ({
      question_id: questionId,
      source,
      external_ref: question.ref,
      ref,
      position,
    })),
  );
  await insertRows(
    transaction,
    'question_version',
    made.map(({ question, questionId, questionVersionId }) => ({
      question_version_id: questionVersionId,
      question_id: questionId,
      number: 1,
      title: question.title,
      wording: question.wording ?? null,
      minutes: question.minutes ?? null,
      anchors: question.anchors ?? null,
    })),
  );
  await insertRows(
    transaction,
    'question_version_state',
    made.map(({ question, questionVersionId, slot }) => ({
      question_version_id: questionVersionId,
      category: question.category,
      scale: question.scale,
      higher_is_better: question.higherIsBetter,
      active: true,
      slot,
      from_version: version,
      to_version: null,
    })),
  );
  return made.map(({ ref, questionVersionId, slot }) => ({ ref, questionVersionId, slot }));
}

/** Gives a slot to each résumé signal that has none yet. */
export async function ensureResumeSlots(
  transaction: AgencyTransaction,
  signals: readonly string[],
): Promise<void> {
  const { sql, agencyId } = transaction;
  const held = await sql
    .selectFrom('predictor_slot')
    .select('resume_signal')
    .where('agency_id', '=', agencyId)
    .where('kind', '=', 'resume-signal')
    .execute();
  const missing = signals.filter((signal) => !held.some(({ resume_signal }) => resume_signal === signal));
  if (missing.length === 0) return;
  const firstSlot = await nextSlot(transaction);
  await insertRows(
    transaction,
    'predictor_slot',
    missing.map((signal, index) => ({
      slot: firstSlot + index,
      kind: 'resume-signal',
      resume_signal: signal,
    })),
  );
}

async function nextSlot({ sql, agencyId }: AgencyTransaction): Promise<number> {
  const { last } = await sql
    .selectFrom('predictor_slot')
    .select(({ fn }) => fn.max('slot').as('last'))
    .where('agency_id', '=', agencyId)
    .executeTakeFirstOrThrow();
  return last === null ? 0 : last + 1;
}

async function questionsSoFar({ sql, agencyId }: AgencyTransaction): Promise<{
  taken: Set<string>;
  lastPosition: number;
}> {
  const questions = await sql
    .selectFrom('question')
    .select(['ref', 'position'])
    .where('agency_id', '=', agencyId)
    .execute();
  return {
    taken: new Set(questions.map(({ ref }) => ref)),
    lastPosition: Math.max(0, ...questions.map(({ position }) => position)),
  };
}
