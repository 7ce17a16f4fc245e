/** Writes what an import adds and corrects, and the projection with it. */
import { packCandidacyRow } from '@hindsight/domain';
import { sql as raw } from 'kysely';
import { insertRows, type RowOf } from '../insert-rows.ts';
import type { AgencyTransaction } from '../with-actor.ts';
import type { AgencyBook } from './agency-book.ts';
import type { CandidacyChange } from './compare-candidacy.ts';
import { projectStored, startOf, type StoredCandidacy } from './stored-candidacy.ts';

export type NewCandidacy = {
  stored: StoredCandidacy;
  candidateId: string;
  externalRef: string;
  /** The candidate is new, too. */
  newCandidateRef: string | null;
};

export async function insertCandidacies(
  transaction: AgencyTransaction,
  made: readonly NewCandidacy[],
  { source, version, book }: { source: string; version: number; book: AgencyBook },
): Promise<void> {
  const open = { from_version: version, to_version: null };
  const all = made.map(({ stored }) => stored);
  await insertRows(
    transaction,
    'candidate',
    made.flatMap(({ candidateId, newCandidateRef }) =>
      newCandidateRef === null ? [] : { candidate_id: candidateId, source, external_ref: newCandidateRef },
    ),
  );
  await insertRows(
    transaction,
    'candidacy',
    made.map(({ stored, candidateId, externalRef }) => ({
      candidacy_id: stored.candidacyId,
      candidate_id: candidateId,
      source,
      external_ref: externalRef,
      ref: stored.ref,
    })),
  );
  await insertRows(
    transaction,
    'candidacy_detail',
    all.map(({ candidacyId, detail }) => ({ candidacy_id: candidacyId, ...detail, ...open })),
  );
  const screens = all.flatMap(({ candidacyId, screens: own }) =>
    own.map((screen) => ({ candidacyId, screen })),
  );
  await insertRows(
    transaction,
    'screen',
    screens.map(({ candidacyId, screen: { answers: _answers, ...screen } }) => ({
      candidacy_id: candidacyId,
      ...screen,
      ...open,
    })),
  );
  await insertRows(
    transaction,
    'answer',
    screens.flatMap(({ screen }) =>
      screen.answers.map((answer) => ({ screen_id: screen.screen_id, ...answer, ...open })),
    ),
  );
  await insertRows(
    transaction,
    'resume_signal',
    all.flatMap(({ candidacyId, resumeSignals }) =>
      resumeSignals.map((signal) => ({ candidacy_id: candidacyId, ...signal, ...open })),
    ),
  );
  await insertRows(
    transaction,
    'placement',
    all.flatMap(({ candidacyId, placement }) =>
      placement ? { candidacy_id: candidacyId, ...placement, ...open } : [],
    ),
  );
  await insertRows(
    transaction,
    'outcome_event',
    all.flatMap(({ candidacyId, events }) =>
      events.map((event) => ({ candidacy_id: candidacyId, ...event, ...open })),
    ),
  );
  await insertRows(
    transaction,
    'candidacy_row',
    all.map((stored) => projectionRow(stored, version, book)),
  );
}

