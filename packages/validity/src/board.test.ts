import {
  boardSchema,
  type CandidacyRow,
  type Cohort,
  type OutcomeId,
  outcomeIds,
  packCandidacyRow,
  parseCalendarDate,
} from '@hindsight/domain';
import { benjaminiHochberg, cox, harrellC, pearson, seededGenerator, spearman } from '@hindsight/stats';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { board, questionFamilies } from './board.ts';
import { candidacyFixture, frameFixture, placementFixture, predictorFixture } from './candidacy-fixtures.ts';
import { applyRows, createFrame, type Frame } from './frame.ts';
import { outcomeFromText } from './outcome-from-text.ts';
import { simulateAgency } from './simulation/simulate-agency.ts';
import { candidacyRowOf, demoPredictors } from './simulation/simulated-candidacy-rows.ts';

const asOf = parseCalendarDate('2026-06-30');
const whole = { cohort: {}, asOf, dataVersion: 1 } as const;
let demo: Frame;
let demoRows: CandidacyRow[];

beforeAll(() => {
  demoRows = simulateAgency({ seed: 1, asOf }).rows.map((row) => candidacyRowOf(row));
  demo = frameFixture(demoRows, demoPredictors);
}, 60_000);

/** Forty hires whose rating follows the score more or less. */
function rated(count: number, overrides: (i: number) => Partial<CandidacyRow> = () => ({})): CandidacyRow[] {
  return Array.from({ length: count }, (_, i) =>
    candidacyFixture(`c${i}`, {
      clientRef: `client-${i % 6}`,
      answers: [{ slot: 0, value: 1 + (i % 5) }],
      placement: placementFixture({
        clock: 'none',
        ratings: [{ day: 90, value: 1 + ((i % 5) + ((i * 7) % 4)) / 2 }],
      }),
      ...overrides(i),
    }),
  );
}

test('the observed figures of a rating are those of its rows', () => {
  const rows = rated(40);
  const [row] = board(frameFixture(rows), { ...whole, outcome: 'rating-90' }).rows.filter(
    ({ family }) => family === 'question',
  );
  const x = rows.map(({ answers }) => answers[0]!.value);
  const y = rows.map(({ placement }) => placement!.ratings[0]!.value);
  const r = pearson(x, y);
  const rho = spearman(x, y);
  if (r.kind !== 'estimate' || rho.kind !== 'estimate') throw new Error('rows allow a correlation');
  expect(row!.observed).toMatchObject({ kind: 'estimate', unit: 'r', n: 40, level: 0.95 });
  expect(row!.observed.kind === 'estimate' && row!.observed.value).toBeCloseTo(r.value, 11);
  expect(row!.observed.kind === 'estimate' && row!.observed.low).toBeCloseTo(r.low as number, 11);
  expect(row!.rank.kind === 'estimate' && row!.rank.value).toBeCloseTo(rho.value, 11);
  expect(row!.verdict).toBe('predicts');
  expect(row!.sentence).toMatch(
    /^Predicts the manager’s rating at 90 days: of two hires, the one scored higher was rated higher in \d+ of 100 pairs \(\d+–\d+\)\.$/,
  );
});

