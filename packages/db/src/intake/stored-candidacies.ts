import { anyOf } from '../any-of.ts';
import type { AgencyTransaction } from '../with-actor.ts';
import type { StoredCandidacy, StoredScreen } from './stored-candidacy.ts';

/** What is stored now about the given candidacies, by their ids. Ask for a few thousand at a time. */
export async function storedCandidacies(
  transaction: AgencyTransaction,
  candidacyIds: readonly string[],
): Promise<Map<string, StoredCandidacy>> {
  const found = new Map<string, StoredCandidacy>();
  if (candidacyIds.length === 0) return found;
  const { sql, agencyId } = transaction;
  const wanted = anyOf('uuid', candidacyIds);

  const details = await sql
    .selectFrom('candidacy_detail as detail')
    .innerJoin('candidacy', (join) =>
      join
        .onRef('candidacy.agency_id', '=', 'detail.agency_id')
        .onRef('candidacy.candidacy_id', '=', 'detail.candidacy_id'),
    )
    .select([
      'candidacy.candidacy_id',
      'candidacy.ref',
      'detail.client_id',
      'detail.search_id',
      'detail.role_family',
      'detail.seniority',
      'detail.decided_on',
    ])
    .where('detail.agency_id', '=', agencyId)
    .where('detail.candidacy_id', '=', wanted)
    .where('detail.to_version', 'is', null)
    .execute();
  for (const { candidacy_id: candidacyId, ref, ...detail } of details) {
    found.set(candidacyId, {
      candidacyId,
      ref,
      detail,
      screens: [],
      resumeSignals: [],
      placement: null,
      events: [],
    });
  }

  const screensById = new Map<string, StoredScreen>();
  const screens = await sql
    .selectFrom('screen')
    .select(['candidacy_id', 'screen_id', 'screener_id', 'source', 'purpose', 'held_on', 'from_notes'])
    .where('agency_id', '=', agencyId)
    .where('candidacy_id', '=', wanted)
    .where('to_version', 'is', null)
    .orderBy('from_version')
    .orderBy('screen_id')
    .execute();
  for (const { candidacy_id: candidacyId, ...screen } of screens) {
    const stored = { ...screen, answers: [] };
    screensById.set(screen.screen_id, stored);
    found.get(candidacyId)?.screens.push(stored);
  }

  const answers = await sql
    .selectFrom('answer')
    .select(['screen_id', 'question_version_id', 'state', 'score', 'level_rank', 'raw_label', 'submitted_on'])
    .where('agency_id', '=', agencyId)
    .where('screen_id', '=', anyOf('uuid', [...screensById.keys()]))
    .where('to_version', 'is', null)
    .execute();
  for (const { screen_id: screenId, ...answer } of answers) screensById.get(screenId)?.answers.push(answer);

  const signals = await sql
    .selectFrom('resume_signal')
    .select(['candidacy_id', 'signal', 'source', 'value'])
    .where('agency_id', '=', agencyId)
    .where('candidacy_id', '=', wanted)
    .where('to_version', 'is', null)
    .execute();
  for (const { candidacy_id: candidacyId, ...signal } of signals)
    found.get(candidacyId)?.resumeSignals.push(signal);

  const placements = await sql
    .selectFrom('placement')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('candidacy_id', '=', wanted)
    .where('to_version', 'is', null)
    .execute();
  for (const row of placements) {
    const {
      agency_id: _agency,
      candidacy_id: candidacyId,
      from_version: _from,
      to_version: _to,
      ...placement
    } = row;
    const stored = found.get(candidacyId);
    if (stored) stored.placement = placement;
  }

  const events = await sql
    .selectFrom('outcome_event')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('candidacy_id', '=', wanted)
    .where('to_version', 'is', null)
    .orderBy('from_version')
    .orderBy('outcome_event_id')
    .execute();
  for (const row of events) {
    const {
      agency_id: _agency,
      candidacy_id: candidacyId,
      from_version: _from,
      to_version: _to,
      ...event
    } = row;
    found.get(candidacyId)?.events.push(event);
  }
  return found;
}
