import { describe, expect, it } from 'vitest';
import { mappingSchema } from './mapping-schema.ts';
import { readIntake } from './read-intake.ts';
import { readShipped, today } from './test-files.ts';

const least = {
  name: 'Test',
  source: 'test',
  candidacy: { column: 'id' },
  client: { constant: 'Acme' },
  roleFamily: { constant: 'ml-engineer' },
  seniority: { constant: 'senior' },
};
const iso = 'YYYY-MM-DD';

async function read(csv: string, more: object) {
  const mapping = mappingSchema.parse({ ...least, ...more });
  return readIntake({ fileName: 'test.csv', content: Buffer.from(csv), mapping, today });
}

/** Code and column of each refusal, by line. */
function codes(file: Awaited<ReturnType<typeof read>>): string[] {
  return file.refusals.map(({ line, column, code }) => `${line} ${column} ${code}`);
}

describe('answers', () => {
  const question = {
    column: 'q',
    ref: 'PD-regressed',
    title: 'A model that got worse',
    category: 'production-deployment',
    scale: { kind: 'levels', levels: [1, 2, 3, 4, 5] },
    direction: 'higher-is-better',
  };

  it('are scored, not asked or cannot judge; an empty cell is no answer at all, and none of them is 0', async () => {
    const file = await read('id,q\n1,4\n2,skip\n3,?\n4,\n5,n/r\n6,strong\n', {
      questions: [
        { ...question, notAsked: ['skip'], cannotJudge: ['?'], missing: ['n/r'], labels: { strong: 5 } },
      ],
    });
    expect(file.rows.map((row) => row.answers)).toEqual([
      [{ questionRef: 'PD-regressed', rawLabel: '4', state: 'scored', value: 4 }],
      [{ questionRef: 'PD-regressed', rawLabel: 'skip', state: 'not-asked' }],
      [{ questionRef: 'PD-regressed', rawLabel: '?', state: 'cannot-judge' }],
      [],
      [],
      [{ questionRef: 'PD-regressed', rawLabel: 'strong', state: 'scored', value: 5 }],
    ]);
  });

  it.each([
    ['nearest-level', [4, 4, 3]],
    ['level-below', [3, 3, 3]],
    ['level-above', [4, 4, 4]],
  ])('between two levels go where %s says, and keep what the cell said', async (round, values) => {
    const file = await read('id,q\n1,3.5\n2,3.75\n3,3.25\n4,5.1\n', { questions: [{ ...question, round }] });
    expect(file.rows.map(({ answers: [answer] }) => answer?.state === 'scored' && answer.value)).toEqual(
      values,
    );
    expect(file.rows[0]?.answers[0]?.rawLabel).toBe('3.5');
    expect(codes(file)).toEqual(['5 q SCORE_OUT_OF_SCALE']);
  });

  it('may use a decimal comma when the mapping says so, and then no point', async () => {
    const file = await read('id;q\n1;3,5\n2;3.5\n', {
      decimalComma: true,
      questions: [{ ...question, scale: { kind: 'numeric', min: 1, max: 5 } }],
    });
    expect(file.delimiter).toBe('semicolon');
    expect(file.rows[0]?.answers[0]).toMatchObject({ value: 3.5 });
    expect(file.refusals.map(({ sentence }) => sentence)).toEqual([
      '"3.5" in column "q" is not a number. The mapping says that decimals are written with a comma, such as 3,5.',
    ]);
  });

  it('come with the questions of the mapping and what it may create', async () => {
    const file = await read('id,q\n1,4\n', { questions: [question], create: ['questions'] });
    expect(file.questions).toEqual([
      {
        ref: 'PD-regressed',
        title: 'A model that got worse',
        category: 'production-deployment',
        scale: { kind: 'levels', levels: [1, 2, 3, 4, 5] },
        higherIsBetter: true,
      },
    ]);
    expect(file.create).toEqual(['questions']);
  });
});

