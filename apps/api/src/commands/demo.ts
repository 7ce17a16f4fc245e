import { Command } from 'commander';
import { seedDemo } from '../demo-seed.ts';
import { withDatabase } from './with-database.ts';

export function demoCommand(): Command {
  return new Command('demo')
    .description('Load the simulated agency, once. It is labelled as simulated everywhere.')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  hindsight demo')
    .action(async (options: { json?: boolean }) => {
      await withDatabase(async ({ database, clock }) => {
        const result = await seedDemo(database, clock);
        if (options.json) console.log(JSON.stringify(result));
        else if (result.seeded) console.log(`The demo is loaded: ${result.candidacies} people screened.`);
        else console.log('The demo was already there.');
      });
    });
}
