/** Frozen: a later change is a later migration. Runs as the owner; imports nothing from the product. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of statements()) await sql.raw(statement).execute(db);
}

/** Tables whose rows belong to one agency, with what `act_agency` may do to them. */
const tenantTables = {
  client: 'select, insert, update',
  contact: 'select, insert, update',
  contact_identity: 'select, insert, update, delete',
  predictor_slot: 'select, insert',
  question: 'select, insert, update',
  question_version: 'select, insert',
  question_version_state: 'select, insert, update',
  rubric_signal: 'select, insert',
  screener: 'select, insert, update',
  search: 'select, insert, update',
  candidate: 'select, insert, update',
  candidate_identity: 'select, insert, update, delete',
  candidacy: 'select, insert',
  candidacy_detail: 'select, insert, update',
  screen: 'select, insert, update',
  answer: 'select, insert, update',
  answer_signal: 'select, insert, update',
  resume_signal: 'select, insert, update',
  placement: 'select, insert, update',
  outcome_event: 'select, insert, update',
  import: 'select, insert',
  import_row: 'select, insert, delete',
  candidacy_row: 'select, insert, update',
};

/** A fact holds from one data version until another one replaces it. */
const versions = `
  from_version integer not null,
  to_version integer,
  check (to_version > from_version)`;

const external = `
  source text not null check (source <> ''),
  external_ref text not null check (external_ref <> ''),
  ref text not null check (ref <> '')`;

