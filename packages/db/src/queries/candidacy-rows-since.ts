import type { AgencyTransaction } from '../with-actor.ts';

/** So many rows per answer of the database: a million of them never stand in one result. */
const rowsPerPage = 20_000;

/** Packed rows that are new or changed after `version`, in the order of their versions. */
export async function candidacyRowsSince(
  transaction: AgencyTransaction,
  version: number,
): Promise<Uint8Array[]> {
  const rows: Uint8Array[] = [];
  for await (const page of candidacyRowPages(transaction, version)) rows.push(...page);
  return rows;
}

/** The same, page by page. */
export async function* candidacyRowPages(
  { sql, agencyId }: AgencyTransaction,
  version: number,
  pageSize = rowsPerPage,
): AsyncGenerator<Uint8Array[]> {
  let last: { changed_version: number; candidacy_id: string } | undefined;
  for (;;) {
    const page = await sql
      .selectFrom('candidacy_row')
      .select(['candidacy_id', 'changed_version', 'packed'])
      .where('agency_id', '=', agencyId)
      .where((where) =>
        last
          ? where(
              where.refTuple('changed_version', 'candidacy_id'),
              '>',
              where.tuple(last.changed_version, last.candidacy_id),
            )
          : where('changed_version', '>', version),
      )
      .orderBy('changed_version')
      .orderBy('candidacy_id')
      .limit(pageSize)
      .execute();
    if (page.length > 0) yield page.flatMap(({ packed }) => packed ?? []);
    if (page.length < pageSize) return;
    last = page.at(-1);
  }
}
