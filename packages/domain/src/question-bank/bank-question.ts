import * as z from 'zod';
import { categorySchema } from '../category.ts';

/** Something to hear in an answer. The id is unique within its question and never reused. */
export const rubricSignalSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  text: z.string().min(1).max(80),
});
export type RubricSignal = z.infer<typeof rubricSignalSchema>;

/** Shipped questions are scored 1–5. Imports may bring any other scale. */
export const bankScale = { kind: 'levels', levels: [1, 2, 3, 4, 5] } as const;

/** A question as the product ships it: what to ask, how to score the answer, and what to listen for. */
export const bankQuestionSchema = z.strictObject({
  /** External reference, stable over re-wordings. */
  ref: z.string().regex(/^(PD|RG|EV|IC|DB|CV)-[a-z0-9]+(-[a-z0-9]+)*$/),
  /** Display code, such as `PD-1`. */
  code: z.string().regex(/^(PD|RG|EV|IC|DB|CV)-[1-9]$/),
  category: categorySchema,
  /** Fits one table row; the wording stands on the question's own page. */
  title: z.string().min(1).max(40),
  /** Said aloud, word for word. */
  wording: z.string().min(1),
  minutes: z.int().positive(),
  scale: z.strictObject({
    kind: z.literal('levels'),
    levels: z.tuple([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]).readonly(),
  }),
  /** What a score of 1, 3 and 5 looks like; 2 and 4 lie between. */
  anchors: z.strictObject({ 1: z.string().min(1), 3: z.string().min(1), 5: z.string().min(1) }),
  strongSignals: z.array(rubricSignalSchema).min(3).readonly(),
  weakSignals: z.array(rubricSignalSchema).min(2).readonly(),
});
export type BankQuestion = z.infer<typeof bankQuestionSchema>;
