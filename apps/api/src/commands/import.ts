/** `hindsight import FILE --map MAPPING.json`: a one-row-per-hire spreadsheet in, all or nothing. */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type IntakeReport, questionBank } from '@hindsight/domain';
import { type Mapping, parseMapping, type ReadIntake, readIntake } from '@hindsight/exchange';
import {
  type Agency,
  agencies,
  type Database,
  saveIntake,
  saveIntakeIntoNewAgency,
  withActor,
} from '@hindsight/db';
import { Command } from 'commander';
import { ProductError } from '../product-error.ts';
import { withDatabase } from './with-database.ts';

type ImportOptions = { map: string; agency?: string; dryRun?: boolean; goodRows?: boolean; json?: boolean };

/** Name of the installation's own agency in addresses and commands. */
const ownSlug = 'own';
const shownRefusals = 20;

export function importCommand(): Command {
  return new Command('import')
    .description('Load a spreadsheet with one row per hire.')
    .argument('<file>', 'a CSV file')
    .requiredOption('--map <mapping>', 'a mapping file that says what each column means')
    .option('--agency <slug>', 'the agency to load into; made when it does not exist')
    .option('--dry-run', 'check everything and change nothing')
    .option('--good-rows', 'load the good rows and report the refused ones (default: all or nothing)')
    .option('--json', 'print the report as JSON')
    .addHelpText('after', '\nExample:\n  hindsight import hires.csv --map hires.mapping.json --dry-run')
    .action(async (file: string, options: ImportOptions) => {
      const report = await importFile(file, options);
      if (options.json) console.log(JSON.stringify(report));
      else printReport(report, options);
      if (isRefused(report, options)) process.exitCode = 1;
    });
}

/** A dry run that would be refused ends like the import that it stands for. */
function isRefused(report: IntakeReport, options: ImportOptions): boolean {
  if (!options.dryRun) return !isSaved(report);
  return report.refusals.length > 0 && !options.goodRows;
}

/** Applied, and not merely because every row was refused and the good ones were none. */
function isSaved({ committed, created, updated, unchanged }: IntakeReport): boolean {
  return committed && created + updated + unchanged > 0;
}

async function importFile(file: string, options: ImportOptions): Promise<IntakeReport> {
  const mapping = await readMapping(options.map);
  const { size } = await statFile(file);
  return withDatabase(async ({ database, clock, environment }) => {
    const intake = await readIntake({
      fileName: basename(file),
      content: createReadStream(file),
      size,
      mapping,
      today: clock.today(environment.HINDSIGHT_TIME_ZONE),
    });
    process.stderr.write(`${intake.rowCount} rows read\n`);
    if (intake.fileRefused) return refusedFile(intake);
    const save = {
      commit: !options.dryRun,
      acceptGoodRows: options.goodRows ?? false,
      now: clock.now,
    };
    const agency = await agencyOfImport(database, options.agency);
    if (agency) return saveIntake(database, agency.id, intake, save);
    const slug = options.agency ?? ownSlug;
    const made = {
      slug,
      name: options.agency ?? 'Your agency',
      simulated: false,
      timeZone: environment.HINDSIGHT_TIME_ZONE,
    };
    return (await saveIntakeIntoNewAgency(database, made, questionBank, intake, save)).report;
  });
}

/** The installation's own agency, or the one that was named; undefined when the import has to make it. */
async function agencyOfImport(database: Database, slug: string | undefined): Promise<Agency | undefined> {
  const all = await withActor(database, { kind: 'operator' }, (transaction) => agencies(transaction));
  return slug ? all.find((agency) => agency.slug === slug) : all.findLast((agency) => !agency.simulated);
}

/** A file that was refused as a whole: none of its rows was judged and nothing is stored. */
function refusedFile({ refusals, notices }: ReadIntake): IntakeReport {
  return {
    importRef: null,
    committed: false,
    rows: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    refused: 0,
    creates: { clients: [], searches: [], questions: [] },
    refusals,
    notices,
    dataVersion: 0,
  };
}

async function readMapping(path: string): Promise<Mapping> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new ProductError('BAD_REQUEST', `The mapping file ${path} cannot be read.`, { cause: error });
  });
  const parsed = parseMapping(text);
  if (parsed.ok) return parsed.mapping;
  throw new ProductError(
    'BAD_REQUEST',
    `The mapping file ${path} is not right. ${parsed.problems.join('; ')}`,
  );
}

async function statFile(path: string): Promise<{ size: number }> {
  return stat(path).catch((error: unknown) => {
    throw new ProductError('BAD_REQUEST', `The file ${path} cannot be read.`, { cause: error });
  });
}

function printReport(report: IntakeReport, options: ImportOptions): void {
  const { created, updated, unchanged, refused, rows } = report;
  console.log(
    `${rows} rows: ${created} created, ${updated} updated, ${unchanged} unchanged, ${refused} refused.`,
  );
  for (const [kind, names] of Object.entries(report.creates)) {
    if (names.length > 0) console.log(`New ${kind}: ${names.join(', ')}`);
  }
  for (const refusal of report.refusals.slice(0, shownRefusals)) {
    const where = refusal.column ? `line ${refusal.line}, ${refusal.column}` : `line ${refusal.line}`;
    console.log(`  ${where}: ${refusal.sentence} [${refusal.code}]`);
  }
  if (report.refusals.length > shownRefusals)
    console.log(`  and ${report.refusals.length - shownRefusals} more`);
  for (const notice of report.notices) console.log(notice);
  console.log(
    isSaved(report) ? 'Saved.' : options.dryRun ? 'Dry run: nothing was saved.' : 'Nothing was saved.',
  );
}