function statements(): string[] {
  return [
    `create table agency (
      agency_id uuid primary key,
      number integer not null unique generated always as identity,
      slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      name text not null check (name <> ''),
      simulated boolean not null,
      time_zone text not null,
      data_version integer not null default 0 check (data_version >= 0),
      created_at timestamptz not null
    )`,

    `create table client (
      agency_id uuid not null references agency,
      client_id uuid not null,
      ${external},
      name text not null check (name <> ''),
      primary key (agency_id, client_id),
      unique (agency_id, source, external_ref),
      unique (agency_id, ref)
    )`,
    `create table contact (
      agency_id uuid not null,
      contact_id uuid not null,
      client_id uuid not null,
      ${external},
      primary key (agency_id, contact_id),
      foreign key (agency_id, client_id) references client,
      unique (agency_id, source, external_ref)
    )`,
    `create table contact_identity (
      agency_id uuid not null,
      contact_id uuid not null,
      name text not null,
      email text,
      primary key (agency_id, contact_id),
      foreign key (agency_id, contact_id) references contact
    )`,

    `create table predictor_slot (
      agency_id uuid not null references agency,
      slot smallint not null check (slot >= 0),
      kind text not null check (kind in ('question', 'rubric-signal', 'resume-signal')),
      resume_signal text,
      check ((kind = 'resume-signal') = (resume_signal is not null)),
      primary key (agency_id, slot),
      unique (agency_id, resume_signal)
    )`,
    `create table question (
      agency_id uuid not null references agency,
      question_id uuid not null,
      ${external},
      position integer not null check (position >= 1),
      primary key (agency_id, question_id),
      unique (agency_id, source, external_ref),
      unique (agency_id, ref),
      unique (agency_id, position)
    )`,
    `create table question_version (
      agency_id uuid not null,
      question_version_id uuid not null,
      question_id uuid not null,
      number integer not null check (number >= 1),
      title text not null check (title <> ''),
      wording text,
      minutes integer check (minutes > 0),
      anchors jsonb,
      primary key (agency_id, question_version_id),
      foreign key (agency_id, question_id) references question,
      unique (agency_id, question_id, number)
    )`,
    `create table question_version_state (
      agency_id uuid not null,
      question_version_id uuid not null,
      category text not null check (category in ('production-deployment', 'retrieval', 'evaluation',
        'inference-cost', 'debugging', 'conventional')),
      scale jsonb not null,
      higher_is_better boolean not null,
      active boolean not null,
      slot smallint not null,
      ${versions},
      primary key (agency_id, question_version_id, from_version),
      foreign key (agency_id, question_version_id) references question_version,
      foreign key (agency_id, slot) references predictor_slot
    )`,
    `create unique index question_version_state_now on question_version_state (agency_id, question_version_id)
      where to_version is null`,
    `create table rubric_signal (
      agency_id uuid not null,
      rubric_signal_id uuid not null,
      question_version_id uuid not null,
      external_ref text not null,
      strength text not null check (strength in ('strong', 'weak')),
      position integer not null check (position >= 1),
      wording text not null check (wording <> ''),
      primary key (agency_id, rubric_signal_id),
      foreign key (agency_id, question_version_id) references question_version,
      unique (agency_id, question_version_id, external_ref)
    )`,

    `create table screener (
      agency_id uuid not null references agency,
      screener_id uuid not null,
      ${external},
      has_shipped boolean,
      primary key (agency_id, screener_id),
      unique (agency_id, source, external_ref),
      unique (agency_id, ref)
    )`,
    `create table search (
      agency_id uuid not null,
      search_id uuid not null,
      client_id uuid not null,
      ${external},
      role_family text not null check (role_family <> ''),
      seniority text not null check (seniority <> ''),
      replaces_candidacy_id uuid,
      primary key (agency_id, search_id),
      foreign key (agency_id, client_id) references client,
      unique (agency_id, source, external_ref),
      unique (agency_id, ref)
    )`,

    `create table candidate (
      agency_id uuid not null references agency,
      candidate_id uuid not null,
      source text not null check (source <> ''),
      external_ref text not null check (external_ref <> ''),
      primary key (agency_id, candidate_id),
      unique (agency_id, source, external_ref)
    )`,
    `create table candidate_identity (
      agency_id uuid not null,
      candidate_id uuid not null,
      name text not null,
      email text,
      primary key (agency_id, candidate_id),
      foreign key (agency_id, candidate_id) references candidate
    )`,
    `create table candidacy (
      agency_id uuid not null,
      candidacy_id uuid not null,
      candidate_id uuid not null,
      ${external},
      primary key (agency_id, candidacy_id),
      foreign key (agency_id, candidate_id) references candidate,
      unique (agency_id, source, external_ref),
      unique (agency_id, ref)
    )`,
    `alter table search add foreign key (agency_id, replaces_candidacy_id) references candidacy`,
    `create table candidacy_detail (
      agency_id uuid not null,
      candidacy_id uuid not null,
      client_id uuid not null,
      search_id uuid,
      role_family text not null check (role_family <> ''),
      seniority text not null check (seniority <> ''),
      decided_on date,
      ${versions},
      primary key (agency_id, candidacy_id, from_version),
      foreign key (agency_id, candidacy_id) references candidacy,
      foreign key (agency_id, client_id) references client,
      foreign key (agency_id, search_id) references search
    )`,
    `create unique index candidacy_detail_now on candidacy_detail (agency_id, candidacy_id)
      where to_version is null`,

    // A corrected screen is a new screen with its answers; the old one is closed with its answers.
    `create table screen (
      agency_id uuid not null,
      screen_id uuid not null,
      candidacy_id uuid not null,
      screener_id uuid,
      source text not null check (source <> ''),
      purpose text not null check (purpose in ('primary', 'second')),
      held_on date,
      from_notes boolean not null,
      ${versions},
      primary key (agency_id, screen_id),
      foreign key (agency_id, candidacy_id) references candidacy,
      foreign key (agency_id, screener_id) references screener
    )`,
    `create index screen_of_candidacy on screen (agency_id, candidacy_id)`,
    `create table answer (
      agency_id uuid not null,
      screen_id uuid not null,
      question_version_id uuid not null,
      state text not null check (state in ('scored', 'not-asked', 'cannot-judge')),
      score double precision,
      level_rank smallint,
      raw_label text not null,
      submitted_on date,
      ${versions},
      check ((state = 'scored') = (score is not null)),
      check (score not in ('NaN', 'Infinity', '-Infinity')),
      primary key (agency_id, screen_id, question_version_id, from_version),
      foreign key (agency_id, screen_id) references screen,
      foreign key (agency_id, question_version_id) references question_version
    )`,
    `create unique index answer_now on answer (agency_id, screen_id, question_version_id)
      where to_version is null`,
    `create table answer_signal (
      agency_id uuid not null,
      screen_id uuid not null,
      rubric_signal_id uuid not null,
      observed boolean not null,
      ${versions},
      primary key (agency_id, screen_id, rubric_signal_id, from_version),
      foreign key (agency_id, screen_id) references screen,
      foreign key (agency_id, rubric_signal_id) references rubric_signal
    )`,
    `create unique index answer_signal_now on answer_signal (agency_id, screen_id, rubric_signal_id)
      where to_version is null`,
    `create table resume_signal (
      agency_id uuid not null,
      candidacy_id uuid not null,
      signal text not null,
      source text not null check (source <> ''),
      value double precision not null check (value not in ('NaN', 'Infinity', '-Infinity')),
      ${versions},
      primary key (agency_id, candidacy_id, signal, from_version),
      foreign key (agency_id, candidacy_id) references candidacy,
      foreign key (agency_id, signal) references predictor_slot (agency_id, resume_signal)
    )`,
    `create unique index resume_signal_now on resume_signal (agency_id, candidacy_id, signal)
      where to_version is null`,

    // At most one placement per candidacy, so the candidacy is its key.
    `create table placement (
      agency_id uuid not null,
      candidacy_id uuid not null,
      clock text not null check (clock in ('calendar', 'elapsed', 'none')),
      unit text not null check (unit in ('day', 'week', 'month', 'year')),
      started_on date,
      title text,
      in_scope boolean not null,
      tracked_from integer not null check (tracked_from >= 0),
      complete_up_to integer,
      agreed_ship_at integer,
      fee_share double precision check (fee_share between 0 and 10),
      guarantee_days integer check (guarantee_days >= 0),
      manager_contact_id uuid,
      source text not null check (source <> ''),
      ${versions},
      check (clock <> 'calendar' or started_on is not null),
      primary key (agency_id, candidacy_id, from_version),
      foreign key (agency_id, candidacy_id) references candidacy,
      foreign key (agency_id, manager_contact_id) references contact
    )`,
    `create unique index placement_now on placement (agency_id, candidacy_id) where to_version is null`,
    `create table outcome_event (
      agency_id uuid not null,
      outcome_event_id uuid not null,
      candidacy_id uuid not null,
      kind text not null check (kind in ('status-confirmed', 'first-model', 'exit', 'rating', 'would-rehire',
        'regression-handled', 'replacement-opened')),
      earliest_on date,
      latest_on date,
      earliest_at integer,
      latest_at integer,
      cause text check (cause in ('own-choice', 'performance', 'role-cut', 'contract-ended', 'personal', 'unknown')),
      rating_day integer check (rating_day in (90, 180, 365)),
      value double precision,
      source text not null check (source <> ''),
      way text not null check (way in ('link', 'phone', 'file', 'note')),
      grade text not null check (grade in ('A', 'B', 'C')),
      ${versions},
      check ((earliest_on is null) = (latest_on is null) and earliest_on <= latest_on),
      check ((earliest_at is null) = (latest_at is null) and earliest_at <= latest_at),
      check (earliest_on is null or earliest_at is null),
      check ((kind = 'exit') = (cause is not null)),
      check ((kind = 'rating') = (rating_day is not null)),
      check ((kind in ('rating', 'would-rehire')) = (value is not null)),
      primary key (agency_id, outcome_event_id),
      foreign key (agency_id, candidacy_id) references candidacy
    )`,
    `create index outcome_event_of_candidacy on outcome_event (agency_id, candidacy_id)`,

    `create table import (
      agency_id uuid not null references agency,
      import_id uuid not null,
      number integer not null check (number >= 1),
      source text not null,
      file_name text not null,
      sha256 text not null,
      mapping_name text not null,
      accept_good_rows boolean not null,
      committed boolean not null,
      row_count integer not null,
      created integer not null check (created >= 0),
      updated integer not null check (updated >= 0),
      unchanged integer not null check (unchanged >= 0),
      refused integer not null check (refused >= 0),
      creates jsonb not null,
      data_version integer not null,
      ended_at timestamptz not null,
      check (row_count = created + updated + unchanged + refused),
      primary key (agency_id, import_id),
      unique (agency_id, number)
    )`,
    `create table import_row (
      agency_id uuid not null,
      import_id uuid not null,
      number integer not null check (number >= 1),
      status text not null check (status in ('staged', 'refused')),
      line integer not null check (line >= 1),
      column_name text,
      code text,
      sentence text,
      value text,
      staged jsonb,
      check ((status = 'refused') = (code is not null and sentence is not null)),
      primary key (agency_id, import_id, number),
      foreign key (agency_id, import_id) references import
    )`,

    // The projection: everything that counting needs of one candidacy. Null bytes: the candidacy was removed.
    `create table candidacy_row (
      agency_id uuid not null,
      candidacy_id uuid not null,
      client_id uuid not null,
      started_on date,
      changed_version integer not null,
      packed bytea,
      primary key (agency_id, candidacy_id),
      foreign key (agency_id, candidacy_id) references candidacy,
      foreign key (agency_id, client_id) references client
    )`,
    `create index candidacy_row_by_client on candidacy_row (agency_id, client_id, started_on)`,
    `create index candidacy_row_by_version on candidacy_row (agency_id, changed_version, candidacy_id)`,

    ...isolation(),
  ];
}

