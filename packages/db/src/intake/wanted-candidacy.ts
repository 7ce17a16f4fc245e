/** What a row of a file wants to be stored, with every name already resolved. */
import type { IntakeEvent, IntakeRow } from '@hindsight/domain';
import type {
  StoredAnswer,
  StoredDetail,
  StoredEvent,
  StoredPlacement,
  StoredScreen,
  StoredSignal,
} from './stored-candidacy.ts';
import type { AgencyBook } from './agency-book.ts';
import { searchName } from './search-name.ts';

export type WantedScreen = Omit<StoredScreen, 'screen_id'>;
export type WantedEvent = Omit<StoredEvent, 'outcome_event_id'>;

export type WantedCandidacy = {
  detail: StoredDetail;
  screen: WantedScreen | null;
  resumeSignals: StoredSignal[];
  placement: StoredPlacement | null;
  events: WantedEvent[];
};

/** Events out of a spreadsheet are what somebody wrote down, not a record of the event itself. */
const fileGrade = 'B';

export function wantedCandidacy(row: IntakeRow, source: string, book: AgencyBook): WantedCandidacy {
  const client = resolved(book.clients, row.clientRef);
  return {
    detail: {
      client_id: client.id,
      search_id: book.searches.get(searchName(row))?.id ?? null,
      role_family: row.roleFamily,
      seniority: row.seniority,
      decided_on: row.decidedOn,
    },
    screen: wantedScreen(row, source, book),
    resumeSignals: row.resumeSignals.map(({ signal, value }) => ({ signal, source, value })),
    placement: row.placement && {
      clock: row.placement.clock,
      unit: row.placement.unit,
      started_on: row.placement.startedOn,
      title: row.placement.title,
      in_scope: row.placement.inScope,
      tracked_from: row.placement.trackedFrom,
      complete_up_to: row.placement.completeUpTo,
      agreed_ship_at: row.placement.agreedShipAt,
      fee_share: row.placement.feeShare,
      guarantee_days: row.placement.guaranteeDays,
      manager_contact_id: null,
      source,
    },
    events: row.events.map((event) => wantedEvent(event, source)),
  };
}

/** A row without a score, a screener or a day of the screen says nothing about a screen. */
function wantedScreen(row: IntakeRow, source: string, book: AgencyBook): WantedScreen | null {
  if (row.answers.length === 0 && row.screenerRef === null && row.screenedOn === null) return null;
  return {
    screener_id: row.screenerRef === null ? null : resolved(book.screeners, row.screenerRef).id,
    source,
    purpose: 'primary',
    held_on: row.screenedOn,
    from_notes: false,
    answers: row.answers.map((answer): StoredAnswer => {
      const question = resolved(book.questions, answer.questionRef);
      const score = answer.state === 'scored' ? answer.value : null;
      return {
        question_version_id: question.questionVersionId,
        state: answer.state,
        score,
        level_rank:
          score !== null && question.scale.kind === 'levels' ? rankOf(score, question.scale.levels) : null,
        raw_label: answer.rawLabel,
        submitted_on: row.screenedOn,
      };
    }),
  };
}

function rankOf(score: number, levels: readonly number[]): number | null {
  const index = levels.indexOf(score);
  return index < 0 ? null : index + 1;
}

function wantedEvent(event: IntakeEvent, source: string): WantedEvent {
  const calendar = event.at?.clock === 'calendar' ? event.at : null;
  const elapsed = event.at?.clock === 'elapsed' ? event.at : null;
  return {
    kind: event.kind,
    earliest_on: calendar?.earliest ?? null,
    latest_on: calendar?.latest ?? null,
    earliest_at: elapsed?.earliest ?? null,
    latest_at: elapsed?.latest ?? null,
    cause: event.kind === 'exit' ? event.cause : null,
    rating_day: event.kind === 'rating' ? event.day : null,
    value: valueOf(event),
    source,
    way: 'file',
    grade: fileGrade,
  };
}

function valueOf(event: IntakeEvent): number | null {
  if (event.kind === 'rating') return event.value;
  if (event.kind === 'would-rehire') return event.value ? 1 : 0;
  return null;
}

/** The checks before have refused every row that names something unknown. */
function resolved<Value>(map: ReadonlyMap<string, Value>, name: string): Value {
  const value = map.get(name);
  if (value === undefined) throw new Error('a row that names something unknown has passed the checks');
  return value;
}
