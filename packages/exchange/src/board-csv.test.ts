import { type Board, boardSchema, codebook } from '@hindsight/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boardColumns, boardCsv } from './board-csv.ts';
import { csvText } from './csv-text.ts';
import { readCsv } from './read-csv.ts';
import { refusalsCsv } from './refusals-csv.ts';
import { unescapeFormula } from './formula-cell.ts';

const estimate = (value: number) => ({
  kind: 'estimate',
  unit: 'r',
  value,
  low: value - 0.1,
  high: value + 0.1,
  level: 0.95,
  n: 163,
  method: 'Pearson r, Fisher interval',
});
const tooFew = { kind: 'not-estimable', reason: 'TOO_FEW', n: 12 };
const row = {
  ref: 'PD-regressed',
  code: 'PD-1',
  title: '=HYPERLINK("http://example.com"), the "best"',
  family: 'question',
  category: 'production-deployment',
  minutes: 12,
  asked: 400,
  hires: 163,
  rarer: null,
  observed: estimate(-0.25),
  rank: estimate(0.3735),
  pairs: tooFew,
  test: { kind: 'test', statistic: 5.18, df: 161, p: 6.577317e-7, n: 163, method: 't' },
  q: 0.04,
  order: 1,
  verdict: 'predicts',
  sentence: 'Predicts: r −0.25.',
  needed: null,
};
const board: Board = boardSchema.parse({
  meta: {
    outcome: 'rating-365',
    cohort: { client: ['b', 'a'], startedFrom: '2024-Q1' },
    asOf: '2026-03-01',
    dataVersion: 7,
    methodVersion: '0.1.0',
    timeUnit: 'day',
    correction: 'uncorrected',
    hires: 163,
    hiresWithOutcome: 163,
    screened: 400,
    exclusions: [],
  },
  headline: 'One question predicts.',
  lead: '',
  missing: [],
  summary: { headline: tooFew, median: null, events: null, known: 163, unknown: 0 },
  family: { size: 1, falseDiscoveryRate: 0.1 },
  band: { r: 0.1, pairsLow: 0.47, pairsHigh: 0.53 },
  rows: [row],
});

async function readBack(text: string): Promise<string[][]> {
  const rows: string[][] = [];
  const outcome = await readCsv(
    Buffer.from(text),
    {},
    {
      onHeader: (header) => rows.push(header.names),
      onRecord: (record) => rows.push(record.fields),
      onRefused: (refused) => expect.fail(refused.sentence),
    },
  );
  expect(outcome.kind).toBe('read');
  return rows;
}

describe('board.csv', () => {
  it('gives every estimate with its ends, level, n and method, and says where the numbers come from', async () => {
    const [names = [], cells = []] = await readBack(boardCsv(board));
    const given = Object.fromEntries(names.map((name, at) => [name, cells[at]]));
    expect(given).toMatchObject({
      outcome: 'rating-365',
      cohort: '{"startedFrom":"2024-Q1","client":["a","b"]}',
      as_of: '2026-03-01',
      data_version: '7',
      method_version: '0.1.0',
      predictor_ref: 'PD-regressed',
      title: `'${row.title}`,
      observed: '-0.25',
      observed_low: '-0.35',
      observed_high: '-0.15',
      observed_level: '0.95',
      observed_n: '163',
      observed_method: 'Pearson r, Fisher interval',
      observed_reason: '',
      pairs: '',
      pairs_n: '12',
      pairs_reason: 'TOO_FEW',
      rarer: '',
      p: '6.577317e-7',
      q: '0.04',
      verdict: 'predicts',
    });
  });

  it('has every column of the codebook, in its order, and no column twice', () => {
    const described = codebook.filter((column) => column.file === 'board').map((column) => column.name);
    expect(boardColumns.filter((name) => described.includes(name))).toEqual(described);
    expect(new Set(boardColumns).size).toBe(boardColumns.length);
    expect(
      boardColumns.filter((name) => !described.includes(name)).every((name) => /_(level|method)$/.test(name)),
    ).toBe(true);
  });

  it('is the same text for the same board, and only column names for an empty one', () => {
    expect(boardCsv(board)).toBe(boardCsv(structuredClone(board)));
    expect(boardCsv({ ...board, rows: [] })).toBe(`${boardColumns.join(',')}\n`);
  });
});

it('text survives export and import, whatever a spreadsheet would make of it', async () => {
  const cell = fc.string({
    unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '"', ',', '＝', 'a', '1'),
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 6 }), async (texts) => {
      const written = csvText(
        ['id', 'text'],
        texts.map((text, at) => [at, text]),
      );
      const rows = await readBack(written);
      expect(rows.slice(1).map((fields) => unescapeFormula(fields[1] ?? ''))).toEqual(texts);
      for (const fields of rows.slice(1)) expect(fields[1]).not.toMatch(/^[=+\-@\t\r＝]/);
    }),
    { seed: 9, numRuns: 300 },
  );
});

it('a report of refusals runs no formula', () => {
  const text = refusalsCsv([
    { line: 3, column: '=x', code: 'NUMBER_INVALID', sentence: 'Not a number.', value: '-1+2' },
  ]);
  expect(text).toBe("line,column,code,sentence,value\n3,'=x,NUMBER_INVALID,Not a number.,'-1+2\n");
});
