/** zod mirrors of the result types that `stats` owns, and of what the product adds. */
import type { Bound, Curve, Estimate, NotEstimable, TestResult } from '@hindsight/stats';
import * as z from 'zod';
import { reasonSchema } from './reason.ts';

const finite = z.number();
const bound: z.ZodType<Bound> = z.union([finite, z.literal('not reached')]);

export const unitSchema = z.enum([
  'r',
  'd',
  'pairs',
  'share',
  'ratio',
  'days',
  'points',
  'rate',
  'money',
  'coefficient',
  'agreement',
  'variance',
  'number',
]);

export const estimateSchema = z.strictObject({
  kind: z.literal('estimate'),
  unit: unitSchema,
  value: finite,
  low: bound,
  high: bound,
  level: finite,
  n: z.int(),
  events: z.int().exactOptional(),
  coverage: finite.exactOptional(),
  method: z.string(),
}) satisfies z.ZodType<Estimate>;

export const testSchema = z.strictObject({
  kind: z.literal('test'),
  statistic: finite,
  df: finite.exactOptional(),
  p: finite,
  n: z.int(),
  method: z.string(),
}) satisfies z.ZodType<TestResult>;

export const curveSchema = z.strictObject({
  kind: z.literal('curve'),
  points: z.array(
    z.strictObject({
      time: finite,
      value: finite,
      low: finite,
      high: finite,
      atRisk: finite,
      events: finite,
      censored: finite,
    }),
  ),
  n: z.int(),
  method: z.string(),
}) satisfies z.ZodType<Curve>;

export const notEstimableSchema = z.strictObject({
  kind: z.literal('not-estimable'),
  reason: reasonSchema,
  n: z.int(),
  need: z.int().exactOptional(),
});

/** Like `NotEstimable` of `stats`, with the product's reasons as well. */
export type Missing = z.infer<typeof notEstimableSchema>;
const _missingAcceptsStats: (value: NotEstimable) => Missing = (value) => value;
void _missingAcceptsStats;

export const estimatedSchema = z.discriminatedUnion('kind', [estimateSchema, notEstimableSchema]);
export const testedSchema = z.discriminatedUnion('kind', [testSchema, notEstimableSchema]);
export const drawnSchema = z.discriminatedUnion('kind', [curveSchema, notEstimableSchema]);
export type EstimatedOrMissing = z.infer<typeof estimatedSchema>;
export type TestedOrMissing = z.infer<typeof testedSchema>;
export type DrawnOrMissing = z.infer<typeof drawnSchema>;
