import type { IntakeRefusal } from '@hindsight/domain';
import type { AgencyTransaction } from '../with-actor.ts';

/** Why rows of one import were refused, in the order of the file. `importRef` as in the report, such as `import-7`. */
export async function importRefusals(
  { sql, agencyId }: AgencyTransaction,
  importRef: string,
): Promise<IntakeRefusal[]> {
  const number = /^import-([1-9]\d{0,8})$/.exec(importRef)?.[1];
  if (number === undefined) return [];
  const rows = await sql
    .selectFrom('import_row')
    .innerJoin('import', (join) =>
      join
        .onRef('import.agency_id', '=', 'import_row.agency_id')
        .onRef('import.import_id', '=', 'import_row.import_id'),
    )
    .select(['line', 'column_name as column', 'code', 'sentence', 'value'])
    .where('import_row.agency_id', '=', agencyId)
    .where('import.number', '=', Number(number))
    .where('status', '=', 'refused')
    .orderBy('import_row.number')
    .execute();
  return rows.map((row) => ({ ...row, code: row.code ?? '', sentence: row.sentence ?? '' }));
}
