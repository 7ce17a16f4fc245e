import type { AgencyTransaction } from '../with-actor.ts';

/** The number of the newest change to the agency's facts. */
export async function currentDataVersion({ sql, agencyId }: AgencyTransaction): Promise<number> {
  const { data_version } = await sql
    .selectFrom('agency')
    .select('data_version')
    .where('agency_id', '=', agencyId)
    .executeTakeFirstOrThrow(() => new Error('there is no such agency'));
  return data_version;
}
