/** Reads a CSV file piece by piece, within the limits, and hands on one record at a time as an array of cells. */
import { createHash } from 'node:crypto';
import type { IntakeRefusal } from '@hindsight/domain';
import { type CsvHeader, type Delimiter, delimiters, readHeader } from './csv-header.ts';
import { importLimits, isLongerThan } from './import-limits.ts';
import { recordFields } from './record-fields.ts';
import { type FramedRecord, RecordFraming } from './record-framing.ts';
import { FileRefused, refusal } from './refusal.ts';
import { TextDecoding, type TextEncoding } from './text-decoding.ts';

/** All bytes at once, or a stream of them. A stream is left (and closed) as soon as the file is refused. */
export type CsvSource = Uint8Array | AsyncIterable<Uint8Array>;

export type CsvRecord = { line: number; fields: string[] };

export type CsvOptions = {
  /** When left out, the delimiter is read from the header. */
  delimiter?: Delimiter | undefined;
  /** Size of the file in bytes when it is known before reading, such as a Content-Length. */
  size?: number | undefined;
};

export type CsvHandlers = {
  /** Called once, before any record; may throw `FileRefused`. */
  onHeader?: (header: CsvHeader) => void;
  onRecord: (record: CsvRecord) => void;
  /** A row that cannot be read as a record of this file. */
  onRefused: (refused: IntakeRefusal) => void;
};

export type CsvOutcome =
  | {
      kind: 'read';
      header: CsvHeader;
      encoding: TextEncoding;
      /** Records after the header, readable or not, without blank ones. */
      dataRows: number;
      blankRows: number;
      bytesRead: number;
      /** SHA-256 of the bytes, hex. */
      sha256: string;
    }
  | { kind: 'refused'; refusal: IntakeRefusal; bytesRead: number };

/** Bytes looked at between two checks, so that a refusal comes soon after its cause. */
const sliceBytes = 64 * 1024;

/**
 * Reads `source` to its end or to its first reason for refusing the file as a whole.
 *
 * @example
 * const rows: string[][] = [];
 * const outcome = await readCsv(Buffer.from('id,score\n1,4\n'), {}, {
 *   onRecord: (record) => rows.push(record.fields),
 *   onRefused: (refused) => console.error(refused.sentence),
 * });
 */
export async function readCsv(
  source: CsvSource,
  options: CsvOptions,
  handlers: CsvHandlers,
): Promise<CsvOutcome> {
  const reader = new CsvReader(options, handlers);
  try {
    const size = source instanceof Uint8Array ? source.byteLength : options.size;
    if (size !== undefined && size > importLimits.fileBytes) throw fileTooLarge();
    for await (const slice of slices(source)) reader.take(slice);
    return reader.end();
  } catch (error) {
    if (error instanceof FileRefused) {
      return { kind: 'refused', refusal: error.refusal, bytesRead: reader.bytesRead };
    }
    throw error;
  }
}

class CsvReader {
  bytesRead = 0;
  readonly #options: CsvOptions;
  readonly #handlers: CsvHandlers;
  readonly #hash = createHash('sha256');
  readonly #decoding = new TextDecoding();
  readonly #framing: RecordFraming;
  #header: CsvHeader | null = null;
  #dataRows = 0;
  #blankRows = 0;

