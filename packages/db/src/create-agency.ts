import { type BankQuestion, resumeSignalIds } from '@hindsight/domain';
import { bankSource } from './bank-source.ts';
import type { Database } from './database.ts';
import { insertRows } from './insert-rows.ts';
import { ensureResumeSlots, insertQuestions } from './intake/insert-questions.ts';
import type { Agency } from './queries/agencies.ts';
import { createUuidSource, type UuidOptions } from './uuid-source.ts';
import { type AgencyTransaction, enterAgency, type OperatorTransaction, withActor } from './with-actor.ts';

export type NewAgency = { slug: string; name: string; simulated: boolean; timeZone: string };

/** Makes an agency with its question bank; all of it or nothing. */
export async function createAgency(
  database: Database,
  agency: NewAgency,
  questionBank: readonly BankQuestion[],
  options: UuidOptions,
): Promise<Agency> {
  const { agencyId } = await withActor(
    database,
    { kind: 'operator' },
    (transaction) => insertAgency(transaction, agency, questionBank, options),
    { access: 'write' },
  );
  return { id: agencyId, ...agency };
}

/** For a transaction that has more to do than this. It goes on inside of the agency. */
export async function insertAgency(
  transaction: OperatorTransaction,
  agency: NewAgency,
  questionBank: readonly BankQuestion[],
  options: UuidOptions,
): Promise<AgencyTransaction> {
  const nextId = createUuidSource(options);
  const id = nextId();
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
  const inside = await enterAgency(transaction, id);
  await seedQuestionBank(inside, questionBank, nextId);
  return inside;
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
