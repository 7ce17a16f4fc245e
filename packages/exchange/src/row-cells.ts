/** One record seen through its column names, collecting what is wrong with it. */
import { type CalendarDate, dayNumber, type IntakeRefusal, parseCalendarDate } from '@hindsight/domain';
import type { CsvRecord } from './read-csv.ts';
import { dateCell } from './date-cell.ts';
import { isFormulaLike, unescapeFormula } from './formula-cell.ts';
import type { MappingDay, MappingYesNo } from './mapping.ts';
import { numberCell } from './number-cell.ts';
import { refusal, type RowRefusalCode, shortened } from './refusal.ts';

/** What reading a cell needs to know about the file; the same for every row. */
export type CellReading = {
  positions: ReadonlyMap<string, number>;
  missing: ReadonlySet<string>;
  decimalComma: boolean;
  today: CalendarDate;
};

const earliestDay = dayNumber(parseCalendarDate('2000-01-01'));
/** Longest name or reference; a cohort filter takes no longer one. */
const nameCharacters = 120;
/** Direction marks, joiners and other characters that show nothing and make two equal names differ. */
const invisible = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

export class RowCells {
  readonly line: number;
  readonly problems: IntakeRefusal[] = [];
  /** Names that a spreadsheet would run as a formula; they are kept as text. */
  formulaLike = 0;
  readonly #fields: string[];
  readonly #reading: CellReading;

  constructor(record: CsvRecord, reading: CellReading) {
    this.line = record.line;
    this.#fields = record.fields;
    this.#reading = reading;
  }

  refuse(column: string | null, code: RowRefusalCode, sentence: string, value: string | null = null): null {
    this.problems.push(refusal(this.line, column, code, sentence, value));
    return null;
  }

  /** The cell as it stands, without outer blanks and without the apostrophe that guards a formula. */
  raw(column: string): string {
    return unescapeFormula((this.#fields[this.#reading.positions.get(column) ?? -1] ?? '').trim());
  }

  /** The cell, or `null` when it says that there is no value. */
  value(column: string, alsoMissing: readonly string[] = []): string | null {
    const cell = this.raw(column);
    return cell === '' || this.#reading.missing.has(cell) || alsoMissing.includes(cell) ? null : cell;
  }

  /** A name or reference: composed characters, nothing invisible, not too long. */
  name(column: string, longest = nameCharacters): string | null {
    const cell = this.value(column)?.normalize('NFC').replace(invisible, '').trim() ?? '';
    if (cell === '') return null;
    if (isFormulaLike(cell)) this.formulaLike += 1;
    return this.checkedLength(column, cell, longest);
  }

  /** The text, or a refusal when it is longer than a name may be. */
  checkedLength(column: string, name: string, longest = nameCharacters): string | null {
    if (name.length <= longest) return name;
    return this.refuse(
      column,
      'TEXT_TOO_LONG',
      `Column "${column}" holds ${name.length} characters; the limit here is ${longest}.`,
      name,
    );
  }

  number(column: string, cell: string): number | null {
    const value = numberCell(cell, this.#reading.decimalComma);
    if (value !== null) return value;
    const hint = this.#reading.decimalComma
      ? 'The mapping says that decimals are written with a comma, such as 3,5.'
      : 'Numbers are written like 4 or 3.5, with a point.';
    return this.refuse(
      column,
      'NUMBER_INVALID',
      `"${shortened(cell)}" in column "${column}" is not a number. ${hint}`,
      cell,
    );
  }

  /** A day that has happened, not before the year 2000; `null` when missing or refused. */
  day(from: MappingDay): CalendarDate | null {
    const day = this.plannedDay(from);
    if (day === null || day <= this.#reading.today) return day;
    return this.refuse(
      from.column,
      'DATE_OUT_OF_RANGE',
      `${day} in column "${from.column}" is in the future; today is ${this.#reading.today}.`,
      this.raw(from.column),
    );
  }

  /** A day not before the year 2000 that may still lie ahead. */
  plannedDay(from: MappingDay): CalendarDate | null {
    const cell = this.value(from.column);
    if (cell === null) return null;
    const day = dateCell(cell, from.format);
    if (day === null) {
      return this.refuse(
        from.column,
        'DATE_INVALID',
        `"${shortened(cell)}" in column "${from.column}" is not a day written ${from.format}.`,
        cell,
      );
    }
    if (dayNumber(day) < earliestDay) {
      return this.refuse(
        from.column,
        'DATE_OUT_OF_RANGE',
        `${day} in column "${from.column}" is before the year 2000.`,
        cell,
      );
    }
    return day;
  }

  yesNo(from: MappingYesNo): boolean | null {
    const cell = this.value(from.column);
    if (cell === null) return null;
    if (from.yes.includes(cell)) return true;
    if (from.no.includes(cell)) return false;
    const known = [...from.yes, ...from.no].map((code) => `"${code}"`).join(', ');
    return this.refuse(
      from.column,
      'CODE_UNKNOWN',
      `"${shortened(cell)}" in column "${from.column}" is none of ${known}.`,
      cell,
    );
  }

  /** What the cell's code stands for. `undefined` when the cell is empty or the code is unknown, which is refused. */
  coded<Meaning>(column: string, codes: Readonly<Record<string, Meaning>>): Meaning | undefined {
    const cell = this.raw(column);
    if (Object.hasOwn(codes, cell)) return codes[cell];
    const known = Object.keys(codes)
      .map((code) => `"${code}"`)
      .join(', ');
    const said =
      cell === '' ? `Column "${column}" is empty` : `"${shortened(cell)}" in column "${column}" is unknown`;
    this.refuse(column, 'CODE_UNKNOWN', `${said}; the mapping knows ${known}.`, cell);
    return undefined;
  }

  /** The day after which nothing can have happened yet. */
  get today(): CalendarDate {
    return this.#reading.today;
  }
}
