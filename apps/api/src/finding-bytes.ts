/**
 * The same bytes for the same question: findings leave as the worker serialised them, in tRPC's own envelope, with an
 * ETag. Anything that goes wrong falls through to the procedure, which says so in the usual shape.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod';
import type { AskedFinding, ServedFinding } from './findings-service.ts';
import type { RequestContext } from './procedures.ts';
import { boardInput, questionInput } from './routers/validity.ts';

const prefix = Buffer.from('{"result":{"data":');
const suffix = Buffer.from('}}');

export function registerFindingBytes(
  server: FastifyInstance,
  contextOf: (request: FastifyRequest) => RequestContext,
): void {
  const answer =
    <Input extends Omit<AskedFinding, 'what'>>(
      schema: z.ZodType<Input>,
      ask: (input: Input) => AskedFinding,
    ) =>
    async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      const input = parseInput(schema, request);
      if (!input) return;
      const context = contextOf(request);
      const finding = await findOrFallThrough(context, ask(input));
      if (!finding) return;
      await reply
        .header('etag', finding.etag)
        .header('cache-control', 'private, no-cache')
        .type('application/json')
        .code(request.headers['if-none-match'] === finding.etag ? 304 : 200)
        .send(request.headers['if-none-match'] === finding.etag ? undefined : enveloped(finding));
    };

  server.addHook('preHandler', async (request, reply) => {
    if (request.method !== 'GET') return;
    const path = request.url.split('?', 1)[0];
    if (path === '/trpc/validity.board') {
      await answer(boardInput, (input) => ({ what: 'board', ...input }))(request, reply);
    } else if (path === '/trpc/validity.question') {
      await answer(questionInput, (input) => ({ what: 'question', ...input }))(request, reply);
    }
  });
}

function enveloped(finding: ServedFinding): Buffer {
  return Buffer.concat([prefix, finding.bytes, suffix]);
}

function parseInput<Input>(schema: z.ZodType<Input>, request: FastifyRequest): Input | undefined {
  const text = (request.query as { input?: unknown }).input;
  if (typeof text !== 'string') return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

async function findOrFallThrough(
  context: RequestContext,
  asked: AskedFinding,
): Promise<ServedFinding | undefined> {
  try {
    return await context.findings.find(await context.agency(), asked);
  } catch {
    return undefined;
  }
}
