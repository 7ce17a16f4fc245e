import { anyOf } from '../any-of.ts';
import type { AgencyTransaction } from '../with-actor.ts';
import type { KnownCandidacy } from './check-rows.ts';

const refsPerQuery = 20_000;

/** Candidacies that the source has already spoken of, by external reference. */
export async function knownCandidacies(
  { sql, agencyId }: AgencyTransaction,
  source: string,
  refs: readonly string[],
): Promise<Map<string, KnownCandidacy>> {
  const known = new Map<string, KnownCandidacy>();
  for (const chunk of chunks(refs, refsPerQuery)) {
    const rows = await sql
      .selectFrom('candidacy')
      .innerJoin('candidate', (join) =>
        join
          .onRef('candidate.agency_id', '=', 'candidacy.agency_id')
          .onRef('candidate.candidate_id', '=', 'candidacy.candidate_id'),
      )
      .select(['candidacy.external_ref', 'candidacy.candidacy_id', 'candidate.external_ref as candidateRef'])
      .where('candidacy.agency_id', '=', agencyId)
      .where('candidacy.source', '=', source)
      .where('candidacy.external_ref', '=', anyOf('text', chunk))
      .execute();
    for (const { external_ref, candidacy_id, candidateRef } of rows) {
      known.set(external_ref, { candidacyId: candidacy_id, candidateRef });
    }
  }
  return known;
}

/** Candidates of the source, by external reference. */
export async function knownCandidates(
  { sql, agencyId }: AgencyTransaction,
  source: string,
  refs: readonly string[],
): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  for (const chunk of chunks(refs, refsPerQuery)) {
    const rows = await sql
      .selectFrom('candidate')
      .select(['external_ref', 'candidate_id'])
      .where('agency_id', '=', agencyId)
      .where('source', '=', source)
      .where('external_ref', '=', anyOf('text', chunk))
      .execute();
    for (const { external_ref, candidate_id } of rows) known.set(external_ref, candidate_id);
  }
  return known;
}

/** Those of the wanted public references that some candidacy of the agency, of any source, uses already. */
export async function takenCandidacyRefs(
  { sql, agencyId }: AgencyTransaction,
  refs: readonly string[],
): Promise<Set<string>> {
  const taken = new Set<string>();
  for (const chunk of chunks(refs, refsPerQuery)) {
    const rows = await sql
      .selectFrom('candidacy')
      .select('ref')
      .where('agency_id', '=', agencyId)
      .where('ref', '=', anyOf('text', chunk))
      .execute();
    for (const { ref } of rows) taken.add(ref);
  }
  return taken;
}

export function* chunks<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
