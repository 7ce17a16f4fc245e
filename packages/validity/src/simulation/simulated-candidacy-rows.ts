/**
 * Packed-row facts straight from simulated file rows, without a database in between.
 *
 * It follows the counting rules of the database's projection for what a simulation contains: one primary screen
 * before the decision, exact days, calendar clocks.
 */
import {
  type CandidacyRow,
  daysBetween,
  type IntakeEvent,
  type IntakeRow,
  type PlacementRow,
  type Predictor,
  resumeSignals,
  questionBank,
  scaledScore,
  screenCategoryIds,
} from '@hindsight/domain';

/** The shipped questions and the résumé signals, one slot each. */
export const demoPredictors: readonly Predictor[] = [
  ...questionBank.map((question) => ({
    kind: 'question' as const,
    ref: question.ref,
    code: question.code,
    title: question.title,
    category: question.category,
    scale: question.scale,
    minutes: question.minutes,
  })),
  ...resumeSignals.map((signal, i) => ({
    kind: 'resume-signal' as const,
    ref: signal.id,
    code: `RS-${i + 1}`,
    title: signal.name,
    category: null,
    scale: signal.scale,
    minutes: null,
  })),
].map((predictor, slot) => ({ ...predictor, slot, higherIsBetter: true, active: true }));

export function candidacyRowOf(
  row: IntakeRow,
  predictors: readonly Predictor[] = demoPredictors,
): CandidacyRow {
  const byRef = new Map(predictors.map((predictor) => [predictor.ref, predictor]));
  const answers: CandidacyRow['answers'] = [];
  const scaled = new Map<string, number[]>();
  for (const answer of row.answers) {
    const predictor = byRef.get(answer.questionRef);
    if (!predictor || answer.state !== 'scored') continue;
    answers.push({ slot: predictor.slot, value: answer.value });
    const share = scaledScore(answer.value, predictor.scale, predictor.higherIsBetter);
    if (share === undefined || predictor.category === null) continue;
    scaled.set(predictor.category, [...(scaled.get(predictor.category) ?? []), share]);
  }
  for (const { signal, value } of row.resumeSignals) {
    const predictor = byRef.get(signal);
    if (predictor) answers.push({ slot: predictor.slot, value });
  }
  const counted = screenCategoryIds.flatMap((id) => scaled.get(id) ?? []);
  const categoryScores: CandidacyRow['categoryScores'] = {};
  for (const id of screenCategoryIds) {
    const shares = scaled.get(id);
    if (shares) categoryScores[id] = mean(shares);
  }
  return {
    candidacyRef: row.candidacyRef,
    clientRef: row.clientRef,
    roleFamily: row.roleFamily,
    seniority: row.seniority,
    screenerRefs: row.screenerRef === null ? [] : [row.screenerRef],
    screenedOn: row.screenedOn,
    answers,
    composite: counted.length >= 3 ? mean(counted) : null,
    categoryScores,
    placement: placementRowOf(row),
  };
}

function placementRowOf({ placement, events }: IntakeRow): PlacementRow | null {
  if (!placement) return null;
  const timeOf = (event: IntakeEvent): number | null => {
    if (!event.at) return null;
    if (event.at.clock === 'elapsed') return event.at.latest;
    return placement.startedOn === null ? null : daysBetween(placement.startedOn, event.at.latest);
  };
  const find = <Kind extends IntakeEvent['kind']>(kind: Kind) =>
    events.find((event): event is Extract<IntakeEvent, { kind: Kind }> => event.kind === kind);
  const firstModel = find('first-model');
  const exit = find('exit');
  const heard = events
    .filter((event) => ['status-confirmed', 'first-model', 'exit'].includes(event.kind))
    .map(timeOf)
    .filter((time) => time !== null);
  if (placement.completeUpTo !== null) heard.push(placement.completeUpTo);
  return {
    clock: placement.clock,
    unit: placement.unit,
    startedOn: placement.startedOn,
    inScope: placement.inScope,
    trackedFrom: placement.trackedFrom,
    followedUntil: heard.length > 0 ? Math.max(...heard) : null,
    firstModelAt: firstModel ? timeOf(firstModel) : null,
    exitAt: exit ? timeOf(exit) : null,
    exitCause: exit?.cause ?? null,
    agreedShipAt: placement.agreedShipAt,
    guaranteeDays: placement.guaranteeDays,
    wouldRehire: find('would-rehire')?.value ?? null,
    ratings: events.flatMap((event) =>
      event.kind === 'rating' ? [{ day: event.day, value: event.value }] : [],
    ),
    regressionsHandled: null,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
