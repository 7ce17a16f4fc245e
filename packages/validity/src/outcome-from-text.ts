import { decisionRefusal, decisionWords, type OutcomeId, outcomeIds } from '@hindsight/domain';

export type OutcomeChoice =
  | { kind: 'outcome'; outcome: OutcomeId }
  | { kind: 'refused'; code: 'DECISION_IS_NO_OUTCOME' | 'UNKNOWN_OUTCOME'; sentence: string };

/**
 * The outcome that a person named. Hire and no-hire decisions are refused: they repeat what the screen said.
 *
 * @example outcomeFromText('hired').kind // 'refused'
 */
export function outcomeFromText(text: string): OutcomeChoice {
  const word = text.trim().toLowerCase();
  const outcome = outcomeIds.find((id) => id === word);
  if (outcome) return { kind: 'outcome', outcome };
  const parts = word.split(/[^a-z]+/);
  if (parts.some((part) => decisionWords.includes(part))) {
    return { kind: 'refused', code: 'DECISION_IS_NO_OUTCOME', sentence: decisionRefusal };
  }
  return {
    kind: 'refused',
    code: 'UNKNOWN_OUTCOME',
    sentence: `We do not know an outcome of this name. Choose one of: ${outcomeIds.join(', ')}.`,
  };
}