test('times are read as Cox per standard deviation and pairs as Harrell’s C, + being good', {
  timeout: 60_000,
}, () => {
  const random = seededGenerator(3);
  const rows = Array.from({ length: 120 }, (_, i) => {
    const score = 1 + Math.floor(5 * random());
    const time = 1 + Math.floor((-Math.log(random()) * 300) / (1 + score));
    return candidacyFixture(`c${i}`, {
      clientRef: `client-${i % 7}`,
      answers: [{ slot: 0, value: score }],
      placement: placementFixture({ followedUntil: time, firstModelAt: random() < 0.8 ? time : null }),
    });
  });
  const [row] = board(frameFixture(rows), { ...whole, outcome: 'time-to-first-model' }).rows.filter(
    ({ family }) => family === 'question',
  );
  const time = rows.map(({ placement }) => placement!.followedUntil!);
  const event = rows.map(({ placement }) => (placement!.firstModelAt === null ? 0 : 1));
  const score = rows.map(({ answers }) => answers[0]!.value);
  const model = cox({ time, event }, { score });
  const c = harrellC({ time, event }, score);
  if (model.kind !== 'cox-model' || c.kind !== 'estimate') throw new Error('rows allow a fit');
  const mean = score.reduce((sum, value) => sum + value, 0) / score.length;
  const sd = Math.sqrt(score.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (score.length - 1));
  const b = model.coefficients[0]!.coefficient.value * sd;
  expect(row!.observed.kind === 'estimate' && row!.observed.value).toBeCloseTo(
    b / Math.sqrt(b * b + Math.PI ** 2 / 6),
    8,
  );
  expect(row!.pairs.kind === 'estimate' && row!.pairs.value).toBeCloseTo(c.value, 11);
  expect(row!.rank.kind === 'estimate' && row!.rank.value).toBeCloseTo(2 * c.value - 1, 11);
  expect(row!.observed.kind === 'estimate' && row!.observed.value).toBeGreaterThan(0);
  expect(row!.rarer).toBe(event.filter((code) => code === 1).length);
});

test('a low score that is the good end turns every figure round and nothing else', () => {
  const predictor = predictorFixture(0);
  const up = board(frameFixture(rated(40)), { ...whole, outcome: 'rating-90' });
  const down = board(
    frameFixture(
      rated(40, (i) => ({ answers: [{ slot: 0, value: 5 - (i % 5) }] })),
      [{ ...predictor, higherIsBetter: false }],
    ),
    { ...whole, outcome: 'rating-90' },
  );
  expect(down.rows.map(({ observed, rank, pairs, q }) => ({ observed, rank, pairs, q }))).toEqual(
    up.rows.map(({ observed, rank, pairs, q }) => ({ observed, rank, pairs, q })),
  );
});

test('a score with very many values is taken row by row, with the figures that coarser scores get from counts', {
  timeout: 60_000,
}, () => {
  const random = seededGenerator(9);
  const rows = Array.from({ length: 400 }, (_, i) => {
    const score = random() * 10;
    const time = 1 + Math.floor(-Math.log(random()) * 300 * Math.exp(-score / 12));
    const late = i % 9 === 0 ? Math.floor(time / 2) : 0;
    return candidacyFixture(`c${i}`, {
      clientRef: `client-${i % 6}`,
      answers: [{ slot: 0, value: score }],
      placement: placementFixture({
        trackedFrom: late,
        followedUntil: time,
        firstModelAt: random() < 0.8 ? time : null,
      }),
    });
  });
  const numeric = predictorFixture(0, { scale: { kind: 'numeric', min: 0, max: 10 } });
  const [row] = board(frameFixture(rows, [numeric]), { ...whole, outcome: 'time-to-first-model' }).rows;
  const followUp = {
    time: rows.map(({ placement }) => placement!.followedUntil!),
    event: rows.map(({ placement }) => (placement!.firstModelAt === null ? 0 : 1)),
    entry: rows.map(({ placement }) => placement!.trackedFrom || -1),
  };
  const score = rows.map(({ answers }) => answers[0]!.value);
  const model = cox(followUp, { score });
  const c = harrellC(followUp, score);
  if (model.kind !== 'cox-model' || c.kind !== 'estimate') throw new Error('rows allow a fit');
  expect(row!.test.kind === 'test' && row!.test.p).toBeCloseTo(model.coefficients[0]!.test.p, 9);
  expect(row!.pairs.kind === 'estimate' && row!.pairs.value).toBeCloseTo(c.value, 11);
  expect(row!.verdict).toBe('predicts');
});

