import type { Adapter } from '../case.ts';

/** Edge cases of association, survival, AUC and multiplicity. */
export const associationAndSurvivalEdges: Record<string, Adapter> = {};
