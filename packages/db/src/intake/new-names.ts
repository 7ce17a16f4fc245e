/** Clients, searches, screeners and questions that a file brings and the agency does not have yet. */
import type { IntakeFile, IntakeQuestion, IntakeRow } from '@hindsight/domain';
import { insertRows } from '../insert-rows.ts';
import type { AgencyTransaction } from '../with-actor.ts';
import type { AgencyBook } from './agency-book.ts';
import { insertQuestions } from './insert-questions.ts';
import { publicRef } from './public-ref.ts';
import { searchName } from './search-name.ts';

type NewName = { id: string; externalRef: string; ref: string };

export type NewNames = {
  clients: NewName[];
  screeners: NewName[];
  searches: (NewName & { clientId: string; roleFamily: string; seniority: string })[];
  questions: (IntakeQuestion & { questionVersionId: string; slot: number })[];
};

/** Decides what to create, in the order in which the file first names it. Screeners need no permission. */
export function planNames(
  file: IntakeFile,
  rows: readonly IntakeRow[],
  book: AgencyBook,
  nextId: () => string,
): NewNames {
  const make = newNames(file.source, nextId);
  const clients = make(
    rows.map(({ clientRef }) => clientRef),
    book.clients,
    new Set(book.clientRefs.values()),
  );
  const screeners = make(
    rows.flatMap(({ screenerRef }) => screenerRef ?? []),
    book.screeners,
    new Set(book.screenerRefs.values()),
  );
  const bySearch = new Map(rows.map((row) => [searchName(row), row]));
  const clientIds = new Map([...book.clients].map(([external, { id }]) => [external, id]));
  for (const { externalRef, id } of clients) clientIds.set(externalRef, id);
  const searches = file.create.includes('searches')
    ? make([...bySearch.keys()], book.searches, new Set(book.searchRefs.values()))
    : [];
  const firstSlot = Math.max(-1, ...book.slots.keys(), ...book.slotOfSignal.values()) + 1;
  const questions = file.create.includes('questions') && rows.length > 0 ? file.questions : [];
  return {
    clients,
    screeners,
    searches: searches.flatMap((search) => {
      const row = bySearch.get(search.externalRef);
      const clientId = row && clientIds.get(row.clientRef);
      return row && clientId
        ? { ...search, clientId, roleFamily: row.roleFamily, seniority: row.seniority }
        : [];
    }),
    questions: questions
      .filter(({ ref }) => !book.questions.has(ref))
      .map((question, index) => ({ ...question, questionVersionId: nextId(), slot: firstSlot + index })),
  };
}

/** What the agency would know if the names had been created: enough to compare rows in a dry run. */
export function plannedNames(book: AgencyBook, names: NewNames): AgencyBook {
  const added = (held: AgencyBook['clients'], made: NewName[]): AgencyBook['clients'] =>
    new Map([...held, ...made.map(({ externalRef, id, ref }) => [externalRef, { id, ref }] as const)]);
  return {
    ...book,
    clients: added(book.clients, names.clients),
    screeners: added(book.screeners, names.screeners),
    searches: added(book.searches, names.searches),
    questions: new Map([
      ...book.questions,
      ...names.questions.map((question) => [question.ref, question] as const),
    ]),
  };
}

export async function createNames(
  transaction: AgencyTransaction,
  { source }: IntakeFile,
  names: NewNames,
  version: number,
  nextId: () => string,
): Promise<void> {
  const external = ({ externalRef, ref }: NewName) => ({ source, external_ref: externalRef, ref });
  await insertRows(
    transaction,
    'client',
    names.clients.map((name) => ({ client_id: name.id, ...external(name), name: name.externalRef })),
  );
  await insertRows(
    transaction,
    'screener',
    names.screeners.map((name) => ({ screener_id: name.id, ...external(name), has_shipped: null })),
  );
  await insertRows(
    transaction,
    'search',
    names.searches.map((name) => ({
      search_id: name.id,
      client_id: name.clientId,
      ...external(name),
      role_family: name.roleFamily,
      seniority: name.seniority,
      replaces_candidacy_id: null,
    })),
  );
  if (names.questions.length > 0)
    await insertQuestions(transaction, names.questions, { source, version, nextId });
}

function newNames(source: string, nextId: () => string) {
  return (wanted: readonly string[], held: ReadonlyMap<string, unknown>, taken: Set<string>): NewName[] =>
    [...new Set(wanted)]
      .filter((externalRef) => !held.has(externalRef))
      .map((externalRef) => ({ id: nextId(), externalRef, ref: publicRef(externalRef, source, taken) }));
}
