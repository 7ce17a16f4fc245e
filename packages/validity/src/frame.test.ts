import { packCandidacyRow, parseCalendarDate } from '@hindsight/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { candidacyFixture, frameFixture, placementFixture, predictorFixture } from './candidacy-fixtures.ts';
import { numberAt, textAt } from './code-column.ts';
import { applyRows, createFrame, frameBytes, isPlaced, removeRows } from './frame.ts';
import { findReference } from './reference-index.ts';

test('a row that comes again replaces the one that is there', () => {
  const frame = frameFixture([
    candidacyFixture('a', { answers: [{ slot: 0, value: 2 }] }),
    candidacyFixture('b', { answers: [{ slot: 0, value: 3 }] }),
  ]);
  applyRows(
    frame,
    [packCandidacyRow(candidacyFixture('a', { clientRef: 'other', placement: placementFixture() }))],
    7,
  );
  expect(frame.size).toBe(2);
  expect(frame.dataVersion).toBe(7);
  const row = findReference(frame.index, 'a');
  expect(textAt(frame.texts.client, row)).toBe('other');
  expect(numberAt(frame.slots[0]!, row)).toBeNull();
  expect(isPlaced(frame.flags[row]!)).toBe(true);
});

test('removed rows are gone and the others stay where they can be found', () => {
  const refs = Array.from({ length: 500 }, (_, i) => `candidacy ${i}`);
  const frame = frameFixture(refs.map((ref, i) => candidacyFixture(ref, { composite: i / 500 })));
  const gone = refs.filter((_, i) => i % 3 === 0);
  removeRows(frame, [...gone, 'never there'], 2);
  expect(frame.size).toBe(refs.length - gone.length);
  for (const [i, ref] of refs.entries()) {
    const row = findReference(frame.index, ref);
    if (i % 3 === 0) expect(row).toBe(-1);
    else expect(numberAt(frame.numbers.composite, row)).toBe(i / 500);
  }
});

test('any sequence of adding, replacing and removing gives the rows that a map would hold', () => {
  const step = fc.record({
    ref: fc.integer({ min: 0, max: 25 }).map((n) => `ref-${n}`),
    value: fc.option(fc.double({ noNaN: true, min: 0, max: 1 }), { nil: null }),
    remove: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const frame = createFrame([]);
      const expected = new Map<string, number | null>();
      for (const [i, { ref, value, remove }] of steps.entries()) {
        if (remove) {
          removeRows(frame, [ref], i);
          expected.delete(ref);
        } else {
          applyRows(frame, [packCandidacyRow(candidacyFixture(ref, { composite: value }))], i);
          expected.set(ref, value);
        }
      }
      expect(frame.size).toBe(expected.size);
      for (const [ref, value] of expected) {
        const row = findReference(frame.index, ref);
        expect(numberAt(frame.numbers.composite, row)).toBe(value === null ? null : value + 0);
      }
    }),
    { numRuns: 100, seed: 1 },
  );
});

test('more than 255 distinct values become doubles, never bins', () => {
  const values = Array.from({ length: 1000 }, (_, i) => 3 + i / 7);
  const frame = frameFixture(
    values.map((value, i) => candidacyFixture(`c${i}`, { answers: [{ slot: 0, value }] })),
    [predictorFixture(0, { scale: { kind: 'numeric', min: 0, max: 1000 } })],
  );
  expect(frame.slots[0]!.doubles).not.toBeNull();
  for (const [i, value] of values.entries()) {
    expect(numberAt(frame.slots[0]!, findReference(frame.index, `c${i}`))).toBe(value);
  }
});

test('composites keep every digit in two bytes', () => {
  const frame = frameFixture(
    Array.from({ length: 3000 }, (_, i) => candidacyFixture(`c${i}`, { composite: Math.sqrt(i) / 60 })),
  );
  expect(frame.numbers.composite.doubles).toBeNull();
  expect(frame.numbers.composite.codes.BYTES_PER_ELEMENT).toBe(2);
  expect(numberAt(frame.numbers.composite, findReference(frame.index, 'c2999'))).toBe(Math.sqrt(2999) / 60);
});

test('a frame of 100,000 candidacies takes at most 64 bytes and one per slot for each', {
  timeout: 60_000,
}, () => {
  const slots = 26;
  const count = 100_000;
  const predictors = Array.from({ length: slots }, (_, slot) => predictorFixture(slot));
  const frame = createFrame(predictors);
  const pack = (i: number): Uint8Array =>
    packCandidacyRow(
      candidacyFixture(`candidacy-${i}`, {
        clientRef: `client-${i % 400}`,
        roleFamily: `role-${i % 5}`,
        seniority: `level-${i % 3}`,
        screenerRefs: [`screener-${i % 240}`],
        screenedOn: parseCalendarDate('2024-03-01'),
        answers: predictors.map(({ slot }) => ({ slot, value: 1 + ((i * (slot + 3)) % 5) })),
        composite: ((i * 7919) % 3001) / 3001,
        categoryScores: {
          'production-deployment': (i % 97) / 97,
          retrieval: (i % 61) / 61,
          debugging: (i % 31) / 31,
        },
        placement: placementFixture({
          clock: 'calendar',
          startedOn: parseCalendarDate('2024-04-01'),
          trackedFrom: i % 9 === 0 ? i % 330 : 0,
          followedUntil: i % 700,
          firstModelAt: i % 300,
          exitAt: i % 900,
          exitCause: 'own-choice',
          agreedShipAt: 90 + 30 * (i % 4),
          guaranteeDays: 90,
          wouldRehire: i % 2 === 0,
          ratings: [
            { day: 90, value: 1 + (i % 5) },
            { day: 365, value: 1 + (i % 9) / 2 },
          ],
          regressionsHandled: i % 6,
        }),
      }),
    );
  const loaded = Array.from({ length: count - 50 }, (_, i) => pack(i));
  applyRows(frame, loaded, 1);
  expect(frameBytes(frame) / frame.size).toBeLessThanOrEqual(64 + slots);
  // Later single rows are paid for in spare room, which is counted.
  for (let i = count - 50; i < count; i += 1) applyRows(frame, [pack(i)], 2);
  expect(frame.size).toBe(count);
  expect(frameBytes(frame) / frame.size).toBeLessThanOrEqual(64 + slots);
  // So is a load that only replaces what is there.
  applyRows(frame, loaded, 3);
  applyRows(frame, [...loaded, ...loaded.slice(0, 100)], 4);
  expect(frame.size).toBe(count);
  expect(frameBytes(frame) / frame.size).toBeLessThanOrEqual(64 + slots);
});
