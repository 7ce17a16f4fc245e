/**
 * The facts about one candidacy, and the packed row that follows from them.
 * Here it is decided which answer counts, what the composite is, and how far follow-up reaches.
 */
import { type CalendarDate, daysBetween } from './calendar-date.ts';
import type { CandidacyRow, Clock, PlacementRow, RatingDay, SlotValue, TimeUnit } from './candidacy-row.ts';
import { ratingDays } from './candidacy-row.ts';
import { type CategoryId, screenCategoryIds } from './category.ts';
import type { IntakeMoment } from './intake-record.ts';
import type { ExitCause } from './outcome.ts';
import { type Scale, scaledScore } from './predictor.ts';

/** What a slot of the packed row measures. */
export type SlotMeaning = { category: CategoryId | null; scale: Scale; higherIsBetter: boolean };

export type AnswerFact = {
  slot: number;
  state: 'scored' | 'not-asked' | 'cannot-judge';
  value: number | null;
  submittedOn: CalendarDate | null;
};

export type ScreenFact = {
  purpose: 'primary' | 'second';
  screenerRef: string | null;
  heldOn: CalendarDate | null;
  /** Written down later from notes: kept apart from live answers. */
  fromNotes: boolean;
  answers: AnswerFact[];
};

export type PlacementFact = {
  clock: Clock;
  unit: TimeUnit;
  startedOn: CalendarDate | null;
  inScope: boolean;
  trackedFrom: number;
  completeUpTo: number | null;
  agreedShipAt: number | null;
  guaranteeDays: number | null;
};

export type OutcomeFact = { at: IntakeMoment | null } & (
  | { kind: 'status-confirmed' }
  | { kind: 'first-model' }
  | { kind: 'exit'; cause: ExitCause }
  | { kind: 'rating'; day: RatingDay; value: number }
  | { kind: 'would-rehire'; value: boolean }
  | { kind: 'regression-handled' }
  | { kind: 'replacement-opened' }
);

export type CandidacyFacts = {
  candidacyRef: string;
  clientRef: string;
  roleFamily: string;
  seniority: string;
  decidedOn: CalendarDate | null;
  /** In the order in which they were recorded. */
  screens: ScreenFact[];
  resumeSignals: SlotValue[];
  placement: PlacementFact | null;
  /** In the order in which they were recorded. */
  outcomes: OutcomeFact[];
};

/** Fewest scored answers for which there is a composite. */
const fewestForComposite = 3;

/** The packed row of one candidacy. The same facts always give the same row. */
export function projectCandidacy(
  facts: CandidacyFacts,
  slots: ReadonlyMap<number, SlotMeaning>,
): CandidacyRow {
  const lastDay = lastCountedDay(facts);
  const screens = facts.screens.filter((screen) => isCounted(screen, lastDay));
  const answers = countedAnswers(screens, lastDay);
  return {
    candidacyRef: facts.candidacyRef,
    clientRef: facts.clientRef,
    roleFamily: facts.roleFamily,
    seniority: facts.seniority,
    screenerRefs: [...new Set(screens.flatMap(({ screenerRef }) => screenerRef ?? []))].sort(),
    screenedOn: screens.flatMap(({ heldOn }) => heldOn ?? []).sort()[0] ?? null,
    answers: [...answers, ...facts.resumeSignals].sort((a, b) => a.slot - b.slot),
    ...screenScores(answers, slots),
    placement: facts.placement && projectPlacement(facts.placement, facts.outcomes),
  };
}

/** Answers count up to the day of the decision, else of the start; without dates all count as before the hire. */
function lastCountedDay({ decidedOn, placement }: CandidacyFacts): CalendarDate | null {
  if (placement?.clock === 'none') return null;
  return decidedOn ?? (placement?.clock === 'calendar' ? placement.startedOn : null);
}

function isCounted(screen: ScreenFact, lastDay: CalendarDate | null): boolean {
  return screen.purpose === 'primary' && !screen.fromNotes && isOnOrBefore(screen.heldOn, lastDay);
}

function isOnOrBefore(day: CalendarDate | null, lastDay: CalendarDate | null): boolean {
  return day === null || lastDay === null || day <= lastDay;
}

/** Per slot the latest scored answer; of two on one day the one recorded later. */
function countedAnswers(screens: ScreenFact[], lastDay: CalendarDate | null): SlotValue[] {
  const counted = new Map<number, { value: number; on: string }>();
  for (const answer of screens.flatMap((screen) => screen.answers)) {
    if (answer.state !== 'scored' || answer.value === null || !isOnOrBefore(answer.submittedOn, lastDay))
      continue;
    const on = answer.submittedOn ?? '';
    const held = counted.get(answer.slot);
    if (!held || on >= held.on) counted.set(answer.slot, { value: answer.value, on });
  }
  return [...counted].map(([slot, { value }]) => ({ slot, value })).sort((a, b) => a.slot - b.slot);
}

