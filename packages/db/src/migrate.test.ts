import { type Kysely, sql } from 'kysely';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPool } from './connection-pool.ts';
import { migrate } from './migrate.ts';
import { allMigrations } from './migrations/all-migrations.ts';
import type { Tables } from './tables.ts';
import { createTestDatabase, databaseLanes, type TestDatabase } from './testing/index.ts';

const twoMore = {
  ...allMigrations,
  '9999-01-01-good': {
    up: (db: Kysely<never>) => sql`create table made_by_good (n integer)`.execute(db).then(() => {}),
  },
  '9999-01-02-bad': {
    up: (db: Kysely<never>) => sql`select 1 / 0`.execute(db).then(() => {}),
  },
};

/** The type checker compares this with the tables of the queries, the test compares it with the database. */
const columns: { [Name in keyof Tables]: Record<keyof Tables[Name], 1> } = {
  agency: {
    agency_id: 1,
    number: 1,
    slug: 1,
    name: 1,
    simulated: 1,
    time_zone: 1,
    data_version: 1,
    created_at: 1,
  },
  answer: {
    agency_id: 1,
    screen_id: 1,
    question_version_id: 1,
    state: 1,
    score: 1,
    level_rank: 1,
    raw_label: 1,
    submitted_on: 1,
    from_version: 1,
    to_version: 1,
  },
  answer_signal: {
    agency_id: 1,
    screen_id: 1,
    rubric_signal_id: 1,
    observed: 1,
    from_version: 1,
    to_version: 1,
  },
  candidacy: { agency_id: 1, candidacy_id: 1, candidate_id: 1, source: 1, external_ref: 1, ref: 1 },
  candidacy_detail: {
    agency_id: 1,
    candidacy_id: 1,
    client_id: 1,
    search_id: 1,
    role_family: 1,
    seniority: 1,
    decided_on: 1,
    from_version: 1,
    to_version: 1,
  },
  candidacy_row: {
    agency_id: 1,
    candidacy_id: 1,
    client_id: 1,
    started_on: 1,
    changed_version: 1,
    packed: 1,
  },
  candidate: { agency_id: 1, candidate_id: 1, source: 1, external_ref: 1 },
  candidate_identity: { agency_id: 1, candidate_id: 1, name: 1, email: 1 },
  client: { agency_id: 1, client_id: 1, source: 1, external_ref: 1, ref: 1, name: 1 },
  contact: { agency_id: 1, contact_id: 1, client_id: 1, source: 1, external_ref: 1, ref: 1 },
  contact_identity: { agency_id: 1, contact_id: 1, name: 1, email: 1 },
  import: {
    agency_id: 1,
    import_id: 1,
    number: 1,
    source: 1,
    file_name: 1,
    sha256: 1,
    mapping_name: 1,
    accept_good_rows: 1,
    committed: 1,
    row_count: 1,
    created: 1,
    updated: 1,
    unchanged: 1,
    refused: 1,
    creates: 1,
    data_version: 1,
    ended_at: 1,
  },
  import_row: {
    agency_id: 1,
    import_id: 1,
    number: 1,
    status: 1,
    line: 1,
    column_name: 1,
    code: 1,
    sentence: 1,
    value: 1,
    staged: 1,
  },
  outcome_event: {
    agency_id: 1,
    outcome_event_id: 1,
    candidacy_id: 1,
    kind: 1,
    earliest_on: 1,
    latest_on: 1,
    earliest_at: 1,
    latest_at: 1,
    cause: 1,
    rating_day: 1,
    value: 1,
    source: 1,
    way: 1,
    grade: 1,
    from_version: 1,
    to_version: 1,
  },
  placement: {
    agency_id: 1,
    candidacy_id: 1,
    clock: 1,
    unit: 1,
    started_on: 1,
    title: 1,
    in_scope: 1,
    tracked_from: 1,
    complete_up_to: 1,
    agreed_ship_at: 1,
    fee_share: 1,
    guarantee_days: 1,
    manager_contact_id: 1,
    source: 1,
    from_version: 1,
    to_version: 1,
  },
  predictor_slot: { agency_id: 1, slot: 1, kind: 1, resume_signal: 1 },
  question: { agency_id: 1, question_id: 1, source: 1, external_ref: 1, ref: 1, position: 1 },
  question_version: {
    agency_id: 1,
    question_version_id: 1,
    question_id: 1,
    number: 1,
    title: 1,
    wording: 1,
    minutes: 1,
    anchors: 1,
  },
  question_version_state: {
    agency_id: 1,
    question_version_id: 1,
    category: 1,
    scale: 1,
    higher_is_better: 1,
    active: 1,
    slot: 1,
    from_version: 1,
    to_version: 1,
  },
  resume_signal: {
    agency_id: 1,
    candidacy_id: 1,
    signal: 1,
    source: 1,
    value: 1,
    from_version: 1,
    to_version: 1,
  },
  rubric_signal: {
    agency_id: 1,
    rubric_signal_id: 1,
    question_version_id: 1,
    external_ref: 1,
    strength: 1,
    position: 1,
    wording: 1,
  },
  screen: {
    agency_id: 1,
    screen_id: 1,
    candidacy_id: 1,
    screener_id: 1,
    source: 1,
    purpose: 1,
    held_on: 1,
    from_notes: 1,
    from_version: 1,
    to_version: 1,
  },
  screener: { agency_id: 1, screener_id: 1, source: 1, external_ref: 1, ref: 1, has_shipped: 1 },
  search: {
    agency_id: 1,
    search_id: 1,
    client_id: 1,
    source: 1,
    external_ref: 1,
    ref: 1,
    role_family: 1,
    seniority: 1,
    replaces_candidacy_id: 1,
  },
};

