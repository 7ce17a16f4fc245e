/** A spreadsheet and its mapping become checked rows, refusals and notices. Nothing is stored here. */
import type { CalendarDate, IntakeFile, IntakeRefusal, IntakeRow } from '@hindsight/domain';
import { type CsvHeader, delimiterNames } from './csv-header.ts';
import { DurationCheck } from './duration-check.ts';
import { readCandidacyRef, readRow } from './intake-row.ts';
import { columnPositions, idColumns, ignoredColumns, mappedColumns, shortList } from './mapped-columns.ts';
import type { Mapping } from './mapping.ts';
import { mappingScope } from './mapping-scope.ts';
import { type CsvRecord, type CsvSource, readCsv } from './read-csv.ts';
import { listedRefusals, refusal } from './refusal.ts';
import { RepeatedIds } from './repeated-ids.ts';
import { type CellReading, RowCells } from './row-cells.ts';

export type IntakeRequest = {
  fileName: string;
  content: CsvSource;
  /** Size in bytes when it is known before reading. */
  size?: number | undefined;
  mapping: Mapping;
  /** The agency's today: a later day in the file is refused. */
  today: CalendarDate;
};

/** A checked file, with every count stated. */
export type ReadIntake = Required<IntakeFile> & {
  /** True when the file was refused as a whole: `refusals` holds the one reason, and no row was judged. */
  fileRefused: boolean;
  delimiter: 'comma' | 'semicolon' | 'tab' | null;
  bytesRead: number;
};

/**
 * Reads and checks a whole file. `rows.length + refusedRows + duplicateRows === rowCount`, whatever the file holds.
 * The hash is empty when the file was not read to its end.
 *
 * @example
 * const file = await readIntake({ fileName: 'hires.csv', content: createReadStream('hires.csv'), mapping, today });
 * for (const refused of file.refusals) console.log(`line ${refused.line}: ${refused.sentence}`);
 */
export async function readIntake(request: IntakeRequest): Promise<ReadIntake> {
  const { mapping, today } = request;
  const checked = new CheckedRows(mapping, today);
  const base = {
    source: mapping.source,
    fileName: request.fileName,
    mappingName: mapping.name,
    questions: mapping.questions.map(({ ref, title, category, scale, direction }) => ({
      ref,
      title,
      category,
      scale,
      higherIsBetter: direction === 'higher-is-better',
    })),
    ...mappingScope(mapping),
    create: mapping.create,
  };
  const refusedWhole = (refused: IntakeRefusal, bytesRead: number): ReadIntake => ({
    ...base,
    sha256: '',
    rows: [],
    refusals: [refused],
    rowCount: 0,
    refusedRows: 0,
    duplicateRows: 0,
    notices: [],
    fileRefused: true,
    delimiter: null,
    bytesRead,
  });
  if (
    mapping.completeUpTo !== undefined &&
    mapping.completeUpTo !== 'duration' &&
    mapping.completeUpTo > today
  ) {
    const sentence = `The mapping says that the file is complete up to ${mapping.completeUpTo}, which is in the future; today is ${today}.`;
    return refusedWhole(refusal(1, null, 'MAPPING_DATE', sentence, mapping.completeUpTo), 0);
  }
  const outcome = await readCsv(
    request.content,
    { delimiter: mapping.delimiter, size: request.size },
    {
      onHeader: (header) => checked.header(header),
      onRecord: (record) => checked.record(record),
      onRefused: (refused) => checked.refuse([refused]),
    },
  );
  if (outcome.kind === 'refused') return refusedWhole(outcome.refusal, outcome.bytesRead);
  const { rows, refusals, refusedRows, duplicateRows, notices } = checked.result();
  const blank = outcome.blankRows;
  return {
    ...base,
    sha256: outcome.sha256,
    rows,
    refusals,
    rowCount: outcome.dataRows,
    refusedRows,
    duplicateRows,
    notices: [...notices, ...(blank > 0 ? [`${counted(blank, 'blank row')} skipped.`] : [])],
    fileRefused: false,
    delimiter: delimiterNames[outcome.header.delimiter],
    bytesRead: outcome.bytesRead,
  };
}

type JudgedRow = { id: string; line: number; row: IntakeRow | null; problems: IntakeRefusal[] };

