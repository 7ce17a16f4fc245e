import { type BankQuestion, resumeSignalIds } from '@hindsight/domain';
import { bankSource } from './bank-source.ts';
import type { Database } from './database.ts';
import { insertRows } from './insert-rows.ts';
import { ensureResumeSlots, insertQuestions } from './intake/insert-questions.ts';
import type { Agency } from './queries/agencies.ts';
import { createUuidSource, type UuidOptions } from './uuid-source.ts';
import { type AgencyTransaction, enterAgency, withActor } from './with-actor.ts';

export type NewAgency = { slug: string; name: string; simulated: boolean; timeZone: string };

/** Makes an agency with its question bank; all of it or nothing. */
export async function createAgency(
  database: Database,
  agency: NewAgency,
  questionBank: readonly BankQuestion[],
  options: UuidOptions,
): Promise<Agency> {
  const nextId = createUuidSource(options);
  const id = nextId();
  await withActor(
    database,
    { kind: 'operator' },
    async (transaction) => {
      await transaction.sql
        .insertInto('agency')
        .values({
          agency_id: id,
          slug: agency.slug,
          name: agency.name,
          simulated: agency.simulated,
          time_zone: agency.timeZone,
          data_version: 0,
          created_at: new Date(options.now()).toISOString(),
        })
        .execute();
      await seedQuestionBank(await enterAgency(transaction, id), questionBank, nextId);
    },
    { access: 'write' },
  );
  return { id, ...agency };
}

async function seedQuestionBank(
  transaction: AgencyTransaction,
  questionBank: readonly BankQuestion[],
  nextId: () => string,
): Promise<void> {
  const made = await insertQuestions(
    transaction,
    questionBank.map((question) => ({ ...question, higherIsBetter: true })),
    { source: bankSource, version: 0, nextId },
  );
  await insertRows(
    transaction,
    'rubric_signal',
    questionBank.flatMap((question, index) => {
      const rubric = [
        ...question.strongSignals.map((signal) => ({ ...signal, strength: 'strong' as const })),
        ...question.weakSignals.map((signal) => ({ ...signal, strength: 'weak' as const })),
      ];
      return rubric.map(({ id, text, strength }, place) => ({
        rubric_signal_id: nextId(),
        question_version_id: made[index]?.questionVersionId ?? '',
        external_ref: id,
        strength,
        position: place + 1,
        wording: text,
      }));
    }),
  );
  await ensureResumeSlots(transaction, resumeSignalIds);
}
