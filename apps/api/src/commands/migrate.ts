import { isReady } from '@hindsight/db';
import { Command } from 'commander';
import { ProductError } from '../product-error.ts';
import { withDatabase } from './with-database.ts';

export function migrateCommand(): Command {
  return new Command('migrate')
    .description('Bring the database to the newest schema. Safe to repeat.')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  hindsight migrate')
    .action(async (options: { json?: boolean }) => {
      await withDatabase(async ({ database }) => {
        const state = await isReady(database);
        if (!state.ready)
          throw new ProductError('DATABASE_UNAVAILABLE', 'The schema is behind and could not be migrated.');
        console.log(options.json ? JSON.stringify(state) : 'The schema is up to date.');
      });
    });
}
