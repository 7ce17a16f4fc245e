import * as z from 'zod';

/** The evidence in one word. First match wins; the table of rules lives in `validity`. */
export const verdicts = ['too-early', 'predicts', 'works-against-you', 'no-sign', 'cannot-tell-yet'] as const;
export type Verdict = (typeof verdicts)[number];
export const verdictSchema = z.enum(verdicts);

export const verdictLabels: Readonly<Record<Verdict, string>> = {
  'too-early': 'Too early',
  predicts: 'Predicts',
  'works-against-you': 'Works against you',
  'no-sign': 'No sign',
  'cannot-tell-yet': 'Cannot tell yet',
};
