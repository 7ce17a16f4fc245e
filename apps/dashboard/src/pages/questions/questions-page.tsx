import type { Board } from '@hindsight/domain';
import { lazy, Suspense, useEffect } from 'react';
import { failureOf } from '../../api.ts';
import { Estimate } from '../../evidence/estimate.tsx';
import { Sentence } from '../../evidence/sentence.tsx';
import { CopyLink } from '../../figure/copy-link.tsx';
import { Figure } from '../../figure/figure.tsx';
import { FigureBoundary } from '../../figure/figure-boundary.tsx';
import { StaleNote, StateEmpty, StateError, StateLoading } from '../../figure/figure-states.tsx';
import { WhyExcluded } from '../../figure/why-excluded.tsx';
import { AddressProblems } from '../../filters/address-problems.tsx';
import { FilterChips } from '../../filters/filter-chips.tsx';
import { useBoard } from '../../findings.ts';
import { countOf, formatCount, formatDay, formatShare } from '../../format.ts';
import { useMeta, useView, type View } from '../../use-view.ts';
import { activeFilterCount, type SortKey, sortKeys } from '../../view-state.ts';
import { BoardForest } from './board-forest.tsx';
import { verdictCounts } from './board-groups.ts';
import { BoardMethod } from './board-method.tsx';

const BoardTable = lazy(() => import('./board-table.tsx'));

/** Which questions predict: the forest board. */
export function QuestionsPage() {
  const { view, change } = useView();
  const meta = useMeta();
  const board = useBoard(view);
  useEffect(() => {
    document.title = 'Questions · Hindsight';
  }, []);

  if (meta.isError) {
    const failure = failureOf(meta.error);
    return (
      <>
        <h1>{failure.code === 'NO_DATA' ? 'Nothing to look back on yet' : 'Questions'}</h1>
        <div className="mt-7">
          {failure.code === 'NO_DATA' ? (
            <StateEmpty headline="No hires yet" sentence={emptySentence} foot="0 hires with an outcome" />
          ) : (
            <StateError failure={failure} onRetry={() => void meta.refetch()} />
          )}
        </div>
      </>
    );
  }
  if (board.isError) {
    return (
      <Frame title="Questions">
        <StateError failure={failureOf(board.error)} onRetry={() => void board.refetch()} />
      </Frame>
    );
  }
  if (!board.data) {
    return (
      <Frame title="Questions">
        <StateLoading what="the board" rows={20} height={1180} />
      </Frame>
    );
  }
  return (
    <LoadedBoard
      board={board.data}
      view={view}
      change={change}
      updating={board.isPlaceholderData}
      stale={meta.data !== undefined && meta.data.dataVersion > board.data.meta.dataVersion}
      onRecompute={() => void board.refetch()}
    />
  );
}

const emptySentence =
  'When the first hires are in, this shows which questions go with success, each with its interval and the number of hires behind it.';

function Frame({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <>
      <h1>{title}</h1>
      <div className="mt-7">
        <AddressProblems />
        <FilterChips />
      </div>
      {children}
    </>
  );
}

type LoadedProps = Pick<View, 'view' | 'change'> & {
  board: Board;
  updating: boolean;
  stale: boolean;
  onRecompute: () => void;
};

function LoadedBoard({ board, view, change, updating, stale, onRecompute }: LoadedProps) {
  const analyst = view.reading === 'analyst';
  return (
    <>
      <div className={updating ? 'opacity-45' : ''}>
        <h1>
          <Sentence>{board.headline}</Sentence>
        </h1>
        <p className="lead">
          <Sentence>{board.lead}</Sentence>
        </p>
      </div>
      <div className="mt-7">
        <AddressProblems />
        <FilterChips />
        <Missing sentences={board.missing} />
      </div>
      {board.rows.length === 0 || board.meta.hires === 0 ? (
        <NoRows board={board} filtered={activeFilterCount(view) > 0} change={change} />
      ) : (
        <Figure
          headline={
            analyst
              ? 'How strongly do scores go with success, among hires?'
              : 'Of two hires, how often did the one scored higher do better?'
          }
          subtitle={subtitleOf(board, analyst)}
          tab={view.tabs.board}
          onTab={(tab) => change({ tabs: { ...view.tabs, board: tab } }, { replace: true })}
          updating={updating}
          controls={
            view.tabs.board === 'chart' ? (
              <BoardControls board={board} view={view} change={change} />
            ) : undefined
          }
          chart={
            <BoardForest
              board={board}
              view={view}
              onSort={(sort, reversed) => change({ sort, reversed }, { replace: true })}
            />
          }
          table={
            <FigureBoundary what="The table">
              <Suspense fallback={<div style={{ height: 560 }} />}>
                <BoardTable board={board} analyst={analyst} />
              </Suspense>
            </FigureBoundary>
          }
          method={<BoardMethod board={board} analyst={analyst} />}
          footnote={stale ? <StaleNote onRecompute={onRecompute} /> : undefined}
          meta={<BoardMeta board={board} />}
          actions={
            <>
              <a className="text-link" href={csvAddress(board)} download>
                CSV
              </a>{' '}
              ({countOf(board.rows.length, 'row')}) <CopyLink />
            </>
          }
        />
      )}
    </>
  );
}

