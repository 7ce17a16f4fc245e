/** What an agency already knows by name: small lists that a whole import needs at hand. */
import type { CategoryId, Scale, SlotMeaning } from '@hindsight/domain';
import { bankSource } from '../bank-source.ts';
import type { AgencyTransaction } from '../with-actor.ts';

export type BookQuestion = {
  questionVersionId: string;
  title: string;
  category: CategoryId;
  scale: Scale;
  higherIsBetter: boolean;
  slot: number;
};

export type Named = { id: string; ref: string };

export type AgencyBook = {
  /** By external reference within the source, for what the file may name. */
  clients: Map<string, Named>;
  screeners: Map<string, Named>;
  searches: Map<string, Named>;
  /** The file's own questions, and behind them those that the product ships. */
  questions: Map<string, BookQuestion>;
  /** By generated id, over all sources, for the projection. */
  clientRefs: Map<string, string>;
  screenerRefs: Map<string, string>;
  searchRefs: Map<string, string>;
  slotOfVersion: Map<string, number>;
  slotOfSignal: Map<string, number>;
  slots: Map<number, SlotMeaning>;
};

export async function readAgencyBook(transaction: AgencyTransaction, source: string): Promise<AgencyBook> {
  const { sql, agencyId } = transaction;
  const clients = await sql
    .selectFrom('client')
    .select(['client_id as id', 'source', 'external_ref', 'ref'])
    .where('agency_id', '=', agencyId)
    .execute();
  const screeners = await sql
    .selectFrom('screener')
    .select(['screener_id as id', 'source', 'external_ref', 'ref'])
    .where('agency_id', '=', agencyId)
    .execute();
  const searches = await sql
    .selectFrom('search')
    .select(['search_id as id', 'source', 'external_ref', 'ref'])
    .where('agency_id', '=', agencyId)
    .execute();
  const versions = await questionVersions(transaction);
  const resumeSlots = await sql
    .selectFrom('predictor_slot')
    .select(['slot', 'resume_signal'])
    .where('agency_id', '=', agencyId)
    .where('kind', '=', 'resume-signal')
    .execute();

  const questions = new Map<string, BookQuestion>();
  for (const wanted of [bankSource, source]) {
    for (const version of versions) {
      if (version.source !== wanted) continue;
      questions.set(version.external_ref, { ...version, questionVersionId: version.id });
    }
  }
  return {
    clients: byExternalRef(clients, source),
    screeners: byExternalRef(screeners, source),
    searches: byExternalRef(searches, source),
    questions,
    clientRefs: new Map(clients.map(({ id, ref }) => [id, ref])),
    screenerRefs: new Map(screeners.map(({ id, ref }) => [id, ref])),
    searchRefs: new Map(searches.map(({ id, ref }) => [id, ref])),
    slotOfVersion: new Map(versions.map(({ id, slot }) => [id, slot])),
    slotOfSignal: new Map(resumeSlots.map(({ slot, resume_signal }) => [resume_signal ?? '', slot])),
    slots: new Map(
      versions.map(({ slot, category, scale, higherIsBetter }) => [
        slot,
        { category, scale, higherIsBetter },
      ]),
    ),
  };
}

/** Oldest version of a question first, so that the newest wins where one is looked up by its question. */
async function questionVersions({ sql, agencyId }: AgencyTransaction) {
  return sql
    .selectFrom('question_version_state as state')
    .innerJoin('question_version as version', (join) =>
      join
        .onRef('version.agency_id', '=', 'state.agency_id')
        .onRef('version.question_version_id', '=', 'state.question_version_id'),
    )
    .innerJoin('question', (join) =>
      join
        .onRef('question.agency_id', '=', 'version.agency_id')
        .onRef('question.question_id', '=', 'version.question_id'),
    )
    .select([
      'version.question_version_id as id',
      'question.source',
      'question.external_ref',
      'version.title',
      'state.category',
      'state.scale',
      'state.higher_is_better as higherIsBetter',
      'state.slot',
    ])
    .where('state.agency_id', '=', agencyId)
    .where('state.to_version', 'is', null)
    .orderBy('question.position')
    .orderBy('version.number')
    .execute();
}

function byExternalRef(
  rows: (Named & { source: string; external_ref: string })[],
  source: string,
): Map<string, Named> {
  return new Map(
    rows
      .filter((row) => row.source === source)
      .map(({ external_ref, id, ref }) => [external_ref, { id, ref }]),
  );
}
