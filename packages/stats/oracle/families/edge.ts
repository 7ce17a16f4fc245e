import type { Adapter } from '../case.ts';
import { associationAndSurvivalEdges } from './edge-association-survival.ts';
import { modelEdges } from './edge-models.ts';

/** Edge cases name their function in `statistic`; each half of the package answers for its own. */
export const answer: Adapter = (oracleCase, context) =>
  ({ ...associationAndSurvivalEdges, ...modelEdges })[oracleCase.statistic ?? '']?.(oracleCase, context);
