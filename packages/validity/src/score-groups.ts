/** How scores are put together for a picture: levels or at most five ranges, and a high against a low group. */
import type { Scale } from '@hindsight/domain';

export type ScoreRange = { label: string; from: number; to: number };

/** Up to so many levels stand for themselves. */
const mostLevels = 7;
const mostRanges = 5;

/**
 * Each level of a scale with at most seven; else at most five ranges with about as many people in each.
 *
 * Ranges are cut between distinct scores at the fifths of the people, so that equal scores stay together.
 *
 * @param scores distinct scores, ascending; @param people how many have each of them
 */
export function scoreRanges(
  scores: readonly number[],
  people: readonly number[],
  scale: Scale | undefined,
): ScoreRange[] {
  if (scale?.kind === 'levels' && scale.levels.length <= mostLevels) {
    return [...scale.levels].sort((a, b) => a - b).map((level) => rangeOf(level, level));
  }
  if (scores.length <= mostLevels) return scores.map((score) => rangeOf(score, score));
  return cutAt(scores, people, mostRanges);
}

export type ScoreGroups = { low: ScoreRange; high: ScoreRange };

/**
 * The low and the high scores that curves compare; the middle is left out.
 *
 * A scale of levels: the lowest and the highest two fifths of the levels (1–2 and 4–5 of five). A numeric scale, or
 * more than ten levels: the lowest and the highest third of the people; equal scores stay together.
 */
export function scoreGroups(
  scores: readonly number[],
  people: readonly number[],
  scale: Scale | undefined,
): ScoreGroups | undefined {
  const levels = scale?.kind === 'levels' ? [...scale.levels].sort((a, b) => a - b) : scores;
  if (levels.length < 2) return undefined;
  if (scale?.kind === 'levels' ? levels.length <= 10 : levels.length <= mostLevels) {
    const size = Math.max(1, Math.round(0.4 * levels.length));
    const half = Math.min(size, Math.floor(levels.length / 2));
    return { low: rangeOf(levels[0]!, levels[half - 1]!), high: rangeOf(levels.at(-half)!, levels.at(-1)!) };
  }
  const thirds = cutAt(scores, people, 3);
  if (thirds.length < 2) return undefined;
  return { low: thirds[0]!, high: thirds.at(-1)! };
}

export function isWithin(score: number, { from, to }: ScoreRange): boolean {
  return score >= from && score <= to;
}

function cutAt(scores: readonly number[], people: readonly number[], parts: number): ScoreRange[] {
  const total = people.reduce((sum, count) => sum + count, 0);
  const ranges: ScoreRange[] = [];
  let from = 0;
  let seen = 0;
  for (let i = 0; i < scores.length; i += 1) {
    seen += people[i]!;
    const isLast = i === scores.length - 1;
    // The range ends at the score whose end lies nearest to the next part's edge.
    const edge = (total * (ranges.length + 1)) / parts;
    const next = isLast ? seen : seen + people[i + 1]!;
    if (!isLast && (ranges.length === parts - 1 || Math.abs(seen - edge) > Math.abs(next - edge))) continue;
    ranges.push(rangeOf(scores[from]!, scores[i]!));
    from = i + 1;
  }
  return ranges;
}

function rangeOf(from: number, to: number): ScoreRange {
  return { label: from === to ? short(from) : `${short(from)}–${short(to)}`, from, to };
}

/** At most two decimals, for a label. */
function short(score: number): string {
  return String(Math.round(score * 100) / 100).replace('-', '−');
}
