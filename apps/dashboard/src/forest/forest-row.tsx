import type { Verdict } from '@hindsight/domain';
import type { EstimateOnScreen } from '../format.ts';
import { diamondTips, type ForestAxis, forestMarks, placeOn, squareSide } from './forest-geometry.ts';

export type ForestMark = 'square' | 'ring' | 'diamond';

type Props = {
  axis: ForestAxis;
  /** Null draws the ground alone: axis lines and band run on from row to row. */
  estimate: EstimateOnScreen | null;
  mark: ForestMark;
  verdict: Verdict;
  largestN: number;
};

/** The marks of one row. The numbers stand beside it in the same row, so the drawing is silent. */
export function ForestRow({ axis, estimate, mark, verdict, largestN }: Props) {
  return (
    <svg className="forest-row" aria-hidden="true">
      <ForestGround axis={axis} />
      {estimate && (
        <Whisker axis={axis} estimate={estimate} mark={mark} verdict={verdict} largestN={largestN} />
      )}
    </svg>
  );
}

function ForestGround({ axis }: { axis: ForestAxis }) {
  const from = placeOn(axis, axis.band.low);
  const to = placeOn(axis, axis.band.high);
  return (
    <>
      <rect x={`${from}%`} width={`${to - from}%`} y="0" height="100%" fill="var(--band)" />
      {axis.ticks.map(({ at }) => {
        const x = `${placeOn(axis, at)}%`;
        const isNeutral = at === axis.neutral;
        const stroke = isNeutral ? 'var(--border-strong)' : 'var(--hairline)';
        return <line key={at} x1={x} x2={x} y1="0" y2="100%" stroke={stroke} />;
      })}
    </>
  );
}

function Whisker({ axis, estimate, mark, verdict, largestN }: Props & { estimate: EstimateOnScreen }) {
  const marks = forestMarks(axis, estimate);
  if (mark === 'diamond') return <Diamond axis={axis} estimate={estimate} />;
  const decided = verdict === 'predicts' || verdict === 'works-against-you';
  const colour = mark === 'ring' ? 'var(--undecided)' : colourOf[verdict];
  const stroke = { stroke: colour, strokeWidth: mark === 'ring' ? 1.25 : 1.75, fill: 'none' };
  const side = squareSide(estimate.n, largestN);
  return (
    <g>
      <line x1={`${marks.from}%`} x2={`${marks.to}%`} y1="50%" y2="50%" {...stroke} />
      <WhiskerEnd at={marks.from} open={marks.openFrom} towards="left" stroke={stroke} />
      <WhiskerEnd at={marks.to} open={marks.openTo} towards="right" stroke={stroke} />
      {marks.middle !== null && (
        <svg x={`${marks.middle}%`} y="50%" overflow="visible">
          {mark === 'ring' ? (
            <circle r="3.5" fill="var(--bg)" stroke={colour} strokeWidth="1.5" />
          ) : (
            <rect
              x={-side / 2}
              y={-side / 2}
              width={side}
              height={side}
              fill={decided ? colour : 'var(--bg)'}
              stroke={colour}
              strokeWidth={decided ? 0 : 1.5}
            />
          )}
        </svg>
      )}
    </g>
  );
}

type EndProps = {
  at: number;
  open: boolean;
  towards: 'left' | 'right';
  stroke: { stroke: string; strokeWidth: number; fill: string };
};

/** A cap where the interval ends; an open arrow where it runs on beyond the axis. */
function WhiskerEnd({ at, open, towards, stroke }: EndProps) {
  const back = towards === 'left' ? 5 : -5;
  const path = open ? `M${back} -4 0 0 ${back} 4` : 'M0 -3V3';
  return (
    <svg x={`${at}%`} y="50%" overflow="visible">
      <path d={path} {...stroke} />
    </svg>
  );
}

/** Tips at the interval's ends, 12 px high; what runs off the axis is cut there, with an arrow beyond. */
function Diamond({ axis, estimate }: { axis: ForestAxis; estimate: EstimateOnScreen }) {
  const { left, middle, right } = diamondTips(axis, estimate);
  const { openFrom, openTo } = forestMarks(axis, estimate);
  const stroke = { stroke: 'var(--text)', strokeWidth: 1.75, fill: 'none' };
  return (
    <g>
      <svg y="50%" overflow="visible">
        <svg y="-6" width="100%" height="12" viewBox="0 0 100 12" preserveAspectRatio="none">
          <path d={`M${left} 6 ${middle} 0 ${right} 6 ${middle} 12z`} fill="var(--text)" />
        </svg>
      </svg>
      {openFrom && (
        <svg x="0" y="50%" overflow="visible">
          <path d="M-2 -4 -6 0 -2 4" {...stroke} />
        </svg>
      )}
      {openTo && (
        <svg x="100%" y="50%" overflow="visible">
          <path d="M2 -4 6 0 2 4" {...stroke} />
        </svg>
      )}
    </g>
  );
}

const colourOf: Readonly<Record<Verdict, string>> = {
  predicts: 'var(--predicts)',
  'works-against-you': 'var(--against)',
  'no-sign': 'var(--undecided)',
  'cannot-tell-yet': 'var(--undecided)',
  'too-early': 'var(--undecided)',
};

/** The axis once, in the table's head. */
export function ForestAxisHead({ axis }: { axis: ForestAxis }) {
  return (
    <div className="forest-axis">
      <div className="forest-axis-ends">
        <span>← low scores do better</span>
        <span>high scores do better →</span>
      </div>
      <div className="forest-axis-ticks">
        {axis.ticks.map(({ at, label }) => (
          <span
            key={at}
            style={{ left: `${placeOn(axis, at)}%` }}
            className={at === axis.neutral ? 'font-semibold text-text' : ''}
          >
            {label}
          </span>
        ))}
      </div>
    </div>
  );
}
