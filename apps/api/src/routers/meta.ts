import { methodVersion, outcomeIdSchema, outcomes } from '@hindsight/domain';
import { currentDataVersion, outcomeCounts, withActor } from '@hindsight/db';
import * as z from 'zod';
import { agencyProcedure, router } from '../procedures.ts';
import { productVersion } from '../product-version.ts';

export const metaRouter = router({
  get: agencyProcedure
    .input(z.void())
    .output(
      z.strictObject({
        agencyName: z.string(),
        simulated: z.boolean(),
        asOf: z.string(),
        dataVersion: z.int(),
        methodVersion: z.string(),
        version: z.string(),
        defaultOutcome: outcomeIdSchema,
        outcomes: z.array(
          z.strictObject({
            id: outcomeIdSchema,
            name: z.string(),
            phrase: z.string(),
            kind: z.enum(['survival', 'binary', 'ordinal', 'recurrent', 'counts']),
            /** Some hire has a fact that this outcome is made from. */
            available: z.boolean(),
            hires: z.int(),
          }),
        ),
      }),
    )
    .query(async ({ ctx }) => {
      const agency = await ctx.agency();
      const { dataVersion, counts } = await withActor(
        ctx.database,
        { kind: 'agency', agencyId: agency.id },
        async (transaction) => ({
          dataVersion: await currentDataVersion(transaction),
          counts: await outcomeCounts(transaction),
        }),
      );
      const listed = outcomes.map(({ id, name, phrase, kind }) => {
        const hires = counts.get(id) ?? 0;
        return { id, name, phrase, kind, available: hires > 0, hires };
      });
      return {
        agencyName: agency.name,
        simulated: agency.simulated,
        asOf: ctx.clock.today(agency.timeZone),
        dataVersion,
        methodVersion,
        version: productVersion,
        defaultOutcome: defaultOutcome(listed),
        outcomes: listed,
      };
    }),
});

/** The first primary outcome that has data, else whichever has most. */
function defaultOutcome(listed: { id: (typeof outcomes)[number]['id']; hires: number }[]) {
  const primary = outcomes.filter((outcome) => outcome.primary).map((outcome) => outcome.id);
  const withData = listed.filter((outcome) => outcome.hires > 0);
  const first = withData.find((outcome) => primary.includes(outcome.id));
  const largest = withData.toSorted((a, b) => b.hires - a.hires)[0];
  return (first ?? largest)?.id ?? 'shipped-180';
}