test('below 30 hires or 10 of the rarer result a row has no figure at all', () => {
  const [few] = board(frameFixture(rated(29)), { ...whole, outcome: 'rating-90' }).rows.filter(
    ({ family }) => family === 'question',
  );
  const none = { kind: 'not-estimable', reason: 'TOO_FEW', n: 29, need: 30 };
  expect(few).toMatchObject({
    verdict: 'too-early',
    observed: none,
    rank: none,
    pairs: none,
    test: none,
    q: null,
    order: null,
    needed: 1,
  });
  expect(few!.sentence).toBe('We cannot tell yet: 29 of 30 hires.');
  const rare = frameFixture(
    rated(80, (i) => ({
      placement: placementFixture({
        followedUntil: 200,
        exitAt: i < 9 ? 50 + i : null,
        exitCause: i < 9 ? 'unknown' : null,
      }),
    })),
  );
  const [row] = board(rare, { ...whole, outcome: 'retention' }).rows.filter(
    ({ family }) => family === 'question',
  );
  expect(row).toMatchObject({
    verdict: 'too-early',
    rarer: 9,
    needed: 1,
    pairs: { reason: 'TOO_FEW_EVENTS', n: 9, need: 10 },
  });
  expect(row!.sentence).toBe('We cannot tell yet: 9 of 10 hires who left.');
});

test('an effect that one client carries is not called a prediction', () => {
  // One client rates its high scorers high; at the five others rating and score have nothing to do with each other.
  const rows = rated(150, (i) => {
    const score = 1 + (i % 5);
    const carries = i % 6 === 0;
    const value = carries ? score : 1 + ((i * 37) % 50) / 12;
    return {
      answers: [{ slot: 0, value: score }],
      placement: placementFixture({ clock: 'none', ratings: [{ day: 90, value }] }),
    };
  });
  const [row] = board(frameFixture(rows), { ...whole, outcome: 'rating-90' }).rows.filter(
    ({ family }) => family === 'question',
  );
  expect(row!.q).toBeLessThan(0.1);
  expect(row!.verdict).toBe('cannot-tell-yet');
  expect(row!.sentence).toContain('Most of it comes from one client.');
});

test('a question asked at one small client only is not called a prediction', () => {
  const rows = rated(2_100, (i) =>
    i < 40 ? { clientRef: 'the only one' } : { clientRef: `client-${i % 6}`, answers: [] },
  );
  const [row] = board(frameFixture(rows), { ...whole, outcome: 'rating-90' }).rows;
  expect(row!.hires).toBe(40);
  expect(row!.q).toBeLessThan(0.1);
  expect(row!.verdict).toBe('cannot-tell-yet');
  expect(row!.sentence).toContain('Most of it comes from one client.');
});

test('a client with few hires and most of the events does not make a prediction', () => {
  // 14 of 27 first models come from 19 high scorers at one client; at the others nothing follows the score.
  const rows = rated(1_019, (i) => {
    const small = i >= 1_000;
    const shipped = small ? i < 1_014 : i % 77 === 0;
    return {
      ...(small ? { clientRef: 'small' } : {}),
      answers: [{ slot: 0, value: small ? 5 : 1 + (i % 5) }],
      placement: placementFixture({ followedUntil: 300, firstModelAt: shipped ? 100 : null }),
    };
  });
  const [row] = board(frameFixture(rows), { ...whole, outcome: 'shipped-180' }).rows;
  expect(row).toMatchObject({ hires: 1_019, rarer: 27, verdict: 'cannot-tell-yet' });
  expect(row!.q).toBeLessThan(0.1);
  expect(row!.sentence).toContain('Most of it comes from one client.');
});

test('q is Benjamini–Hochberg over the screen’s tests on all three primary outcomes', {
  timeout: 60_000,
}, () => {
  const boards = (['shipped-180', 'retained-365', 'rehire-180'] as const).map((outcome) =>
    board(demo, { ...whole, outcome }),
  );
  const tests = boards.flatMap(({ meta, rows }) =>
    rows.flatMap(({ ref, family, test }) =>
      test.kind === 'test' && ['composite', 'category', 'question'].includes(family)
        ? [{ key: `${meta.outcome} ${ref}`, p: test.p }]
        : [],
    ),
  );
  const adjusted = new Map(benjaminiHochberg(tests.map(({ p }) => p)).map((q, i) => [tests[i]!.key, q!]));
  for (const { meta, rows, family } of boards) {
    expect(family.size).toBe(tests.length);
    for (const row of rows) {
      const q = adjusted.get(`${meta.outcome} ${row.ref}`);
      if (q !== undefined) expect(row.q).toBeCloseTo(q, 9);
    }
  }
});

