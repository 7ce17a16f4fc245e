/** The tables as queries see them. The truth is in the migrations; a test compares the two. */
import type {
  CalendarDate,
  CategoryId,
  Clock,
  ExitCause,
  IntakeReport,
  RatingDay,
  Scale,
  TimeUnit,
} from '@hindsight/domain';
import type { Generated, JSONColumnType } from 'kysely';

type Versions = { from_version: number; to_version: number | null };
type External = { source: string; external_ref: string; ref: string };
type OfAgency = { agency_id: string };

export type AgencyTable = OfAgency & {
  /** Counts up in the order in which agencies are made. */
  number: Generated<number>;
  slug: string;
  name: string;
  simulated: boolean;
  time_zone: string;
  data_version: number;
  created_at: string;
};
export type ClientTable = OfAgency & External & { client_id: string; name: string };
export type ContactTable = OfAgency & External & { contact_id: string; client_id: string };
export type ContactIdentityTable = OfAgency & { contact_id: string; name: string; email: string | null };
export type PredictorSlotTable = OfAgency & {
  slot: number;
  kind: 'question' | 'rubric-signal' | 'resume-signal';
  resume_signal: string | null;
};
export type QuestionTable = OfAgency & External & { question_id: string; position: number };
export type QuestionVersionTable = OfAgency & {
  question_version_id: string;
  question_id: string;
  number: number;
  title: string;
  wording: string | null;
  minutes: number | null;
  anchors: JSONColumnType<Record<string, string>> | null;
};
export type QuestionVersionStateTable = OfAgency &
  Versions & {
    question_version_id: string;
    category: CategoryId;
    scale: JSONColumnType<Scale>;
    higher_is_better: boolean;
    active: boolean;
    slot: number;
  };
export type RubricSignalTable = OfAgency & {
  rubric_signal_id: string;
  question_version_id: string;
  external_ref: string;
  strength: 'strong' | 'weak';
  position: number;
  wording: string;
};
export type ScreenerTable = OfAgency & External & { screener_id: string; has_shipped: boolean | null };
export type SearchTable = OfAgency &
  External & {
    search_id: string;
    client_id: string;
    role_family: string;
    seniority: string;
    replaces_candidacy_id: string | null;
  };
export type CandidateTable = OfAgency & { candidate_id: string; source: string; external_ref: string };
export type CandidateIdentityTable = OfAgency & { candidate_id: string; name: string; email: string | null };
export type CandidacyTable = OfAgency & External & { candidacy_id: string; candidate_id: string };
export type CandidacyDetailTable = OfAgency &
  Versions & {
    candidacy_id: string;
    client_id: string;
    search_id: string | null;
    role_family: string;
    seniority: string;
    decided_on: CalendarDate | null;
  };
export type ScreenTable = OfAgency &
  Versions & {
    screen_id: string;
    candidacy_id: string;
    screener_id: string | null;
    source: string;
    purpose: 'primary' | 'second';
    held_on: CalendarDate | null;
    from_notes: boolean;
  };
export type AnswerTable = OfAgency &
  Versions & {
    screen_id: string;
    question_version_id: string;
    state: 'scored' | 'not-asked' | 'cannot-judge';
    score: number | null;
    level_rank: number | null;
    raw_label: string;
    submitted_on: CalendarDate | null;
  };
export type AnswerSignalTable = OfAgency &
  Versions & { screen_id: string; rubric_signal_id: string; observed: boolean };
export type ResumeSignalTable = OfAgency &
  Versions & { candidacy_id: string; signal: string; source: string; value: number };
export type PlacementTable = OfAgency &
  Versions & {
    candidacy_id: string;
    clock: Clock;
    unit: TimeUnit;
    started_on: CalendarDate | null;
    title: string | null;
    in_scope: boolean;
    tracked_from: number;
    complete_up_to: number | null;
    agreed_ship_at: number | null;
    fee_share: number | null;
    guarantee_days: number | null;
    manager_contact_id: string | null;
    source: string;
  };
export type OutcomeEventTable = OfAgency &
  Versions & {
    outcome_event_id: string;
    candidacy_id: string;
    kind:
      | 'status-confirmed'
      | 'first-model'
      | 'exit'
      | 'rating'
      | 'would-rehire'
      | 'regression-handled'
      | 'replacement-opened';
    earliest_on: CalendarDate | null;
    latest_on: CalendarDate | null;
    earliest_at: number | null;
    latest_at: number | null;
    cause: ExitCause | null;
    rating_day: RatingDay | null;
    value: number | null;
    source: string;
    way: 'link' | 'phone' | 'file' | 'note';
    grade: 'A' | 'B' | 'C';
  };
export type ImportTable = OfAgency & {
  import_id: string;
  number: number;
  source: string;
  file_name: string;
  sha256: string;
  mapping_name: string;
  accept_good_rows: boolean;
  committed: boolean;
  row_count: number;
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  creates: JSONColumnType<IntakeReport['creates']>;
  data_version: number;
  ended_at: string;
};
export type ImportRowTable = OfAgency & {
  import_id: string;
  number: number;
  status: 'staged' | 'refused';
  line: number;
  column_name: string | null;
  code: string | null;
  sentence: string | null;
  value: string | null;
  staged: JSONColumnType<object> | null;
};
export type CandidacyRowTable = OfAgency & {
  candidacy_id: string;
  client_id: string;
  started_on: CalendarDate | null;
  changed_version: number;
  packed: Uint8Array | null;
};

export type Tables = {
  agency: AgencyTable;
  client: ClientTable;
  contact: ContactTable;
  contact_identity: ContactIdentityTable;
  predictor_slot: PredictorSlotTable;
  question: QuestionTable;
  question_version: QuestionVersionTable;
  question_version_state: QuestionVersionStateTable;
  rubric_signal: RubricSignalTable;
  screener: ScreenerTable;
  search: SearchTable;
  candidate: CandidateTable;
  candidate_identity: CandidateIdentityTable;
  candidacy: CandidacyTable;
  candidacy_detail: CandidacyDetailTable;
  screen: ScreenTable;
  answer: AnswerTable;
  answer_signal: AnswerSignalTable;
  resume_signal: ResumeSignalTable;
  placement: PlacementTable;
  outcome_event: OutcomeEventTable;
  import: ImportTable;
  import_row: ImportRowTable;
  candidacy_row: CandidacyRowTable;
};
