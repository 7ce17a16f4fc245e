import { importList, withActor } from '@hindsight/db';
import * as z from 'zod';
import { agencyProcedure, router } from '../procedures.ts';

export const importsRouter = router({
  list: agencyProcedure
    .input(z.void())
    .output(
      z.array(
        z.strictObject({
          importRef: z.string(),
          fileName: z.string(),
          mappingName: z.string(),
          committedAt: z.iso.datetime({ offset: true }),
          rows: z.int(),
          created: z.int(),
          updated: z.int(),
          unchanged: z.int(),
          refused: z.int(),
        }),
      ),
    )
    .query(async ({ ctx }) => {
      const agency = await ctx.agency();
      return withActor(ctx.database, { kind: 'agency', agencyId: agency.id }, importList);
    }),
});