export async function applyChanges(
  transaction: AgencyTransaction,
  changes: readonly CandidacyChange[],
  { version, book }: { version: number; book: AgencyBook },
): Promise<void> {
  if (changes.length === 0) return;
  const open = { from_version: version, to_version: null };
  const close = (table: FactTable, keys: Record<string, string>[]) =>
    closeFacts(transaction, table, keys, version);

  const details = changes.filter(({ detail }) => detail);
  await close(
    'candidacy_detail',
    details.map(({ candidacyId }) => ({ candidacy_id: candidacyId })),
  );
  await insertRows(
    transaction,
    'candidacy_detail',
    details.map(({ candidacyId, next }) => ({ candidacy_id: candidacyId, ...next.detail, ...open })),
  );
  await close(
    'screen',
    changes.flatMap(({ closedScreens }) => closedScreens.map(({ screen_id }) => ({ screen_id }))),
  );
  await close(
    'answer',
    changes.flatMap(({ closedAnswers }) =>
      closedAnswers.map(({ screenId, answer }) => ({
        screen_id: screenId,
        question_version_id: answer.question_version_id,
      })),
    ),
  );
  await insertRows(
    transaction,
    'screen',
    changes.flatMap(({ candidacyId, openedScreens }) =>
      openedScreens.map(({ answers: _answers, ...screen }) => ({
        candidacy_id: candidacyId,
        ...screen,
        ...open,
      })),
    ),
  );
  await insertRows(
    transaction,
    'answer',
    changes.flatMap(({ openedAnswers }) =>
      openedAnswers.map(({ screenId, answer }) => ({ screen_id: screenId, ...answer, ...open })),
    ),
  );
  await close(
    'resume_signal',
    changes.flatMap(({ candidacyId, closedSignals }) =>
      closedSignals.map(({ signal }) => ({ candidacy_id: candidacyId, signal })),
    ),
  );
  await insertRows(
    transaction,
    'resume_signal',
    changes.flatMap(({ candidacyId, openedSignals }) =>
      openedSignals.map((signal) => ({ candidacy_id: candidacyId, ...signal, ...open })),
    ),
  );
  await close(
    'placement',
    changes.flatMap(({ candidacyId, closedPlacement }) =>
      closedPlacement ? { candidacy_id: candidacyId } : [],
    ),
  );
  await insertRows(
    transaction,
    'placement',
    changes.flatMap(({ candidacyId, openedPlacement }) =>
      openedPlacement ? { candidacy_id: candidacyId, ...openedPlacement, ...open } : [],
    ),
  );
  await close(
    'outcome_event',
    changes.flatMap(({ closedEvents }) => closedEvents.map(({ outcome_event_id }) => ({ outcome_event_id }))),
  );
  await insertRows(
    transaction,
    'outcome_event',
    changes.flatMap(({ candidacyId, openedEvents }) =>
      openedEvents.map((event) => ({ candidacy_id: candidacyId, ...event, ...open })),
    ),
  );
  await replaceProjection(
    transaction,
    changes.map(({ next }) => projectionRow(next, version, book)),
  );
}

/** One row of the projection: the same facts always give the same bytes. */
export function projectionRow(
  stored: StoredCandidacy,
  version: number,
  book: AgencyBook,
): RowOf<'candidacy_row'> {
  return {
    candidacy_id: stored.candidacyId,
    client_id: stored.detail.client_id,
    started_on: startOf(stored),
    changed_version: version,
    packed: packCandidacyRow(projectStored(stored, book)),
  };
}

type FactTable = 'candidacy_detail' | 'screen' | 'answer' | 'resume_signal' | 'placement' | 'outcome_event';

/**
 * Ends the current facts with the given keys, which all name the same columns. Keys come as arrays, whose length the
 * planner sees: it would take a JSON list for a short one and compare every fact with every key.
 */
async function closeFacts(
  { sql: trx, agencyId }: AgencyTransaction,
  table: FactTable,
  keys: readonly Record<string, string>[],
  version: number,
): Promise<void> {
  const columns = Object.keys(keys[0] ?? {});
  if (columns.length === 0) return;
  const lists = columns.map((column) =>
    keyList(
      column,
      keys.map((key) => key[column] ?? ''),
    ),
  );
  const matches = columns.map((column) => raw`fact.${raw.id(column)} = ended.${raw.id(column)}`);
  await raw`update ${raw.table(table)} as fact set to_version = ${version}
    from unnest(${raw.join(lists)}) as ended(${raw.join(columns.map((column) => raw.id(column)))})
    where fact.agency_id = ${agencyId} and fact.to_version is null and ${raw.join(matches, raw` and `)}`.execute(
    trx,
  );
}

function keyList(column: string, keys: string[]) {
  return column.endsWith('_id') ? raw`${keys}::uuid[]` : raw`${keys}::text[]`;
}

async function replaceProjection(
  { sql: trx, agencyId }: AgencyTransaction,
  rows: readonly RowOf<'candidacy_row'>[],
): Promise<void> {
  await raw`update candidacy_row as held
    set client_id = made.client_id, started_on = made.started_on, changed_version = made.changed_version,
      packed = made.packed
    from unnest(${rows.map((row) => row.candidacy_id)}::uuid[], ${rows.map((row) => row.client_id)}::uuid[],
        ${rows.map((row) => row.started_on)}::date[], ${rows.map((row) => row.changed_version)}::integer[],
        ${rows.map((row) => Buffer.from(row.packed ?? []))}::bytea[])
      as made(candidacy_id, client_id, started_on, changed_version, packed)
    where held.agency_id = ${agencyId} and held.candidacy_id = made.candidacy_id`.execute(trx);
}
