import type { OperatorTransaction } from '../with-actor.ts';

export type Agency = { id: string; slug: string; name: string; simulated: boolean; timeZone: string };

/** Every agency of this installation, oldest first. */
export async function agencies({ sql }: OperatorTransaction): Promise<Agency[]> {
  return sql
    .selectFrom('agency')
    .select(['agency_id as id', 'slug', 'name', 'simulated', 'time_zone as timeZone'])
    .orderBy('number')
    .execute();
}
