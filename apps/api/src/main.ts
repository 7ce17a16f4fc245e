#!/usr/bin/env node
/** The `hindsight` command. Exit codes: 0 done, 1 refused or failed, 2 called wrongly. */
import { Command, CommanderError } from 'commander';
import { demoCommand } from './commands/demo.ts';
import { findingsCommand } from './commands/findings.ts';
import { importCommand } from './commands/import.ts';
import { migrateCommand } from './commands/migrate.ts';
import { serveCommand } from './commands/serve.ts';
import { productVersion } from './product-version.ts';
import { publicError } from './product-error.ts';

const program = new Command('hindsight')
  .description('Tells a recruiting agency which screening questions actually predict success.')
  .version(productVersion)
  .exitOverride()
  .configureOutput({ writeErr: (text) => process.stderr.write(text) })
  .addCommand(serveCommand())
  .addCommand(importCommand())
  .addCommand(findingsCommand())
  .addCommand(demoCommand())
  .addCommand(migrateCommand());
for (const command of program.commands) command.exitOverride();

try {
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const { code, sentence } = publicError(error);
  const message = code === 'INTERNAL' && error instanceof Error ? error.message : sentence;
  process.stderr.write(`hindsight: ${message}\n`);
  if (code === 'INTERNAL' && process.env['LOG_LEVEL'] === 'debug')
    process.stderr.write(`${String((error as Error).stack)}\n`);
  return 1;
}
