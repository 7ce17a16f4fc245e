import { type Board, methodVersion, packCandidacyRow, parseCalendarDate } from '@hindsight/domain';
import { board } from '../board.ts';
import { applyRows, createFrame, type Frame } from '../frame.ts';
import { simulateAgency } from './simulate-agency.ts';
import { candidacyRowOf, demoPredictors } from './simulated-candidacy-rows.ts';

export const demoSeed = 1;
/** The day of the golden boards; the demo that people see is simulated up to their own day. */
export const goldenAsOf = parseCalendarDate('2026-06-30');

/** The demo agency's frame without a database. */
export function demoFrame(): Frame {
  const { rows } = simulateAgency({ seed: demoSeed, asOf: goldenAsOf });
  const frame = createFrame(demoPredictors);
  applyRows(
    frame,
    rows.map((row) => packCandidacyRow(candidacyRowOf(row))),
    1,
  );
  return frame;
}

/** Boards whose bytes belong to a method version. */
export function demoBoards(): { methodVersion: string; boards: Board[] } {
  const frame = demoFrame();
  const outcomes = ['shipped-180', 'retained-365', 'rehire-180', 'rating-90'] as const;
  return {
    methodVersion,
    boards: outcomes.map((outcome) =>
      board(frame, { outcome, cohort: {}, asOf: goldenAsOf, dataVersion: 1 }),
    ),
  };
}