test('an outcome that is judged by the test of a primary one has its q and verdicts', {
  timeout: 60_000,
}, () => {
  const judged = (outcome: OutcomeId) => {
    const { rows, family } = board(demo, { ...whole, outcome });
    return { family, rows: rows.map(({ ref, test, q, verdict }) => ({ ref, test, q, verdict })) };
  };
  expect(judged('time-to-first-model')).toEqual(judged('shipped-180'));
  expect(judged('retention')).toEqual(judged('retained-365'));
  expect(judged('rating-90').family.size).toBeLessThan(judged('rehire-180').family.size);
});

test('the demo board shows every verdict that is given, obeys the contract, and fits into 25 kB', {
  timeout: 60_000,
}, () => {
  for (const outcome of outcomeIds) {
    const full = board(demo, { ...whole, outcome });
    expect(boardSchema.parse(full)).toEqual(full);
    const excluded = full.meta.exclusions.reduce((sum, { n }) => sum + n, 0);
    expect(full.meta.hiresWithOutcome + excluded).toBe(full.meta.hires);
    const questions = board(demo, {
      ...whole,
      outcome,
      families: questionFamilies,
    });
    expect(questions.rows).toEqual(full.rows.filter(({ family }) => family !== 'resume-signal'));
    expect(Buffer.byteLength(JSON.stringify(questions))).toBeLessThanOrEqual(25_000);
  }
  const shipped = board(demo, { ...whole, outcome: 'shipped-180' });
  expect(shipped.rows).toHaveLength(32);
  expect(new Set(shipped.rows.map(({ verdict }) => verdict))).toEqual(
    new Set(['predicts', 'cannot-tell-yet', 'too-early']),
  );
});

test('no sentence uses a word that leadership should not read', { timeout: 60_000 }, () => {
  for (const outcome of outcomeIds) {
    const { headline, lead, missing, rows } = board(demo, { ...whole, outcome });
    const words = [headline, lead, ...missing, ...rows.map(({ sentence }) => sentence)].join('\n');
    expect(words).not.toMatch(
      /signific|p-value|\bp\b|\br\b|correlat|validit|cohort|predictor|outcome|censor|\bbest\b|useless|NaN|undefined|null/i,
    );
    expect(words).not.toMatch(/-\d/);
  }
});

test('neither the order of rows nor their names change the board', () => {
  const rows = demoRows.slice(0, 900);
  const before = JSON.stringify(
    board(frameFixture(rows, demoPredictors), { ...whole, outcome: 'shipped-180' }),
  );
  fc.assert(
    fc.property(
      fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }),
      fc.integer(),
      (shuffled, salt) => {
        const renamed = shuffled.map((row, i) => ({ ...row, candidacyRef: `${salt} ${i}` }));
        expect(
          JSON.stringify(board(frameFixture(renamed, demoPredictors), { ...whole, outcome: 'shipped-180' })),
        ).toBe(before);
      },
    ),
    { numRuns: 4, seed: 6 },
  );
}, 60_000);

test('catching up row by row gives the board that a fresh load gives', { timeout: 60_000 }, () => {
  const rows = demoRows.slice(0, 300);
  const frame = createFrame(demoPredictors);
  applyRows(
    frame,
    rows.map((row) => packCandidacyRow({ ...row, answers: [], composite: null, categoryScores: {} })),
    1,
  );
  for (const row of rows) applyRows(frame, [packCandidacyRow(row)], 2);
  expect(board(frame, { ...whole, outcome: 'rating-90' })).toEqual(
    board(frameFixture(rows, demoPredictors), { ...whole, outcome: 'rating-90' }),
  );
});