it('résumé signals are read on their own scales', async () => {
  const file = await read('id,papers,phd\n1,3,yes\n2,,no\n3,-1,yes\n4,2,maybe\n', {
    resumeSignals: [
      { column: 'papers', signal: 'publications' },
      { column: 'phd', signal: 'phd', labels: { yes: 1, no: 0 } },
    ],
  });
  expect(file.rows.map((row) => row.resumeSignals)).toEqual([
    [
      { signal: 'publications', value: 3 },
      { signal: 'phd', value: 1 },
    ],
    [{ signal: 'phd', value: 0 }],
  ]);
  expect(codes(file)).toEqual(['4 papers SCORE_OUT_OF_SCALE', '5 phd NUMBER_INVALID']);
});

describe('a dated hire', () => {
  const dated = {
    startedOn: { column: 'start', format: iso },
    endedOn: { column: 'end', format: iso },
    firstModel: { column: 'model', format: iso },
    statusConfirmed: { column: 'seen', format: iso },
    trackedFrom: { column: 'tracked', format: iso },
    exitCause: { column: 'why', codes: { quit: 'own-choice', fired: 'performance' } },
  };
  const head = 'id,start,end,model,seen,tracked,why\n';

  it('carries its events as days, and times as days since the start', async () => {
    const file = await read(
      `${head}1,2024-01-10,2024-12-31,2024-03-01,,2024-02-01,quit\n2,2024-01-10,,,2024-06-01,2023-01-01,\n`,
      dated,
    );
    expect(file.rows.map((row) => [row.placement?.trackedFrom, row.placement?.startedOn])).toEqual([
      [22, '2024-01-10'],
      [0, '2024-01-10'],
    ]);
    const day = (text: string) => ({ clock: 'calendar', earliest: text, latest: text });
    expect(file.rows.map((row) => row.events)).toEqual([
      [
        { kind: 'exit', at: day('2024-12-31'), cause: 'own-choice' },
        { kind: 'first-model', at: day('2024-03-01') },
      ],
      [{ kind: 'status-confirmed', at: day('2024-06-01') }],
    ]);
  });

  it('cannot ship before it starts, be seen after it left, be tracked only after it left, or leave for an unknown reason', async () => {
    const file = await read(
      `${head}1,2024-01-10,,2024-01-09,,,\n2,2024-01-10,2024-03-01,,2024-03-02,,\n3,2024-01-10,2024-03-01,,,2024-03-02,\n4,2024-01-10,2024-03-01,,,,bored\n`,
      dated,
    );
    expect(codes(file)).toEqual([
      '2 model DATE_ORDER',
      '3 seen DATE_ORDER',
      '4 tracked DATE_ORDER',
      '5 why CODE_UNKNOWN',
    ]);
  });

  it('of whom nobody knows anything later is counted in a notice: silence is not staying', async () => {
    const file = await read(`${head}1,2024-01-10,,,,,\n2,2024-01-10,,,2024-02-01,,\n`, dated);
    expect(file.notices).toContain(
      '1 hire without an end, a confirmation or a "complete up to" day: whether they stayed is not known.',
    );
  });

  it('may be missing: then the person was screened and not hired, if the mapping says so', async () => {
    const startedOn = { column: 'start', format: iso, ifMissing: 'not-hired' };
    const file = await read('id,start\n1,2024-01-10\n2,\n', { startedOn });
    expect(file.rows.map((row) => row.placement === null)).toEqual([false, true]);
    const hired = { column: 'hired', yes: ['y'], no: ['n'] };
    const other = await read('id,hired,start\n1,y,2024-01-10\n2,n,\n3,y,\n4,,2024-01-10\n', {
      hired,
      startedOn: { column: 'start', format: iso },
    });
    expect(other.rows.map((row) => row.placement === null)).toEqual([false, true]);
    expect(codes(other)).toEqual(['4 start VALUE_MISSING', '5 hired VALUE_MISSING']);
  });

  it('with a duration beside its days has them compared, and the days win', async () => {
    const file = await read(
      'id,start,end,left,days\n1,2024-01-10,2024-01-20,1,10\n2,2024-01-10,2024-01-20,1,11\n',
      {
        startedOn: { column: 'start', format: iso },
        endedOn: { column: 'end', format: iso },
        duration: { column: 'days', unit: 'day' },
        event: { column: 'left', codes: { '1': { kind: 'exit', cause: 'unknown' } } },
      },
    );
    expect(file.refusedRows).toBe(0);
    expect(file.notices).toContain(
      'Column "days" differs from the days in 1 of 2 rows; the days are taken (line 3: 11 against 10).',
    );
  });

  it('in weeks is counted in days', async () => {
    const file = await read('id,start,left,weeks\n1,2024-01-10,1,2\n2,2025-12-31,0,40\n', {
      startedOn: { column: 'start', format: iso },
      duration: { column: 'weeks', unit: 'week' },
      event: {
        column: 'left',
        codes: { '1': { kind: 'exit', cause: 'unknown' }, '0': { kind: 'still-there' } },
      },
      completeUpTo: 'duration',
    });
    expect(file.rows[0]?.events[0]).toMatchObject({ at: { earliest: '2024-01-24' } });
    expect(codes(file)).toEqual(['3 weeks DATE_OUT_OF_RANGE']);
  });

  it('is complete up to the day that the file states, which cannot lie ahead', async () => {
    const startedOn = { column: 'start', format: iso };
    const file = await read('id,start\n1,2024-01-10\n2,2025-06-01\n', {
      startedOn,
      completeUpTo: '2025-01-10',
    });
    expect(file.rows.map((row) => row.placement?.completeUpTo)).toEqual([366, null]);
    const ahead = await read('id,start\n1,2024-01-10\n', { startedOn, completeUpTo: '2026-03-02' });
    expect(ahead).toMatchObject({ fileRefused: true, rowCount: 0 });
    expect(codes(ahead)).toEqual(['1 null MAPPING_DATE']);
  });
});

