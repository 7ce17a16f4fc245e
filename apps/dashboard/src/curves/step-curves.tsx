import type { ScoreCurves, ScoreGroup } from '@hindsight/domain';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  Tooltip,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from 'recharts';
import { formatCount, formatInterval, formatShare, keepTogether } from '../format.ts';
import { useElementWidth } from '../figure/element-width.ts';
import {
  fadeBelow,
  pointsOf,
  rivalPoints,
  spreadLabels,
  stepKeys,
  stepRows,
  type StepPoint,
  timesThatFit,
  valueAt,
} from './step-series.ts';

export type CurveWords = {
  /** Name of the counted event in the rows under the plot: "shipped", "left". */
  event: string;
  /** Name of what competes: "left first"; null where nothing does. */
  competing: string | null;
};

type Props = {
  curves: ScoreCurves;
  words: CurveWords;
  /** Where curves begin: 0 for an event that comes, 1 for people still there. */
  start: 0 | 1;
  timeUnit: string;
};

const plotHeight = 264;
const tickHeight = 28;
const countHeight = 17;
const groupGap = 8;
const leftMargin = 72;
const top = 22;

/** Step curves with stepped bands, names at the line ends, and the counts at risk in the same coordinates. */
export default function StepCurves({ curves, words, start, timeUnit }: Props) {
  const [measure, width] = useElementWidth();
  const groups = curves.groups;
  const until = lastReferenceTime(groups);
  const rows = stepRows(groups, start, until);
  const rowsPerGroup = words.competing === null ? 3 : 4;
  const bottom = tickHeight + groups.length * (rowsPerGroup * countHeight + groupGap) + 4;
  const right = width < 560 ? 88 : 116;
  const plotWidth = width - leftMargin - right;
  const times = timesThatFit(referenceTimes(groups), until, plotWidth, 36);
  return (
    <div ref={measure} className="step-curves" style={{ minHeight: top + plotHeight + bottom }}>
      {width > 0 && (
        <ComposedChart
          width={width}
          height={top + plotHeight + bottom}
          data={rows}
          margin={{ top, right, bottom, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--hairline)" />
          <XAxis
            type="number"
            dataKey="time"
            domain={[0, until]}
            ticks={times}
            interval={0}
            height={1}
            tick={false}
            axisLine={{ stroke: 'var(--border-strong)' }}
            tickLine={false}
          />
          <YAxis
            type="number"
            domain={[0, 1]}
            ticks={[0, 0.25, 0.5, 0.75, 1]}
            width={leftMargin}
            tickFormatter={(share: number) => (share === 1 ? '100%' : String(Math.round(100 * share)))}
            tick={{ fill: 'var(--muted)', fontSize: 12 }}
            axisLine={false}
            tickLine={false}
          />
          <ReferenceLine
            x={curves.referenceTime}
            stroke="var(--border-strong)"
            strokeDasharray="2 3"
            label={{
              value: `${timeUnit} ${formatCount(curves.referenceTime)}`,
              position: 'top',
              fill: 'var(--text)',
              fontSize: 12,
            }}
          />
          {groups.map((group, index) => (
            <Bands key={group.label} index={index} of={groups.length} rival={words.competing !== null} />
          ))}
          {groups.map((group, index) => (
            <Lines key={group.label} index={index} of={groups.length} rival={words.competing !== null} />
          ))}
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--border-strong)' }}
            content={({ active, label }) =>
              active === true && typeof label === 'number' ? (
                <ReadOut
                  curves={curves}
                  words={words}
                  start={start}
                  time={label}
                  until={until}
                  timeUnit={timeUnit}
                />
              ) : null
            }
          />
          <Annotations
            curves={curves}
            words={words}
            start={start}
            until={until}
            times={times}
            timeUnit={timeUnit}
          />
        </ComposedChart>
      )}
    </div>
  );
}

const still = { isAnimationActive: false, dot: false, activeDot: false, type: 'stepAfter' } as const;

function Bands({ index, of, rival }: { index: number; of: number; rival: boolean }) {
  const keys = stepKeys(index);
  const colour = groupColour(index, of);
  return (
    <>
      {rival && <Area {...still} dataKey={keys.rivalBand} stroke="none" fill={colour} fillOpacity={0.08} />}
      <Area {...still} dataKey={keys.band} stroke="none" fill={colour} fillOpacity={0.13} />
    </>
  );
}

function Lines({ index, of, rival }: { index: number; of: number; rival: boolean }) {
  const keys = stepKeys(index);
  const colour = groupColour(index, of);
  return (
    <>
      {rival && (
        <Line {...still} dataKey={keys.rival} stroke={colour} strokeWidth={1.25} strokeDasharray="4 3" />
      )}
      <Line {...still} dataKey={keys.pale} stroke={colour} strokeWidth={2} strokeOpacity={0.3} />
      <Line {...still} dataKey={keys.line} stroke={colour} strokeWidth={2} />
    </>
  );
}

/** The first group, the higher scores, is in focus; the last is what it is compared with. */
function groupColour(index: number, of: number): string {
  if (index === 0) return 'var(--predicts)';
  return index === of - 1 ? 'var(--undecided)' : 'var(--border-strong)';
}

type AnnotationProps = Props & { until: number; times: readonly number[] };