function screenScores(
  answers: SlotValue[],
  slots: ReadonlyMap<number, SlotMeaning>,
): Pick<CandidacyRow, 'composite' | 'categoryScores'> {
  const byCategory = new Map<CategoryId, number[]>();
  for (const { slot, value } of answers) {
    const meaning = slots.get(slot);
    if (!meaning?.category) continue;
    const share = scaledScore(value, meaning.scale, meaning.higherIsBetter);
    if (share === undefined) continue;
    byCategory.set(meaning.category, [...(byCategory.get(meaning.category) ?? []), share]);
  }
  const categoryScores: CandidacyRow['categoryScores'] = {};
  const all: number[] = [];
  for (const category of screenCategoryIds) {
    const shares = byCategory.get(category);
    if (!shares) continue;
    categoryScores[category] = mean(shares);
    all.push(...shares);
  }
  return { composite: all.length >= fewestForComposite ? mean(all) : null, categoryScores };
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function projectPlacement(placement: PlacementFact, outcomes: OutcomeFact[]): PlacementRow {
  const timed = outcomes.map((outcome) => ({ outcome, at: sinceStart(outcome.at, placement) }));
  const exits = timed.flatMap(({ outcome, at }) =>
    outcome.kind === 'exit' && at ? [{ at: at.latest, cause: outcome.cause }] : [],
  );
  const exit = exits.reduce<(typeof exits)[number] | null>(
    (first, next) => (first && first.at <= next.at ? first : next),
    null,
  );
  const models = timed.flatMap(({ outcome, at }) =>
    outcome.kind === 'first-model' && at ? [at.latest] : [],
  );
  const known = timed.flatMap(({ outcome, at }) => {
    if (!at || outcome.kind === 'replacement-opened') return [];
    // A confirmation some time in March says nothing about the end of March; an event in March is counted at its end.
    return [outcome.kind === 'exit' || outcome.kind === 'first-model' ? at.latest : at.earliest];
  });
  if (placement.completeUpTo !== null) known.push(placement.completeUpTo);
  const handled = outcomes.filter(({ kind }) => kind === 'regression-handled').length;
  return {
    clock: placement.clock,
    unit: placement.unit,
    startedOn: placement.startedOn,
    inScope: placement.inScope,
    trackedFrom: placement.trackedFrom,
    followedUntil: largest(known),
    firstModelAt: models.length > 0 ? Math.min(...models) : null,
    exitAt: exit?.at ?? null,
    exitCause: exit?.cause ?? null,
    agreedShipAt: placement.agreedShipAt,
    guaranteeDays: placement.guaranteeDays,
    wouldRehire: lastAnswer(outcomes, (outcome) =>
      outcome.kind === 'would-rehire' ? outcome.value : undefined,
    ),
    ratings: ratingDays.flatMap((day) => {
      const value = lastAnswer(outcomes, (outcome) =>
        outcome.kind === 'rating' && outcome.day === day ? outcome.value : undefined,
      );
      return value === null ? [] : [{ day, value }];
    }),
    regressionsHandled: handled > 0 ? handled : null,
  };
}

/** Units since the start; `null` when the moment is unknown or on another clock than the placement. */
function sinceStart(
  at: IntakeMoment | null,
  placement: PlacementFact,
): { earliest: number; latest: number } | null {
  if (!at || placement.clock === 'none') return null;
  if (at.clock === 'elapsed') return { earliest: at.earliest, latest: at.latest };
  if (placement.startedOn === null) return null;
  return {
    earliest: daysBetween(placement.startedOn, at.earliest),
    latest: daysBetween(placement.startedOn, at.latest),
  };
}

function lastAnswer<Value>(
  outcomes: OutcomeFact[],
  answerOf: (outcome: OutcomeFact) => Value | undefined,
): Value | null {
  let last: { value: Value; latest: string } | null = null;
  for (const outcome of outcomes) {
    const value = answerOf(outcome);
    if (value === undefined) continue;
    const latest = sortable(outcome.at);
    if (!last || latest >= last.latest) last = { value, latest };
  }
  return last?.value ?? null;
}

function sortable(at: IntakeMoment | null): string {
  if (!at) return '';
  return at.clock === 'calendar' ? at.latest : String(at.latest).padStart(12, '0');
}

function largest(values: number[]): number | null {
  return values.length > 0 ? Math.max(...values) : null;
}