describe('durations without days', () => {
  const elapsed = {
    duration: { column: 'years', unit: 'year' },
    event: {
      column: 'state',
      codes: {
        left: { kind: 'exit', cause: 'own-choice' },
        lost: { kind: 'censored' },
        shipped: { kind: 'first-model' },
        here: { kind: 'still-there' },
      },
    },
  };

  it('keep their unit and their ties', async () => {
    const file = await read('id,years,state\n1,3,left\n2,3,lost\n3,3,shipped\n4,3,here\n', elapsed);
    const at = { clock: 'elapsed', earliest: 3, latest: 3 };
    expect(file.rows.map((row) => [row.placement?.clock, row.placement?.unit, row.events])).toEqual([
      ['elapsed', 'year', [{ kind: 'exit', at, cause: 'own-choice' }]],
      ['elapsed', 'year', [{ kind: 'status-confirmed', at }]],
      ['elapsed', 'year', [{ kind: 'first-model', at }]],
      ['elapsed', 'year', []],
    ]);
  });

  it('are whole, or rounded as the mapping says', async () => {
    const csv = 'id,years,state\n1,2.5,left\n2,-1,left\n3,1e6,left\n4,,left\n5,x,left\n6,2,gone\n7,2,\n';
    const file = await read(csv, elapsed);
    expect(codes(file)).toEqual([
      '2 years DURATION_INVALID',
      '3 years DURATION_INVALID',
      '4 years DURATION_INVALID',
      '5 years VALUE_MISSING',
      '6 years NUMBER_INVALID',
      '7 state CODE_UNKNOWN',
      '8 state CODE_UNKNOWN',
    ]);
    const up = await read('id,years,state\n1,2.5,left\n', {
      ...elapsed,
      duration: { ...elapsed.duration, round: 'up' },
    });
    expect(up.rows[0]?.events[0]).toMatchObject({ at: { earliest: 3 } });
  });
});

describe('ratings and would-rehire', () => {
  it('keep the day that the mapping names and the file’s own scale', async () => {
    const file = await read('id,r90,r365,again\n1,4,80,yes\n2,,,no\n3,6,80,\n4,4,101,perhaps\n', {
      ratings: [
        { column: 'r90', day: 90, min: 1, max: 5 },
        { column: 'r365', day: 365, min: 0, max: 100 },
      ],
      wouldRehire: { column: 'again', yes: ['yes'], no: ['no'] },
    });
    expect(file.rows.map((row) => row.events)).toEqual([
      [
        { kind: 'rating', day: 90, value: 4, at: null },
        { kind: 'rating', day: 365, value: 80, at: null },
        { kind: 'would-rehire', value: true, at: null },
      ],
      [{ kind: 'would-rehire', value: false, at: null }],
    ]);
    expect(codes(file)).toEqual([
      '4 r90 SCORE_OUT_OF_SCALE',
      '5 r365 SCORE_OUT_OF_SCALE',
      '5 again CODE_UNKNOWN',
    ]);
  });
});

