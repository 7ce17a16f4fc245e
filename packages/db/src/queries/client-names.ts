import type { AgencyTransaction } from '../with-actor.ts';

/** Names of the clients by the reference that packed rows carry. */
export async function clientNames({ sql, agencyId }: AgencyTransaction): Promise<Map<string, string>> {
  const clients = await sql
    .selectFrom('client')
    .select(['ref', 'name'])
    .where('agency_id', '=', agencyId)
    .execute();
  return new Map(clients.map(({ ref, name }) => [ref, name]));
}
