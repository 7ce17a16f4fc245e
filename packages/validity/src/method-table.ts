/**
 * Which estimator, interval and test answers for which outcome. One row per outcome; README.md prints it.
 *
 * A change here changes findings, so it comes with a new method version, a new golden board and a changelog line.
 */
import type { OutcomeId } from '@hindsight/domain';
import type { TimeOutcome, ValueOutcome } from './outcome-rows.ts';

export type Method =
  | {
      /** Cause-specific Cox over all follow-up; Harrell's C; Wald test of the Cox coefficient. */
      kind: 'time';
      outcome: TimeOutcome;
      /** True where the event is what one hopes for: soon is good. */
      eventIsGood: boolean;
      /** The state at the end of a window that is shown beside the curves. */
      window: Extract<ValueOutcome, 'shipped-180' | 'retained-365'>;
    }
  /** Pearson's r; pairs that differ in the outcome; t test. */
  | { kind: 'value'; outcome: ValueOutcome; binary: boolean }
  /** Shown as counts only: no question is judged by it. */
  | { kind: 'counts'; outcome: ValueOutcome };

const shipping: Method = { kind: 'time', outcome: 'first-model', eventIsGood: true, window: 'shipped-180' };
const staying: Method = { kind: 'time', outcome: 'exit', eventIsGood: false, window: 'retained-365' };

export const methods: Readonly<Record<OutcomeId, Method>> = {
  'time-to-first-model': shipping,
  'shipped-180': shipping,
  'shipped-by-agreed-day': { kind: 'value', outcome: 'shipped-by-agreed-day', binary: true },
  retention: staying,
  'retention-by-cause': {
    kind: 'time',
    outcome: 'exit-by-cause',
    eventIsGood: false,
    window: 'retained-365',
  },
  'retained-365': staying,
  'rehire-180': { kind: 'value', outcome: 'rehire-180', binary: true },
  'rating-90': { kind: 'value', outcome: 'rating-90', binary: false },
  'rating-180': { kind: 'value', outcome: 'rating-180', binary: false },
  'rating-365': { kind: 'value', outcome: 'rating-365', binary: false },
  'fall-off': { kind: 'counts', outcome: 'fall-off' },
  'regressions-handled': { kind: 'counts', outcome: 'regressions-handled' },
};

/**
 * Half-width of the band within which an effect is too small to be useful: r .10, and what it is in pairs.
 *
 * Times and ratings: ½ + asin(r)/π, exact for two normal variables. Yes/no outcomes: Φ(√2·r/√(1 − r²)), two normal
 * score distributions with equal spread and as many yes as no.
 */
export function smallestUsefulEffect(method: Method): { r: number; pairsLow: number; pairsHigh: number } {
  const r = 0.1;
  const above = method.kind === 'value' && method.binary ? 0.0565 : Math.asin(r) / Math.PI;
  return { r, pairsLow: 0.5 - above, pairsHigh: 0.5 + above };
}
