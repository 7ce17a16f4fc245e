import type { QuestionDetail } from '@hindsight/domain';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { failureOf } from '../../api.ts';
import { CategoryMark } from '../../category-mark.tsx';
import { Estimate } from '../../evidence/estimate.tsx';
import { Sentence } from '../../evidence/sentence.tsx';
import { StaleNote, StateError, StateLoading, StateTooFew } from '../../figure/figure-states.tsx';
import { AddressProblems } from '../../filters/address-problems.tsx';
import { FilterChips } from '../../filters/filter-chips.tsx';
import { prepareQuestion, useOutcome, useQuestion } from '../../findings.ts';
import { asRank, formatCount } from '../../format.ts';
import { useShortcutKeys } from '../../shortcut-keys.ts';
import { useMeta, useView, type View } from '../../use-view.ts';
import { searchFromView, type ViewState } from '../../view-state.ts';
import { VerdictMark } from '../../verdict-mark.tsx';
import { gateOf } from '../questions/board-groups.ts';
import { CurvesFigure } from './curves-figure.tsx';
import { ScoresFigure } from './scores-figure.tsx';

/** One question: what it says about hires, and the figures behind it. */
export default function QuestionPage({ question }: { question: string }) {
  const { view, change } = useView();
  const meta = useMeta().data;
  const detail = useQuestion(view, question);
  if (detail.isError) {
    const failure = failureOf(detail.error);
    return (
      <>
        <Breadcrumb view={view} />
        <h1>{failure.code === 'NOT_FOUND' ? 'There is no such question' : 'Question'}</h1>
        <div className="mt-7">
          <AddressProblems />
          {failure.code === 'NOT_FOUND' ? (
            <p className="lead">
              It may have been removed, or the address may be wrong. The board lists all questions.
            </p>
          ) : (
            <StateError failure={failure} onRetry={() => void detail.refetch()} />
          )}
        </div>
      </>
    );
  }
  if (!detail.data) {
    return (
      <>
        <Breadcrumb view={view} />
        <h1 className="sr-only">Question</h1>
        <StateLoading what="the question" rows={14} height={1100} />
      </>
    );
  }
  return (
    <LoadedQuestion
      detail={detail.data}
      view={view}
      change={change}
      updating={detail.isPlaceholderData}
      stale={meta !== undefined && meta.dataVersion > detail.data.meta.dataVersion}
      onRecompute={() => void detail.refetch()}
    />
  );
}

type LoadedProps = Pick<View, 'view' | 'change'> & {
  detail: QuestionDetail;
  updating: boolean;
  stale: boolean;
  onRecompute: () => void;
};

function LoadedQuestion({ detail, view, change, updating, stale, onRecompute }: LoadedProps) {
  const { row, meta } = detail;
  const outcome = useOutcome(view);
  useEffect(() => {
    document.title = `${row.code} ${row.title} · Hindsight`;
  }, [row.code, row.title]);
  useEffect(() => {
    if (outcome === undefined) return;
    prepareQuestion(view, outcome, detail.next);
    prepareQuestion(view, outcome, detail.previous);
  }, [view, outcome, detail.next, detail.previous]);
  const onTab = (figure: keyof ViewState['tabs']) => (tab: ViewState['tabs'][typeof figure]) =>
    change({ tabs: { ...view.tabs, [figure]: tab } }, { replace: true });
  const tooEarly = row.verdict === 'too-early';
  return (
    <article className="question" data-question={row.ref}>
      <div className="question-top">
        <Breadcrumb view={view} row={row} />
        <Neighbours detail={detail} view={view} />
      </div>
      <AddressProblems />
      <FilterChips />
      <header className="question-head">
        <div>
          <h1>
            <Sentence>{detail.wording === row.title ? row.title : `“${detail.wording}”`}</Sentence>
          </h1>
          <p className="mt-5 flex flex-wrap items-baseline gap-x-3">
            <VerdictMark verdict={row.verdict} strong />
            {!tooEarly && meta.correction === 'uncorrected' && (
              <span className="text-muted">uncorrected</span>
            )}
          </p>
          <p className="question-lead">
            <Sentence>{row.sentence}</Sentence>
          </p>
          {!tooEarly && meta.correction === 'uncorrected' && (
            <p className="mt-2 max-w-[72ch] text-muted">
              Observed among people who were hired. Those we screened out are not in it. We did not randomise,
              so this may have other causes.
            </p>
          )}
        </div>
        <Facts detail={detail} view={view} />
      </header>
      {stale && <StaleNote onRecompute={onRecompute} />}
      <div className="question-figures">
        {tooEarly ? (
          <StateTooFew title={`${row.code}, ${row.title}`} {...gateOf(row)} />
        ) : (
          <ScoresFigure detail={detail} tab={view.tabs.scores} onTab={onTab('scores')} updating={updating} />
        )}
        <CurvesFigure
          curves={detail.shipping}
          name="Time to first production model"
          kind="shipping"
          meta={meta}
          tab={view.tabs.shipping}
          onTab={onTab('shipping')}
          updating={updating}
        />
        <CurvesFigure
          curves={detail.retention}
          name="Still there, by score"
          kind="retention"
          meta={meta}
          tab={view.tabs.retention}
          onTab={onTab('retention')}
          updating={updating}
        />
      </div>
    </article>
  );
}