describe.each(databaseLanes)('migrations [%s]', (lane) => {
  let held: TestDatabase;
  beforeAll(async () => {
    held = await createTestDatabase(lane);
  });
  afterAll(() => held.close());

  test('everything is applied, and a second run applies nothing', async () => {
    const names = await held.asOwner((query) => query<{ name: string }>('select name from kysely_migration'));
    expect(names.map(({ name }) => name)).toEqual(Object.keys(allMigrations));
  });

  test('every column that queries know is in the database, and no other', async () => {
    const rows = await held.asOwner((query) =>
      query<{ name: string }>(
        `select table_name || '.' || column_name as name from information_schema.columns
          where table_schema = 'public' and table_name not like 'kysely%'`,
      ),
    );
    const known = Object.entries(columns).flatMap(([table, own]) =>
      Object.keys(own).map((name) => `${table}.${name}`),
    );
    expect(rows.map(({ name }) => name).sort()).toEqual(known.sort());
  });
});

describe('migrations of a server [postgres 15]', () => {
  let held: TestDatabase;
  let pools: Pool[];
  beforeAll(async () => {
    held = await createTestDatabase('postgres 15');
    pools = Array.from({ length: 3 }, () =>
      createPool({ connectionString: held.options.databaseOwnerUrl, max: 1 }, () => {}),
    );
  });
  afterAll(async () => {
    await Promise.all(pools.map((pool) => pool.end()));
    await held.close();
  });

  const login = (): string => new URL(held.options.databaseUrl ?? '').username;

  test('one that fails half-way leaves nothing behind, and says why', async () => {
    const [pool] = pools;
    if (!pool) throw new Error('no pool');
    await expect(migrate(pool, login(), twoMore)).rejects.toThrow('division by zero');
    const { rows } = await pool.query("select to_regclass('made_by_good') as made");
    expect(rows).toEqual([{ made: null }]);
  });

  test('three at once: one applies, the others find nothing to do', async () => {
    const good = { ...allMigrations, '9999-01-01-good': twoMore['9999-01-01-good'] };
    const applied = await Promise.all(pools.map((pool) => migrate(pool, login(), good)));
    expect(applied.flat()).toEqual(['9999-01-01-good']);
  });
});
