import type { AgencyTransaction } from './with-actor.ts';

/**
 * The version that this writing transaction's changes will carry. The lock on the agency's row makes writers take
 * turns, so that versions are in the order of commits.
 */
export async function lockDataVersion({ sql, agencyId }: AgencyTransaction): Promise<number> {
  const { data_version } = await sql
    .selectFrom('agency')
    .select('data_version')
    .where('agency_id', '=', agencyId)
    .forUpdate()
    .executeTakeFirstOrThrow(() => new Error('there is no such agency'));
  return data_version + 1;
}

/** Makes the version the agency's current one. A transaction that changed no fact leaves the old one. */
export async function publishDataVersion(
  { sql, agencyId }: AgencyTransaction,
  version: number,
): Promise<void> {
  await sql.updateTable('agency').set({ data_version: version }).where('agency_id', '=', agencyId).execute();
}
