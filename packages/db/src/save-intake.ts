/**
 * Brings a checked file into the database, all or nothing: compares each row with what is stored under its external
 * reference, writes the difference and the packed rows in one transaction, and reports what happened by counts that
 * add up. A dry run takes the same way and writes nothing.
 */
import {
  resumeSignalIds,
  type IntakeFile,
  type IntakeRefusal,
  type IntakeReport,
  type IntakeRow,
} from '@hindsight/domain';
import { lockDataVersion, publishDataVersion } from './data-version.ts';
import type { Database } from './database.ts';
import { type AgencyBook, readAgencyBook } from './intake/agency-book.ts';
import { checkRows } from './intake/check-rows.ts';
import { compareCandidacy, type CandidacyChange } from './intake/compare-candidacy.ts';
import { fileScope, withUnspokenFacts } from './intake/file-scope.ts';
import { ensureResumeSlots } from './intake/insert-questions.ts';
import { chunks, knownCandidacies, knownCandidates, takenCandidacyRefs } from './intake/known-candidacies.ts';
import { createNames, plannedNames, planNames } from './intake/new-names.ts';
import { publicRef } from './intake/public-ref.ts';
import { recordImport } from './intake/record-import.ts';
import { storedCandidacies } from './intake/stored-candidacies.ts';
import { wantedCandidacy } from './intake/wanted-candidacy.ts';
import { applyChanges, insertCandidacies, type NewCandidacy } from './intake/write-candidacies.ts';
import { currentDataVersion } from './queries/current-data-version.ts';
import { createUuidSource, type UuidOptions } from './uuid-source.ts';
import { type AgencyTransaction, withActor } from './with-actor.ts';

export type SaveOptions = UuidOptions & {
  /** Without it, everything is compared and counted and nothing is written. */
  commit: boolean;
  /** Apply the good rows although others were refused. Otherwise one refusal keeps the whole file out. */
  acceptGoodRows?: boolean | undefined;
  /** Told after each step how many rows have been gone through; none is safe before the end. */
  onProgress?: ((rows: number) => void) | undefined;
};

const rowsPerStep = 4_000;

export async function saveIntake(
  database: Database,
  agencyId: string,
  file: IntakeFile,
  options: SaveOptions,
): Promise<IntakeReport> {
  return withActor(
    database,
    { kind: 'agency', agencyId },
    (transaction) => intakeWithin(transaction, file, options),
    { access: options.commit ? 'write' : 'read' },
  );
}

/** For a transaction that has more to do than this. */
export function intakeWithin(
  transaction: AgencyTransaction,
  file: IntakeFile,
  options: SaveOptions,
): Promise<IntakeReport> {
  return new Intake(transaction, file, options).run();
}

class Intake {
  #transaction: AgencyTransaction;
  #file: IntakeFile;
  #options: SaveOptions;
  #nextId: () => string;
  #done = 0;

  constructor(transaction: AgencyTransaction, file: IntakeFile, options: SaveOptions) {
    this.#transaction = transaction;
    this.#file = file;
    this.#options = options;
    this.#nextId = createUuidSource(options);
  }

