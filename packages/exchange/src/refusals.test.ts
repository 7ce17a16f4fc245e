/** Every kind of broken file, and the exact answer it gets. The files and answers are in fixtures/refusals. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Mapping } from './mapping.ts';
import { parseMapping } from './mapping-schema.ts';
import { readIntake, type ReadIntake } from './read-intake.ts';
import { fixture, today } from './test-files.ts';

const parsed = parseMapping(readFileSync(fixture('refusals/mapping.json'), 'utf8'));
if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
const { mapping } = parsed;

const names = readdirSync(fixture('refusals'))
  .filter((name) => name.endsWith('.csv'))
  .map((name) => name.slice(0, -'.csv'.length));

/** What a reader of the report sees. */
function answer(file: ReadIntake) {
  return {
    fileRefused: file.fileRefused,
    delimiter: file.delimiter,
    rowCount: file.rowCount,
    accepted: file.rows.map((row) => ({ line: row.line, id: row.candidacyRef, client: row.clientRef })),
    refusedRows: file.refusedRows,
    duplicateRows: file.duplicateRows,
    refusals: file.refusals,
    notices: file.notices,
  };
}

function countsAddUp(file: ReadIntake): void {
  expect(file.rows.length + file.refusedRows + file.duplicateRows).toBe(file.rowCount);
}

describe('a file with a problem gets exactly this answer', () => {
  it.each(names)('%s', async (name) => {
    const content = readFileSync(fixture(`refusals/${name}.csv`));
    const file = await readIntake({ fileName: `${name}.csv`, content, mapping, today });
    countsAddUp(file);
    await expect(`${JSON.stringify(answer(file), null, 2)}\n`).toMatchFileSnapshot(
      fixture(`refusals/${name}.json`),
    );
  });

  it('gives the same answer when the bytes arrive one at a time', async () => {
    for (const name of names) {
      const bytes = readFileSync(fixture(`refusals/${name}.csv`));
      const whole = await readIntake({ fileName: name, content: bytes, mapping, today });
      const pieces = (async function* () {
        for (const byte of bytes) yield Uint8Array.of(byte);
      })();
      const inPieces = await readIntake({ fileName: name, content: pieces, mapping, today });
      if (name === 'workbook') continue; // recognised by its first four bytes
      expect(answer(inPieces), name).toEqual(answer(whole));
    }
  });
});

