import { importRefOf } from '../intake/record-import.ts';
import type { AgencyTransaction } from '../with-actor.ts';

export type ListedImport = {
  importRef: string;
  fileName: string;
  mappingName: string;
  /** An instant in UTC. */
  committedAt: string;
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
};

/** Imports that were applied, newest first. */
export async function importList({ sql, agencyId }: AgencyTransaction): Promise<ListedImport[]> {
  const imports = await sql
    .selectFrom('import')
    .select([
      'number',
      'file_name as fileName',
      'mapping_name as mappingName',
      'ended_at as committedAt',
      'row_count as rows',
      'created',
      'updated',
      'unchanged',
      'refused',
    ])
    .where('agency_id', '=', agencyId)
    .where('committed', '=', true)
    .orderBy('number', 'desc')
    .execute();
  return imports.map(({ number, ...listed }) => ({ importRef: importRefOf(number), ...listed }));
}
