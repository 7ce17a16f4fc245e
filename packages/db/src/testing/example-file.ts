import {
  addDays,
  type IntakeFile,
  type IntakeQuestion,
  type IntakeRow,
  parseCalendarDate,
} from '@hindsight/domain';

const questions: IntakeQuestion[] = (['retrieval', 'evaluation', 'debugging', 'conventional'] as const).map(
  (category) => ({
    ref: `q-${category}`,
    title: `About ${category}`,
    category,
    scale: { kind: 'levels', levels: [1, 2, 3, 4, 5] },
    higherIsBetter: true,
  }),
);

/** A file as `exchange` would hand it over: hires of some clients, with scores, a rating and sometimes an exit. */
export function exampleFile(rows: number, change: Partial<IntakeFile> = {}): IntakeFile {
  return {
    source: 'sheet',
    fileName: 'hires.csv',
    sha256: 'a'.repeat(64),
    mappingName: 'hires',
    questions,
    create: ['clients', 'searches', 'questions'],
    rows: Array.from({ length: rows }, (_, index) => exampleRow(index)),
    refusals: [],
    rowCount: rows,
    ...change,
  };
}

export function exampleRow(index: number, change: Partial<IntakeRow> = {}): IntakeRow {
  const startedOn = addDays(parseCalendarDate('2024-01-01'), index % 700);
  const leftOn = addDays(startedOn, 100 + (index % 250));
  return {
    line: index + 2,
    candidacyRef: `h-${index}`,
    candidateRef: `p-${index}`,
    clientRef: `client-${index % 12}`,
    roleFamily: index % 3 === 0 ? 'research' : 'ml-engineer',
    seniority: 'senior',
    screenerRef: `screener-${index % 20}`,
    screenedOn: addDays(startedOn, -30),
    decidedOn: null,
    answers: questions.map(({ ref }, place) => {
      const value = 1 + ((index + place) % 5);
      return place === 3 && index % 7 === 0
        ? { questionRef: ref, rawLabel: '', state: 'not-asked' }
        : { questionRef: ref, rawLabel: String(value), state: 'scored', value };
    }),
    resumeSignals: [{ signal: 'phd', value: index % 2 }],
    placement: {
      clock: 'calendar',
      unit: 'day',
      startedOn,
      title: null,
      inScope: true,
      trackedFrom: 0,
      completeUpTo: 400,
      agreedShipAt: null,
      feeShare: 0.2,
      guaranteeDays: 90,
    },
    events: [
      { kind: 'rating', day: 180, value: 1 + (index % 5), at: null },
      ...(index % 4 === 0
        ? [
            {
              kind: 'exit' as const,
              at: { clock: 'calendar' as const, earliest: leftOn, latest: leftOn },
              cause: 'own-choice' as const,
            },
          ]
        : []),
    ],
    ...change,
  };
}
