/** Opens the database that a command works on, and closes it whatever happens. */
import { type Database, openDatabase } from '@hindsight/db';
import { type Clock, createClock } from '../clock.ts';
import { type Environment, readEnvironment } from '../environment.ts';

export type CommandContext = { database: Database; clock: Clock; environment: Environment };

/** While a server holds the embedded database, the command works through it. */
export async function withDatabase<Result>(
  work: (context: CommandContext) => Promise<Result>,
): Promise<Result> {
  const environment = readEnvironment();
  const database = await openDatabase({
    dataDirectory: environment.HINDSIGHT_DATA_DIR,
    databaseUrl: environment.DATABASE_URL,
    databaseOwnerUrl: environment.DATABASE_OWNER_URL,
    whenHeld: 'connect',
    onError: (error) => process.stderr.write(`hindsight: database connection lost: ${String(error)}\n`),
  });
  try {
    return await work({ database, clock: createClock(environment.HINDSIGHT_NOW), environment });
  } finally {
    await database.close();
  }
}
