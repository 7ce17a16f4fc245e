/**
 * Answers findings in the four steps of a request: who asks is known before; one transaction reads the data version
 * and what changed since; the worker computes with no transaction open; the bytes are kept for the next reader.
 *
 * The in-memory frame bypasses row-level security, so this service answers agency-wide roles only.
 */
import { createHash } from 'node:crypto';
import { type CalendarDate, canonicalCohort, type Cohort, methodVersion } from '@hindsight/domain';
import { candidacyRowsSince, currentDataVersion, type Database, predictors, withActor } from '@hindsight/db';
import { outcomeFromText } from '@hindsight/validity';
import { ByteCache } from './byte-cache.ts';
import type { Clock } from './clock.ts';
import type { CurrentAgency } from './current-agency.ts';
import { ProductError } from './product-error.ts';
import type { FindingRequest, FrameUpdate, PredictorSet } from './statistics/engine.ts';

/** What computes: the worker of a server, or the engine itself in a command. */
export type Statistics = {
  /** Rises when the frames were lost and must be loaded anew. */
  generation(): number;
  apply(update: FrameUpdate): Promise<void>;
  answer(agencyId: string, request: FindingRequest): Promise<Uint8Array | null>;
};

export type AskedFinding = { outcome: string; cohort: Cohort; asOf?: CalendarDate | undefined } & (
  | { what: 'board'; predictors: PredictorSet }
  | { what: 'outcome' }
  | { what: 'question'; question: string }
);

export type ServedFinding = { bytes: Uint8Array; etag: string; text(): string };

export type FindingsService = {
  find(agency: CurrentAgency, asked: AskedFinding): Promise<ServedFinding>;
};

const cacheBytes = 64 * 1024 * 1024;

export function createFindingsService(
  database: Database,
  statistics: Statistics,
  clock: Clock,
): FindingsService {
  const cache = new ByteCache<ServedFinding>(cacheBytes);
  const computing = new Map<string, Promise<ServedFinding>>();
  const loaded = new Map<string, { version: number; generation: number }>();
  const catchingUp = new Map<string, Promise<number>>();

  /** One catch-up at a time per agency, so that rows are applied in the order of their versions. */
  function catchUp(agency: CurrentAgency): Promise<number> {
    const before = catchingUp.get(agency.id) ?? Promise.resolve(0);
    const next = before.catch(() => 0).then(() => applyNewRows(agency));
    catchingUp.set(agency.id, next);
    return next;
  }

  async function applyNewRows(agency: CurrentAgency): Promise<number> {
    const generation = statistics.generation();
    const last = loaded.get(agency.id);
    const held = last?.generation === generation ? last.version : null;
    const update = await withActor(database, { kind: 'agency', agencyId: agency.id }, async (transaction) => {
      const dataVersion = await currentDataVersion(transaction);
      if (held === dataVersion) return undefined;
      return {
        agencyId: agency.id,
        fromVersion: held,
        dataVersion,
        predictors: await predictors(transaction),
        rows: await candidacyRowsSince(transaction, held ?? -1),
      };
    });
    if (!update) return held ?? 0;
    await statistics.apply(update);
    loaded.set(agency.id, { version: update.dataVersion, generation });
    return update.dataVersion;
  }

  async function compute(agency: CurrentAgency, request: FindingRequest): Promise<ServedFinding> {
    const bytes = await statistics.answer(agency.id, request);
    if (!bytes) throw new ProductError('NOT_FOUND', 'There is no such question.');
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;
    return { bytes, etag, text: () => new TextDecoder().decode(bytes) };
  }

  return {
    async find(agency, asked) {
      const outcome = outcomeFromText(asked.outcome);
      if (outcome.kind === 'refused') {
        throw new ProductError('NOT_AN_OUTCOME', outcome.sentence);
      }
      const asOf = asked.asOf ?? clock.today(agency.timeZone);
      const dataVersion = await catchUp(agency);
      const request = { ...asked, outcome: outcome.outcome, asOf } as FindingRequest;
      const key = cacheKey(agency, dataVersion, request);
      const held = cache.get(key) ?? computing.get(key);
      if (held) return held;
      const running = compute(agency, request).finally(() => computing.delete(key));
      computing.set(key, running);
      const finding = await running;
      cache.set(key, finding);
      return finding;
    },
  };
}

function cacheKey(agency: CurrentAgency, dataVersion: number, request: FindingRequest): string {
  return JSON.stringify([
    agency.id,
    'agency-wide',
    dataVersion,
    methodVersion,
    request.asOf,
    request.outcome,
    canonicalCohort(request.cohort),
    request.what,
    request.what === 'question' ? request.question : null,
    request.what === 'board' ? request.predictors : null,
  ]);
}
