/**
 * What a file speaks of. Scores and outcomes often come as two files of one source; what the second one has no column
 * for is not cleared by it, so that neither erases the other.
 */
import type { IntakeFile } from '@hindsight/domain';
import type { AgencyBook } from './agency-book.ts';
import type { StoredCandidacy, StoredEvent, StoredPlacement, StoredScreen } from './stored-candidacy.ts';
import type { WantedCandidacy, WantedScreen } from './wanted-candidacy.ts';

type Field = NonNullable<IntakeFile['fields']>[number];

export type FileScope = {
  source: string;
  hasQuestion(questionVersionId: string): boolean;
  hasSignal(signal: string): boolean;
  hasEvent(event: Pick<StoredEvent, 'kind' | 'rating_day'>): boolean;
  hasField(field: Field): boolean;
};

export function fileScope(file: IntakeFile, book: AgencyBook): FileScope {
  const questions = new Set(file.questions.map(({ ref }) => book.questions.get(ref)?.questionVersionId));
  const [signals, kinds, days, fields] = [
    among<string>(file.resumeSignals),
    among<string>(file.eventKinds),
    among<number | null>(file.ratingDays),
    among<Field>(file.fields),
  ];
  return {
    source: file.source,
    hasQuestion: (id) => questions.has(id),
    hasSignal: signals,
    hasEvent: ({ kind, rating_day }) => kinds(kind) && (kind !== 'rating' || days(rating_day)),
    hasField: fields,
  };
}

function among<Value>(values: readonly Value[] | undefined): (value: Value) => boolean {
  if (!values) return () => true;
  const set = new Set(values);
  return (value) => set.has(value);
}

/** What the file wants, and what is stored already wherever the file has no column for it. */
export function withUnspokenFacts(
  wanted: WantedCandidacy,
  stored: StoredCandidacy,
  scope: FileScope,
): WantedCandidacy {
  const { decided_on } = scope.hasField('decidedOn') ? wanted.detail : stored.detail;
  return {
    detail: { ...wanted.detail, decided_on },
    screen: wantedScreen(wanted.screen, stored.screens, scope),
    resumeSignals: [
      ...wanted.resumeSignals,
      ...stored.resumeSignals.filter(
        ({ signal, source }) =>
          source === scope.source &&
          !scope.hasSignal(signal) &&
          !wanted.resumeSignals.some((given) => given.signal === signal),
      ),
    ],
    placement: wantedPlacement(wanted.placement, stored.placement, scope),
    events: [...wanted.events, ...unspokenEvents(wanted, stored, scope)],
  };
}

/** Nothing happens after a start that there was not. */
function unspokenEvents(wanted: WantedCandidacy, stored: StoredCandidacy, scope: FileScope) {
  if (!wanted.placement) return [];
  return stored.events.flatMap(({ outcome_event_id: _id, ...event }) =>
    event.source === scope.source && !scope.hasEvent(event) ? [event] : [],
  );
}

function wantedScreen(
  wanted: WantedScreen | null,
  stored: readonly StoredScreen[],
  scope: FileScope,
): WantedScreen | null {
  const held = stored.find(({ source, purpose }) => source === scope.source && purpose === 'primary');
  if (!held) return wanted;
  const { screen_id: _id, ...head } = held;
  const given = wanted?.answers ?? [];
  const heldOn = scope.hasField('screenedOn') ? (wanted?.held_on ?? null) : held.held_on;
  const screener = scope.hasField('screener') ? (wanted?.screener_id ?? null) : held.screener_id;
  const answers = [
    ...given.map((answer) => (scope.hasField('screenedOn') ? answer : { ...answer, submitted_on: heldOn })),
    ...held.answers.filter(
      ({ question_version_id: id }) =>
        !scope.hasQuestion(id) && !given.some(({ question_version_id }) => question_version_id === id),
    ),
  ];
  if (answers.length === 0 && screener === null && heldOn === null) return null;
  return { ...head, ...wanted, screener_id: screener, held_on: heldOn, answers };
}

function wantedPlacement(
  wanted: StoredPlacement | null,
  stored: StoredPlacement | null,
  scope: FileScope,
): StoredPlacement | null {
  if (!wanted || !stored) return wanted;
  const { clock, unit, started_on } = scope.hasField('time') ? wanted : stored;
  // Times since another start, or in another unit, would mean something else.
  const isSameTime = clock === stored.clock && unit === stored.unit && started_on === stored.started_on;
  const from = (field: Field) => (scope.hasField(field) ? wanted : stored);
  const timeFrom = (field: Field) => (isSameTime ? from(field) : wanted);
  return {
    ...wanted,
    clock,
    unit,
    started_on,
    tracked_from: timeFrom('trackedFrom').tracked_from,
    complete_up_to: timeFrom('completeUpTo').complete_up_to,
    agreed_ship_at: timeFrom('agreedShipAt').agreed_ship_at,
    in_scope: from('inScope').in_scope,
    title: from('title').title,
    fee_share: from('feeShare').fee_share,
    // A file that says who fell off assumes a usual guarantee where none is known.
    guarantee_days: from('guaranteeDays').guarantee_days ?? wanted.guarantee_days,
  };
}