/** Names at the line ends, rings where the headline reads, ticks, and the counts: all on the plot's own scale. */
function Annotations({ curves, words, start, until, times, timeUnit }: AnnotationProps) {
  const plot = usePlotArea();
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!plot || !x || !y) return null;
  const at = (time: number): number => x(time) ?? 0;
  const height = (share: number): number => y(share) ?? 0;
  const bottom = plot.y + plot.height;
  const total = curves.groups.length;
  const lines = curves.groups.flatMap((group, index) => {
    const own = pointsOf(group.curve, start, until);
    const rival = rivalPoints(group, until);
    const colour = groupColour(index, total);
    const ends = [{ points: own, text: group.label, colour, weight: 600 }];
    if (rival.length > 0)
      ends.push({
        points: rival,
        text: `${words.competing ?? ''}, ${shortLabel(group)}`,
        colour,
        weight: 400,
      });
    return ends.filter(({ points }) => points.length > 0);
  });
  const labels = spreadLabels(
    lines.map(({ points }) => height(points.at(-1)?.value ?? 0) + 4),
    14,
    plot.y + 4,
    bottom + 2,
  );
  const rowsPerGroup = words.competing === null ? 3 : 4;
  return (
    <g fontSize="12" fill="var(--text)" className="tabular-nums">
      {lines.map(({ points, text, colour, weight }, index) => (
        <text
          key={text}
          x={Math.min(at(points.at(-1)?.time ?? 0), plot.x + plot.width) + 9}
          y={labels[index]}
          fill={colour === 'var(--border-strong)' ? 'var(--muted)' : colour}
          fontWeight={weight}
          stroke="var(--bg)"
          strokeWidth="3"
          paintOrder="stroke"
        >
          {keepTogether(text)}
        </text>
      ))}
      {curves.groups.map((group, index) => {
        const value = valueAt(pointsOf(group.curve, start, until), curves.referenceTime);
        if (!value) return null;
        return (
          <circle
            key={group.label}
            cx={at(curves.referenceTime)}
            cy={height(value.value)}
            r="3.75"
            fill="var(--bg)"
            stroke={groupColour(index, total)}
            strokeWidth="1.75"
          />
        );
      })}
      <text x={0} y={bottom + 19} fill="var(--muted)">
        {capital(timeUnit)}s
      </text>
      {times.map((time) => (
        <path key={`tick ${time}`} d={`M${at(time)} ${bottom}v5`} stroke="var(--border-strong)" />
      ))}
      {times.map((time) => (
        <text key={time} x={at(time)} y={bottom + 19} textAnchor="middle" fill="var(--muted)">
          {formatCount(time)}
        </text>
      ))}
      {curves.groups.map((group, index) => {
        const from = bottom + tickHeight + index * (rowsPerGroup * countHeight + groupGap) + 12;
        return (
          <g key={group.label}>
            <text
              x={0}
              y={from}
              fontWeight="600"
              fill={index === 0 ? groupColour(index, total) : 'var(--text)'}
            >
              {keepTogether(`${group.label}, n = ${formatCount(group.n)}`)}
            </text>
            <Counts group={group} times={times} words={words} at={at} from={from + countHeight} />
          </g>
        );
      })}
    </g>
  );
}

type CountsProps = {
  group: ScoreGroup;
  times: readonly number[];
  words: CurveWords;
  at: (time: number) => number;
  from: number;
};

function Counts({ group, times, words, at, from }: CountsProps) {
  const rows = [
    { name: 'at risk', count: (row: ScoreGroup['risk'][number]) => row.atRisk },
    { name: words.event, count: (row: ScoreGroup['risk'][number]) => row.events },
    ...(words.competing === null
      ? []
      : [{ name: words.competing, count: (row: ScoreGroup['risk'][number]) => row.competing }]),
  ];
  return (
    <>
      {rows.map(({ name, count }, line) => (
        <g key={name}>
          <text x={0} y={from + line * countHeight} fill="var(--muted)">
            {name}
          </text>
          {group.risk
            .filter((row) => times.includes(row.time))
            .map((row) => (
              <text
                key={row.time}
                x={at(row.time)}
                y={from + line * countHeight}
                textAnchor="middle"
                fill={row.atRisk < fadeBelow ? 'var(--muted)' : 'var(--text)'}
              >
                {formatCount(count(row))}
              </text>
            ))}
        </g>
      ))}
    </>
  );
}

type ReadOutProps = Omit<AnnotationProps, 'times'> & { time: number };

/** What the pointer stands on: value, interval and how many are still at risk. */
function ReadOut({ curves, words, start, time, until, timeUnit }: ReadOutProps) {
  return (
    <div className="tip tip-static">
      <p className="font-semibold">
        {capital(timeUnit)} {formatCount(time)}
      </p>
      {curves.groups.map((group) => {
        const own = valueAt(pointsOf(group.curve, start, until), time);
        const rival = valueAt(rivalPoints(group, until), time);
        if (!own) return null;
        return (
          <div key={group.label} className="mt-1">
            <p>
              {keepTogether(group.label)}: <Reading of={own} />, {formatCount(own.atRisk)} at risk
            </p>
            {rival && (
              <p className="text-muted">
                {words.competing}: <Reading of={rival} />
              </p>
            )}
          </div>
        );
      })}
    </div>
  );
}

function Reading({ of }: { of: StepPoint }) {
  return (
    <>
      {formatShare(of.value)} ({formatInterval(of.low, of.high, 'share')})
    </>
  );
}

function referenceTimes(groups: readonly ScoreGroup[]): number[] {
  return [...new Set(groups.flatMap((group) => group.risk.map((row) => row.time)))].sort((a, b) => a - b);
}

function lastReferenceTime(groups: readonly ScoreGroup[]): number {
  const last = referenceTimes(groups).at(-1) ?? 0;
  if (last > 0) return last;
  const ends = groups.map((group) => (group.curve.kind === 'curve' ? (group.curve.time.at(-1) ?? 0) : 0));
  return Math.max(1, ...ends);
}

/** "Scored 4–5" → "4–5", where "left first" already says what is meant. */
function shortLabel(group: ScoreGroup): string {
  return group.label.replace(/^scored /i, '');
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
