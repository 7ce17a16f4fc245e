/** A first file and the agency that it is for come to exist together, or neither does. */
import type { BankQuestion, IntakeFile, IntakeReport } from '@hindsight/domain';
import { insertAgency, type NewAgency } from './create-agency.ts';
import type { Database } from './database.ts';
import type { Agency } from './queries/agencies.ts';
import { intakeWithin, type SaveOptions } from './save-intake.ts';
import { withActor } from './with-actor.ts';

/**
 * Makes the agency, seeds its question bank and saves the file in one transaction. After a dry run or a refused file
 * nothing is left of it, not even the record of the import: `agency` is `null` and the report says why.
 */
export async function saveIntakeIntoNewAgency(
  database: Database,
  newAgency: NewAgency,
  questionBank: readonly BankQuestion[],
  file: IntakeFile,
  options: SaveOptions,
): Promise<{ agency: Agency | null; report: IntakeReport }> {
  try {
    return await withActor(
      database,
      { kind: 'operator' },
      async (transaction) => {
        const inside = await insertAgency(transaction, newAgency, questionBank, options);
        const report = await intakeWithin(inside, file, options);
        if (!report.committed) throw new NothingKept(report);
        return { agency: { id: inside.agencyId, ...newAgency }, report };
      },
      { access: 'write' },
    );
  } catch (error) {
    if (!(error instanceof NothingKept)) throw error;
    return { agency: null, report: { ...error.report, importRef: null } };
  }
}

/** Thrown, since only an error makes a transaction roll back. */
class NothingKept extends Error {
  readonly report: IntakeReport;

  constructor(report: IntakeReport) {
    super('the file was not saved');
    this.report = report;
  }
}
