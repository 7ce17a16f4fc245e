/** Hand-written candidacies for tests: a plain row with what a test does not care about filled in. */
import { type CandidacyRow, packCandidacyRow, type PlacementRow, type Predictor } from '@hindsight/domain';
import { applyRows, createFrame, type Frame } from './frame.ts';

export function predictorFixture(slot: number, overrides: Partial<Predictor> = {}): Predictor {
  return {
    slot,
    kind: 'question',
    ref: `Q-${slot}`,
    code: `Q-${slot}`,
    title: `Question ${slot}`,
    category: 'debugging',
    scale: { kind: 'levels', levels: [1, 2, 3, 4, 5] },
    higherIsBetter: true,
    minutes: 5,
    active: true,
    ...overrides,
  };
}

export function candidacyFixture(ref: string, overrides: Partial<CandidacyRow> = {}): CandidacyRow {
  return {
    candidacyRef: ref,
    clientRef: 'client',
    roleFamily: 'ml-engineer',
    seniority: 'senior',
    screenerRefs: [],
    screenedOn: null,
    answers: [],
    composite: null,
    categoryScores: {},
    placement: null,
    ...overrides,
  };
}

export function placementFixture(overrides: Partial<PlacementRow> = {}): PlacementRow {
  return {
    clock: 'elapsed',
    unit: 'day',
    startedOn: null,
    inScope: true,
    trackedFrom: 0,
    followedUntil: null,
    firstModelAt: null,
    exitAt: null,
    exitCause: null,
    agreedShipAt: null,
    guaranteeDays: null,
    wouldRehire: null,
    ratings: [],
    regressionsHandled: null,
    ...overrides,
  };
}

export function frameFixture(
  rows: readonly CandidacyRow[],
  predictors: readonly Predictor[] = [predictorFixture(0)],
): Frame {
  const frame = createFrame(predictors);
  applyRows(frame, rows.map(packCandidacyRow), 1);
  return frame;
}
