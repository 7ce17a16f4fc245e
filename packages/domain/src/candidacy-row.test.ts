import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CalendarDate, dateOfDayNumber, parseCalendarDate } from './calendar-date.ts';
import {
  type CandidacyRow,
  clocks,
  packCandidacyRow,
  type PlacementRow,
  ratingDays,
  timeUnits,
  unpackCandidacyRow,
} from './candidacy-row.ts';
import { screenCategoryIds } from './category.ts';
import { exitCauses } from './outcome.ts';

const maybe = <Value>(values: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.option(values, { nil: null });
const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const date: fc.Arbitrary<CalendarDate> = fc.integer({ min: -25_567, max: 84_005 }).map(dateOfDayNumber);
const time = fc.integer({ min: -20_000, max: 20_000 });
const score = fc.double({ noNaN: true, noDefaultInfinity: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

const placement: fc.Arbitrary<PlacementRow> = fc.record({
  clock: fc.constantFrom(...clocks),
  unit: fc.constantFrom(...timeUnits),
  startedOn: maybe(date),
  inScope: fc.boolean(),
  trackedFrom: time,
  followedUntil: maybe(time),
  firstModelAt: maybe(time),
  exitAt: maybe(time),
  exitCause: maybe(fc.constantFrom(...exitCauses)),
  agreedShipAt: maybe(time),
  guaranteeDays: maybe(time),
  wouldRehire: maybe(fc.boolean()),
  ratings: fc
    .subarray([...ratingDays])
    .chain((days) => fc.tuple(...days.map((day) => score.map((value) => ({ day, value }))))),
  regressionsHandled: maybe(time),
});

const row: fc.Arbitrary<CandidacyRow> = fc.record({
  candidacyRef: text,
  clientRef: text,
  roleFamily: text,
  seniority: text,
  screenerRefs: fc.array(text, { maxLength: 4 }).map((refs) => refs.sort()),
  screenedOn: maybe(date),
  answers: fc
    .uniqueArray(fc.record({ slot: fc.integer({ min: 0, max: 65_535 }), value: score }), {
      maxLength: 40,
      selector: (answer) => answer.slot,
    })
    .map((answers) => answers.sort((a, b) => a.slot - b.slot)),
  composite: maybe(share),
  categoryScores: fc
    .subarray([...screenCategoryIds])
    .chain((ids) => fc.tuple(...ids.map((id) => share.map((value) => [id, value] as const))))
    .map((entries) => Object.fromEntries(entries)),
  placement: maybe(placement),
});

describe('the packed row', () => {
  test('gives back exactly what was packed', () => {
    fc.assert(
      fc.property(row, (facts) => {
        expect(unpackCandidacyRow(packCandidacyRow(facts))).toEqual(facts);
      }),
    );
  });

  test('is the same bytes for the same facts, in whatever order they were collected', () => {
    fc.assert(
      fc.property(row, (facts) => {
        const reversed: CandidacyRow = {
          ...facts,
          screenerRefs: facts.screenerRefs.toReversed(),
          answers: facts.answers.toReversed(),
          categoryScores: Object.fromEntries(Object.entries(facts.categoryScores).toReversed()),
          placement: facts.placement && { ...facts.placement, ratings: facts.placement.ratings.toReversed() },
        };
        expect(packCandidacyRow(reversed)).toEqual(packCandidacyRow(facts));
      }),
    );
  });

  test('does not change the row that it packs', () => {
    fc.assert(
      fc.property(row, (facts) => {
        const copy = structuredClone(facts);
        packCandidacyRow(facts);
        expect(facts).toEqual(copy);
      }),
    );
  });

  test('can be read from the middle of a larger buffer', () => {
    fc.assert(
      fc.property(row, (facts) => {
        const bytes = packCandidacyRow(facts);
        const buffer = new Uint8Array(bytes.length + 20).fill(255);
        buffer.set(bytes, 13);
        expect(unpackCandidacyRow(buffer.subarray(13, 13 + bytes.length))).toEqual(facts);
      }),
    );
  });

  test('stays small: twenty answers and a placement take less than 500 bytes', () => {
    expect(packCandidacyRow(screenedAndHired).length).toBeLessThan(500);
  });

  test('grows for texts longer than its first buffer', () => {
    const long = { ...screenedAndHired, clientRef: 'ä'.repeat(3_000) };
    expect(unpackCandidacyRow(packCandidacyRow(long))).toEqual(long);
  });

  test('refuses a layout that it does not know', () => {
    const bytes = packCandidacyRow(screenedAndHired);
    bytes[0] = 99;
    expect(() => unpackCandidacyRow(bytes)).toThrow('packed row of layout 99');
  });

  test.each([0.5, 2 ** 31, -(2 ** 31), Number.NaN])('refuses %s as a time', (followedUntil) => {
    const placementRow = { ...screenedAndHired.placement!, followedUntil };
    expect(() => packCandidacyRow({ ...screenedAndHired, placement: placementRow })).toThrow(RangeError);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])(
    'refuses %s as a score instead of reading it back as 0',
    (value) => {
      expect(() => packCandidacyRow({ ...screenedAndHired, answers: [{ slot: 0, value }] })).toThrow(
        RangeError,
      );
    },
  );

  test('refuses what its counters cannot hold', () => {
    const manyScreeners = Array.from({ length: 256 }, (_, index) => `screener-${index}`);
    expect(() => packCandidacyRow({ ...screenedAndHired, screenerRefs: manyScreeners })).toThrow(RangeError);
    expect(() => packCandidacyRow({ ...screenedAndHired, clientRef: 'x'.repeat(65_536) })).toThrow(
      RangeError,
    );
    expect(() => packCandidacyRow({ ...screenedAndHired, answers: [{ slot: 65_536, value: 1 }] })).toThrow(
      RangeError,
    );
  });
});

const screenedAndHired: CandidacyRow = {
  candidacyRef: 'C-0412',
  clientRef: 'client-7',
  roleFamily: 'ml-engineer',
  seniority: 'senior',
  screenerRefs: ['screener-3'],
  screenedOn: parseCalendarDate('2025-02-03'),
  answers: Array.from({ length: 20 }, (_, slot) => ({ slot, value: 1 + (slot % 5) })),
  composite: 0.5,
  categoryScores: { 'production-deployment': 0.75, debugging: 0.25 },
  placement: {
    clock: 'calendar',
    unit: 'day',
    startedOn: parseCalendarDate('2025-03-01'),
    inScope: true,
    trackedFrom: 0,
    followedUntil: 400,
    firstModelAt: 96,
    exitAt: null,
    exitCause: null,
    agreedShipAt: 120,
    guaranteeDays: 90,
    wouldRehire: true,
    ratings: [{ day: 90, value: 4 }],
    regressionsHandled: 2,
  },
};