describe('large files', () => {
  const head = 'id,client,score,started,left\n';
  const good = (id: number) => `a-${id},Acme,4,2025-01-06,\n`;

  async function refusalOf(content: Uint8Array | AsyncIterable<Uint8Array>, given: Mapping = mapping) {
    const file = await readIntake({ fileName: 'large.csv', content, mapping: given, today });
    countsAddUp(file);
    return file;
  }

  it('an unterminated quote in 15 MB is refused with its opening line, soon after it', async () => {
    const before = head + Array.from({ length: 4_998 }, (_, at) => good(at)).join('');
    const opening = 'b-1,"Acme,4,2025-01-06,\n';
    const rest = 'c-1,Acme,4,2025-01-06,\n'.repeat(650_000);
    const bytes = Buffer.from(before + opening + rest);
    expect(bytes.length).toBeGreaterThan(15_000_000);
    let sent = 0;
    const stream = (async function* () {
      for (let at = 0; at < bytes.length; at += 16_384) {
        const chunk = bytes.subarray(at, at + 16_384);
        sent += chunk.length;
        yield chunk;
      }
    })();
    const file = await refusalOf(stream);
    expect(file.refusals).toEqual([
      {
        line: 5_000,
        column: null,
        code: 'UNTERMINATED_QUOTE',
        sentence:
          'The quote opened on line 5000 is still open 64 KiB later. A closing quote is missing, or the cell is longer than a cell may be.',
        value: null,
      },
    ]);
    const beyond = sent - Buffer.byteLength(before + opening);
    expect(beyond).toBeLessThan(1_048_576);
    expect(beyond).toBeLessThan(100_000);
    expect(file.bytesRead).toBe(sent);
  });

  it('the same file handed over as bytes is looked at no further', async () => {
    const before = head + good(1);
    const bytes = Buffer.from(`${before}b-1,"Acme${'x'.repeat(15_000_000)}`);
    const file = await refusalOf(bytes);
    expect(file.refusals[0]).toMatchObject({ line: 3, code: 'UNTERMINATED_QUOTE' });
    expect(file.bytesRead).toBeLessThan(1_048_576);
  });

  it('25 MB are too large: refused unread when the size is known, and after 20 MiB when it is not', async () => {
    const row = Buffer.from(good(1).repeat(2_850));
    const tooLarge = {
      line: 1,
      column: null,
      code: 'FILE_TOO_LARGE',
      sentence: 'The file is too large: it has more than 20 MiB, the limit for one import.',
      value: null,
    };
    const known = await readIntake({
      fileName: 'large.csv',
      content: (async function* () {
        yield row;
      })(),
      size: 25_000_000,
      mapping,
      today,
    });
    expect(known).toMatchObject({ refusals: [tooLarge], bytesRead: 0, rows: [] });

    expect(await refusalOf(Buffer.alloc(25_000_000, 'a,b\n'))).toMatchObject({
      refusals: [tooLarge],
      bytesRead: 0,
    });

    let sent = 0;
    const wide = Buffer.from(`${'x'.repeat(30_000)},,,,\n`.repeat(2));
    const unknown = await refusalOf(
      (async function* () {
        yield Buffer.from(head);
        while (sent < 25_000_000) {
          sent += wide.length;
          yield wide;
        }
      })(),
    );
    expect(unknown.refusals).toEqual([tooLarge]);
    expect(sent).toBeLessThan(20 * 1024 * 1024 + 2 * wide.length);
  });

  it('100,000 rows are taken, 100,001 are refused', async () => {
    const rows = Array.from({ length: 100_000 }, (_, at) => good(at)).join('');
    const taken = await refusalOf(Buffer.from(head + rows));
    expect([taken.fileRefused, taken.rowCount, taken.rows.length, taken.refusedRows]).toEqual([
      false,
      100_000,
      100_000,
      0,
    ]);
    const refused = await refusalOf(Buffer.from(head + rows + good(100_000)));
    expect(refused).toMatchObject({
      rows: [],
      rowCount: 0,
      refusals: [
        {
          line: 100_002,
          column: null,
          code: 'IMPORT_LIMIT',
          sentence: 'The file has more than 100,000 rows, the limit for one import.',
          value: null,
        },
      ],
    });
  });

  it('200 columns are taken, 201 are refused', async () => {
    const wide = (columns: number) => {
      const more = Array.from({ length: columns - 5 }, (_, at) => `c${at}`);
      return Buffer.from(
        `id,client,score,started,left,${more.join(',')}\na-1,Acme,4,2025-01-06,${','.repeat(columns - 5)}\n`,
      );
    };
    expect(await refusalOf(wide(200))).toMatchObject({ fileRefused: false, refusedRows: 0, rowCount: 1 });
    expect((await refusalOf(wide(201))).refusals).toEqual([
      {
        line: 1,
        column: null,
        code: 'IMPORT_LIMIT',
        sentence: 'The file has 201 columns; the limit is 200.',
        value: null,
      },
    ]);
  });

  it('a long column name, a long cell and a long row are refused with the limit named', async () => {
    const name = 'n'.repeat(129);
    const [first, second, third] = [
      await refusalOf(Buffer.from(`id,client,score,started,left,${name}\n`)),
      await refusalOf(Buffer.from(`${head}a-1,${'ä'.repeat(16_385)},4,2025-01-06,\n`)),
      await refusalOf(
        Buffer.from(`${head}a-1,${'x'.repeat(30_000)},${'x'.repeat(30_000)},${'x'.repeat(6_000)},\n`),
      ),
    ];
    expect(first?.refusals[0]).toMatchObject({
      code: 'IMPORT_LIMIT',
      sentence: 'The name of column 6 has 129 characters; the limit is 128.',
    });
    expect(second?.refusals[0]).toMatchObject({
      line: 2,
      column: 'client',
      code: 'IMPORT_LIMIT',
      sentence: 'A cell of the row on line 2 is longer than 32 KiB, the limit for one cell.',
    });
    expect(third?.refusals[0]).toMatchObject({
      line: 2,
      code: 'IMPORT_LIMIT',
      sentence: 'The row that begins on line 2 is longer than 64 KiB, the limit for one row.',
    });
  });

  it('lists the first 1,000 refusals and counts the rest', async () => {
    const rows = Array.from({ length: 1_500 }, (_, at) => `a-${at},Acme,9,2025-01-06,\n`).join('');
    const file = await refusalOf(Buffer.from(head + rows));
    expect(file.refusals).toHaveLength(1_000);
    expect(file.refusedRows).toBe(1_500);
  });
});
