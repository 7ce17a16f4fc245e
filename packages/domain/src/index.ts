export {
  addDays,
  calendarDate,
  calendarDateSchema,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  firstDayOfQuarter,
  isCalendarDate,
  lastDayOfQuarter,
  parseCalendarDate,
  quarterOf,
  quarterSchema,
} from './calendar-date.ts';
export type { CalendarDate, Quarter } from './calendar-date.ts';
export { projectCandidacy } from './candidacy-projection.ts';
export type {
  AnswerFact,
  CandidacyFacts,
  OutcomeFact,
  PlacementFact,
  ScreenFact,
  SlotMeaning,
} from './candidacy-projection.ts';
export { clocks, packCandidacyRow, ratingDays, timeUnits, unpackCandidacyRow } from './candidacy-row.ts';
export type { CandidacyRow, Clock, PlacementRow, RatingDay, SlotValue, TimeUnit } from './candidacy-row.ts';
export { categories, categoryIds, categoryOf, categorySchema, screenCategoryIds } from './category.ts';
export type { Category, CategoryId } from './category.ts';
export { codebook, resumeColumnName, scoreColumnName } from './codebook.ts';
export type { CodebookColumn } from './codebook.ts';
export { canonicalCohort, cohortSchema, wholeAgency } from './cohort.ts';
export type { Cohort } from './cohort.ts';
export {
  boardRowSchema,
  boardSchema,
  exclusionSchema,
  findingMetaSchema,
  outcomeSummarySchema,
  predictorFamilies,
  predictorFamilySchema,
  questionDetailSchema,
  riskRowSchema,
  scoreCurvesSchema,
  scoreGroupSchema,
  scoreLevelSchema,
} from './finding.ts';
export type {
  Board,
  BoardRow,
  Exclusion,
  FindingMeta,
  OutcomeSummary,
  PredictorFamily,
  QuestionDetail,
  ScoreCurves,
  ScoreGroup,
  ScoreLevel,
  StepCurve,
  StepCurveOrMissing,
} from './finding.ts';
export { intakeCreatable } from './intake-record.ts';
export type {
  IntakeAnswer,
  IntakeCreatable,
  IntakeEvent,
  IntakeFile,
  IntakeMoment,
  IntakePlacement,
  IntakeQuestion,
  IntakeRefusal,
  IntakeReport,
  IntakeRow,
} from './intake-record.ts';
export { methodVersion } from './method-version.ts';
export {
  decisionRefusal,
  decisionWords,
  exitCauseSchema,
  exitCauses,
  outcomeIdSchema,
  outcomeIds,
  outcomeOf,
  outcomes,
} from './outcome.ts';
export type { ExitCause, Outcome, OutcomeId, OutcomeKind } from './outcome.ts';
export { scaledScore } from './predictor.ts';
export type { Predictor, PredictorKind, Scale } from './predictor.ts';
export { bankQuestionSchema, bankScale, rubricSignalSchema } from './question-bank/bank-question.ts';
export type { BankQuestion, RubricSignal } from './question-bank/bank-question.ts';
export { questionBank } from './question-bank.ts';
export { productReasons, reasonSchema } from './reason.ts';
export type { ProductReason, ReasonCode, Suppressed } from './reason.ts';
export {
  curveSchema,
  drawnSchema,
  estimateSchema,
  estimatedSchema,
  notEstimableSchema,
  testSchema,
  testedSchema,
  unitSchema,
} from './result.ts';
export type { DrawnOrMissing, EstimatedOrMissing, Missing, TestedOrMissing } from './result.ts';
export { resumeSignalIds, resumeSignals } from './resume-signal.ts';
export type { ResumeSignalId } from './resume-signal.ts';
export { agencyWideRoles, roleSchema, roles } from './role.ts';
export type { Role } from './role.ts';
export { verdictLabels, verdictSchema, verdicts } from './verdict.ts';
export type { Verdict } from './verdict.ts';
