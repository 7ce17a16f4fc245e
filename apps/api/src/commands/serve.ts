/** `hindsight serve`: the API and the built dashboard on one port, until SIGTERM or SIGINT. */
import { agencies, type Database, openDatabase, withActor } from '@hindsight/db';
import { Command } from 'commander';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { type Clock, createClock } from '../clock.ts';
import { seedDemo } from '../demo-seed.ts';
import { readEnvironment } from '../environment.ts';
import { createFindingsService } from '../findings-service.ts';
import { ProductError } from '../product-error.ts';
import { createServer } from '../server.ts';
import { startStatisticsWorker } from '../statistics/worker-client.ts';

export function serveCommand(): Command {
  return new Command('serve')
    .description('Serve the API and the dashboard. Loads the demo when there is no data yet.')
    .option('--json', 'print the address as JSON')
    .addHelpText('after', '\nExample:\n  PORT=4000 hindsight serve')
    .action(serve);
}

async function serve(options: { json?: boolean }): Promise<void> {
  const environment = readEnvironment();
  const logger = pino({ level: environment.LOG_LEVEL }, pino.destination(2));
  const clock = createClock(environment.HINDSIGHT_NOW);
  const database = await openDatabase({
    dataDirectory: environment.HINDSIGHT_DATA_DIR,
    databaseUrl: environment.DATABASE_URL,
    databaseOwnerUrl: environment.DATABASE_OWNER_URL,
    whenHeld: 'refuse',
    onError: (error) => logger.warn({ err: error }, 'a database connection was lost'),
  });
  const worker = startStatisticsWorker((error) =>
    logger.error({ err: error }, 'the statistics worker died and is replaced'),
  );
  let server: FastifyInstance | undefined;
  const stop = once(async () => {
    try {
      await server?.close();
    } finally {
      await worker.close();
      await database.close();
    }
  });

  try {
    await seedWhenEmpty(database, clock);
    const findings = createFindingsService(database, worker, clock);
    server = await createServer({ database, findings, clock, logger });
    await listen(server, environment.PORT);
  } catch (error) {
    await stop();
    throw error;
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());

  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : environment.PORT;
  const url = `http://localhost:${port}`;
  console.log(options.json ? JSON.stringify({ url }) : `Hindsight is ready at ${url}`);
}

async function seedWhenEmpty(database: Database, clock: Clock): Promise<void> {
  const all = await withActor(database, { kind: 'operator' }, (transaction) => agencies(transaction));
  if (all.length > 0) return;
  process.stderr.write('Preparing the simulated demo…\n');
  await seedDemo(database, clock);
}

async function listen(server: FastifyInstance, port: number): Promise<void> {
  try {
    await server.listen({ port, host: '127.0.0.1' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new ProductError('PORT_TAKEN', `Port ${port} is taken. Set PORT to another one.`, { cause: error });
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}
