/** The HTTP server: tRPC, downloads, health, and the built dashboard, on one port. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { Database } from '@hindsight/db';
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
} from 'fastify';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import { currentAgency } from './current-agency.ts';
import { registerDownloads } from './downloads.ts';
import type { FindingsService } from './findings-service.ts';
import { registerFindingBytes } from './finding-bytes.ts';
import { registerHealth } from './health.ts';
import { productErrors, publicError } from './product-error.ts';
import type { RequestContext } from './procedures.ts';
import { type AppRouter, appRouter } from './router.ts';

export type ServerParts = {
  database: Database;
  findings: FindingsService;
  clock: Clock;
  logger: Logger;
};

const bodyLimitBytes = 1024 * 1024;
const requestTimeoutMilliseconds = 15_000;
const dashboardFolder = fileURLToPath(new URL('../../dashboard/dist', import.meta.url));

export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const server = Fastify({
    loggerInstance: parts.logger as FastifyBaseLogger,
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMilliseconds,
    routerOptions: { maxParamLength: 500 },
    genReqId: () => randomUUID(),
    logController: new LogController({ disableRequestLogging: true }),
  });

  server.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'same-origin');
    reply.header(
      'content-security-policy',
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    );
  });

  server.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) parts.logger.error({ requestId: request.id, err: error }, 'request failed');
    if (status < 500) {
      const code = status === 413 ? 'TOO_LARGE' : 'BAD_REQUEST';
      void reply.status(status).send({ code, message: 'The request is not right.', requestId: request.id });
      return;
    }
    const { code, sentence } = publicError(error);
    void reply.status(productErrors[code].status).send({ code, message: sentence, requestId: request.id });
  });

  const contextOf = (request: FastifyRequest): RequestContext => ({
    requestId: request.id,
    database: parts.database,
    findings: parts.findings,
    clock: parts.clock,
    agency: () => currentAgency(parts.database),
  });

  registerHealth(server, parts.database);
  registerDownloads(server, contextOf);
  registerFindingBytes(server, contextOf);

  await server.register(fastifyTRPCPlugin, {
    prefix: '/trpc',
    trpcOptions: {
      router: appRouter,
      allowBatching: false,
      createContext: ({ req }) => contextOf(req),
      onError: ({ error, path, ctx }) => {
        if (publicError(error).code !== 'INTERNAL' || error.code !== 'INTERNAL_SERVER_ERROR') return;
        parts.logger.error({ requestId: ctx?.requestId, path, err: error }, 'procedure failed');
      },
    },
  } satisfies FastifyTRPCPluginOptions<AppRouter>);

  await registerDashboard(server);
  return server;
}

async function registerDashboard(server: FastifyInstance): Promise<void> {
  if (!existsSync(dashboardFolder)) return;
  await server.register(fastifyStatic, {
    root: dashboardFolder,
    preCompressed: true,
    setHeaders: (reply, path) => {
      const forever = path.includes('/assets/');
      reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  server.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (wantsPage && !/^\/(trpc|api)\//.test(request.url)) return reply.sendFile('index.html');
    return reply
      .status(404)
      .send({ code: 'NOT_FOUND', message: 'There is nothing here.', requestId: request.id });
  });
}

function statusOf(error: unknown): number {
  const status = (error as { statusCode?: unknown }).statusCode;
  return typeof status === 'number' ? status : 500;
}
