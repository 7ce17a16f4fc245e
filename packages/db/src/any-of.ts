import { type RawBuilder, sql } from 'kysely';

/**
 * `column = any(list)`: a list as one parameter, since a statement takes at most 65,535 of them. Unlike a sub-query
 * it leads the planner to the index even where no statistics exist, as in the embedded database.
 */
export function anyOf(type: 'uuid' | 'text', list: readonly string[]): RawBuilder<string> {
  return type === 'uuid' ? sql<string>`any(${list}::uuid[])` : sql<string>`any(${list}::text[])`;
}
