import type {
  CalendarDate,
  EstimatedOrMissing,
  OutcomeId,
  QuestionDetail,
  ScoreLevel,
} from '@hindsight/domain';
import type { ScoreOutcomeCounts } from '@hindsight/stats';
import type { BoardPredictor } from './board-predictors.ts';
import { numberAt } from './code-column.ts';
import type { CohortRows } from './cohort-rows.ts';
import type { Frame } from './frame.ts';
import { meanRating } from './mean-rating.ts';
import { methods } from './method-table.ts';
import { type ValueOutcome, valueRows } from './outcome-rows.ts';
import { windowIn } from './outcome-window.ts';
import { referenceTimeOf, windowShare } from './outcome-summary.ts';
import { stateWords } from './outcome-words.ts';
import { countScores, outcomeCells } from './score-counts.ts';
import { isWithin, scoreGroups, type ScoreRange, scoreRanges } from './score-groups.ts';
import { hundredths } from './sentences.ts';

/** A level with fewer hires than this shows its number and no figure. */
export const fewestPerLevel = 10;

/**
 * What became of hires by what they scored. Times are read at the end of their window, among hires who were old
 * enough and whose state is known.
 *
 * @param isDue false while the row as a whole is too early: then no level carries a figure
 */
export function expectancyOf(
  frame: Frame,
  cohort: CohortRows,
  { column, predictor }: BoardPredictor,
  outcome: OutcomeId,
  asOf: CalendarDate,
  isDue: boolean,
): QuestionDetail['expectancy'] {
  const read = readAs(outcome);
  const rows = valueRows(frame, read, cohort, asOf);
  const table = countScores([column], outcomeCells(rows))[0] as ScoreOutcomeCounts;
  const method = methods[outcome];
  const isRating = method.kind === 'value' && !method.binary;
  const perScore = table.scores.map((_, s) => countsOf(table, s).reduce((sum, count) => sum + count, 0));
  const unknownScores = Array.from(rows.unknownRows, (row) => numberAt(column, row));
  const levelOf = (range: ScoreRange): ScoreLevel => {
    const counts = table.outcomes.map((_, o) =>
      table.scores.reduce(
        (sum, score, s) => (isWithin(score, range) ? sum + countsOf(table, s)[o]! : sum),
        0,
      ),
    );
    const n = counts.reduce((sum, count) => sum + count, 0);
    const unknown = unknownScores.filter((score) => score !== null && isWithin(score, range)).length;
    const yes = table.outcomes.reduce((sum, value, o) => sum + value * counts[o]!, 0);
    const figure = (): EstimatedOrMissing =>
      isRating
        ? meanRating({ kind: 'score-outcome', scores: [0], outcomes: table.outcomes, counts })
        : windowShare({ yes, known: n, unknown });
    return { ...range, n, outcome: isDue && n >= fewestPerLevel ? figure() : tooFew(n) };
  };
  const levels = scoreRanges(table.scores, perScore, predictor?.scale).map(levelOf);
  const groups = scoreGroups(table.scores, perScore, predictor?.scale);
  const groupFigures = () => (groups ? { low: levelOf(groups.low), high: levelOf(groups.high) } : undefined);
  const time = referenceTimeOf(outcome, rows.unit);
  const state = isRating
    ? ''
    : stateWords(read, rows.unit, windowIn(rows.unit, read === 'retained-365' ? 365 : 180) ?? time);
  return {
    headline: isDue ? headlineOf(groupFigures(), state) : tooFewWords,
    subtitle: isRating
      ? 'Mean rating by score, with its likely range. We did not randomise, so other causes are possible.'
      : `Of 100 hires with each score, how many ${state}. We did not randomise, so other causes are possible.`,
    unit: isRating ? 'points' : 'share',
    levels,
  };
}

/** The value that stands for an outcome: the state at the end of the window for times. */
function readAs(outcome: OutcomeId): ValueOutcome {
  const method = methods[outcome];
  return method.kind === 'time' ? method.window : method.outcome;
}

function countsOf(table: ScoreOutcomeCounts, s: number): number[] {
  const width = table.outcomes.length;
  return Array.from({ length: width }, (_, o) => table.counts[s * width + o]!);
}

function tooFew(n: number): EstimatedOrMissing {
  return { kind: 'not-estimable', reason: 'TOO_FEW', n, need: fewestPerLevel };
}

const tooFewWords = 'Too few hires per score for a figure';

/** High scores against low; overlapping ranges are a tie. */
function headlineOf(groups: { low: ScoreLevel; high: ScoreLevel } | undefined, state: string): string {
  if (!groups) return tooFewWords;
  const { low, high } = groups;
  if (low.outcome.kind !== 'estimate' || high.outcome.kind !== 'estimate') return tooFewWords;
  const [a, b] = [low.outcome, high.outcome];
  if (a.low <= b.high && b.low <= a.high) {
    return `Hires who scored ${high.label} and those who scored ${low.label}: the likely ranges overlap`;
  }
  return a.unit === 'points'
    ? `Hires who scored ${high.label} are rated ${b.value.toFixed(1)} on average, those who scored ${low.label} ${a.value.toFixed(1)}`
    : `Score by score, ${hundredths(b.value)} of 100 who scored ${high.label} ${state}, ${hundredths(a.value)} of 100 who scored ${low.label}`;
}
