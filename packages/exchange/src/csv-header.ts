/** The first line decides everything after it: delimiter and column names are read here, and nowhere else. */
import { importLimits } from './import-limits.ts';
import { recordFields } from './record-fields.ts';
import type { FramedRecord } from './record-framing.ts';
import { FileRefused, type FileRefusalCode, refusal, shortened } from './refusal.ts';

export const delimiters = [',', ';', '\t'] as const;
export type Delimiter = (typeof delimiters)[number];

export const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab' } as const satisfies Record<
  Delimiter,
  string
>;

export type CsvHeader = { names: string[]; delimiter: Delimiter; delimiterWasStated: boolean };

/** Names that would reach JavaScript's own object machinery, were a record ever keyed by header. */
const reservedNames = new Set(['__proto__', 'constructor', 'prototype']);

/** Reads the header record; throws `FileRefused` on anything that would make a column ambiguous. */
export function readHeader(record: FramedRecord, stated: Delimiter | undefined): CsvHeader {
  const delimiter = stated ?? detectedDelimiter(record);
  const fields = recordFields(record, delimiter);
  if (!fields)
    refuse(record, 'HEADER_UNREADABLE', 'A quote stands in the middle of a column name.', record.text);
  const names = fields.map((field) => field.trim().normalize('NFC'));
  if (names.length > importLimits.columns) {
    refuse(
      record,
      'IMPORT_LIMIT',
      `The file has ${names.length} columns; the limit is ${importLimits.columns}.`,
    );
  }
  const firstPosition = new Map<string, number>();
  names.forEach((name, index) => {
    const position = index + 1;
    if (name === '') refuse(record, 'HEADER_EMPTY', `Column ${position} has no name.`);
    if (name.includes('\0')) {
      refuse(record, 'HEADER_UNREADABLE', `The name of column ${position} holds a NUL character.`, name);
    }
    if (name.length > importLimits.headerCharacters) {
      refuse(
        record,
        'IMPORT_LIMIT',
        `The name of column ${position} has ${name.length} characters; the limit is ${importLimits.headerCharacters}.`,
        name,
      );
    }
    if (reservedNames.has(name)) {
      refuse(
        record,
        'HEADER_RESERVED',
        `Column ${position} is named "${name}", which is not allowed. Rename it.`,
        name,
      );
    }
    const earlier = firstPosition.get(name);
    if (earlier !== undefined) {
      refuse(
        record,
        'HEADER_DUPLICATE',
        `Columns ${earlier} and ${position} are both named "${shortened(name)}". Rename one of them.`,
        name,
      );
    }
    firstPosition.set(name, position);
  });
  return { names, delimiter, delimiterWasStated: stated !== undefined };
}

function detectedDelimiter(record: FramedRecord): Delimiter {
  const outsideQuotes = record.text.replace(/"(?:[^"]|"")*"/g, '');
  const counts = delimiters.map((delimiter) => outsideQuotes.split(delimiter).length - 1);
  const most = Math.max(...counts);
  const winners = delimiters.filter((_, index) => counts[index] === most);
  const [winner] = winners;
  if (most === 0 || !winner) return ',';
  if (winners.length > 1) {
    const names = winners.map((delimiter) => delimiterNames[delimiter]).join(' and ');
    refuse(
      record,
      'DELIMITER_UNCLEAR',
      `The first line holds as many of each: ${names}. State the delimiter in the mapping.`,
      record.text,
    );
  }
  return winner;
}

function refuse(
  record: FramedRecord,
  code: FileRefusalCode,
  sentence: string,
  value: string | null = null,
): never {
  throw new FileRefused(refusal(record.line, null, code, sentence, value));
}
