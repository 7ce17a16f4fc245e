import type { IntakeFile, IntakeReport } from '@hindsight/domain';
import { insertRows } from '../insert-rows.ts';
import type { AgencyTransaction } from '../with-actor.ts';

/** So many refusals are kept to be read again; the counts are of all of them. */
const keptRefusals = 1_000;

/** Writes down how an import ended. Returns the reference under which people find it. */
export async function recordImport(
  transaction: AgencyTransaction,
  file: IntakeFile,
  report: Omit<IntakeReport, 'importRef'>,
  { acceptGoodRows, endedAt, nextId }: { acceptGoodRows: boolean; endedAt: string; nextId: () => string },
): Promise<string> {
  const importId = nextId();
  const number = (await lastNumber(transaction)) + 1;
  await insertRows(transaction, 'import', [
    {
      import_id: importId,
      number,
      source: file.source,
      file_name: file.fileName,
      sha256: file.sha256,
      mapping_name: file.mappingName,
      accept_good_rows: acceptGoodRows,
      committed: report.committed,
      row_count: report.rows,
      created: report.created,
      updated: report.updated,
      unchanged: report.unchanged,
      refused: report.refused,
      creates: report.creates,
      data_version: report.dataVersion,
      ended_at: endedAt,
    },
  ]);
  await insertRows(
    transaction,
    'import_row',
    report.refusals.slice(0, keptRefusals).map((refusal, index) => ({
      import_id: importId,
      number: index + 1,
      status: 'refused',
      line: refusal.line,
      column_name: refusal.column,
      code: refusal.code,
      sentence: refusal.sentence,
      value: refusal.value,
      staged: null,
    })),
  );
  return importRefOf(number);
}

/** `import-7`: the agency's seventh import. */
export function importRefOf(number: number): string {
  return `import-${number}`;
}

async function lastNumber({ sql, agencyId }: AgencyTransaction): Promise<number> {
  const { last } = await sql
    .selectFrom('import')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('agency_id', '=', agencyId)
    .executeTakeFirstOrThrow();
  return last ?? 0;
}
