import { parse } from 'csv-parse/sync';
import type { FramedRecord } from './record-framing.ts';

/** The cells of one record, or `null` when a quote stands where none may. */
export function recordFields(record: FramedRecord, delimiter: string): string[] | null {
  if (!record.quoted) return record.text.split(delimiter);
  try {
    const rows: string[][] = parse(record.text, {
      delimiter,
      relax_column_count: true,
      record_delimiter: '\n',
    });
    return rows.length === 1 ? (rows[0] ?? null) : null;
  } catch {
    return null;
  }
}
