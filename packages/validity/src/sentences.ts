/**
 * What a finding says in words. Templates over results, so that two findings with the same figures read the same.
 *
 * Rules: every frequency comes with its interval and its number of hires; overlapping intervals are never "best";
 * leadership reads pairs of 100 and never a correlation or a test.
 */
import type { BoardRow, EstimatedOrMissing, OutcomeId } from '@hindsight/domain';
import { verdictLimits } from './verdict-table.ts';
import { outcomeWords } from './outcome-words.ts';

type RowFacts = Pick<BoardRow, 'family' | 'hires' | 'rarer' | 'observed' | 'pairs' | 'verdict'> & {
  /** A single 0/1 fact, such as a PhD. */
  isYesNo: boolean;
  /** Left with less than half of its size without one client. */
  restsOnOneClient: boolean;
};

export function rowSentence(row: RowFacts, outcome: OutcomeId): string {
  if (row.verdict === 'too-early') return tooEarlySentence(row, outcome);
  const pairs = pairsPhrase(row, outcome);
  if (pairs === undefined) return cannotSaySentence(row);
  if (row.verdict === 'predicts') {
    const unsure = row.observed.kind === 'estimate' && isBelow(row.observed.low, verdictLimits.usefulR);
    return `Predicts ${outcomeWords(outcome).predicted}: ${pairs}.${unsure ? ' Size unsure.' : ''}`;
  }
  const why = row.restsOnOneClient ? ' Most of it comes from one client.' : '';
  return `We cannot tell yet: ${pairsOfHundred(row.pairs)}, from ${count(row.hires)} hires.${why}`;
}

/** The verdict about the outcome as a whole: the first step, read from the top, that has an answer. */
export function boardHeadline(rows: readonly BoardRow[], outcome: OutcomeId): string {
  const { who } = outcomeWords(outcome);
  const composite = rows.find((row) => row.family === 'composite');
  if (composite?.verdict === 'predicts') return `Our screen predicts ${who}`;
  const categories = rows.filter((row) => row.family === 'category');
  const predicting = categories.filter((row) => row.verdict === 'predicts');
  if (predicting.length > 0) {
    return predicting.length === categories.length && categories.length > 1
      ? `All ${categories.length} categories predict ${who}`
      : `${someOf(predicting.length, categories.length, 'categories')} ${who}`;
  }
  for (const [family, noun] of laterSteps) {
    const step = rows.filter((row) => row.family === family);
    const named = step.filter((row) => row.verdict === 'predicts');
    if (named.length > 0) return `${someOf(named.length, step.length, noun)} ${who}`;
  }
  const judged = rows.filter((row) => row.verdict !== 'too-early');
  if (judged.length > 0) return `We cannot tell yet what predicts ${who}`;
  const most = Math.max(0, ...rows.map((row) => row.hires));
  return most < verdictLimits.hires
    ? `Too early to say what predicts ${who}: ${count(most)} of ${verdictLimits.hires} hires`
    : `Too early to say what predicts ${who}`;
}

/** What is read after the categories, in this order. */
const laterSteps = [
  ['question', 'questions'],
  ['conventional-round', 'conventional rounds'],
  ['resume-signal', 'facts from the résumé'],
] as const;

/**
 * Beneath the headline: the screen as a whole, then how many of each step the headline has not named, then how far to
 * trust the marks.
 */
export function boardLead(rows: readonly BoardRow[], outcome: OutcomeId, hiresWithOutcome: number): string {
  const parts: string[] = [];
  const composite = rows.find((row) => row.family === 'composite');
  if (composite && composite.verdict !== 'too-early' && composite.pairs.kind === 'estimate') {
    const undecided =
      composite.verdict === 'predicts' ? '' : ': for the screen as a whole we cannot tell yet';
    parts.push(
      `Of two hires, the one scored higher over the whole screen ${outcomeWords(outcome).won} in ${pairsOfHundred(composite.pairs)}${undecided}.`,
    );
  }
  const headline = boardHeadline(rows, outcome);
  const steps = (['category', 'question'] as const)
    .map((family) => stepPhrase(rows, family))
    .filter((phrase) => phrase !== undefined && !headline.startsWith(phrase));
  if (steps.length > 0) parts.push(`${steps.join('; ')}.`);
  const isJudged = rows.some((row) => row.verdict !== 'too-early');
  if (isJudged && hiresWithOutcome < fewHires) {
    parts.push(`Early evidence: ${count(hiresWithOutcome)} hires.`);
  } else if (rows.some((row) => row.verdict === 'predicts')) {
    parts.push(`Expect up to 1 in 10 of the marks “predicts” to be wrong.`);
  }
  return parts.join(' ');
}

