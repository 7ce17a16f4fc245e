import type { CategoryId } from './category.ts';

/** How the scores of a predictor are ordered and where they end. Scales are never pooled silently. */
export type Scale =
  | { kind: 'levels'; levels: readonly number[] }
  | { kind: 'numeric'; min: number; max: number };

export type PredictorKind = 'question' | 'rubric-signal' | 'resume-signal';

/** A question or signal that owns a slot in the packed rows of one agency. */
export type Predictor = {
  /** Position in the packed rows, from 0; never reused. */
  slot: number;
  kind: PredictorKind;
  /** External reference, such as `PD-regressed`. Ties are broken by it. */
  ref: string;
  /** Short display code, such as `PD-1`. */
  code: string;
  title: string;
  category: CategoryId | null;
  scale: Scale;
  higherIsBetter: boolean;
  minutes: number | null;
  active: boolean;
};

/** A score on its scale as 0–1, 1 being the better end; `undefined` when the scale has no width. */
export function scaledScore(value: number, scale: Scale, higherIsBetter: boolean): number | undefined {
  const share = scale.kind === 'levels' ? levelShare(value, scale.levels) : numericShare(value, scale);
  if (share === undefined) return undefined;
  return higherIsBetter ? share : 1 - share;
}

function levelShare(value: number, levels: readonly number[]): number | undefined {
  const rank = levels.indexOf(value);
  if (rank < 0 || levels.length < 2) return undefined;
  return rank / (levels.length - 1);
}

function numericShare(value: number, scale: { min: number; max: number }): number | undefined {
  if (!(scale.max > scale.min)) return undefined;
  return (value - scale.min) / (scale.max - scale.min);
}
