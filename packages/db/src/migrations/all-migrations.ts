import type { Migration } from 'kysely/migration';
import * as firstSchema from './2026-11-25-first-schema.ts';

/** Every migration by its name; names begin with the day, so that they sort in order. */
export const allMigrations: Record<string, Migration> = {
  '2026-11-25-first-schema': firstSchema,
};
