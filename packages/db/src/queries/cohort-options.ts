import { type CalendarDate, type Quarter, quarterOf } from '@hindsight/domain';
import type { AgencyTransaction } from '../with-actor.ts';

export type CohortOptions = {
  roleFamilies: string[];
  seniorities: string[];
  clients: { ref: string; name: string }[];
  /** Of the starts. */
  quarters: { first: Quarter | null; last: Quarter | null };
};

/** What a cohort's filters can offer. */
export async function cohortOptions({ sql, agencyId }: AgencyTransaction): Promise<CohortOptions> {
  const roles = await sql
    .selectFrom('candidacy_detail')
    .select(['role_family', 'seniority'])
    .distinct()
    .where('agency_id', '=', agencyId)
    .where('to_version', 'is', null)
    .execute();
  const clients = await sql
    .selectFrom('client')
    .select(['ref', 'name'])
    .where('agency_id', '=', agencyId)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('candidacy_row')
          .select('candidacy_id')
          .whereRef('candidacy_row.agency_id', '=', 'client.agency_id')
          .whereRef('candidacy_row.client_id', '=', 'client.client_id')
          .where('packed', 'is not', null),
      ),
    )
    .execute();
  const starts = await sql
    .selectFrom('candidacy_row')
    .select(({ fn }) => [
      fn.min<CalendarDate | null>('started_on').as('first'),
      fn.max<CalendarDate | null>('started_on').as('last'),
    ])
    .where('agency_id', '=', agencyId)
    .where('packed', 'is not', null)
    .executeTakeFirstOrThrow();
  return {
    roleFamilies: [...new Set(roles.map(({ role_family }) => role_family))].sort(),
    seniorities: [...new Set(roles.map(({ seniority }) => seniority))].sort(),
    clients: clients.sort((a, b) => compareText(a.name, b.name) || compareText(a.ref, b.ref)),
    quarters: {
      first: starts.first && quarterOf(starts.first),
      last: starts.last && quarterOf(starts.last),
    },
  };
}

/** By code point, so that the order does not depend on the database's or the machine's language. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