describe('the day of a rating and of would-rehire', () => {
  it('may lie after the end of employment, and not before its start', async () => {
    const file = await read(
      'id,start,end,r,on,again\n1,2024-01-01,2024-03-01,4,2024-04-01,\n2,2024-01-01,,4,2023-12-31,\n3,2024-01-01,,,2023-12-31,yes\n',
      {
        startedOn: { column: 'start', format: iso },
        endedOn: { column: 'end', format: iso },
        ratings: [{ column: 'r', day: 90, min: 1, max: 5, on: { column: 'on', format: iso } }],
        wouldRehire: { column: 'again', yes: ['yes'], no: ['no'], on: { column: 'on', format: iso } },
      },
    );
    expect(file.rows.map(({ candidacyRef }) => candidacyRef)).toEqual(['1']);
    expect(new Set(codes(file))).toEqual(new Set(['3 on DATE_ORDER', '4 on DATE_ORDER']));
    expect(file.refusals[0]?.sentence).toBe('Column "on" is before the start 2024-01-01.');
  });
});

describe('placements without scores', () => {
  it('are a valid import: who started, on what terms, who fell off, who left', async () => {
    const file = await readShipped('placements-only', 'placements-only.csv');
    expect(file).toMatchObject({ rowCount: 24, refusedRows: 0, refusals: [], questions: [] });
    expect(file.rows[0]).toMatchObject({
      clientRef: 'Larkspur Robotics',
      answers: [],
      placement: { startedOn: '2024-01-08', title: 'Senior ML Engineer', feeShare: 0.2, guaranteeDays: 90 },
    });
    expect(file.notices).toContain(
      'The mapping names no score column: outcomes are imported, questions cannot be judged from this file.',
    );
  });

  it('a "no" confirms the last day of the guarantee; a "yes" without a day is an exit somewhere inside it', async () => {
    const { rows } = await readShipped('placements-only', 'placements-only.csv');
    const eventsOf = (ref: string) => rows.find((row) => row.candidacyRef === ref)?.events;
    const day = (earliest: string, latest = earliest) => ({ clock: 'calendar', earliest, latest });
    expect(eventsOf('P-001')).toEqual([{ kind: 'status-confirmed', at: day('2024-04-07') }]);
    expect(eventsOf('P-002')).toEqual([{ kind: 'exit', at: day('2024-04-12'), cause: 'unknown' }]);
    expect(eventsOf('P-020')).toEqual([
      { kind: 'exit', at: day('2025-03-10', '2025-06-08'), cause: 'unknown' },
    ]);
    expect(eventsOf('P-024')).toEqual([]);
  });

  it('cannot fall off after the guarantee', async () => {
    const file = await read('id,start,end,fell\n1,2024-01-01,2024-06-01,yes\n', {
      startedOn: { column: 'start', format: iso },
      endedOn: { column: 'end', format: iso },
      fellOff: { column: 'fell', yes: ['yes'], no: ['no'] },
    });
    expect(file.refusals).toEqual([
      {
        line: 2,
        column: 'fell',
        code: 'FACTS_DISAGREE',
        sentence:
          'Column "fell" says that the hire fell off inside the guarantee of 90 days, but it ended after 152 days.',
        value: 'yes',
      },
    ]);
  });

  it('cannot have fallen off and be there later, nor leave early and not have fallen off', async () => {
    const file = await read(
      [
        'id,start,end,seen,fell',
        '1,2024-01-01,,2024-06-01,yes',
        '2,2024-01-01,2024-02-01,,no',
        '3,2024-01-01,,2024-02-01,yes',
        '4,2024-01-01,2024-06-01,,no',
        '5,2024-01-01,2024-03-31,,no',
        '6,2024-01-01,,2024-06-01,no',
        '',
      ].join('\n'),
      {
        startedOn: { column: 'start', format: iso },
        endedOn: { column: 'end', format: iso },
        statusConfirmed: { column: 'seen', format: iso },
        fellOff: { column: 'fell', yes: ['yes'], no: ['no'] },
      },
    );
    expect(file.refusals.map(({ line, code, sentence }) => [line, code, sentence])).toEqual([
      [
        2,
        'FACTS_DISAGREE',
        'Column "fell" says that the hire fell off inside the guarantee of 90 days, but it is known to have lasted at least 152 days.',
      ],
      [
        3,
        'FACTS_DISAGREE',
        'Column "fell" says that the hire did not fall off inside the guarantee of 90 days, but it ended after 31 days.',
      ],
    ]);
    expect(file.rows.map(({ candidacyRef }) => candidacyRef)).toEqual(['3', '4', '5', '6']);
  });

  it('may be identified by several columns together', async () => {
    const file = await read('client,title,start\nAcme,ML,2024-01-01\nAcme,,2024-01-01\n', {
      candidacy: { columns: ['client', 'title', 'start'] },
      client: { column: 'client' },
    });
    expect(file.rows.map((row) => row.candidacyRef)).toEqual(['Acme · ML · 2024-01-01']);
    expect(codes(file)).toEqual(['3 title ID_MISSING']);
  });
});

