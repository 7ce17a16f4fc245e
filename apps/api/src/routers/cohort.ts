import { cohortOptions, withActor } from '@hindsight/db';
import * as z from 'zod';
import { agencyProcedure, router } from '../procedures.ts';

export const cohortRouter = router({
  /** What the filters can offer. */
  options: agencyProcedure
    .input(z.void())
    .output(
      z.strictObject({
        roleFamilies: z.array(z.string()),
        seniorities: z.array(z.string()),
        clients: z.array(z.strictObject({ ref: z.string(), name: z.string() })),
        quarters: z.strictObject({ first: z.string().nullable(), last: z.string().nullable() }),
      }),
    )
    .query(async ({ ctx }) => {
      const agency = await ctx.agency();
      return withActor(ctx.database, { kind: 'agency', agencyId: agency.id }, cohortOptions);
    }),
});
