import { boardSchema, cohortSchema, questionDetailSchema, calendarDateSchema } from '@hindsight/domain';
import * as z from 'zod';
import { predictorSets } from '../statistics/engine.ts';
import { agencyProcedure, router } from '../procedures.ts';

const asked = {
  outcome: z.string().min(1).max(60),
  cohort: cohortSchema.default({}),
  asOf: calendarDateSchema.optional(),
};

export const boardInput = z.strictObject({ ...asked, predictors: z.enum(predictorSets).default('screen') });
export const questionInput = z.strictObject({ ...asked, question: z.string().min(1).max(120) });

export const validityRouter = router({
  board: agencyProcedure
    .input(boardInput)
    .output(boardSchema)
    .query(async ({ ctx, input }) => {
      const finding = await ctx.findings.find(await ctx.agency(), { what: 'board', ...input });
      return boardSchema.parse(JSON.parse(finding.text()));
    }),
  question: agencyProcedure
    .input(questionInput)
    .output(questionDetailSchema)
    .query(async ({ ctx, input }) => {
      const finding = await ctx.findings.find(await ctx.agency(), { what: 'question', ...input });
      return questionDetailSchema.parse(JSON.parse(finding.text()));
    }),
});