describe('who was hired to ship', () => {
  const notice =
    'The mapping names no first production model: these hires take no part in findings about shipping.';
  const start = { startedOn: { column: 'start', format: iso } };
  const csv = 'id,start,scope,live,end\n1,2024-01-01,yes,2024-03-01,\n2,2024-01-01,no,,\n';
  const codes = { '': { kind: 'still-there' }, live: { kind: 'first-model' } };

  it.each([
    ['nobody, when the mapping cannot say who did', {}, [false, false]],
    [
      'everybody, when it names the first model',
      { firstModel: { column: 'live', format: iso } },
      [true, true],
    ],
    [
      'everybody, when a code means it',
      { endedOn: { column: 'end', format: iso }, event: { column: 'end', codes } },
      [true, true],
    ],
    ['who a column says', { inScope: { column: 'scope', yes: ['yes'], no: ['no'] } }, [true, false]],
    ['who the mapping says', { inScope: { constant: true } }, [true, true]],
  ])('is %s', async (_who, more, inScope) => {
    const file = await read(csv, { ...start, ...more });
    expect(file.rows.map(({ placement }) => placement?.inScope)).toEqual(inScope);
    expect(file.notices.includes(notice)).toBe(Object.keys(more).length === 0);
  });
});

it('the same bytes give the same answer, and the hash of the bytes comes with it', async () => {
  const first = await readShipped('survival', 'Survival.csv');
  expect(await readShipped('survival', 'Survival.csv')).toEqual(first);
  expect(first.sha256).toMatch(/^[0-9a-f]{64}$/);
});

it('an id that stands on very many lines with other values is named briefly and read quickly', async () => {
  const csv = `id,client\n${Array.from({ length: 50_000 }, (_, at) => `same,c${at}\n`).join('')}`;
  const file = await read(csv, { client: { column: 'client' } });
  expect(file).toMatchObject({ rowCount: 50_000, refusedRows: 50_000 });
  expect(file.refusals[0]?.sentence).toBe(
    'The id "same" also stands on lines 3, 4, 5, 6, 7 and 49994 more with other values. None of these rows is taken.',
  );
});

it('a column name is the same name however its accents are composed', async () => {
  const file = await read('id,re\u0301gion\n1,Acme\n', { client: { column: 'r\u00e9gion' } });
  expect(file.rows[0]?.clientRef).toBe('Acme');
});

it('a name longer than a filter can hold is refused', async () => {
  const file = await read(`id,client\n1,${'x'.repeat(121)}\n${'y'.repeat(121)},Acme\n`, {
    client: { column: 'client' },
  });
  expect(codes(file)).toEqual(['2 client TEXT_TOO_LONG', '3 id TEXT_TOO_LONG']);
});
