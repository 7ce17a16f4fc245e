import type { Board, BoardRow } from '@hindsight/domain';
import { Link } from '@tanstack/react-router';
import { useMemo, useRef } from 'react';
import { CategoryMark } from '../../category-mark.tsx';
import { Estimate } from '../../evidence/estimate.tsx';
import { VerdictReason } from '../../evidence/verdict-reason.tsx';
import { countOf, formatCount, formatHalfWidth, formatInterval, keepTogether } from '../../format.ts';
import { correlationAxis, type ForestAxis, pairsAxis } from '../../forest/forest-geometry.ts';
import { ForestAxisHead, type ForestMark, ForestRow } from '../../forest/forest-row.tsx';
import { useShortcutKeys } from '../../shortcut-keys.ts';
import { type Search, searchFromView, type SortKey, type ViewState } from '../../view-state.ts';
import { type BoardGroup, boardGroups, gateOf, isSizeUnsure } from './board-groups.ts';

type Props = {
  board: Board;
  view: ViewState;
  onSort: (sort: SortKey, reversed: boolean) => void;
};

type RowParts = {
  axis: ForestAxis;
  analyst: boolean;
  largestN: number;
  bandR: number;
  search: Search;
};

/** The forest board: an HTML table with one small drawing per row, on one axis. */
export function BoardForest({ board, view, onSort }: Props) {
  const table = useRef<HTMLTableElement>(null);
  const analyst = view.reading === 'analyst';
  const { sort, reversed, grouped } = view;
  const groups = useMemo(
    () => boardGroups(board.rows, { sort, reversed, grouped }),
    [board.rows, sort, reversed, grouped],
  );
  const parts: RowParts = {
    axis: analyst ? correlationAxis(board.band) : pairsAxis(board.band),
    analyst,
    largestN: Math.max(1, ...board.rows.filter((row) => !isAggregate(row)).map((row) => row.hires)),
    bandR: board.band.r,
    search: searchFromView({ ...view, tabs: { ...view.tabs, board: 'chart' } }),
  };
  const keys = useMemo(
    () => ({ j: () => moveFocus(table.current, 1), k: () => moveFocus(table.current, -1) }),
    [],
  );
  useShortcutKeys(keys);
  const sortHead = { sort, reversed, onSort };
  return (
    <>
      {/* Roles are written out because narrow layouts change `display`, which would drop them. */}
      <table ref={table} className={`board ${analyst ? 'board-analyst' : ''}`} role="table">
        <caption className="sr-only">
          {keepTogether(board.headline)} Each row: hires,{' '}
          {analyst ? 'observed correlation' : 'pairs out of 100 in which the higher score did better'}, and
          verdict.
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            <SortableHead label="Question" sortKey="question" className="board-question" {...sortHead} />
            <SortableHead label="Hires" sortKey="hires" className="board-hires" {...sortHead} />
            <SortableHead
              label={analyst ? 'Observed r' : 'Of 100 pairs'}
              note={analyst ? 'hired only' : undefined}
              sortKey="strength"
              className="board-estimate"
              {...sortHead}
            />
            <th scope="col" role="columnheader" className="board-marks">
              <span className="sr-only">Drawing of the same numbers</span>
              <ForestAxisHead axis={parts.axis} />
            </th>
            <SortableHead
              label="Verdict"
              note={board.meta.correction === 'uncorrected' ? 'uncorrected' : undefined}
              sortKey="verdict"
              className="board-verdict"
              {...sortHead}
            />
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.key} role="rowgroup">
            <GroupRow group={group} parts={parts} />
            {group.rows.map((row) => (
              <QuestionRow key={row.ref} row={row} parts={parts} />
            ))}
          </tbody>
        ))}
      </table>
      <BoardKey band={board.band} analyst={analyst} />
    </>
  );
}

type HeadProps = {
  label: string;
  note?: string | undefined;
  sortKey: SortKey;
  className: string;
  sort: SortKey;
  reversed: boolean;
  onSort: (sort: SortKey, reversed: boolean) => void;
};

const firstDirection: Record<SortKey, 'ascending' | 'descending'> = {
  question: 'ascending',
  hires: 'descending',
  strength: 'descending',
  verdict: 'ascending',
};

function SortableHead({ label, note, sortKey, className, sort, reversed, onSort }: HeadProps) {
  const active = sort === sortKey;
  const opposite = firstDirection[sortKey] === 'ascending' ? 'descending' : 'ascending';
  const direction = active ? (reversed ? opposite : firstDirection[sortKey]) : 'none';
  return (
    <th scope="col" role="columnheader" className={className} aria-sort={direction}>
      <button
        type="button"
        className="sort-button"
        onClick={() => onSort(sortKey, active ? !reversed : false)}
      >
        <span>
          {label}
          <svg
            width="7"
            height="8"
            viewBox="0 0 7 8"
            aria-hidden="true"
            className={active ? '' : 'sort-hint'}
          >
            <path d={direction === 'ascending' ? 'M0 7h7L3.5 1z' : 'M0 1h7L3.5 7z'} fill="currentColor" />
          </svg>
        </span>
        {note !== undefined && <span className="board-head-note">{note}</span>}
      </button>
    </th>
  );
}

