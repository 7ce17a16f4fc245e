/**
 * The frames of all agencies and the functions that answer from them. Pure computation: it never queries.
 * It lives in the statistics worker of a server, or directly in a command of the command line.
 */
import type { CalendarDate, Cohort, OutcomeId, Predictor } from '@hindsight/domain';
import {
  applyRows,
  board,
  createFrame,
  type Frame,
  outcomeSummary,
  questionDetail,
  questionFamilies,
  setPredictors,
} from '@hindsight/validity';

export type FrameUpdate = {
  agencyId: string;
  /** The version that the frame must have; `null` when the rows are all there are. */
  fromVersion: number | null;
  dataVersion: number;
  predictors: Predictor[];
  /** Packed rows that are new or changed since `fromVersion`. */
  rows: Uint8Array[];
};

/** `screen`: the screen, its categories, questions and rounds. `resume`: what the résumé said. */
export const predictorSets = ['screen', 'resume', 'all'] as const;
export type PredictorSet = (typeof predictorSets)[number];

export type FindingRequest = { outcome: OutcomeId; cohort: Cohort; asOf: CalendarDate } & (
  | { what: 'board'; predictors: PredictorSet }
  | { what: 'outcome' }
  | { what: 'question'; question: string }
);

/** Families are judged apart, so leaving rows out changes no number of those that stay. */
const familiesOf = {
  screen: { families: questionFamilies },
  resume: { families: ['resume-signal'] },
  all: {},
} as const satisfies Record<PredictorSet, object>;

export class StatisticsEngine {
  readonly #frames = new Map<string, { frame: Frame; dataVersion: number }>();

  /** Brings an agency's frame to `dataVersion`. Refuses changes to a frame that is not the one they were read for. */
  apply(update: FrameUpdate): void {
    const held = this.#frames.get(update.agencyId);
    if (update.fromVersion !== null && held?.dataVersion !== update.fromVersion) {
      throw new Error(
        `changes since version ${update.fromVersion} do not fit a frame of version ${held?.dataVersion}`,
      );
    }
    const frame = held && update.fromVersion !== null ? held.frame : createFrame(update.predictors);
    setPredictors(frame, update.predictors);
    applyRows(frame, update.rows, update.dataVersion);
    this.#frames.set(update.agencyId, { frame, dataVersion: update.dataVersion });
  }

  /** Computes one finding at the frame's own data version. */
  answer(agencyId: string, request: FindingRequest): object | null {
    const held = this.#frames.get(agencyId);
    if (!held) throw new Error('the frame of this agency was never loaded');
    const { frame, dataVersion } = held;
    const { outcome, cohort, asOf } = request;
    const selection = { outcome, cohort, asOf, dataVersion };
    if (request.what === 'question')
      return questionDetail(frame, { ...selection, question: request.question }) ?? null;
    if (request.what === 'outcome') return outcomeSummary(frame, selection);
    return board(frame, { ...selection, ...familiesOf[request.predictors] });
  }
}
