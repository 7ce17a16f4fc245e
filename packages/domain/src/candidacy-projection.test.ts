import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CandidacyFacts,
  type OutcomeFact,
  projectCandidacy,
  type ScreenFact,
} from './candidacy-projection.ts';
import { type CalendarDate, parseCalendarDate } from './calendar-date.ts';
import type { CategoryId } from './category.ts';
import type { Scale } from './predictor.ts';

const day = parseCalendarDate;
const levels: Scale = { kind: 'levels', levels: [1, 2, 3, 4, 5] };
const meaning = (category: CategoryId, scale: Scale = levels, higherIsBetter = true) => ({
  category,
  scale,
  higherIsBetter,
});
const slots = new Map([
  [0, meaning('retrieval')],
  [1, meaning('retrieval')],
  [2, meaning('evaluation')],
  [3, meaning('debugging', { kind: 'numeric', min: 0, max: 10 })],
  [4, meaning('conventional')],
  [5, meaning('inference-cost', levels, false)],
]);

const scored = (slot: number, value: number, submittedOn: CalendarDate | null = null) => ({
  slot,
  state: 'scored' as const,
  value,
  submittedOn,
});

const screen = (answers: ScreenFact['answers'], change: Partial<ScreenFact> = {}): ScreenFact => ({
  purpose: 'primary',
  screenerRef: 's-1',
  heldOn: day('2025-01-10'),
  fromNotes: false,
  answers,
  ...change,
});

const placement = {
  clock: 'calendar',
  unit: 'day',
  startedOn: day('2025-03-01'),
  inScope: true,
  trackedFrom: 0,
  completeUpTo: null,
  agreedShipAt: null,
  guaranteeDays: 90,
} as const;

const facts = (change: Partial<CandidacyFacts> = {}): CandidacyFacts => ({
  candidacyRef: 'c',
  clientRef: 'client',
  roleFamily: 'ml-engineer',
  seniority: 'senior',
  decidedOn: null,
  screens: [],
  resumeSignals: [],
  placement,
  outcomes: [],
  ...change,
});

const project = (change: Partial<CandidacyFacts>) => projectCandidacy(facts(change), slots);
const placed = (outcomes: OutcomeFact[], change: object = {}) =>
  project({ outcomes, placement: { ...placement, ...change } }).placement;
const on = (earliest: string, latest = earliest) => ({
  clock: 'calendar' as const,
  earliest: day(earliest),
  latest: day(latest),
});

describe('which answer counts', () => {
  test('the latest one of a primary screen, not after the start', () => {
    const row = project({
      screens: [
        screen([scored(0, 2, day('2025-01-10'))]),
        screen([scored(0, 4, day('2025-02-10'))], { heldOn: day('2025-02-10'), screenerRef: 's-2' }),
        screen([scored(0, 5, day('2025-03-02'))], { heldOn: day('2025-03-02'), screenerRef: 's-3' }),
        screen([scored(0, 1, day('2025-02-11'))], { purpose: 'second', screenerRef: 's-4' }),
      ],
    });
    expect(row.answers).toEqual([{ slot: 0, value: 4 }]);
    expect(row.screenedOn).toBe('2025-01-10');
    expect(row.screenerRefs).toEqual(['s-1', 's-2']);
  });

  test('the day of the decision comes before the day of the start; the day itself counts', () => {
    const screens = [screen([scored(0, 3, day('2025-02-01'))]), screen([scored(1, 3, day('2025-02-02'))])];
    expect(project({ screens, decidedOn: day('2025-02-01') }).answers).toEqual([{ slot: 0, value: 3 }]);
  });

  test('without dates all answers count as given before the hire', () => {
    const screens = [screen([scored(0, 3, day('2030-01-01'))], { heldOn: day('2030-01-01') })];
    const none = { ...placement, clock: 'none', startedOn: null } as const;
    expect(project({ screens, placement: none, decidedOn: day('2025-01-01') }).answers).toHaveLength(1);
    expect(project({ screens: [screen([scored(0, 3)], { heldOn: null })] }).answers).toHaveLength(1);
  });

  test('of two on one day the one recorded later', () => {
    const screens = [screen([scored(0, 1, day('2025-01-10'))]), screen([scored(0, 5, day('2025-01-10'))])];
    expect(project({ screens }).answers).toEqual([{ slot: 0, value: 5 }]);
  });

  test('answers from notes, not asked and cannot judge are never a score', () => {
    const screens = [
      screen([scored(0, 5)], { fromNotes: true }),
      screen([
        { slot: 1, state: 'not-asked', value: null, submittedOn: null },
        { slot: 2, state: 'cannot-judge', value: null, submittedOn: null },
      ]),
    ];
    expect(project({ screens }).answers).toEqual([]);
  });

  test('résumé signals stand beside the answers, in the order of the slots', () => {
    const row = project({ screens: [screen([scored(2, 3)])], resumeSignals: [{ slot: 1, value: 7 }] });
    expect(row.answers.map(({ slot }) => slot)).toEqual([1, 2]);
  });
});

