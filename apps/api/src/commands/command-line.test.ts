/** The `hindsight` command as a person calls it: real processes on a data folder of their own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const exchange = fileURLToPath(new URL('../../../../packages/exchange/', import.meta.url));
const selectionData = [
  `${exchange}fixtures/SelectionData.csv`,
  '--map',
  `${exchange}mappings/selection-data.json`,
];

describe('[pglite] hindsight', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hindsight-command-'));
  const environment = {
    ...process.env,
    HINDSIGHT_DATA_DIR: join(folder, 'data'),
    HINDSIGHT_NOW: '2026-10-31T12:00:00Z',
  };
  const hindsight = (...words: string[]) =>
    spawnSync(process.execPath, [main, ...words], { encoding: 'utf8', env: environment, timeout: 100_000 });
  let server: ChildProcess | undefined;

  beforeAll(() => {
    const imported = hindsight('import', ...selectionData, '--json');
    expect(imported.stderr).toContain('163 rows read');
    expect(JSON.parse(imported.stdout)).toMatchObject({
      committed: true,
      rows: 163,
      created: 163,
      refused: 0,
    });
    expect(imported.status).toBe(0);
  });
  afterAll(async () => {
    if (server) {
      const ended = new Promise((resolve) => server?.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  test('findings say r, interval and n of the file, as R does', () => {
    const found = hindsight('findings', '--outcome', 'rating-365', '--json');
    const board = JSON.parse(found.stdout);
    const row = board.rows.find(({ ref }: { ref: string }) => ref === 'SelectionData-Interview');
    expect(row.observed).toMatchObject({ n: 163, unit: 'r' });
    expect(row.observed.value).toBeCloseTo(0.3779141, 6);
    expect(row.observed.low).toBeCloseTo(0.238021, 6);
    expect(row.observed.high).toBeCloseTo(0.5024459, 6);
  });

  test('a dry run and a refused file of a new agency leave no agency behind', () => {
    const tenure = [`${exchange}fixtures/tenure.csv`, '--map', `${exchange}mappings/tenure.json`];
    expect(hindsight('import', ...tenure, '--agency', 'another', '--dry-run').stdout).toContain(
      '260 created',
    );
    const asked = hindsight('findings', '--outcome', 'retention', '--agency', 'another');
    expect(asked.status).toBe(1);
    expect(asked.stderr).toContain('no agency called another');
  });

  test('the same file again changes nothing', () => {
    const again = JSON.parse(hindsight('import', ...selectionData, '--json').stdout);
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 163, refused: 0 });
  });

  test('a refused file ends with 1, names line and column, and saves nothing', () => {
    const broken = join(folder, 'broken.csv');
    writeFileSync(broken, 'EmployeeID,Conscientiousness,Interview,Performance\n9001,3,3,3\n9002,3,9,3\n');
    const refused = hindsight('import', broken, '--map', `${exchange}mappings/selection-data.json`);
    expect(refused.status).toBe(1);
    expect(refused.stdout).toContain('line 3, Interview');
    expect(refused.stdout).toContain('Nothing was saved.');
    const board = JSON.parse(hindsight('findings', '--outcome', 'rating-365', '--json').stdout);
    expect(board.meta.hires).toBe(163);
  });

  test('a dry run saves nothing and names what it would create', () => {
    const dry = hindsight(
      'import',
      `${exchange}fixtures/tenure.csv`,
      '--map',
      `${exchange}mappings/tenure.json`,
      '--dry-run',
    );
    expect(dry.status).toBe(0);
    expect(dry.stdout).toContain('260 created');
    expect(dry.stdout).toContain('New clients:');
    expect(dry.stdout).toContain('Dry run: nothing was saved.');
  });

  test.each([
    [['findings', '--outcome', 'hired'], 1, /not an outcome/],
    [['findings'], 2, /--outcome/],
    [['nonsense'], 2, /unknown command/],
    [['import', 'missing.csv', '--map', `${exchange}mappings/tenure.json`], 1, /cannot be read/],
  ])('%o ends with %i and a sentence', (words, status, sentence) => {
    const ended = hindsight(...words);
    expect(ended.status).toBe(status);
    expect(ended.stderr).toMatch(sentence);
    expect(ended.stderr).not.toContain('node_modules');
  });

  test.each(['serve', 'import', 'findings', 'demo', 'migrate'])(
    '%s --help shows an example and ends with 0',
    (name) => {
      const help = hindsight(name, '--help');
      expect(help.status).toBe(0);
      expect(help.stdout).toContain('Example:\n');
      expect(help.stdout).toContain('--json');
    },
  );

  test('while a server holds the data, commands work through it and a second server is refused', async () => {
    server = spawn(process.execPath, [main, 'serve', '--json'], { env: { ...environment, PORT: '0' } });
    const url = await new Promise<string>((resolve, reject) => {
      server?.stdout?.once('data', (line: Buffer) => resolve(JSON.parse(line.toString()).url));
      server?.once('exit', (code) => reject(new Error(`server ended with ${code}`)));
    });
    const second = spawnSync(process.execPath, [main, 'serve'], {
      env: { ...environment, PORT: '0' },
      encoding: 'utf8',
    });
    expect(second.status).toBe(1);
    expect(second.stderr).toContain('already running on this data folder');
    const port = new URL(url).port;
    const elsewhere = { ...environment, HINDSIGHT_DATA_DIR: join(folder, 'other'), PORT: port };
    const taken = spawnSync(process.execPath, [main, 'serve'], {
      env: elsewhere,
      encoding: 'utf8',
      timeout: 90_000,
    });
    expect(taken.status).toBe(1);
    expect(taken.stderr).toContain(`Port ${port} is taken`);
    const tenure = await run(
      'import',
      `${exchange}fixtures/tenure.csv`,
      '--map',
      `${exchange}mappings/tenure.json`,
      '--json',
    );
    expect(JSON.parse(tenure)).toMatchObject({ committed: true, created: 260 });
    const input = encodeURIComponent(JSON.stringify({ outcome: 'time-to-first-model', cohort: {} }));
    const reply = await fetch(`${url.replace('localhost', '127.0.0.1')}/trpc/validity.board?input=${input}`);
    const { result } = (await reply.json()) as { result: { data: { summary: { events: number } } } };
    expect(result.data.summary.events).toBe(166);
  });

  /** Like `hindsight`, without blocking this process. */
  function run(...words: string[]): Promise<string> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [main, ...words], { env: environment });
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.once('close', () => resolve(output));
    });
  }
});
