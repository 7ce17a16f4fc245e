/**
 * Finds where each record of a CSV text begins and ends, and on which physical line. What the fields of a record are
 * is decided afterwards, one record at a time, so that a broken row can never swallow its neighbours.
 *
 * Lines end with LF, CRLF or CR. A quote opens a cell only where a cell begins. A quote inside a quoted cell that is
 * neither doubled nor followed by a delimiter or a line end closes it: the row is bad, the next line is not.
 */
import { importLimits } from './import-limits.ts';
import { FileRefused, refusal } from './refusal.ts';

export type FramedRecord = {
  text: string;
  /** Physical line on which the record begins, from 1. */
  line: number;
  /** Whether any quote stands in it. */
  quoted: boolean;
};

const lineFeed = 10;
const carriageReturn = 13;
const quote = 34;

type Place = 'cell-start' | 'plain' | 'quoted' | 'after-quote';

export class RecordFraming {
  /** Physical line being read, from 1. */
  line = 1;
  /** Any of these separates cells; narrowed to one when the header is known. */
  delimiters: string;
  readonly #emit: (record: FramedRecord) => void;
  #pending = '';
  #scanned = 0;
  #place: Place = 'cell-start';
  #afterReturn = false;
  #quoted = false;
  #firstLine = 1;
  #quoteLine = 1;

  constructor(delimiters: string, emit: (record: FramedRecord) => void) {
    this.delimiters = delimiters;
    this.#emit = emit;
  }

  push(text: string): void {
    const buffer = this.#pending + text;
    let start = 0;
    for (let at = this.#scanned; at < buffer.length; at += 1) {
      const code = buffer.charCodeAt(at);
      if (code === lineFeed && this.#afterReturn) {
        // The second half of CRLF: already counted; dropped when the record ended on its first half.
        this.#afterReturn = false;
        if (at === start) start = at + 1;
        continue;
      }
      this.#afterReturn = code === carriageReturn;
      const isLineEnd = code === lineFeed || code === carriageReturn;
      if (isLineEnd) this.line += 1;
      if (isLineEnd && this.#place !== 'quoted') {
        this.#finish(buffer.slice(start, at));
        start = at + 1;
        continue;
      }
      this.#step(code, buffer[at] ?? '');
      if (at - start > importLimits.recordBytes) this.#refuseLength();
    }
    this.#pending = buffer.slice(start);
    this.#scanned = this.#pending.length;
  }

  end(): void {
    if (this.#place === 'quoted') {
      throw new FileRefused(
        refusal(
          this.#quoteLine,
          null,
          'UNTERMINATED_QUOTE',
          `The quote opened on line ${this.#quoteLine} is never closed.`,
        ),
      );
    }
    if (this.#pending !== '') this.#finish(this.#pending);
    this.#pending = '';
    this.#scanned = 0;
  }

  #step(code: number, character: string): void {
    if (this.#place === 'quoted') {
      if (code === quote) this.#place = 'after-quote';
      return;
    }
    if (code === quote) {
      this.#quoted = true;
      if (this.#place === 'cell-start') {
        this.#place = 'quoted';
        this.#quoteLine = this.line;
      } else if (this.#place === 'after-quote') {
        this.#place = 'quoted';
      }
      return;
    }
    this.#place = this.delimiters.includes(character) ? 'cell-start' : 'plain';
  }

  #finish(text: string): void {
    const record = { text, line: this.#firstLine, quoted: this.#quoted };
    this.#firstLine = this.line;
    this.#quoted = false;
    this.#place = 'cell-start';
    if (isLongRecord(text)) throw recordTooLong(record.line);
    this.#emit(record);
  }

  #refuseLength(): never {
    if (this.#place !== 'quoted') throw recordTooLong(this.#firstLine);
    throw new FileRefused(
      refusal(
        this.#quoteLine,
        null,
        'UNTERMINATED_QUOTE',
        `The quote opened on line ${this.#quoteLine} is still open 64 KiB later. A closing quote is missing, or the cell is longer than a cell may be.`,
      ),
    );
  }
}

function isLongRecord(text: string): boolean {
  return text.length * 3 > importLimits.recordBytes && Buffer.byteLength(text) > importLimits.recordBytes;
}

function recordTooLong(line: number): FileRefused {
  return new FileRefused(
    refusal(
      line,
      null,
      'IMPORT_LIMIT',
      `The row that begins on line ${line} is longer than 64 KiB, the limit for one row.`,
    ),
  );
}