function isolation(): string[] {
  const scope = `agency_id = (select nullif(current_setting('app.agency_id', true), '')::uuid)`;
  return [
    'grant usage on schema public to act_agency, act_operator',
    ...secured('agency'),
    'grant select on agency to act_agency',
    'grant update (data_version) on agency to act_agency',
    policy('agency', 'act_agency', 'select', scope),
    policy('agency', 'act_agency', 'update', scope),
    // Setting an agency up happens before there is a scope: this role sees the list of agencies and nothing else.
    'grant select, insert on agency to act_operator',
    policy('agency', 'act_operator', 'select', `current_setting('app.operator', true) = 'on'`),
    policy('agency', 'act_operator', 'insert', `current_setting('app.operator', true) = 'on'`),
    ...Object.entries(tenantTables).flatMap(([table, rights]) => [
      ...secured(table),
      `grant ${rights} on ${table} to act_agency`,
      ...rights.split(', ').map((command) => policy(table, 'act_agency', command, scope)),
    ]),
  ];
}

function secured(table: string): string[] {
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `revoke all on ${table} from public`,
  ];
}

function policy(table: string, role: string, command: string, condition: string): string {
  const using = command === 'insert' ? '' : ` using (${condition})`;
  const check = command === 'insert' || command === 'update' ? ` with check (${condition})` : '';
  return `create policy ${role}_${command} on ${table} for ${command} to ${role}${using}${check}`;
}