function GroupRow({ group, parts }: { group: BoardGroup; parts: RowParts }) {
  const { aggregate } = group;
  return (
    <tr className={`board-group ${aggregate ? '' : 'board-group-plain'}`} role="row">
      <th scope="rowgroup" role="rowheader" className="board-question">
        <span className="inline-flex items-center gap-2">
          {group.category !== null && <CategoryMark category={group.category} />}
          {aggregate ? (
            <Link
              to="/questions/$ref"
              params={{ ref: aggregate.ref }}
              search={parts.search}
              className="board-link-plain"
            >
              {group.title}
            </Link>
          ) : (
            group.title
          )}
        </span>
      </th>
      {aggregate ? <Evidence row={aggregate} parts={parts} mark="diamond" /> : <NoEvidence parts={parts} />}
    </tr>
  );
}

function QuestionRow({ row, parts }: { row: BoardRow; parts: RowParts }) {
  const title = (
    <>
      <span className="board-code">{row.code}</span>
      <span className="board-title">{keepTogether(row.title)}</span>
    </>
  );
  return (
    <tr className="board-row" role="row">
      <th scope="row" role="rowheader" className="board-question">
        <Link to="/questions/$ref" params={{ ref: row.ref }} search={parts.search} className="board-link">
          {title}
        </Link>
      </th>
      <Evidence
        row={row}
        parts={parts}
        mark={isAggregate(row) ? 'diamond' : parts.analyst ? 'ring' : 'square'}
      />
    </tr>
  );
}

function Evidence({ row, parts, mark }: { row: BoardRow; parts: RowParts; mark: ForestMark }) {
  const early = row.verdict === 'too-early';
  const estimate = parts.analyst ? row.observed : row.pairs;
  return (
    <>
      <td role="cell" className="board-hires">
        {formatCount(row.hires)}
        <span className="board-inline-word"> hires</span>
      </td>
      <td role="cell" className="board-estimate">
        {early ? <Gate row={row} /> : <Estimate of={estimate} n="beside" />}
      </td>
      <td role="cell" className="board-marks">
        <ForestRow
          axis={parts.axis}
          estimate={!early && estimate.kind === 'estimate' ? estimate : null}
          mark={mark}
          verdict={row.verdict}
          largestN={parts.largestN}
        />
        {early && <span className="board-hidden-note">hidden until {formatCount(gateOf(row).need)}</span>}
      </td>
      <td role="cell" className="board-verdict">
        <VerdictReason
          verdict={row.verdict}
          sentence={row.sentence}
          name={row.title}
          sizeUnsure={isSizeUnsure(row, parts.bandR)}
        />
      </td>
    </>
  );
}

/** "22 of 30 hires needed", and no number of the estimate. */
function Gate({ row }: { row: BoardRow }) {
  const { have, need, noun } = gateOf(row);
  return (
    <span className="board-gate">
      {formatCount(have)} of {countOf(need, noun)} needed
    </span>
  );
}

function NoEvidence({ parts }: { parts: RowParts }) {
  return (
    <>
      <td role="cell" className="board-hires" />
      <td role="cell" className="board-estimate" />
      <td role="cell" className="board-marks">
        <ForestRow axis={parts.axis} estimate={null} mark="square" verdict="too-early" largestN={1} />
      </td>
      <td role="cell" className="board-verdict" />
    </>
  );
}

function BoardKey({ band, analyst }: { band: Board['band']; analyst: boolean }) {
  return (
    <ul className="board-key">
      <li>
        <svg width="11" height="11" viewBox="0 0 11 11" aria-hidden="true">
          {analyst ? (
            <circle cx="5.5" cy="5.5" r="3.5" fill="none" stroke="var(--undecided)" strokeWidth="1.5" />
          ) : (
            <path d="M1 1h9v9H1z" fill="var(--text)" />
          )}
        </svg>
        {analyst
          ? 'observed among hires, 95% interval'
          : 'estimate and 95% interval; area grows with hires, hollow when undecided'}
      </li>
      <li>
        <svg width="14" height="10" viewBox="0 0 14 10" aria-hidden="true">
          <path d="M0 5 7 0l7 5-7 5z" fill="var(--text)" />
        </svg>
        whole category or screen
      </li>
      <li>
        <span className="key-band" aria-hidden="true" />
        {analyst
          ? `within ${formatHalfWidth(band.r, 'r')}: too small to be useful`
          : `${formatInterval(band.pairsLow, band.pairsHigh, 'pairs')}: too close to a coin to be useful`}
      </li>
    </ul>
  );
}

function isAggregate(row: BoardRow): boolean {
  return row.family === 'composite' || row.family === 'category';
}

/** J and K walk the questions. */
function moveFocus(table: HTMLTableElement | null, step: 1 | -1): void {
  const links = [...(table?.querySelectorAll<HTMLAnchorElement>('.board-question a') ?? [])];
  const row = document.activeElement?.closest('tr');
  const now = links.findIndex((link) => link.closest('tr') === row);
  const next = now === -1 ? (step === 1 ? 0 : links.length - 1) : now + step;
  const link = links[next];
  link?.focus();
  link?.scrollIntoView({ block: 'nearest' });
}
