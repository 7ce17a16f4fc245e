import { parseCalendarDate, packCandidacyRow } from '@hindsight/domain';
import { expect, test } from 'vitest';
import { StatisticsEngine } from './engine.ts';

const agencyId = 'a';
const rows = [
  packCandidacyRow({
    candidacyRef: 'c-1',
    clientRef: 'client',
    roleFamily: 'role',
    seniority: 'senior',
    screenerRefs: [],
    screenedOn: null,
    answers: [],
    composite: null,
    categoryScores: {},
    placement: null,
  }),
];
const request = {
  what: 'outcome',
  outcome: 'retention',
  cohort: {},
  asOf: parseCalendarDate('2026-10-31'),
} as const;

test('changes are refused by a frame that is not the one they were read for', () => {
  const engine = new StatisticsEngine();
  const update = { agencyId, predictors: [], rows };
  expect(() => engine.apply({ ...update, fromVersion: 1, dataVersion: 2 })).toThrow('do not fit');
  engine.apply({ ...update, fromVersion: null, dataVersion: 1 });
  engine.apply({ ...update, fromVersion: 1, dataVersion: 2 });
  expect(() => engine.apply({ ...update, fromVersion: 1, dataVersion: 3 })).toThrow('do not fit');
  expect(engine.answer(agencyId, request)).toMatchObject({ known: 0 });
});

test('a frame that was never loaded answers nothing', () => {
  expect(() => new StatisticsEngine().answer(agencyId, request)).toThrow('never loaded');
});
