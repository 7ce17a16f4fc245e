/** `hindsight findings`: the board, one question, or the outcome by itself, as a table or as JSON. */
import type { Board, BoardRow, EstimatedOrMissing, OutcomeSummary, QuestionDetail } from '@hindsight/domain';
import { calendarDateSchema, cohortSchema, verdictLabels } from '@hindsight/domain';
import { Command, Option } from 'commander';
import * as z from 'zod';
import { currentAgency } from '../current-agency.ts';
import { type AskedFinding, createFindingsService } from '../findings-service.ts';
import { ProductError } from '../product-error.ts';
import { directStatistics } from '../statistics/direct.ts';
import { withDatabase } from './with-database.ts';

type FindingsOptions = {
  outcome: string;
  what: 'board' | 'outcome' | 'question';
  question?: string;
  cohort: string;
  asOf?: string;
  agency?: string;
  json?: boolean;
};

export function findingsCommand(): Command {
  return new Command('findings')
    .description('Print which questions predict an outcome, with intervals, n and a verdict.')
    .requiredOption('--outcome <outcome>', 'such as shipped-180, retention or rating-365')
    .addOption(
      new Option('--what <what>', 'what to print').choices(['board', 'outcome', 'question']).default('board'),
    )
    .option('--question <ref>', 'with --what question: the question, such as PD-regressed')
    .option('--cohort <json>', 'which hires, as JSON', '{}')
    .option('--as-of <day>', 'cut follow-up at this day (default: today)')
    .option('--agency <slug>', 'which agency (default: your own, else the demo)')
    .option('--json', 'print the finding as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  hindsight findings --outcome shipped-180 --cohort \'{"seniority":["senior"]}\'',
    )
    .action(async (options: FindingsOptions) => {
      const text = await find(options);
      if (options.json) console.log(text);
      else print(options.what, JSON.parse(text));
    });
}

async function find(options: FindingsOptions): Promise<string> {
  const asked = askedFinding(options);
  return withDatabase(async ({ database, clock }) => {
    const agency = await currentAgency(database, options.agency);
    const findings = createFindingsService(database, directStatistics(), clock);
    return (await findings.find(agency, asked)).text();
  });
}

function askedFinding(options: FindingsOptions): AskedFinding {
  const cohort = cohortSchema.safeParse(parseJson(options.cohort));
  if (!cohort.success) throw new ProductError('BAD_REQUEST', `--cohort: ${z.prettifyError(cohort.error)}`);
  const asOf = calendarDateSchema.optional().safeParse(options.asOf);
  if (!asOf.success) throw new ProductError('BAD_REQUEST', '--as-of must be a day written YYYY-MM-DD');
  const common = { outcome: options.outcome, cohort: cohort.data, asOf: asOf.data };
  if (options.what === 'outcome') return { ...common, what: 'outcome' };
  if (options.what === 'board') return { ...common, what: 'board', predictors: 'all' };
  if (!options.question) throw new ProductError('BAD_REQUEST', '--what question needs --question REF');
  return { ...common, what: 'question', question: options.question };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ProductError('BAD_REQUEST', '--cohort must be JSON such as {"seniority":["senior"]}');
  }
}

function print(what: FindingsOptions['what'], finding: unknown): void {
  if (what === 'outcome') return printOutcome(finding as OutcomeSummary);
  if (what === 'question') return printRow((finding as QuestionDetail).row);
  const board = finding as Board;
  console.log(`${board.headline}\n${board.lead}\n`);
  for (const sentence of board.missing) console.log(sentence);
  for (const row of board.rows) printRow(row);
  const { meta } = board;
  console.log(
    `\nn = ${meta.hiresWithOutcome} of ${meta.hires} hires · data to ${meta.asOf} · data version ${meta.dataVersion} · method ${meta.methodVersion} · ${meta.correction}`,
  );
  for (const exclusion of meta.exclusions) console.log(`  left out: ${exclusion.n} ${exclusion.reason}`);
}

function printRow(row: BoardRow): void {
  const columns = [
    row.code.padEnd(7),
    row.title.slice(0, 40).padEnd(40),
    `n ${row.hires}`.padStart(7),
    words(row.observed).padEnd(24),
    verdictLabels[row.verdict],
  ];
  console.log(columns.join('  '));
}

function printOutcome(summary: OutcomeSummary): void {
  console.log(`known ${summary.known}, unknown ${summary.unknown}`);
  console.log(`headline ${words(summary.headline)}`);
  if (summary.median) console.log(`median ${words(summary.median)}`);
  if (summary.curve?.kind !== 'curve') return;
  console.log('time   at risk  events  still there (95% interval)');
  for (const point of summary.curve.points) {
    const { time, atRisk, events, value, low, high } = point;
    console.log(
      `${String(time).padStart(5)}  ${String(atRisk).padStart(7)}  ${String(events).padStart(6)}  ${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`,
    );
  }
}

function words(estimate: EstimatedOrMissing): string {
  if (estimate.kind === 'not-estimable') return `not estimable: ${estimate.reason}`;
  const end = (bound: number | 'not reached'): string => (bound === 'not reached' ? bound : bound.toFixed(3));
  return `${estimate.value.toFixed(3)} (${end(estimate.low)} to ${end(estimate.high)})`;
}
