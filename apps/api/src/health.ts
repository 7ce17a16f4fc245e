import { type Database, isReady } from '@hindsight/db';
import { methodVersion } from '@hindsight/domain';
import type { FastifyInstance } from 'fastify';
import { manifest } from './manifest.ts';
import { productVersion } from './product-version.ts';

/** `/healthz`: the process lives. `/readyz`: the database answers and its schema is ours. */
export function registerHealth(server: FastifyInstance, database: Database): void {
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const state = await isReady(database);
    if (!state.ready) void reply.status(503);
    return state;
  });
  server.get('/version', async () => ({ version: productVersion, methodVersion }));
  server.get('/api/manifest', async () => manifest());
}
