/** The findings contract: what the board, the question page, the command line and the files all carry. */
import * as z from 'zod';
import { calendarDateSchema } from './calendar-date.ts';
import { categorySchema } from './category.ts';
import { cohortSchema } from './cohort.ts';
import { outcomeIdSchema } from './outcome.ts';
import { reasonSchema } from './reason.ts';
import { drawnSchema, estimatedSchema, notEstimableSchema, testedSchema } from './result.ts';
import { verdictSchema } from './verdict.ts';

export const exclusionSchema = z.strictObject({ reason: reasonSchema, n: z.int() });
export type Exclusion = z.infer<typeof exclusionSchema>;

/** What every reply carries, so that a number can be traced and repeated. */
export const findingMetaSchema = z.strictObject({
  outcome: outcomeIdSchema,
  cohort: cohortSchema,
  asOf: calendarDateSchema,
  dataVersion: z.int(),
  methodVersion: z.string(),
  /** Unit of every time in the reply. */
  timeUnit: z.enum(['day', 'week', 'month', 'year']),
  /** Corrected estimates come with a later method version; until then every verdict is marked so. */
  correction: z.enum(['uncorrected', 'corrected']),
  /** Placed candidacies in the cohort, and those of them that entered the outcome. */
  hires: z.int(),
  hiresWithOutcome: z.int(),
  screened: z.int(),
  exclusions: z.array(exclusionSchema),
});
export type FindingMeta = z.infer<typeof findingMetaSchema>;

/** A board row is one of these: the composite, a category, a question, or a fact from the résumé. */
export const predictorFamilies = [
  'composite',
  'category',
  'question',
  'conventional-round',
  'resume-signal',
  'rubric-signal',
] as const;
export const predictorFamilySchema = z.enum(predictorFamilies);
export type PredictorFamily = z.infer<typeof predictorFamilySchema>;

export const boardRowSchema = z.strictObject({
  ref: z.string(),
  code: z.string(),
  title: z.string(),
  family: predictorFamilySchema,
  category: categorySchema.nullable(),
  minutes: z.number().nullable(),
  /** Candidacies of the cohort that were asked, placed or not. */
  asked: z.int(),
  /** Hires with both a score and the outcome. */
  hires: z.int(),
  /** Events (survival) or the rarer result (binary) among them; null where neither exists. */
  rarer: z.int().nullable(),
  /** Observed correlation (r, or its equivalent on the log-time scale), hired only; + means good. */
  observed: estimatedSchema,
  /** Rank correlation with the outcome (ratings, binary), or Somers' d from the concordance (times). */
  rank: estimatedSchema,
  /** Of two hires, how often the one scored higher did better. 0–1. */
  pairs: estimatedSchema,
  test: testedSchema,
  /** Benjamini–Hochberg value within the declared family; null when no test exists or none is due. */
  q: z.number().nullable(),
  /** Position by shrunken value, from 1; null when there is no estimate. Order only, never an effect. */
  order: z.int().nullable(),
  verdict: verdictSchema,
  /** One sentence that says the verdict in words, with interval and n. */
  sentence: z.string(),
  /** How many more hires (or events) until the first verdict is due; null when it is. */
  needed: z.int().nullable(),
});
export type BoardRow = z.infer<typeof boardRowSchema>;

/** The outcome by itself, before any question is looked at. */
export const outcomeSummarySchema = z.strictObject({
  /** Share with the outcome (binary), mean (rating), or still there / shipped at the reference time. */
  headline: estimatedSchema,
  /** Event-free curve: Kaplan–Meier. Present for outcomes with a time. */
  curve: drawnSchema.nullable(),
  median: estimatedSchema.nullable(),
  /** Aalen–Johansen: the outcome's own event, and what competes with it. */
  incidence: z.array(z.strictObject({ event: z.string(), curve: drawnSchema })),
  events: z.int().nullable(),
  known: z.int(),
  unknown: z.int(),
});
export type OutcomeSummary = z.infer<typeof outcomeSummarySchema>;

