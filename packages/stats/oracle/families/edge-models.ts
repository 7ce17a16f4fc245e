import type { Adapter } from '../case.ts';

/** Edge cases of regression, agreement, proportions, range restriction and shrinkage. */
export const modelEdges: Record<string, Adapter> = {};
