import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalCohort, type Cohort, cohortSchema, wholeAgency } from './cohort.ts';

const list = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 6 });
const quarter = fc
  .record({ year: fc.integer({ min: 1900, max: 2199 }), n: fc.integer({ min: 1, max: 4 }) })
  .map(({ year, n }) => `${year}-Q${n}`);
const cohort: fc.Arbitrary<Cohort> = fc
  .record(
    {
      startedFrom: quarter,
      screenedTo: quarter,
      roleFamily: list,
      seniority: list,
      client: list,
      screener: list,
      resumeSignal: list,
    },
    { requiredKeys: [] },
  )
  .map((filter) => cohortSchema.parse(filter));

describe('a cohort’s canonical text', () => {
  test('is the same whatever the order of fields and list entries', () => {
    fc.assert(
      fc.property(cohort, (filter) => {
        const shuffled = Object.fromEntries(
          Object.entries(filter)
            .toReversed()
            .map(([field, value]) => [field, Array.isArray(value) ? value.toReversed() : value]),
        ) as Cohort;
        expect(canonicalCohort(shuffled)).toBe(canonicalCohort(filter));
      }),
    );
  });

  test('reads back as the same cohort, and canonicalizes to itself', () => {
    fc.assert(
      fc.property(cohort, (filter) => {
        const text = canonicalCohort(filter);
        const again = cohortSchema.parse(JSON.parse(text));
        expect(canonicalCohort(again)).toBe(text);
        expect(Object.keys(again).sort()).toEqual(Object.keys(filter).sort());
      }),
    );
  });

  test('sorts lists, drops repeats and leaves defaults out', () => {
    const filter = cohortSchema.parse({ client: ['b', 'a', 'b'], startedFrom: '2025-Q1' });
    expect(canonicalCohort(filter)).toBe('{"startedFrom":"2025-Q1","client":["a","b"]}');
    expect(canonicalCohort(wholeAgency)).toBe('{}');
    expect(canonicalCohort({ client: undefined })).toBe('{}');
  });

  test('does not sort the list that was handed in', () => {
    const filter = cohortSchema.parse({ client: ['b', 'a'] });
    canonicalCohort(filter);
    expect(filter.client).toEqual(['b', 'a']);
  });
});

describe('a cohort', () => {
  test.each([
    [{ startedFrom: '2025-Q2', startedTo: '2025-Q1' }, 'startedFrom is after startedTo'],
    [{ screenedFrom: '2026-Q1', screenedTo: '2025-Q4' }, 'screenedFrom is after screenedTo'],
    [{ startedFrom: '2025-06-01' }, 'must be a quarter written YYYY-Qn'],
    [{ client: [] }, 'Too small'],
    [{ day: '2025-06-01' }, 'Unrecognized key'],
  ])('refuses %j', (filter, complaint) => {
    const refusal = cohortSchema.safeParse(filter);
    expect(refusal.error?.issues[0]?.message).toContain(complaint);
  });

  test('may start and end in the same quarter', () => {
    expect(cohortSchema.safeParse({ startedFrom: '2025-Q2', startedTo: '2025-Q2' }).success).toBe(true);
  });
});