test('a file without scores still says what happened, and in one sentence what is missing', () => {
  const frame = frameFixture(
    Array.from({ length: 60 }, (_, i) =>
      candidacyFixture(`c${i}`, {
        placement: placementFixture({
          followedUntil: 400,
          exitAt: i < 12 ? 100 + i : null,
          exitCause: i < 12 ? 'unknown' : null,
        }),
      }),
    ),
    [],
  );
  const { headline, lead, missing, rows, summary } = board(frame, { ...whole, outcome: 'retained-365' });
  expect(headline).toBe('80 of 100 hires were still there after 365 days (68–88)');
  expect(lead).toBe('');
  expect(missing).toEqual([
    'There are no screen scores yet, so nothing can be said about questions: add the scores of these hires.',
  ]);
  expect(rows).toEqual([]);
  expect(summary).toMatchObject({
    known: 60,
    unknown: 0,
    events: 12,
    headline: { kind: 'estimate', value: 0.8, coverage: 1 },
  });
});

test('an empty board does not claim that anything is known', () => {
  const empty = board(frameFixture([], []), { ...whole, outcome: 'retained-365' });
  expect(empty.meta.hiresWithOutcome).toBe(0);
  expect(empty.headline).toBe('Nothing is known yet about what happened after the hire');
});

test('the same cohort said in another order gives the same bytes', () => {
  const frame = frameFixture(rated(40));
  const bytes = (cohort: Cohort): string =>
    JSON.stringify(board(frame, { ...whole, cohort, outcome: 'rating-90' }));
  expect(bytes({ seniority: ['senior'], client: ['client-2', 'client-1', 'client-2'] })).toBe(
    bytes({ client: ['client-1', 'client-2'], seniority: ['senior'] }),
  );
});

test('questions that nobody of the cohort was asked are not on the board', () => {
  const predictors = [predictorFixture(0), predictorFixture(1)];
  const { rows } = board(frameFixture(rated(40), predictors), { ...whole, outcome: 'rating-90' });
  expect(rows.map(({ ref, family }) => `${family} ${ref}`)).toEqual(['question Q-0']);
});

test('too few answers give a range from the unknown instead of a share', () => {
  const frame = frameFixture(
    Array.from({ length: 100 }, (_, i) =>
      candidacyFixture(`c${i}`, {
        placement: placementFixture({
          followedUntil: i < 70 ? 400 : 100,
          exitAt: i < 10 ? 90 : null,
          exitCause: i < 10 ? 'unknown' : null,
        }),
      }),
    ),
    [],
  );
  const { summary, missing } = board(frame, { ...whole, outcome: 'retained-365' });
  expect(summary.headline).toEqual({ kind: 'not-estimable', reason: 'COVERAGE_TOO_LOW', n: 70 });
  expect(missing.at(-1)).toBe(
    'We know how it stands for 70 of 100 hires: the share is between 60 and 90 of 100, depending on the 30 hires we have not heard about.',
  );
});

test('a hire or no-hire decision is refused as an outcome', () => {
  expect(outcomeFromText('Hired')).toMatchObject({ kind: 'refused', code: 'DECISION_IS_NO_OUTCOME' });
  expect(outcomeFromText('passed the loop')).toMatchObject({
    kind: 'refused',
    code: 'DECISION_IS_NO_OUTCOME',
  });
  expect(outcomeFromText('happiness')).toMatchObject({ kind: 'refused', code: 'UNKNOWN_OUTCOME' });
  expect(outcomeFromText(' rehire-180 ')).toEqual({ kind: 'outcome', outcome: 'rehire-180' });
});

test('"early evidence" is said of what is judged, and not while all of it is too early', () => {
  const leadOf = (hires: number): string =>
    board(frameFixture(rated(hires), [predictorFixture(0)]), { ...whole, outcome: 'rating-90' }).lead;
  expect(leadOf(12)).not.toContain('Early evidence');
  expect(leadOf(60)).toContain('Early evidence: 60 hires.');
});
