import type { Scale } from './predictor.ts';

/** What a résumé claims. Tested as predictors in a family of their own. */
export const resumeSignals = [
  { id: 'publications', name: 'Publications', scale: { kind: 'numeric', min: 0, max: 1000 } },
  { id: 'phd', name: 'PhD', scale: { kind: 'levels', levels: [0, 1] } },
  { id: 'brand-employer', name: 'Brand-name employer', scale: { kind: 'levels', levels: [0, 1] } },
  { id: 'frameworks-listed', name: 'Frameworks listed', scale: { kind: 'numeric', min: 0, max: 1000 } },
  { id: 'public-github', name: 'Public GitHub', scale: { kind: 'levels', levels: [0, 1] } },
  { id: 'years-of-experience', name: 'Years of experience', scale: { kind: 'numeric', min: 0, max: 70 } },
] as const satisfies readonly { id: string; name: string; scale: Scale }[];

export type ResumeSignalId = (typeof resumeSignals)[number]['id'];
export const resumeSignalIds = resumeSignals.map((signal) => signal.id) as readonly ResumeSignalId[];
