/** The board as a file: one row per predictor, every estimate with its ends, level, n and method. */
import { type Board, type BoardRow, canonicalCohort, codebook } from '@hindsight/domain';
import { type CsvCell, csvText } from './csv-text.ts';

type Estimated = BoardRow['observed'];

/** The columns, in order: those of the codebook, and beside each estimate its level and method. */
export const boardColumns: readonly string[] = codebook
  .filter((column) => column.file === 'board')
  .flatMap(({ name }) =>
    name.endsWith('_n') ? [...levelAndMethod(name.slice(0, -'_n'.length)), name] : [name],
  );

/**
 * The board as CSV text; the same board gives the same bytes. Numbers are written in full, as they were computed.
 *
 * @example
 * reply.type('text/csv; charset=utf-8').send(boardCsv(board));
 */
export function boardCsv(board: Board): string {
  return csvText(
    boardColumns,
    board.rows.map((row) => {
      const cells = boardCells(board, row);
      return boardColumns.map((name) => cells.get(name) ?? null);
    }),
  );
}

function boardCells({ meta }: Board, row: BoardRow): Map<string, CsvCell> {
  return new Map<string, CsvCell>([
    ['outcome', meta.outcome],
    ['cohort', canonicalCohort(meta.cohort)],
    ['as_of', meta.asOf],
    ['data_version', meta.dataVersion],
    ['method_version', meta.methodVersion],
    ['correction', meta.correction],
    ['predictor_ref', row.ref],
    ['code', row.code],
    ['title', row.title],
    ['family', row.family],
    ['category', row.category],
    ['minutes', row.minutes],
    ['asked', row.asked],
    ['hires', row.hires],
    ['rarer', row.rarer],
    ...estimateCells('observed', row.observed),
    ...estimateCells('rank', row.rank),
    ...estimateCells('pairs', row.pairs),
    ['p', row.test.kind === 'test' ? row.test.p : null],
    ['q', row.q],
    ['order', row.order],
    ['verdict', row.verdict],
    ['needed', row.needed],
    ['sentence', row.sentence],
  ]);
}

function estimateCells(name: string, estimate: Estimated): [string, CsvCell][] {
  if (estimate.kind === 'not-estimable') {
    return [
      [`${name}_n`, estimate.n],
      [`${name}_reason`, estimate.reason],
    ];
  }
  return [
    [name, estimate.value],
    [`${name}_low`, estimate.low],
    [`${name}_high`, estimate.high],
    [`${name}_level`, estimate.level],
    [`${name}_method`, estimate.method],
    [`${name}_n`, estimate.n],
  ];
}

function levelAndMethod(name: string): string[] {
  return [`${name}_level`, `${name}_method`];
}
