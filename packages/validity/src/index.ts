export { board, type FindingRequest, questionFamilies } from './board.ts';
export { applyRows, createFrame, type Frame, frameBytes, removeRows, setPredictors } from './frame.ts';
export { type Method, methods } from './method-table.ts';
export { type QuestionMoments, questionMoments } from './moment-tables.ts';
export { outcomeFromText, type OutcomeChoice } from './outcome-from-text.ts';
export { outcomeSummary } from './outcome-summary.ts';
export { questionDetail, type QuestionRequest } from './question-detail.ts';
export {
  simulateAgency,
  type SimulatedAgency,
  type SimulationOptions,
} from './simulation/simulate-agency.ts';
export { candidacyRowOf, demoPredictors } from './simulation/simulated-candidacy-rows.ts';
export { verdictLimits, verdictRules } from './verdict-table.ts';
export { demoSeed } from './simulation/demo-boards.ts';
