import type { FindingMeta, QuestionDetail, ScoreCurves, ScoreGroup } from '@hindsight/domain';
import { lazy, Suspense } from 'react';
import type { CurveWords } from '../../curves/step-curves.tsx';
import { pointsOf, rivalPoints, stepsOf, valueAt } from '../../curves/step-series.ts';
import { CopyLink } from '../../figure/copy-link.tsx';
import { Figure } from '../../figure/figure.tsx';
import { FigureBoundary } from '../../figure/figure-boundary.tsx';
import { StateNotEstimable, StateSuppressed } from '../../figure/figure-states.tsx';
import {
  countOf,
  formatCount,
  formatDay,
  formatInterval,
  formatProbability,
  formatShare,
  formatStatistic,
  keepTogether,
} from '../../format.ts';
import { absenceSentence } from '../../reason-words.ts';
import type { FigureTab } from '../../view-state.ts';

const StepCurves = lazy(() => import('../../curves/step-curves.tsx'));

type Kind = 'shipping' | 'retention';
type Props = {
  curves: QuestionDetail['shipping'];
  /** What this figure is, where it cannot say what it found. */
  name: string;
  kind: Kind;
  meta: FindingMeta;
  tab: FigureTab;
  onTab: (tab: FigureTab) => void;
  updating: boolean;
};

const wordsOf: Record<Kind, CurveWords> = {
  shipping: { event: 'shipped', competing: 'left first' },
  retention: { event: 'left', competing: null },
};
const startOf = { shipping: 0, retention: 1 } as const;

/** Shipping or staying over time, by score, with the counts at risk. */
export function CurvesFigure({ curves, name, kind, meta, tab, onTab, updating }: Props) {
  if ('kind' in curves) {
    return curves.reason === 'CLIENT_PRIVACY' ? (
      <StateSuppressed title={name} />
    ) : (
      <StateNotEstimable title={name} sentence={absenceSentence(curves.reason)} n={curves.n} />
    );
  }
  const n = curves.groups.reduce((sum, group) => sum + group.n, 0);
  return (
    <Figure
      small
      headline={curves.headline}
      subtitle={curves.subtitle}
      tab={tab}
      onTab={onTab}
      updating={updating}
      chart={
        <>
          <p className="sr-only">{summaryOf(curves, kind, meta.timeUnit)}</p>
          <FigureBoundary what="The drawing">
            <div aria-hidden="true">
              <Suspense fallback={<div style={{ height: 420 }} />}>
                <StepCurves
                  curves={curves}
                  words={wordsOf[kind]}
                  start={startOf[kind]}
                  timeUnit={meta.timeUnit}
                />
              </Suspense>
            </div>
          </FigureBoundary>
        </>
      }
      table={<CurvesTable curves={curves} kind={kind} timeUnit={meta.timeUnit} />}
      method={<CurvesMethod curves={curves} kind={kind} />}
      meta={
        <>
          n = {countOf(n, 'hire')} · {readings(curves, kind, meta.timeUnit)} · data to {formatDay(meta.asOf)}{' '}
          · method {meta.methodVersion}
        </>
      }
      actions={<CopyLink />}
    />
  );
}

/** "4–5: 67 to 84%; 1–2: 29 to 52% at day 180", the intervals behind the headline. */
function readings(curves: ScoreCurves, kind: Kind, timeUnit: string): string {
  const read = curves.groups.flatMap((group) => {
    const at = valueAt(pointsOf(group.curve, startOf[kind], curves.referenceTime), curves.referenceTime);
    return at ? [`${keepTogether(group.label)}: ${formatInterval(at.low, at.high, 'share')}`] : [];
  });
  return read.length === 0
    ? `not followed to ${timeUnit} ${formatCount(curves.referenceTime)}`
    : `${read.join('; ')} at ${timeUnit} ${formatCount(curves.referenceTime)}`;
}

function summaryOf(curves: ScoreCurves, kind: Kind, timeUnit: string): string {
  const doing = kind === 'shipping' ? 'had shipped' : 'were still there';
  const parts = curves.groups.map((group) => {
    const own = valueAt(pointsOf(group.curve, startOf[kind], curves.referenceTime), curves.referenceTime);
    const rival = valueAt(rivalPoints(group, curves.referenceTime), curves.referenceTime);
    if (!own) return `${group.label}, n = ${group.n}: not followed that long`;
    const left = rival
      ? `, ${formatShare(rival.value)} had left first, likely ${formatInterval(rival.low, rival.high, 'share')}`
      : '';
    return `${group.label}, n = ${group.n}: ${formatShare(own.value)} ${doing}, likely ${formatInterval(own.low, own.high, 'share')}${left}, ${formatCount(own.atRisk)} at risk`;
  });
  return `At ${timeUnit} ${formatCount(curves.referenceTime)}. ${parts.join('; ')}. The steps are in the table.`;
}

