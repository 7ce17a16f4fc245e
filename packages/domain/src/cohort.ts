/**
 * A cohort is a filter over candidacies: AND between fields, OR inside a list.
 * Its canonical JSON is at once URL, cache key, export header and audit entry.
 */
import * as z from 'zod';
import { quarterSchema } from './calendar-date.ts';

const list = z.array(z.string().min(1).max(120)).min(1).max(200);

export const cohortSchema = z
  .strictObject({
    startedFrom: quarterSchema.optional(),
    startedTo: quarterSchema.optional(),
    screenedFrom: quarterSchema.optional(),
    screenedTo: quarterSchema.optional(),
    roleFamily: list.optional(),
    seniority: list.optional(),
    client: list.optional(),
    screener: list.optional(),
    resumeSignal: list.optional(),
  })
  .refine((cohort) => !cohort.startedFrom || !cohort.startedTo || cohort.startedFrom <= cohort.startedTo, {
    error: 'startedFrom is after startedTo',
  })
  .refine(
    (cohort) => !cohort.screenedFrom || !cohort.screenedTo || cohort.screenedFrom <= cohort.screenedTo,
    {
      error: 'screenedFrom is after screenedTo',
    },
  );

export type Cohort = z.infer<typeof cohortSchema>;

/** Everybody. */
export const wholeAgency: Cohort = {};

const fieldOrder = [
  'startedFrom',
  'startedTo',
  'screenedFrom',
  'screenedTo',
  'roleFamily',
  'seniority',
  'client',
  'screener',
  'resumeSignal',
] as const satisfies readonly (keyof Cohort)[];

/** The same cohort always gives the same text: fixed field order, sorted lists without repeats, defaults omitted. */
export function canonicalCohort(cohort: Cohort): string {
  const canonical: Record<string, string | string[]> = {};
  for (const field of fieldOrder) {
    const value = cohort[field];
    if (value === undefined) continue;
    canonical[field] = Array.isArray(value) ? [...new Set(value)].sort() : value;
  }
  return JSON.stringify(canonical);
}
