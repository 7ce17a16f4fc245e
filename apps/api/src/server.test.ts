/** The HTTP server over a real database with the simulated agency, on every database lane. */
import { type Board, boardSchema, type QuestionDetail, questionDetailSchema } from '@hindsight/domain';
import { saveIntake, withActor, agencies } from '@hindsight/db';
import { createTestDatabase, databaseLanes, type TestDatabase } from '@hindsight/db/testing';
import { simulateAgency } from '@hindsight/validity';
import type { AnyRouter } from '@trpc/server';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClock } from './clock.ts';
import { seedDemo } from './demo-seed.ts';
import { createFindingsService } from './findings-service.ts';
import { manifest } from './manifest.ts';
import { appRouter } from './router.ts';
import { createServer } from './server.ts';
import { startStatisticsWorker, type StatisticsWorker } from './statistics/worker-client.ts';

const clock = createClock('2026-10-31T12:00:00Z');

describe.each(databaseLanes)('[%s] server', (lane) => {
  let held: TestDatabase;
  let worker: StatisticsWorker;
  let server: FastifyInstance;

  beforeAll(async () => {
    held = await createTestDatabase(lane);
    await seedDemo(held.database, clock);
    worker = startStatisticsWorker(() => {});
    const findings = createFindingsService(held.database, worker, clock);
    server = await createServer({
      database: held.database,
      findings,
      clock,
      logger: pino({ level: 'silent' }),
    });
  });
  afterAll(async () => {
    await server.close();
    await worker.close();
    await held.close();
  });

  const ask = (procedure: string, input: unknown, headers: Record<string, string> = {}) =>
    server.inject({ url: `/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`, headers });
  const askBoard = async (input: unknown): Promise<Board> =>
    boardSchema.parse((await ask('validity.board', input)).json().result.data);

  test('the board of the demo says which questions predict, within 25 KB', async () => {
    const reply = await ask('validity.board', { outcome: 'shipped-180', cohort: {} });
    expect(reply.statusCode).toBe(200);
    const board = boardSchema.parse(reply.json().result.data);
    expect(board.meta).toMatchObject({ hires: 1000, correction: 'uncorrected', asOf: '2026-10-31' });
    expect(board.rows.filter(({ verdict }) => verdict === 'predicts').length).toBeGreaterThan(3);
    expect(board.rows.filter(({ family }) => family === 'question').length).toBe(16);
    expect(reply.rawPayload.byteLength).toBeLessThanOrEqual(25 * 1024);
  });

  test('what the résumé said is a family of its own, asked for apart', async () => {
    const board = await askBoard({ outcome: 'shipped-180', cohort: {}, predictors: 'resume' });
    expect(board.rows.map(({ family }) => family)).toEqual(Array.from({ length: 6 }, () => 'resume-signal'));
  });

  test('the same question gives the same bytes, and 304 to who has them', async () => {
    const input = { outcome: 'retained-365', cohort: { seniority: ['senior'] } };
    const first = await ask('validity.board', input);
    const second = await ask('validity.board', input);
    expect(second.rawPayload.equals(first.rawPayload)).toBe(true);
    const again = await ask('validity.board', input, { 'if-none-match': String(first.headers['etag']) });
    expect(again.statusCode).toBe(304);
    expect(again.rawPayload.byteLength).toBe(0);
  });

  test('a question in full: expectancy, shipping and staying, at most 20 KB', async () => {
    const reply = await ask('validity.question', {
      outcome: 'shipped-180',
      cohort: {},
      question: 'PD-regressed',
    });
    const detail: QuestionDetail = questionDetailSchema.parse(reply.json().result.data);
    expect(detail.expectancy.levels.length).toBe(5);
    expect(detail.shipping).toHaveProperty('groups');
    expect(detail.wording).toContain('got worse in production');
    expect(reply.rawPayload.byteLength).toBeLessThanOrEqual(20_100);
  });

  test('a cohort narrows the hires, and what was left out is counted', async () => {
    const whole = await askBoard({ outcome: 'shipped-180', cohort: {} });
    const part = await askBoard({
      outcome: 'shipped-180',
      cohort: { startedFrom: '2025-Q1', startedTo: '2025-Q4' },
    });
    expect(part.meta.hires).toBeGreaterThan(0);
    expect(part.meta.hires).toBeLessThan(whole.meta.hires);
    const left = part.meta.exclusions.reduce((sum, { n }) => sum + n, 0);
    expect(part.meta.hiresWithOutcome + left).toBe(part.meta.hires);
  });

  test('the CSV holds the numbers of the board', async () => {
    const board = await askBoard({ outcome: 'shipped-180', cohort: {} });
    const reply = await server.inject({ url: '/api/v1/board.csv?outcome=shipped-180&cohort=%7B%7D' });
    expect(reply.headers['content-type']).toContain('text/csv');
    const lines = reply.body.trimEnd().split('\n');
    expect(lines.length).toBe(board.rows.length + 1);
    for (const row of board.rows) {
      const line = lines.find((candidate) => candidate.includes(`,${row.ref},`));
      expect(line).toBeDefined();
      if (row.observed.kind === 'estimate') expect(line).toContain(String(row.observed.value));
    }
  });

  test.each([
    ['validity.board', { outcome: 'hired' }, 400, 'NOT_AN_OUTCOME'],
    ['validity.board', { outcome: 'happiness' }, 400, 'NOT_AN_OUTCOME'],
    ['validity.board', { outcome: 'shipped-180', cohort: { startedFrom: 'yesterday' } }, 400, 'BAD_REQUEST'],
    ['validity.board', { outcome: 'shipped-180', agency: 'other' }, 400, 'BAD_REQUEST'],
    ['validity.question', { outcome: 'shipped-180', cohort: {}, question: 'PD-0' }, 404, 'NOT_FOUND'],
    ['validity.nothing', {}, 404, 'NOT_FOUND'],
  ])(
    '%s with %o is refused as %i %s, with a request id and no internals',
    async (procedure, input, status, code) => {
      const reply = await ask(procedure, input);
      expect(reply.statusCode).toBe(status);
      const { error } = reply.json();
      expect(error.data).toEqual({ code, requestId: reply.headers['x-request-id'], httpStatus: status });
      expect(error.message.length).toBeGreaterThan(10);
      expect(JSON.stringify(error)).not.toMatch(/stack|node_modules|select |\.ts/);
    },
  );

  test('batched calls and large bodies are refused', async () => {
    const batch = await server.inject({ url: '/trpc/meta.get,meta.get?batch=1&input=%7B%7D' });
    expect(batch.statusCode).toBe(400);
    const large = await server.inject({
      method: 'POST',
      url: '/trpc/meta.get',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ filler: 'x'.repeat(2 * 1024 * 1024) }),
    });
    expect(large.statusCode).toBe(413);
    expect(large.json().code).toBe('TOO_LARGE');
  });

  test('health, readiness, version and manifest answer', async () => {
    expect((await server.inject({ url: '/healthz' })).json()).toEqual({ status: 'ok' });
    expect((await server.inject({ url: '/readyz' })).json()).toEqual({ ready: true });
    expect((await server.inject({ url: '/version' })).json()).toHaveProperty('methodVersion');
    const listed = (await server.inject({ url: '/api/manifest' })).json().procedures as { name: string }[];
    expect(listed.map(({ name }) => name)).toEqual(manifest().procedures.map(({ name }) => name));
    expect(listed.map(({ name }) => name).toSorted()).toEqual(
      Object.keys((appRouter as unknown as AnyRouter)._def.procedures).toSorted(),
    );
  });

  test('filters offer what there is, and the import is listed', async () => {
    const options = (await server.inject({ url: '/trpc/cohort.options' })).json().result.data;
    expect(options.clients.length).toBe(12);
    expect(options.roleFamilies.length).toBeGreaterThan(1);
    const imports = (await server.inject({ url: '/trpc/imports.list' })).json().result.data;
    expect(imports).toMatchObject([{ created: 3000, refused: 0 }]);
  });

  test('when the statistics worker dies, the next question is answered by another one', async () => {
    const before = await askBoard({ outcome: 'rating-90', cohort: {} });
    await worker.thread()?.terminate();
    const after = await askBoard({ outcome: 'rating-90', cohort: { seniority: ['senior'] } });
    expect(after.meta.hires).toBeGreaterThan(0);
    expect(after.meta.hires).toBeLessThan(before.meta.hires);
  });

  test('a later import shows at once: the frame catches up by data version', async () => {
    const before = await askBoard({ outcome: 'rating-90', cohort: {} });
    const [agency] = await withActor(held.database, { kind: 'operator' }, agencies);
    if (!agency) throw new Error('no agency');
    const simulated = simulateAgency({ seed: 7, asOf: clock.today('UTC'), placements: 40 });
    const rows = simulated.rows.map((row) => ({ ...row, candidacyRef: `new-${row.candidacyRef}` }));
    const file = {
      source: 'second file',
      fileName: 'second.csv',
      sha256: '1'.repeat(64),
      mappingName: 'second',
      questions: simulated.questions,
      create: ['clients', 'searches', 'questions'] as ('clients' | 'searches' | 'questions')[],
      rows,
      refusals: [],
      rowCount: rows.length,
    };
    const report = await saveIntake(held.database, agency.id, file, { commit: true, now: clock.now });
    expect(report).toMatchObject({ committed: true, created: rows.length });
    const after = await askBoard({ outcome: 'rating-90', cohort: {} });
    expect(after.meta.dataVersion).toBe(before.meta.dataVersion + 1);
    expect(after.meta.hires).toBe(before.meta.hires + rows.filter(({ placement }) => placement).length);
  });
});
