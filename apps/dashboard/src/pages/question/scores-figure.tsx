import type { QuestionDetail, ScoreLevel } from '@hindsight/domain';
import { Estimate } from '../../evidence/estimate.tsx';
import { CopyLink } from '../../figure/copy-link.tsx';
import { Figure } from '../../figure/figure.tsx';
import { StateSuppressed } from '../../figure/figure-states.tsx';
import {
  countOf,
  type EstimateOnScreen,
  formatCount,
  formatDay,
  formatEstimate,
  formatShare,
  formatValue,
  keepTogether,
} from '../../format.ts';
import { absenceSentence } from '../../reason-words.ts';
import type { FigureTab } from '../../view-state.ts';
import { ExpectancyPlot } from './expectancy-plot.tsx';
import { fewestHiresForDot, isDrawn } from './expectancy-scale.ts';

type Props = { detail: QuestionDetail; tab: FigureTab; onTab: (tab: FigureTab) => void; updating: boolean };

/** What happened to the people with each score. */
export function ScoresFigure({ detail, tab, onTab, updating }: Props) {
  const { expectancy, meta } = detail;
  const { levels, unit } = expectancy;
  if (
    levels.some(
      (level) => level.outcome.kind === 'not-estimable' && level.outcome.reason === 'CLIENT_PRIVACY',
    )
  ) {
    return <StateSuppressed title={expectancy.headline} />;
  }
  const n = levels.reduce((sum, level) => sum + level.n, 0);
  return (
    <Figure
      small
      headline={expectancy.headline}
      subtitle={expectancy.subtitle}
      tab={tab}
      onTab={onTab}
      updating={updating}
      chart={
        <>
          <p className="sr-only">{summaryOf(levels)}</p>
          <ExpectancyPlot levels={levels} unit={unit} />
          {levels.some((level) => !isDrawn(level)) && (
            <p className="figure-note">No dot under {fewestHiresForDot} hires.</p>
          )}
        </>
      }
      table={<LevelTable levels={levels} />}
      method={<LevelMethod levels={levels} />}
      meta={
        <>
          n = {countOf(n, 'hire')} · {levelOf(levels)} intervals · data to {formatDay(meta.asOf)} · method{' '}
          {meta.methodVersion}
        </>
      }
      actions={<CopyLink />}
    />
  );
}

/** The chart in a sentence, from the same numbers. */
function summaryOf(levels: readonly ScoreLevel[]): string {
  const drawn = levels.filter(isDrawn).map(({ label, n, outcome }) => {
    const { value, interval } = formatEstimate(outcome);
    return `score ${label}: ${value} ${interval}, ${countOf(n, 'hire')}`;
  });
  return drawn.length === 0 ? 'No score has enough hires for an estimate.' : `By score. ${drawn.join('; ')}.`;
}

function LevelTable({ levels }: { levels: readonly ScoreLevel[] }) {
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">Score</th>
          <th scope="col" className="number">
            Hires (n)
          </th>
          <th scope="col" className="number">
            Value
          </th>
          <th scope="col" className="number">
            Low
          </th>
          <th scope="col" className="number">
            High
          </th>
        </tr>
      </thead>
      <tbody>
        {levels.map((level) => (
          <tr key={level.label}>
            <th scope="row">{keepTogether(level.label)}</th>
            <td className="number">{formatCount(level.n)}</td>
            {isDrawn(level) ? (
              <Ends of={level.outcome} />
            ) : (
              <td colSpan={3}>
                {level.outcome.kind === 'not-estimable' ? (
                  <Estimate of={level.outcome} n="beside" />
                ) : (
                  <span className="text-xs text-muted">fewer than {fewestHiresForDot} hires</span>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Ends({ of }: { of: EstimateOnScreen }) {
  const end = (value: EstimateOnScreen['low']): string =>
    value === 'not reached' ? value : formatValue(value, of.unit);
  return (
    <>
      <td className="number">{formatValue(of.value, of.unit)}</td>
      <td className="number">{end(of.low)}</td>
      <td className="number">{end(of.high)}</td>
    </>
  );
}

function LevelMethod({ levels }: { levels: readonly ScoreLevel[] }) {
  const first = levels.find((level) => level.outcome.kind === 'estimate')?.outcome;
  const missing = levels.find((level) => level.outcome.kind === 'not-estimable')?.outcome;
  return (
    <div className="method method-narrow">
      <div>
        <h3>In plain words</h3>
        <p>
          Each dot is what happened to the hires with that score; the line is the {levelOf(levels)} interval.
          Scores with fewer than {fewestHiresForDot} hires get no dot: fewer would be noise. No curve is
          fitted.
        </p>
      </div>
      <div>
        <h3>In technical words</h3>
        <p>{first?.kind === 'estimate' ? first.method : 'No estimate.'}</p>
        {missing?.kind === 'not-estimable' && <p>{absenceSentence(missing.reason)}</p>}
      </div>
    </div>
  );
}

function levelOf(levels: readonly ScoreLevel[]): string {
  for (const { outcome } of levels) if (outcome.kind === 'estimate') return formatShare(outcome.level);
  return '95%';
}