export const boardSchema = z.strictObject({
  meta: findingMetaSchema,
  /** One sentence that says what the board says. */
  headline: z.string(),
  lead: z.string(),
  /** What is missing for a fuller answer, in sentences. Empty when nothing is. */
  missing: z.array(z.string()),
  summary: outcomeSummarySchema.omit({ curve: true, incidence: true }),
  family: z.strictObject({ size: z.int(), falseDiscoveryRate: z.number() }),
  /** Half-width of the band within which an effect is too small to be useful, on the r scale and in pairs. */
  band: z.strictObject({ r: z.number(), pairsLow: z.number(), pairsHigh: z.number() }),
  rows: z.array(boardRowSchema),
});
export type Board = z.infer<typeof boardSchema>;

export const scoreLevelSchema = z.strictObject({
  /** What stands under the mark: a score, or a range of scores. */
  label: z.string(),
  from: z.number(),
  to: z.number(),
  n: z.int(),
  outcome: estimatedSchema,
});
export type ScoreLevel = z.infer<typeof scoreLevelSchema>;

export const riskRowSchema = z.strictObject({
  time: z.number(),
  atRisk: z.int(),
  events: z.int(),
  competing: z.int(),
});

/** A step curve as columns of equal length: three times smaller than one record per step. */
const stepCurveSchema = z.strictObject({
  kind: z.literal('curve'),
  time: z.array(z.number()),
  value: z.array(z.number()),
  low: z.array(z.number()),
  high: z.array(z.number()),
  /** Just before each time. */
  atRisk: z.array(z.number()),
  /** Since the step before. */
  events: z.array(z.number()),
  censored: z.array(z.number()),
  n: z.int(),
  method: z.string(),
});
export type StepCurve = z.infer<typeof stepCurveSchema>;
const stepCurveOrMissingSchema = z.discriminatedUnion('kind', [stepCurveSchema, notEstimableSchema]);
export type StepCurveOrMissing = z.infer<typeof stepCurveOrMissingSchema>;

export const scoreGroupSchema = z.strictObject({
  label: z.string(),
  n: z.int(),
  events: z.int(),
  competing: z.int(),
  curve: stepCurveOrMissingSchema,
  /** The event that competes, for cumulative incidence; null for retention. */
  competingCurve: stepCurveOrMissingSchema.nullable(),
  /** Counts at the reference times under the plot. Events and competing are cumulative. */
  risk: z.array(riskRowSchema),
});
export type ScoreGroup = z.infer<typeof scoreGroupSchema>;

export const scoreCurvesSchema = z.strictObject({
  headline: z.string(),
  subtitle: z.string(),
  /** The time at which the headline reads the curves. */
  referenceTime: z.number(),
  groups: z.array(scoreGroupSchema),
  test: testedSchema,
});
export type ScoreCurves = z.infer<typeof scoreCurvesSchema>;

export const questionDetailSchema = z.strictObject({
  meta: findingMetaSchema,
  row: boardRowSchema,
  wording: z.string(),
  /** Position among the board's questions, for previous and next. */
  position: z.int(),
  of: z.int(),
  previous: z.string().nullable(),
  next: z.string().nullable(),
  expectancy: z.strictObject({
    headline: z.string(),
    subtitle: z.string(),
    unit: z.enum(['share', 'points']),
    levels: z.array(scoreLevelSchema),
  }),
  shipping: z.union([
    scoreCurvesSchema,
    z.strictObject({ kind: z.literal('not-estimable'), reason: reasonSchema, n: z.int() }),
  ]),
  retention: z.union([
    scoreCurvesSchema,
    z.strictObject({ kind: z.literal('not-estimable'), reason: reasonSchema, n: z.int() }),
  ]),
});
export type QuestionDetail = z.infer<typeof questionDetailSchema>;