  async run(): Promise<IntakeReport> {
    const version = this.#options.commit
      ? await lockDataVersion(this.#transaction)
      : (await currentDataVersion(this.#transaction)) + 1;
    const { source } = this.#file;
    const refs = this.#file.rows.map(({ candidacyRef }) => candidacyRef);
    const known = await knownCandidacies(this.#transaction, source, refs);
    const book = await readAgencyBook(this.#transaction, source);
    const checked = checkRows(this.#file, book, known);
    const refusals = [...this.#file.refusals, ...checked.refusals].sort((a, b) => a.line - b.line);
    const isApplied =
      this.#options.commit && (refusals.length === 0 || this.#options.acceptGoodRows === true);

    const names = planNames(this.#file, checked.rows, book, this.#nextId);
    if (isApplied) await createNames(this.#transaction, this.#file, names, version, this.#nextId);
    // After writing: with what the database gave. Without: as if it had been written.
    const knowing = isApplied ? await this.#bookAfterCreating(source) : plannedNames(book, names);

    const created = checked.rows.filter((row) => !known.has(row.candidacyRef));
    const present = checked.rows.filter((row) => known.has(row.candidacyRef));
    if (isApplied) await this.#insert(created, knowing, version);
    const updated = await this.#update(present, known, knowing, version, isApplied);

    const repeated = this.#file.duplicateRows ?? 0;
    const counts = {
      rows: this.#file.rowCount,
      created: created.length,
      updated,
      // A row that repeats an earlier one of the file says nothing new.
      unchanged: present.length - updated + repeated,
      refused: this.#file.rowCount - repeated - checked.rows.length,
    };
    const anythingNew = created.length > 0 || updated > 0 || names.questions.length > 0;
    if (isApplied && anythingNew) await publishDataVersion(this.#transaction, version);
    const report = {
      ...counts,
      committed: isApplied,
      creates: {
        clients: names.clients.map(({ externalRef }) => externalRef),
        searches: names.searches.map(({ externalRef }) => externalRef),
        questions: names.questions.map(({ title }) => title),
      },
      refusals,
      notices: this.#file.notices ?? [],
      dataVersion: isApplied && anythingNew ? version : version - 1,
    };
    const importRef = this.#options.commit ? await this.#record(report) : null;
    return { importRef, ...report };
  }

  async #bookAfterCreating(source: string): Promise<AgencyBook> {
    await ensureResumeSlots(this.#transaction, resumeSignalIds);
    return readAgencyBook(this.#transaction, source);
  }

  async #insert(rows: readonly IntakeRow[], book: AgencyBook, version: number): Promise<void> {
    const { source } = this.#file;
    const candidates = await knownCandidates(
      this.#transaction,
      source,
      rows.map(({ candidateRef }) => candidateRef),
    );
    const taken = await takenCandidacyRefs(
      this.#transaction,
      rows.flatMap(({ candidacyRef }) => [candidacyRef, `${source}:${candidacyRef}`]),
    );
    for (const step of chunks(rows, rowsPerStep)) {
      const made = step.map((row): NewCandidacy => {
        const held = candidates.get(row.candidateRef);
        const candidateId = held ?? this.#nextId();
        candidates.set(row.candidateRef, candidateId);
        const wanted = wantedCandidacy(row, source, book);
        return {
          candidateId,
          newCandidateRef: held ? null : row.candidateRef,
          externalRef: row.candidacyRef,
          stored: {
            candidacyId: this.#nextId(),
            ref: publicRef(row.candidacyRef, source, taken),
            detail: wanted.detail,
            screens: wanted.screen ? [{ ...wanted.screen, screen_id: this.#nextId() }] : [],
            resumeSignals: wanted.resumeSignals,
            placement: wanted.placement,
            events: wanted.events.map((event) => ({ ...event, outcome_event_id: this.#nextId() })),
          },
        };
      });
      await insertCandidacies(this.#transaction, made, { source, version, book });
      this.#proceed(step.length);
    }
  }

  async #update(
    rows: readonly IntakeRow[],
    known: ReadonlyMap<string, { candidacyId: string }>,
    book: AgencyBook,
    version: number,
    isApplied: boolean,
  ): Promise<number> {
    let updated = 0;
    const scope = fileScope(this.#file, book);
    for (const step of chunks(rows, rowsPerStep)) {
      const ids = step.flatMap((row) => known.get(row.candidacyRef)?.candidacyId ?? []);
      const stored = await storedCandidacies(this.#transaction, ids);
      const changes = step.flatMap((row): CandidacyChange[] => {
        const held = stored.get(known.get(row.candidacyRef)?.candidacyId ?? '');
        if (!held) throw new Error('a candidacy has no current facts');
        const wanted = withUnspokenFacts(wantedCandidacy(row, this.#file.source, book), held, scope);
        const change = compareCandidacy(held, wanted, this.#file.source, this.#nextId);
        return change ? [change] : [];
      });
      updated += changes.length;
      if (isApplied) await applyChanges(this.#transaction, changes, { version, book });
      this.#proceed(step.length);
    }
    return updated;
  }

  #proceed(rows: number): void {
    this.#done += rows;
    this.#options.onProgress?.(this.#done);
  }

  #record(report: Omit<IntakeReport, 'importRef'> & { refusals: IntakeRefusal[] }): Promise<string> {
    return recordImport(this.#transaction, this.#file, report, {
      acceptGoodRows: this.#options.acceptGoodRows === true,
      endedAt: new Date(this.#options.now()).toISOString(),
      nextId: this.#nextId,
    });
  }
}
