/** Everything that is stored about one candidacy now, in the shape in which an import compares it. */
import {
  type CandidacyFacts,
  type CandidacyRow,
  type CalendarDate,
  type IntakeMoment,
  type OutcomeFact,
  projectCandidacy,
} from '@hindsight/domain';
import type { RowOf } from '../insert-rows.ts';
import type { AgencyBook } from './agency-book.ts';

type Unversioned<Row> = Omit<Row, 'from_version' | 'to_version' | 'candidacy_id'>;

export type StoredDetail = Unversioned<RowOf<'candidacy_detail'>>;
export type StoredAnswer = Omit<Unversioned<RowOf<'answer'>>, 'screen_id'>;
export type StoredScreen = Unversioned<RowOf<'screen'>> & { answers: StoredAnswer[] };
export type StoredSignal = Unversioned<RowOf<'resume_signal'>>;
export type StoredPlacement = Unversioned<RowOf<'placement'>>;
export type StoredEvent = Unversioned<RowOf<'outcome_event'>>;

export type StoredCandidacy = {
  candidacyId: string;
  ref: string;
  detail: StoredDetail;
  /** Screens and events stand in the order in which they were recorded. */
  screens: StoredScreen[];
  resumeSignals: StoredSignal[];
  placement: StoredPlacement | null;
  events: StoredEvent[];
};

/** The packed row's content, from what is stored. */
export function projectStored(stored: StoredCandidacy, book: AgencyBook): CandidacyRow {
  return projectCandidacy(factsOf(stored, book), book.slots);
}

function factsOf(stored: StoredCandidacy, book: AgencyBook): CandidacyFacts {
  const { detail, placement } = stored;
  return {
    candidacyRef: stored.ref,
    clientRef: known(book.clientRefs, detail.client_id),
    roleFamily: detail.role_family,
    seniority: detail.seniority,
    decidedOn: detail.decided_on,
    screens: stored.screens.map((screen) => ({
      purpose: screen.purpose,
      screenerRef: screen.screener_id === null ? null : known(book.screenerRefs, screen.screener_id),
      heldOn: screen.held_on,
      fromNotes: screen.from_notes,
      answers: screen.answers
        .map((answer) => ({
          slot: known(book.slotOfVersion, answer.question_version_id),
          state: answer.state,
          value: answer.score,
          submittedOn: answer.submitted_on,
        }))
        .sort((a, b) => a.slot - b.slot),
    })),
    resumeSignals: stored.resumeSignals.map(({ signal, value }) => ({
      slot: known(book.slotOfSignal, signal),
      value,
    })),
    placement: placement && {
      clock: placement.clock,
      unit: placement.unit,
      startedOn: placement.started_on,
      inScope: placement.in_scope,
      trackedFrom: placement.tracked_from,
      completeUpTo: placement.complete_up_to,
      agreedShipAt: placement.agreed_ship_at,
      guaranteeDays: placement.guarantee_days,
    },
    outcomes: stored.events.map(outcomeOf),
  };
}

function outcomeOf(event: StoredEvent): OutcomeFact {
  const at = momentOf(event);
  switch (event.kind) {
    case 'exit':
      return { kind: 'exit', at, cause: event.cause ?? 'unknown' };
    case 'rating':
      return { kind: 'rating', at, day: event.rating_day ?? 90, value: event.value ?? 0 };
    case 'would-rehire':
      return { kind: 'would-rehire', at, value: event.value === 1 };
    default:
      return { kind: event.kind, at };
  }
}

function momentOf(event: StoredEvent): IntakeMoment | null {
  if (event.earliest_on !== null && event.latest_on !== null) {
    return { clock: 'calendar', earliest: event.earliest_on, latest: event.latest_on };
  }
  if (event.earliest_at !== null && event.latest_at !== null) {
    return { clock: 'elapsed', earliest: event.earliest_at, latest: event.latest_at };
  }
  return null;
}

/** Foreign keys promise that it is there. */
function known<Value>(map: ReadonlyMap<string, Value>, key: string): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error('a stored fact names something that the agency does not have');
  return value;
}

/** The day by which rows of the projection are ordered within a client. */
export function startOf(stored: StoredCandidacy): CalendarDate | null {
  return stored.placement?.started_on ?? null;
}