/** Below this, no rate of wrong marks is promised. */
const fewHires = 150;

/** "71 of 100 hires had shipped by day 180 (67–74)", or undefined where no share is printed. */
export function shareSentence(share: EstimatedOrMissing, state: string): string | undefined {
  if (share.kind !== 'estimate') return undefined;
  return `${hundredths(share.value)} of 100 hires ${state}${rangeOfHundred(share)}`;
}

export function hundredths(share: number): string {
  return String(Math.round(share * 100));
}

/** 1234 as "1,234". */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

function stepPhrase(rows: readonly BoardRow[], family: 'category' | 'question'): string | undefined {
  const step = rows.filter((row) => row.family === family);
  if (step.length === 0) return undefined;
  const noun = family === 'category' ? 'categories' : 'questions';
  const predicting = step.filter((row) => row.verdict === 'predicts').length;
  const early = step.filter((row) => row.verdict === 'too-early').length;
  const shown = someOf(predicting, step.length, noun);
  return early > 0 ? `${shown}, ${early} ${early === 1 ? 'is' : 'are'} too early` : shown;
}

/** "1 of 16 questions predicts", "3 of 16 questions predict". */
function someOf(some: number, all: number, noun: string): string {
  return `${some} of ${all} ${noun} ${some === 1 ? 'predicts' : 'predict'}`;
}

function tooEarlySentence({ hires, rarer }: RowFacts, outcome: OutcomeId): string {
  if (hires < verdictLimits.hires)
    return `We cannot tell yet: ${count(hires)} of ${verdictLimits.hires} hires.`;
  return `We cannot tell yet: ${count(rarer ?? 0)} of ${verdictLimits.rarer} hires ${outcomeWords(outcome).rarer}.`;
}

function cannotSaySentence({ hires, pairs }: RowFacts): string {
  const reason = pairs.kind === 'not-estimable' ? pairs.reason : undefined;
  const why =
    reason === 'NO_VARIANCE' || reason === 'NO_COMPARABLE_PAIRS'
      ? `all ${count(hires)} hires have the same score or the same result`
      : `the ${count(hires)} hires do not allow a figure`;
  return `We cannot say, because ${why}.`;
}

function pairsPhrase(
  { pairs, family, isYesNo }: Pick<RowFacts, 'pairs' | 'family' | 'isYesNo'>,
  outcome: OutcomeId,
): string | undefined {
  if (pairs.kind !== 'estimate') return undefined;
  const one =
    family !== 'resume-signal'
      ? 'the one scored higher'
      : isYesNo
        ? 'the one who had it'
        : 'the one with more';
  return `of two hires, ${one} ${outcomeWords(outcome).won} in ${pairsOfHundred(pairs)}`;
}

function pairsOfHundred(pairs: EstimatedOrMissing): string {
  if (pairs.kind !== 'estimate') return '';
  return `${hundredths(pairs.value)} of 100 pairs${rangeOfHundred(pairs)}`;
}

/** " (58–70)", or nothing where an end is not reached. */
function rangeOfHundred({
  low,
  high,
}: {
  low: number | 'not reached';
  high: number | 'not reached';
}): string {
  return low === 'not reached' || high === 'not reached' ? '' : ` (${hundredths(low)}–${hundredths(high)})`;
}

function isBelow(end: number | 'not reached', limit: number): boolean {
  return end === 'not reached' || end < limit;
}
