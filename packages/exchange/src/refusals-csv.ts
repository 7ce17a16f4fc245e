import type { IntakeRefusal } from '@hindsight/domain';
import { csvText } from './csv-text.ts';

/** The refused rows as a file to mend the spreadsheet by. */
export function refusalsCsv(refusals: readonly IntakeRefusal[]): string {
  return csvText(
    ['line', 'column', 'code', 'sentence', 'value'],
    refusals.map(({ line, column, code, sentence, value }) => [line, column, code, sentence, value]),
  );
}