function subtitleOf(board: Board, analyst: boolean): string {
  const measure = analyst
    ? 'Observed correlation with 95% intervals.'
    : 'Pairs out of 100, with 95% intervals.';
  const correction =
    board.meta.correction === 'uncorrected'
      ? ' Uncorrected: observed among people who were hired. Those we screened out are not in it, so verdicts are provisional.'
      : '';
  return `${measure}${correction}`;
}

function Missing({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <ul className="notice mb-5">
      {sentences.map((sentence) => (
        <li key={sentence}>
          <Sentence>{sentence}</Sentence>
        </li>
      ))}
    </ul>
  );
}

const sortNames: Record<SortKey, string> = {
  strength: 'strength',
  question: 'question',
  hires: 'hires',
  verdict: 'verdict',
};

function BoardControls({ board, view, change }: Pick<LoadedProps, 'board' | 'view' | 'change'>) {
  return (
    <div className="board-controls">
      <label className="control">
        Group:
        <select
          value={view.grouped ? 'category' : 'none'}
          onChange={(event) => change({ grouped: event.target.value === 'category' }, { replace: true })}
        >
          <option value="category">category</option>
          <option value="none">none</option>
        </select>
      </label>
      <label className="control">
        Sort:
        <select
          value={view.sort}
          onChange={(event) =>
            change(
              { sort: sortKeys.find((key) => key === event.target.value) ?? 'strength', reversed: false },
              { replace: true },
            )
          }
        >
          {sortKeys.map((key) => (
            <option key={key} value={key}>
              {sortNames[key]}
            </option>
          ))}
        </select>
      </label>
      <p className="board-counts">{verdictCounts(board.rows)}</p>
    </div>
  );
}

function BoardMeta({ board }: { board: Board }) {
  const { meta, family } = board;
  const first = board.rows.find((row) => row.pairs.kind === 'estimate')?.pairs;
  const level = first?.kind === 'estimate' ? formatShare(first.level) : '95%';
  return (
    <>
      n = {countOf(meta.hiresWithOutcome, 'hire')} · {level} intervals · ordered by shrunken strength · family
      of {countOf(family.size, 'test')}, false-find rate {formatShare(family.falseDiscoveryRate)} · data to{' '}
      {formatDay(meta.asOf)} · method {meta.methodVersion} · {meta.correction} ·{' '}
      <WhyExcluded exclusions={meta.exclusions} />
    </>
  );
}

function NoRows({ board, filtered, change }: { board: Board; filtered: boolean; change: View['change'] }) {
  const meta = useMeta().data;
  if (filtered && board.meta.hires === 0) {
    return (
      <section className="figure">
        <h2>No hires match these filters</h2>
        <p className="mt-1 max-w-[72ch] text-muted">
          Nothing was computed. Remove a filter above, or show everybody.
        </p>
        <button
          type="button"
          className="button button-primary mt-4"
          onClick={() =>
            change({ startedFrom: null, startedTo: null, roleFamily: [], seniority: [], client: [] })
          }
        >
          Show all hires
        </button>
      </section>
    );
  }
  const { summary } = board;
  const outcome = meta?.outcomes.find(({ id }) => id === board.meta.outcome);
  return (
    <>
      {board.meta.hires > 0 && (
        <dl className="facts mb-7">
          <dt>Hires</dt>
          <dd>{formatCount(board.meta.hires)}</dd>
          <dt>Outcome known</dt>
          <dd>
            {formatCount(summary.known)}, not known for {formatCount(summary.unknown)}
          </dd>
          <dt>{outcome?.name ?? 'Success'}</dt>
          <dd>
            <Estimate of={summary.headline} n="shown" />
          </dd>
          {summary.median && (
            <>
              <dt>Half by, in {board.meta.timeUnit}s</dt>
              <dd>
                <Estimate of={summary.median} n="shown" />
              </dd>
            </>
          )}
        </dl>
      )}
      {/* Outcomes that are only counted judge no question, whatever is imported. */}
      {outcome?.kind !== 'counts' && (
        <StateEmpty
          headline={board.meta.hires === 0 ? 'No hires yet' : 'No scores yet'}
          sentence={
            board.meta.hires === 0
              ? emptySentence
              : 'When screen scores are in, this shows which questions go with success. A spreadsheet with one score column per question is enough.'
          }
          foot={countOf(board.meta.hiresWithOutcome, 'hire with an outcome', 'hires with an outcome')}
        />
      )}
    </>
  );
}

function csvAddress(board: Board): string {
  const query = new URLSearchParams({
    outcome: board.meta.outcome,
    cohort: JSON.stringify(board.meta.cohort),
  });
  return `/api/v1/board.csv?${query.toString()}`;
}
