import type { Board, BoardRow } from '@hindsight/domain';
import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  sortFn_text,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import { asRank, type EstimateOnScreen, formatCount, formatProbability, formatValue } from '../../format.ts';
import { absenceSentence } from '../../reason-words.ts';
import { labels } from '../../verdict-mark.tsx';
import { gateOf } from './board-groups.ts';

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic, text: sortFn_text },
});
const helper = createColumnHelper<typeof features, BoardRow>();

/** The board's numbers as a plain table: value, low, high and n of each row. Loaded when first opened. */
export default function BoardTable({ board, analyst }: { board: Board; analyst: boolean }) {
  const columns = useMemo(() => (analyst ? analystColumns : leadershipColumns), [analyst]);
  const table = useTable({ features, columns, data: board.rows });
  return (
    <div className="table-box" tabIndex={0} role="region" aria-label="All rows of the board">
      <table className="plain-table">
        <caption className="sr-only">
          Every row of the board: value, both ends of the {Math.round(100 * levelOf(board))}% interval, hires,
          verdict.
        </caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => {
                const sorted = header.column.getIsSorted();
                return (
                  <th
                    key={header.id}
                    scope="col"
                    className={textColumns.has(header.column.id) ? '' : 'number'}
                    aria-sort={sorted === false ? 'none' : sorted === 'asc' ? 'ascending' : 'descending'}
                  >
                    <button
                      type="button"
                      className="sort-button"
                      onClick={header.column.getToggleSortingHandler()}
                    >
                      <span>
                        <table.FlexRender header={header} />
                        <svg
                          width="7"
                          height="8"
                          viewBox="0 0 7 8"
                          aria-hidden="true"
                          className={sorted === false ? 'sort-hint' : ''}
                        >
                          <path
                            d={sorted === 'asc' ? 'M0 7h7L3.5 1z' : 'M0 1h7L3.5 7z'}
                            fill="currentColor"
                          />
                        </svg>
                      </span>
                    </button>
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id}>
              {row.getAllCells().map((cell) =>
                cell.column.id === 'title' ? (
                  <th key={cell.id} scope="row">
                    <table.FlexRender cell={cell} />
                  </th>
                ) : (
                  <td key={cell.id} className={textColumns.has(cell.column.id) ? '' : 'number'}>
                    <table.FlexRender cell={cell} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type Measure = 'pairs' | 'observed' | 'rank';

const textColumns = new Set(['code', 'title', 'verdict']);

const identity = [
  helper.accessor('code', { header: 'Code' }),
  helper.accessor('title', { header: 'Question' }),
  helper.accessor('asked', { header: 'Asked', cell: (cell) => formatCount(cell.getValue()) }),
  helper.accessor('hires', { header: 'Hires (n)', cell: (cell) => formatCount(cell.getValue()) }),
];

const verdictColumn = helper.accessor((row) => labels[row.verdict], { id: 'verdict', header: 'Verdict' });

const leadershipColumns = helper.columns([
  ...identity,
  ...measureColumns('pairs', 'Of 100 pairs', true),
  verdictColumn,
]);

const analystColumns = helper.columns([
  ...identity,
  ...measureColumns('observed', 'Observed r', true),
  ...measureColumns('rank', 'Rank'),
  ...measureColumns('pairs', 'Of 100 pairs'),
  helper.accessor((row) => row.q ?? undefined, {
    id: 'q',
    header: 'q',
    sortUndefined: 'last',
    cell: (cell) => {
      const value = cell.getValue();
      return value === undefined ? '' : formatProbability(value);
    },
  }),
  verdictColumn,
]);

/** The first measure of a row also says why there is none. */
function measureColumns(measure: Measure, name: string, isFirst = false) {
  return [
    helper.accessor((row) => estimateIn(row, measure)?.value, {
      id: `${measure}-value`,
      header: name,
      sortUndefined: 'last',
      cell: (cell) => {
        const estimate = estimateIn(cell.row.original, measure);
        if (estimate) return formatValue(estimate.value, estimate.unit);
        return isFirst ? absence(cell.row.original, measure) : '';
      },
    }),
    endColumn(measure, 'low'),
    endColumn(measure, 'high'),
  ];
}

function endColumn(measure: Measure, end: 'low' | 'high') {
  return helper.accessor((row) => numberOf(estimateIn(row, measure)?.[end]), {
    id: `${measure}-${end}`,
    header: end === 'low' ? 'Low' : 'High',
    sortUndefined: 'last',
    cell: (cell) => {
      const estimate = estimateIn(cell.row.original, measure);
      if (!estimate) return '';
      const value = estimate[end];
      return value === 'not reached' ? value : formatValue(value, estimate.unit);
    },
  });
}

function estimateIn(row: BoardRow, measure: Measure): EstimateOnScreen | undefined {
  const estimate = measure === 'rank' ? asRank(row.rank) : row[measure];
  return row.verdict !== 'too-early' && estimate.kind === 'estimate' ? estimate : undefined;
}

function absence(row: BoardRow, measure: Measure): string {
  const estimate = row[measure];
  if (row.verdict === 'too-early') {
    const { have, need } = gateOf(row);
    return `${formatCount(have)} of ${formatCount(need)}`;
  }
  return estimate.kind === 'not-estimable' ? absenceSentence(estimate.reason) : '';
}

function numberOf(end: number | 'not reached' | undefined): number | undefined {
  return end === 'not reached' ? Number.POSITIVE_INFINITY : end;
}

function levelOf(board: Board): number {
  for (const row of board.rows) if (row.pairs.kind === 'estimate') return row.pairs.level;
  return 0.95;
}