/** Every step that is drawn. */
function CurvesTable({ curves, kind, timeUnit }: { curves: ScoreCurves; kind: Kind; timeUnit: string }) {
  const words = wordsOf[kind];
  return (
    <div className="table-box" tabIndex={0} role="region" aria-label={`Steps drawn: ${curves.headline}`}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Group</th>
            <th scope="col" className="number">
              {timeUnit.charAt(0).toUpperCase() + timeUnit.slice(1)}
            </th>
            <th scope="col" className="number">
              {kind === 'shipping' ? 'Shipped' : 'Still there'}
            </th>
            <th scope="col" className="number">
              Low
            </th>
            <th scope="col" className="number">
              High
            </th>
            {words.competing !== null && (
              <>
                <th scope="col" className="number">
                  Left first
                </th>
                <th scope="col" className="number">
                  Low
                </th>
                <th scope="col" className="number">
                  High
                </th>
              </>
            )}
            <th scope="col" className="number">
              At risk (n)
            </th>
            <th scope="col" className="number">
              {kind === 'shipping' ? 'Shipped then' : 'Left then'}
            </th>
          </tr>
        </thead>
        <tbody>
          {curves.groups.map((group) => (
            <GroupSteps key={group.label} group={group} kind={kind} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function GroupSteps({ group, kind }: { group: ScoreGroup; kind: Kind }) {
  const label = keepTogether(group.label);
  if (group.curve.kind !== 'curve') {
    return (
      <tr>
        <th scope="row">{label}</th>
        <td colSpan={9}>{absenceSentence(group.curve.reason)}</td>
      </tr>
    );
  }
  const rival = rivalPoints(group, Number.POSITIVE_INFINITY);
  return stepsOf(group.curve).map((point) => {
    const left = wordsOf[kind].competing === null ? null : valueAt(rival, point.time);
    return (
      <tr key={point.time}>
        <th scope="row">{label}</th>
        <td className="number">{formatCount(point.time)}</td>
        <td className="number">{formatShare(point.value)}</td>
        <td className="number">{formatShare(point.low)}</td>
        <td className="number">{formatShare(point.high)}</td>
        {left !== null && (
          <>
            <td className="number">{left ? formatShare(left.value) : ''}</td>
            <td className="number">{left ? formatShare(left.low) : ''}</td>
            <td className="number">{left ? formatShare(left.high) : ''}</td>
          </>
        )}
        <td className="number">{formatCount(point.atRisk)}</td>
        <td className="number">{formatCount(point.events)}</td>
      </tr>
    );
  });
}

function CurvesMethod({ curves, kind }: { curves: ScoreCurves; kind: Kind }) {
  const drawn = curves.groups.find((group) => group.curve.kind === 'curve')?.curve;
  const rival = curves.groups.find((group) => group.competingCurve?.kind === 'curve')?.competingCurve;
  return (
    <div className="method">
      <div>
        <h3>In plain words</h3>
        {kind === 'shipping' ? (
          <p>
            The solid line is the share of all hires of the group who had shipped by then. Somebody who leaves
            before shipping can no longer ship: they are counted apart, as “left first”, and never as still
            waiting.
          </p>
        ) : (
          <p>
            The line is the share of the group still there. It falls when somebody leaves, for any reason.
          </p>
        )}
        <p>
          We follow a person up to the last day on which somebody confirmed where they stand, and no further:
          silence is not counted as staying. Bands are 95% intervals. Lines are pale, and bands stop, where
          fewer than 10 people are still at risk.
        </p>
      </div>
      <div>
        <h3>In technical words</h3>
        <dl>
          <dt>Curve</dt>
          <dd>{drawn?.kind === 'curve' ? drawn.method : 'no estimate'}</dd>
          {rival?.kind === 'curve' && (
            <>
              <dt>Leaving first</dt>
              <dd>{rival.method}</dd>
            </>
          )}
          <dt>Test</dt>
          <dd>
            {curves.test.kind === 'test'
              ? `${curves.test.method}: statistic ${formatStatistic(curves.test.statistic)}, p ${formatProbability(curves.test.p)}, n = ${formatCount(curves.test.n)}`
              : absenceSentence(curves.test.reason)}
          </dd>
        </dl>
      </div>
    </div>
  );
}