describe('the composite', () => {
  test('is the mean of at least three scaled scores without the conventional rounds', () => {
    const row = project({ screens: [screen([scored(0, 5), scored(2, 3), scored(3, 2.5), scored(4, 1)])] });
    expect(row.composite).toBeCloseTo((1 + 0.5 + 0.25) / 3, 15);
    expect(row.categoryScores).toEqual({ retrieval: 1, evaluation: 0.5, debugging: 0.25 });
  });

  test('does not exist below three; a category needs one', () => {
    const row = project({ screens: [screen([scored(0, 2), scored(1, 4), scored(4, 5)])] });
    expect(row.composite).toBeNull();
    expect(row.categoryScores).toEqual({ retrieval: 0.5 });
  });

  test('turns a scale around on which low is good', () => {
    expect(project({ screens: [screen([scored(5, 1)])] }).categoryScores).toEqual({ 'inference-cost': 1 });
  });

  test('leaves out a score that is not on its scale', () => {
    const row = project({ screens: [screen([scored(0, 9), scored(1, 5)])] });
    expect(row.categoryScores).toEqual({ retrieval: 1 });
  });
});

describe('what happened after the start', () => {
  test('nobody ever confirmed anything: followed until nobody knows when', () => {
    expect(placed([])).toMatchObject({
      followedUntil: null,
      firstModelAt: null,
      exitAt: null,
      exitCause: null,
    });
  });

  test('an event of unsure date counts at its latest day, a confirmation at its earliest', () => {
    const shipped = placed([{ kind: 'first-model', at: on('2025-05-01', '2025-05-31') }]);
    expect([shipped?.firstModelAt, shipped?.followedUntil]).toEqual([91, 91]);
    expect(placed([{ kind: 'status-confirmed', at: on('2025-05-01', '2025-05-31') }])?.followedUntil).toBe(
      61,
    );
    expect(placed([{ kind: 'exit', cause: 'own-choice', at: on('2025-05-01', '2025-05-31') }])).toMatchObject(
      {
        exitAt: 91,
        exitCause: 'own-choice',
        followedUntil: 91,
      },
    );
  });

  test('a file’s "complete up to" is a confirmation', () => {
    expect(placed([], { completeUpTo: 200 })?.followedUntil).toBe(200);
    expect(
      placed([{ kind: 'status-confirmed', at: on('2026-03-01') }], { completeUpTo: 200 })?.followedUntil,
    ).toBe(365);
  });

  test('the first model is the first one, and a replacement says nothing about the state', () => {
    const row = placed([
      { kind: 'first-model', at: on('2025-06-01') },
      { kind: 'first-model', at: on('2025-04-01') },
      { kind: 'replacement-opened', at: on('2026-01-01') },
    ]);
    expect([row?.firstModelAt, row?.followedUntil]).toEqual([31, 92]);
  });

  test('the last rating and the last answer stand, an undated one before dated ones', () => {
    const row = placed([
      { kind: 'rating', day: 180, value: 5, at: on('2025-09-01') },
      { kind: 'rating', day: 180, value: 2, at: null },
      { kind: 'rating', day: 90, value: 3, at: on('2025-06-01') },
      { kind: 'would-rehire', value: true, at: on('2025-08-01') },
      { kind: 'would-rehire', value: false, at: on('2025-09-01') },
    ]);
    expect(row?.ratings).toEqual([
      { day: 90, value: 3 },
      { day: 180, value: 5 },
    ]);
    expect(row?.wouldRehire).toBe(false);
    expect(row?.followedUntil).toBe(184);
  });

  test('durations without dates are taken as they are, in their unit', () => {
    const at = { clock: 'elapsed', earliest: 7, latest: 7 } as const;
    const row = placed([{ kind: 'exit', cause: 'unknown', at }], {
      clock: 'elapsed',
      unit: 'month',
      startedOn: null,
    });
    expect(row).toMatchObject({ clock: 'elapsed', unit: 'month', exitAt: 7, followedUntil: 7 });
  });

  test('without a clock there are ratings and no times', () => {
    const row = placed(
      [
        { kind: 'rating', day: 365, value: 61, at: null },
        { kind: 'first-model', at: on('2025-05-01') },
      ],
      {
        clock: 'none',
        startedOn: null,
      },
    );
    expect(row).toMatchObject({
      ratings: [{ day: 365, value: 61 }],
      firstModelAt: null,
      followedUntil: null,
    });
  });
});

test('the order in which screens of different days were recorded does not matter', () => {
  const days = ['2025-01-01', '2025-01-02', '2025-01-03', '2025-01-04'].map(day);
  const screens = days.map((heldOn, index) =>
    screen([scored(0, index + 1, heldOn), scored(2, 5 - index, heldOn)], {
      heldOn,
      screenerRef: `s-${index}`,
    }),
  );
  const expected = project({ screens });
  fc.assert(
    fc.property(fc.shuffledSubarray(screens, { minLength: 4 }), (shuffled) => {
      expect(project({ screens: shuffled })).toEqual(expected);
    }),
  );
});
