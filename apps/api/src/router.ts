/** The tRPC router. The dashboard takes its types from here and nothing else. */
import { router } from './procedures.ts';
import { cohortRouter } from './routers/cohort.ts';
import { importsRouter } from './routers/imports.ts';
import { metaRouter } from './routers/meta.ts';
import { validityRouter } from './routers/validity.ts';

export const appRouter = router({
  meta: metaRouter,
  cohort: cohortRouter,
  validity: validityRouter,
  imports: importsRouter,
});

export type AppRouter = typeof appRouter;