class CheckedRows {
  readonly #mapping: Mapping;
  readonly #today: CalendarDate;
  readonly #ids = new RepeatedIds();
  readonly #durations: DurationCheck;
  #reading: CellReading;
  #mappedPositions: number[] = [];
  #ignored: string[] = [];
  #judged: JudgedRow[] = [];
  #refused: IntakeRefusal[][] = [];
  #formulaLike = 0;

  constructor(mapping: Mapping, today: CalendarDate) {
    this.#mapping = mapping;
    this.#today = today;
    this.#durations = new DurationCheck(mapping);
    this.#reading = { positions: new Map(), missing: new Set(), decimalComma: false, today };
  }

  header(header: CsvHeader): void {
    const positions = columnPositions(this.#mapping, header);
    this.#reading = {
      positions,
      missing: new Set(this.#mapping.missing),
      decimalComma: this.#mapping.decimalComma,
      today: this.#today,
    };
    this.#mappedPositions = mappedColumns(this.#mapping).map((name) => positions.get(name) ?? 0);
    this.#ignored = ignoredColumns(this.#mapping, header);
  }

  record(record: CsvRecord): void {
    const cells = new RowCells(record, this.#reading);
    const id = readCandidacyRef(cells, this.#mapping);
    if (id === null) {
      this.refuse(cells.problems);
      return;
    }
    const mapped = this.#mappedPositions.map((position) => record.fields[position]?.trim() ?? '');
    if (!this.#ids.isNew(id, mapped, record.line)) return;
    const row = readRow(cells, this.#mapping, id);
    const isGood = cells.problems.length === 0;
    this.#formulaLike += cells.formulaLike;
    if (isGood) this.#durations.compare(cells, row);
    this.#judged.push({ id, line: record.line, row: isGood ? row : null, problems: cells.problems });
  }

  refuse(problems: IntakeRefusal[]): void {
    this.#refused.push(problems);
  }

  result() {
    const idColumn = idColumns(this.#mapping).join(' · ');
    const rows: IntakeRow[] = [];
    for (const { id, line, row, problems } of this.#judged) {
      const conflict = this.#ids.conflict(id, line, idColumn);
      if (row && !conflict) rows.push(row);
      else this.refuse(conflict ? [...problems, conflict] : problems);
    }
    this.#refused.sort((a, b) => (a[0]?.line ?? 0) - (b[0]?.line ?? 0));
    return {
      rows,
      refusals: this.#refused.flat().slice(0, listedRefusals),
      refusedRows: this.#refused.length,
      duplicateRows: this.#ids.duplicateRows,
      notices: this.#notices(rows),
    };
  }

  #notices(rows: IntakeRow[]): string[] {
    const notices: string[] = [];
    if (this.#ignored.length > 0) {
      const [is, what] = this.#ignored.length === 1 ? ['is', 'column'] : ['are', 'columns'];
      notices.push(
        `${this.#ignored.length} ${what} ${is} not in the mapping and not imported: ${shortList(this.#ignored)}.`,
      );
    }
    const { duplicateRows } = this.#ids;
    if (duplicateRows > 0)
      notices.push(`${counted(duplicateRows, 'row')} repeated exactly; each is kept once.`);
    if (this.#formulaLike > 0) {
      notices.push(`${counted(this.#formulaLike, 'cell')} beginning like a formula, kept as text.`);
    }
    if (this.#mapping.questions.length === 0) {
      notices.push(
        'The mapping names no score column: outcomes are imported, questions cannot be judged from this file.',
      );
    }
    const mayShip = mappingScope(this.#mapping).fields.includes('inScope');
    if (!mayShip && rows.some(({ placement }) => placement !== null)) {
      notices.push(
        'The mapping names no first production model: these hires take no part in findings about shipping.',
      );
    }
    const silent = rows.filter(hasUnknownFollowUp).length;
    if (silent > 0) {
      notices.push(
        `${counted(silent, 'hire')} without an end, a confirmation or a "complete up to" day: whether they stayed is not known.`,
      );
    }
    notices.push(...this.#durations.notices());
    return notices;
  }
}

function hasUnknownFollowUp(row: IntakeRow): boolean {
  if (!row.placement || row.placement.clock === 'none' || row.placement.completeUpTo !== null) return false;
  return !row.events.some((event) => event.kind === 'exit' || event.kind === 'status-confirmed');
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`;
}
