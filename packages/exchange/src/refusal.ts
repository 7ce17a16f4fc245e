/** Why a file or a row was not taken: a closed list of codes, each with a plain sentence made where it happens. */
import type { IntakeRefusal } from '@hindsight/domain';

/** The whole file is refused: nothing in it was judged. */
export const fileRefusalCodes = [
  'FILE_TOO_LARGE',
  'IMPORT_LIMIT',
  'EMPTY_FILE',
  'NO_DATA_ROWS',
  'NOT_CSV',
  'NOT_UTF8',
  'NOT_UTF16',
  'DELIMITER_UNCLEAR',
  'HEADER_UNREADABLE',
  'HEADER_DUPLICATE',
  'HEADER_EMPTY',
  'HEADER_RESERVED',
  'UNTERMINATED_QUOTE',
  'COLUMN_MISSING',
  'MAPPING_DATE',
] as const;
export type FileRefusalCode = (typeof fileRefusalCodes)[number];

/** One row is refused; the rows around it are still judged. */
export const rowRefusalCodes = [
  'TOO_FEW_FIELDS',
  'TOO_MANY_FIELDS',
  'STRAY_QUOTE',
  'NUL_CHARACTER',
  'ID_MISSING',
  'DUPLICATE_ID',
  'VALUE_MISSING',
  'TEXT_TOO_LONG',
  'NUMBER_INVALID',
  'SCORE_OUT_OF_SCALE',
  'NUMBER_OUT_OF_RANGE',
  'DATE_INVALID',
  'DATE_OUT_OF_RANGE',
  'DATE_ORDER',
  'DURATION_INVALID',
  'CODE_UNKNOWN',
  'FACTS_DISAGREE',
] as const;
export type RowRefusalCode = (typeof rowRefusalCodes)[number];

export type RefusalCode = FileRefusalCode | RowRefusalCode;

/** How many refusals a report lists; the rest are only counted. */
export const listedRefusals = 1_000;

export function refusal(
  line: number,
  column: string | null,
  code: RefusalCode,
  sentence: string,
  value: string | null = null,
): IntakeRefusal {
  return { line, column, code, sentence, value: value === null ? null : shortened(value) };
}

/** Thrown inside the package when the file as a whole cannot be taken; `readCsv` turns it into a result. */
export class FileRefused extends Error {
  readonly refusal: IntakeRefusal;

  constructor(refused: IntakeRefusal) {
    super(refused.sentence);
    this.refusal = refused;
  }
}

/** A cell as it may be quoted in a sentence: one line, at most 60 characters, no control characters. */
export function shortened(text: string): string {
  const visible = text.replace(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069]/gu, '\ufffd');
  if (visible.length <= 60) return visible;
  // By code points, so that no character is cut in two.
  const characters = Array.from(visible.slice(0, 130));
  return characters.length <= 60 && visible.length <= 130 ? visible : `${characters.slice(0, 59).join('')}…`;
}
