/** Whatever bytes arrive, the answer is a set of checked rows and refusals whose counts add up; nothing throws. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'csv-stringify/sync';
import { readCsv } from './read-csv.ts';
import { readIntake } from './read-intake.ts';
import { fileRefusalCodes, rowRefusalCodes } from './refusal.ts';
import { fixture, shippedMapping, today } from './test-files.ts';

const codes = new Set<string>([...fileRefusalCodes, ...rowRefusalCodes]);
const files = [
  ['placements-only', 'placements-only.csv'],
  ['selection-data', 'SelectionData.csv'],
  ['survival', 'Survival.csv'],
] as const;

async function check(mapping: string, content: Uint8Array): Promise<void> {
  const file = await readIntake({ fileName: 'fuzz.csv', content, mapping: shippedMapping(mapping), today });
  expect(file.rows.length + file.refusedRows + file.duplicateRows).toBe(file.rowCount);
  expect(file.refusedRows === 0 && !file.fileRefused).toBe(file.refusals.length === 0);
  for (const refused of file.refusals) {
    expect(codes.has(refused.code)).toBe(true);
    expect(refused.line).toBeGreaterThan(0);
    expect(refused.sentence).toMatch(/\S\.$/);
    expect(Array.from(refused.value ?? '').length).toBeLessThanOrEqual(60);
  }
}

describe.each(files)('%s', (mapping, name) => {
  const bytes = readFileSync(fixture(name)).subarray(0, 12_000);

  it('cut at each fiftieth of its length', async () => {
    for (let part = 0; part <= 50; part += 1) {
      await check(mapping, bytes.subarray(0, Math.round((bytes.length * part) / 50)));
    }
  });

  it('with bytes replaced', async () => {
    const change = fc.tuple(
      fc.nat(bytes.length - 1),
      fc.constantFrom(0, 10, 13, 34, 39, 44, 59, 0x2d, 0x65, 0xc3, 0xff),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
        const broken = Uint8Array.from(bytes);
        for (const [at, byte] of changes) broken[at] = byte;
        await check(mapping, broken);
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it('with any byte flipped', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const broken = Uint8Array.from(bytes);
        broken[at] = (broken[at] ?? 0) ^ mask;
        await check(mapping, broken);
      }),
      { seed: 11, numRuns: 60 },
    );
  });
});

it('random bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => check('placements-only', bytes)),
    { seed: 3, numRuns: 300 },
  );
});

it('whatever an independent writer writes is read back cell by cell, in pieces of any size', async () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'é', '🚀', ' ', '"', ',', ';', '\n', '\r', "'", '='),
    maxLength: 8,
  });
  const row = fc.tuple(fc.constant('x'), cell, cell);
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 9 }),
      async (rows, size) => {
        const bytes = Buffer.from(stringify([['one', 'two', 'three'], ...rows]));
        const pieces = (async function* () {
          for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
        })();
        const read: string[][] = [];
        const outcome = await readCsv(
          pieces,
          {},
          {
            onRecord: (record) => read.push(record.fields),
            onRefused: (refused) => expect.fail(refused.sentence),
          },
        );
        expect(outcome.kind).toBe('read');
        expect(read).toEqual(rows);
      },
    ),
    { seed: 5, numRuns: 300 },
  );
});
