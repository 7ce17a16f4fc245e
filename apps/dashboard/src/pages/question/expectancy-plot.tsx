import type { ScoreLevel } from '@hindsight/domain';
import { useElementWidth } from '../../figure/element-width.ts';
import { formatCount, formatValue, keepTogether } from '../../format.ts';
import { expectancyScale, isDrawn } from './expectancy-scale.ts';

type Props = { levels: readonly ScoreLevel[]; unit: 'share' | 'points' };

const height = 330;
const top = 14;
const bottom = 48;
const left = 44;
const right = 30;
/** Width of a score's place from which its number stands beside the dot. */
const labelled = 48;

/** Success by score: a dot with its interval per score, and n under each. Few hires: no dot, n stays. */
export function ExpectancyPlot({ levels, unit }: Props) {
  const [measure, width] = useElementWidth();
  const scale = expectancyScale(levels, unit);
  const plotHeight = height - top - bottom;
  const y = (value: number): number =>
    top + plotHeight * (1 - (value - scale.low) / (scale.high - scale.low));
  const step = (width - left - right) / Math.max(1, levels.length);
  const x = (index: number): number => left + step * (index + 0.5);
  return (
    <div ref={measure} style={{ height }} className="text-xs">
      {width > 0 && (
        <svg width={width} height={height} aria-hidden="true" className="tabular-nums">
          {scale.ticks.map((tick) => (
            <g key={tick}>
              <line x1={left} x2={width} y1={y(tick)} y2={y(tick)} stroke="var(--hairline)" />
              <text x={left - 8} y={y(tick) + 4} textAnchor="end" fill="var(--muted)">
                {unit === 'share' && tick < 1 ? String(Math.round(100 * tick)) : formatValue(tick, unit)}
              </text>
            </g>
          ))}
          <line x1={left} x2={width} y1={y(scale.low)} y2={y(scale.low)} stroke="var(--border-strong)" />
          {step < labelled && (
            <text x={left - 8} y={height - bottom + 38} textAnchor="end" fill="var(--muted)">
              n
            </text>
          )}
          {levels.map((level, index) => (
            <g key={level.label} fill="var(--text)">
              <LevelMark
                level={level}
                x={x(index)}
                y={y}
                low={scale.low}
                high={scale.high}
                wide={step >= labelled}
              />
              <text x={x(index)} y={height - bottom + 20} textAnchor="middle" fontWeight="600">
                {keepTogether(level.label)}
              </text>
              <text x={x(index)} y={height - bottom + 38} textAnchor="middle" fill="var(--muted)">
                {step >= labelled ? 'n = ' : ''}
                {formatCount(level.n)}
              </text>
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}

type MarkProps = {
  level: ScoreLevel;
  x: number;
  y: (value: number) => number;
  low: number;
  high: number;
  wide: boolean;
};

function LevelMark({ level, x, y, low, high, wide }: MarkProps) {
  if (!isDrawn(level)) return null;
  const { outcome } = level;
  const from = outcome.low === 'not reached' ? low : Math.max(low, outcome.low);
  const to = outcome.high === 'not reached' ? high : Math.min(high, outcome.high);
  return (
    <>
      <path
        d={`M${x} ${y(from)}V${y(to)}M${x - 4} ${y(from)}h8M${x - 4} ${y(to)}h8`}
        stroke="var(--text)"
        strokeWidth="1.5"
        fill="none"
      />
      <circle cx={x} cy={y(outcome.value)} r="4.5" />
      {wide && (
        <text x={x + 9} y={y(outcome.value) + 4} fontWeight="600">
          {formatValue(outcome.value, outcome.unit)}
        </text>
      )}
    </>
  );
}
