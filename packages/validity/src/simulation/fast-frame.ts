/**
 * Frames of any size for measuring: independent draws, no story. Every candidacy is placed.
 *
 * Twenty questions, three in ten not asked; a composite and category scores; times to the first model with leaving
 * before it, up to 730 days; tenures up to 1,820 days; ratings; an answer whether they would be hired again.
 */
import {
  addDays,
  type CandidacyRow,
  parseCalendarDate,
  type Predictor,
  screenCategoryIds,
} from '@hindsight/domain';
import { seededGenerator } from '@hindsight/stats';
import { addRows, createFrame, type Frame } from '../frame.ts';
import { type Draws, drawsFrom } from './random-draws.ts';

const questions = 20;
const opened = parseCalendarDate('2020-01-01');
export const fastFrameAsOf = parseCalendarDate('2025-12-31');

const predictors: readonly Predictor[] = Array.from({ length: questions }, (_, slot) => ({
  slot,
  kind: 'question',
  ref: `question-${String(slot).padStart(2, '0')}`,
  code: `Q-${slot}`,
  title: `Question ${slot}`,
  category: screenCategoryIds[slot % screenCategoryIds.length]!,
  scale: { kind: 'levels', levels: [1, 2, 3, 4, 5] },
  higherIsBetter: true,
  minutes: 7,
  active: true,
}));

/** @example fastFrame(1000, 1).size // 1000 */
export function fastFrame(placements: number, seed: number): Frame {
  const frame = createFrame(predictors);
  addRows(frame, fastRows(placements, drawsFrom(seededGenerator(seed))), placements, 1);
  return frame;
}

function* fastRows(placements: number, draws: Draws): Generator<CandidacyRow> {
  const days = Array.from({ length: 1500 }, (_, day) => addDays(opened, day));
  for (let i = 0; i < placements; i += 1) {
    const performance = draws.normal();
    const answers: CandidacyRow['answers'] = [];
    const sums = screenCategoryIds.map(() => ({ total: 0, count: 0 }));
    for (let slot = 0; slot < questions; slot += 1) {
      if (!draws.chance(0.7)) continue;
      const latent = (slot / questions) * 0.35 * performance + draws.normal();
      const level = latent < -1.2 ? 0 : latent < -0.4 ? 1 : latent < 0.4 ? 2 : latent < 1.2 ? 3 : 4;
      answers.push({ slot, value: level + 1 });
      const sum = sums[slot % sums.length]!;
      sum.total += level / 4;
      sum.count += 1;
    }
    const categoryScores: CandidacyRow['categoryScores'] = {};
    for (const [c, { total, count }] of sums.entries()) {
      if (count > 0) categoryScores[screenCategoryIds[c]!] = total / count;
    }
    const shipsAt = Math.ceil(180 * draws.exponential() * Math.exp(-0.5 * performance));
    const leavesAt = Math.ceil(1100 * draws.exponential() * Math.exp(0.4 * performance));
    const heardUntil = Math.min(1820, draws.whole(30, 2190));
    const shipped = shipsAt <= Math.min(leavesAt, heardUntil, 730);
    const left = leavesAt <= heardUntil;
    yield {
      candidacyRef: `candidacy-${i}`,
      clientRef: `client-${Math.floor(12 * draws.uniform() ** 2)}`,
      roleFamily: 'engineer',
      seniority: 'senior',
      screenerRefs: [`screener-${i % 24}`],
      screenedOn: opened,
      answers,
      composite:
        answers.length >= 3 ? sums.reduce((sum, { total }) => sum + total, 0) / answers.length : null,
      categoryScores,
      placement: {
        clock: 'calendar',
        unit: 'day',
        startedOn: days[draws.whole(0, days.length - 1)]!,
        inScope: true,
        trackedFrom: 0,
        followedUntil: heardUntil,
        firstModelAt: shipped ? shipsAt : null,
        exitAt: left ? leavesAt : null,
        exitCause: left ? 'own-choice' : null,
        agreedShipAt: null,
        guaranteeDays: 90,
        wouldRehire: heardUntil >= 180 ? draws.normal() < performance : null,
        ratings: [{ day: 90, value: Math.max(1, Math.min(5, Math.round(3 + performance + draws.normal()))) }],
        regressionsHandled: null,
      },
    };
  }
}
