/**
 * The questions that the product ships, in the order of their codes.
 * Wording, scale and rubric freeze once a question was used: a re-wording is a new version, never an edit here.
 */
import type { BankQuestion } from './question-bank/bank-question.ts';
import { conventionalQuestions } from './question-bank/conventional.ts';
import { debuggingQuestions } from './question-bank/debugging.ts';
import { evaluationQuestions } from './question-bank/evaluation.ts';
import { inferenceCostQuestions } from './question-bank/inference-cost.ts';
import { productionDeploymentQuestions } from './question-bank/production-deployment.ts';
import { retrievalQuestions } from './question-bank/retrieval.ts';

export const questionBank: readonly BankQuestion[] = [
  ...productionDeploymentQuestions,
  ...retrievalQuestions,
  ...evaluationQuestions,
  ...inferenceCostQuestions,
  ...debuggingQuestions,
  ...conventionalQuestions,
];
