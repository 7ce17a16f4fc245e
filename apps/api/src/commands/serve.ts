/** `hindsight serve`: the API and the built dashboard on one port, until SIGTERM or SIGINT. */
import { openDatabase } from '@hindsight/db';
import { agencies, withActor } from '@hindsight/db';
import { Command } from 'commander';
import pino from 'pino';
import { createClock } from '../clock.ts';
import { seedDemo } from '../demo-seed.ts';
import { readEnvironment } from '../environment.ts';
import { createFindingsService } from '../findings-service.ts';
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
    onError: (error) => logger.warn({ error }, 'a database connection was lost'),
  });
  const all = await withActor(database, { kind: 'operator' }, (transaction) => agencies(transaction));
  if (all.length === 0) {
    process.stderr.write('Preparing the simulated demo…\n');
    await seedDemo(database, clock);
  }
  const worker = startStatisticsWorker((error) =>
    logger.error({ err: error }, 'the statistics worker died and was replaced'),
  );
  const findings = createFindingsService(database, worker, clock);
  const server = await createServer({ database, findings, clock, logger });
  await server.listen({ port: environment.PORT, host: '127.0.0.1' });

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await server.close();
    await worker.close();
    await database.close();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());

  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : environment.PORT;
  const url = `http://localhost:${port}`;
  console.log(options.json ? JSON.stringify({ url }) : `Hindsight is ready at ${url}`);
}
