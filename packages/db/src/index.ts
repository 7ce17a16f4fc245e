export type { Database } from './database.ts';
export { DatabaseHeldError, type OpenOptions, openDatabase } from './open-database.ts';
export {
  type AccessOptions,
  type Actor,
  type AgencyTransaction,
  type OperatorTransaction,
  withActor,
} from './with-actor.ts';
