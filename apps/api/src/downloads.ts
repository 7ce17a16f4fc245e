/** Files leave by one door: `GET /api/v1/…`. tRPC carries none. */
import { type Board, cohortSchema } from '@hindsight/domain';
import { boardCsv } from '@hindsight/exchange';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { ProductError, productErrors, publicError } from './product-error.ts';
import type { RequestContext } from './procedures.ts';
import { predictorSets } from './statistics/engine.ts';

const boardQuery = z.strictObject({
  outcome: z.string().min(1).max(60),
  predictors: z.enum(predictorSets).default('screen'),
  cohort: z
    .string()
    .max(8_000)
    .default('{}')
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue('is not JSON');
        return z.NEVER;
      }
    })
    .pipe(cohortSchema),
});

export function registerDownloads(
  server: FastifyInstance,
  contextOf: (request: FastifyRequest) => RequestContext,
): void {
  server.get('/api/v1/board.csv', async (request, reply) => {
    try {
      const query = boardQuery.safeParse(request.query);
      if (!query.success) throw new ProductError('BAD_REQUEST', z.prettifyError(query.error));
      const context = contextOf(request);
      const agency = await context.agency();
      const finding = await context.findings.find(agency, { what: 'board', ...query.data });
      const board = JSON.parse(finding.text()) as Board;
      const name = `questions-${board.meta.outcome}-${board.meta.asOf}.csv`;
      return await reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('etag', finding.etag)
        .send(boardCsv(board));
    } catch (error) {
      const { code, sentence } = publicError(error);
      if (code === 'INTERNAL') throw error;
      return reply
        .status(productErrors[code].status)
        .send({ code, message: sentence, requestId: request.id });
    }
  });
}
