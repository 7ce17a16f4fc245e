import type { ScoreLevel } from '@hindsight/domain';
import type { EstimateOnScreen } from '../../format.ts';

/** Under this many hires a score gets no dot; its n stays. */
export const fewestHiresForDot = 10;

export function isDrawn(level: ScoreLevel): level is ScoreLevel & { outcome: EstimateOnScreen } {
  return level.outcome.kind === 'estimate' && level.n >= fewestHiresForDot;
}

/** Shares stand on 0–100%; points on whole numbers around what is drawn. */
export function expectancyScale(
  levels: readonly ScoreLevel[],
  unit: 'share' | 'points',
): { low: number; high: number; ticks: number[] } {
  if (unit === 'share') return { low: 0, high: 1, ticks: [0, 0.25, 0.5, 0.75, 1] };
  const ends = levels.filter(isDrawn).flatMap(({ outcome }) => [outcome.low, outcome.value, outcome.high]);
  const numbers = ends.filter((end) => end !== 'not reached');
  if (numbers.length === 0) return { low: 0, high: 1, ticks: [0, 1] };
  const low = Math.floor(Math.min(...numbers));
  const high = Math.max(low + 1, Math.ceil(Math.max(...numbers)));
  const step = Math.max(1, Math.ceil((high - low) / 6));
  const ticks: number[] = [];
  for (let tick = low; tick < high + step; tick += step) ticks.push(tick);
  return { low, high: ticks.at(-1) ?? high, ticks };
}
