export { createAgency, type NewAgency } from './create-agency.ts';
export type { Database } from './database.ts';
export { isReady, type Readiness } from './is-ready.ts';
export { DatabaseHeldError, type OpenOptions, openDatabase } from './open-database.ts';
export { type Agency, agencies } from './queries/agencies.ts';
export { candidacyRowPages, candidacyRowsSince } from './queries/candidacy-rows-since.ts';
export { clientNames } from './queries/client-names.ts';
export { type CohortOptions, cohortOptions } from './queries/cohort-options.ts';
export { currentDataVersion } from './queries/current-data-version.ts';
export { importList, type ListedImport } from './queries/import-list.ts';
export { importRefusals } from './queries/import-refusals.ts';
export { outcomeCounts } from './queries/outcome-counts.ts';
export { predictors } from './queries/predictors.ts';
export { type QuestionWording, questionWordings } from './queries/question-wordings.ts';
export { saveIntakeIntoNewAgency } from './save-intake-into-new-agency.ts';
export { saveIntake, type SaveOptions } from './save-intake.ts';
export type { UuidOptions } from './uuid-source.ts';
export {
  type AccessOptions,
  type Actor,
  type AgencyTransaction,
  type OperatorTransaction,
  withActor,
} from './with-actor.ts';