  constructor(options: CsvOptions, handlers: CsvHandlers) {
    this.#options = options;
    this.#handlers = handlers;
    this.#framing = new RecordFraming(options.delimiter ?? delimiters.join(''), (record) =>
      this.#record(record),
    );
  }

  take(slice: Uint8Array): void {
    if (this.bytesRead === 0 && isZip(slice)) {
      throw fileRefused(
        1,
        'NOT_CSV',
        'This is a spreadsheet workbook, not a CSV file. Save it as CSV (UTF-8) first.',
      );
    }
    this.bytesRead += slice.byteLength;
    if (this.bytesRead > importLimits.fileBytes) throw fileTooLarge();
    this.#hash.update(slice);
    this.#text(this.#decoding.push(slice));
  }

  end(): CsvOutcome {
    this.#text(this.#decoding.end());
    this.#framing.end();
    if (!this.#header) throw fileRefused(1, 'EMPTY_FILE', 'The file is empty.');
    if (this.#dataRows === 0) {
      throw fileRefused(1, 'NO_DATA_ROWS', 'The file has column names but no rows under them.');
    }
    return {
      kind: 'read',
      header: this.#header,
      encoding: this.#decoding.encoding ?? 'utf-8',
      dataRows: this.#dataRows,
      blankRows: this.#blankRows,
      bytesRead: this.bytesRead,
      sha256: this.#hash.digest('hex'),
    };
  }

  #text({ text, badByte }: ReturnType<TextDecoding['push']>): void {
    this.#framing.push(text);
    if (!badByte) return;
    const [code, name] =
      this.#decoding.encoding === 'utf-8'
        ? (['NOT_UTF8', 'UTF-8'] as const)
        : (['NOT_UTF16', 'UTF-16'] as const);
    throw fileRefused(
      this.#framing.line,
      code,
      `Byte ${badByte.offset} of the file (counted from 0) is not valid ${name}. Save the file as CSV (UTF-8).`,
      `0x${badByte.hex}`,
    );
  }

  #record(record: FramedRecord): void {
    if (!this.#header) {
      // Blank lines above the header are passed over, like blank lines below it.
      if (record.text.trim() === '') return;
      this.#header = readHeader(record, this.#options.delimiter);
      this.#framing.delimiters = this.#header.delimiter;
      this.#handlers.onHeader?.(this.#header);
      return;
    }
    const fields = recordFields(record, this.#header.delimiter);
    if (fields?.every((field) => field.trim() === '')) {
      this.#blankRows += 1;
      return;
    }
    this.#dataRows += 1;
    if (this.#dataRows > importLimits.dataRows) {
      throw fileRefused(
        record.line,
        'IMPORT_LIMIT',
        `The file has more than ${importLimits.dataRows.toLocaleString('en-US')} rows, the limit for one import.`,
      );
    }
    const refused = fields ? this.#problem(record, fields, this.#header) : strayQuote(record);
    if (refused) this.#handlers.onRefused(refused);
    else if (fields) this.#handlers.onRecord({ line: record.line, fields });
  }

  #problem(record: FramedRecord, fields: string[], header: CsvHeader): IntakeRefusal | null {
    const expected = header.names.length;
    for (const [index, field] of fields.entries()) {
      if (isLongerThan(field, importLimits.fieldBytes)) {
        const sentence = `A cell of the row on line ${record.line} is longer than 32 KiB, the limit for one cell.`;
        throw new FileRefused(
          refusal(record.line, header.names[index] ?? null, 'IMPORT_LIMIT', sentence, field),
        );
      }
    }
    if (fields.length !== expected) {
      const code = fields.length < expected ? 'TOO_FEW_FIELDS' : 'TOO_MANY_FIELDS';
      const sentence = `The row on line ${record.line} has ${cells(fields.length)}; the first line names ${columns(expected)}.`;
      return refusal(record.line, null, code, sentence);
    }
    const nul = fields.findIndex((field) => field.includes('\0'));
    if (nul < 0) return null;
    const name = header.names[nul] ?? null;
    return refusal(
      record.line,
      name,
      'NUL_CHARACTER',
      `Column "${name}" holds a NUL character.`,
      fields[nul],
    );
  }
}

/** Small pieces of the source, with a breath for other work now and then. */
async function* slices(source: CsvSource): AsyncGenerator<Uint8Array> {
  let sinceBreath = 0;
  for await (const chunk of source instanceof Uint8Array ? [source] : source) {
    for (let start = 0; start < chunk.byteLength; start += sliceBytes) {
      yield chunk.subarray(start, start + sliceBytes);
      sinceBreath += 1;
      if (sinceBreath % 8 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

function strayQuote(record: FramedRecord): IntakeRefusal {
  const sentence = `The row on line ${record.line} has a quote in the middle of a cell. A cell with quotes in it must be quoted, and its quotes doubled.`;
  return refusal(record.line, null, 'STRAY_QUOTE', sentence, record.text);
}

function fileTooLarge(): FileRefused {
  return fileRefused(
    1,
    'FILE_TOO_LARGE',
    'The file is too large: it has more than 20 MiB, the limit for one import.',
  );
}

function fileRefused(...parts: [number, Parameters<typeof refusal>[2], string, string?]): FileRefused {
  const [line, code, sentence, value] = parts;
  return new FileRefused(refusal(line, null, code, sentence, value ?? null));
}

function cells(count: number): string {
  return count === 1 ? '1 cell' : `${count} cells`;
}

function columns(count: number): string {
  return count === 1 ? '1 column' : `${count} columns`;
}