function Breadcrumb({ view, row }: { view: ViewState; row?: QuestionDetail['row'] }) {
  return (
    <nav aria-label="Breadcrumb" className="breadcrumb">
      <Link to="/questions" search={searchFromView(view)} className="text-link">
        Questions
      </Link>
      {row && (
        <span className="inline-flex items-center gap-2">
          <span aria-hidden="true" className="text-muted">
            /
          </span>
          {row.category !== null && <CategoryMark category={row.category} />}
          {row.code}
        </span>
      )}
    </nav>
  );
}

/** Previous and next by strength; K and J do the same. */
function Neighbours({ detail, view }: { detail: QuestionDetail; view: ViewState }) {
  const navigate = useNavigate();
  const { previous, next } = detail;
  const keys = useMemo(() => {
    const go = (ref: string | null) => () => {
      if (ref !== null)
        void navigate({ to: '/questions/$ref', params: { ref }, search: searchFromView(view) });
    };
    return { j: go(next), k: go(previous) };
  }, [navigate, next, previous, view]);
  useShortcutKeys(keys);
  return (
    <nav aria-label="Neighbouring questions" className="neighbours">
      <span className="text-muted">
        {formatCount(detail.position)} of {formatCount(detail.of)}
      </span>
      <Neighbour to={previous} hint="K" view={view}>
        previous
      </Neighbour>
      <Neighbour to={next} hint="J" view={view}>
        next
      </Neighbour>
    </nav>
  );
}

type NeighbourProps = { to: string | null; hint: string; view: ViewState; children: string };

function Neighbour({ to, hint, view, children }: NeighbourProps) {
  if (to === null) return null;
  return (
    <Link to="/questions/$ref" params={{ ref: to }} search={searchFromView(view)} className="neighbour">
      <kbd aria-hidden="true">{hint}</kbd> {children}
    </Link>
  );
}

function Facts({ detail, view }: { detail: QuestionDetail; view: ViewState }) {
  const { row } = detail;
  const tooEarly = row.verdict === 'too-early';
  return (
    <dl className="facts">
      {!tooEarly && (
        <>
          <dt>Of 100 pairs</dt>
          <dd>
            <Estimate of={row.pairs} n="beside" />
          </dd>
          {view.reading === 'analyst' && (
            <>
              <dt>Observed r</dt>
              <dd>
                <Estimate of={row.observed} n="beside" />
              </dd>
              <dt>Rank</dt>
              <dd>
                <Estimate of={asRank(row.rank)} n="beside" />
              </dd>
            </>
          )}
        </>
      )}
      <dt>Hires with outcome</dt>
      <dd>{formatCount(row.hires)}</dd>
      <dt>Asked</dt>
      <dd>{formatCount(row.asked)} times</dd>
      {row.minutes !== null && (
        <>
          <dt>Takes</dt>
          <dd>{formatCount(row.minutes)} minutes</dd>
        </>
      )}
    </dl>
  );
}
