/**
 * The truth behind the demo: how strongly each thing known before the hire goes with how the hire really works.
 *
 * Invented, and graded so that every kind of verdict can be seen: strong, modest, none, slightly harmful, too new.
 */
import { questionBank, type ResumeSignalId } from '@hindsight/domain';

export type QuestionTruth = {
  ref: string;
  /** Correlation with true performance among everybody screened. */
  validity: number;
  /** Share of screens that ask it. */
  asked: number;
  /** Added to every answer, in standard deviations: above 0, most people pass. */
  ease: number;
  /** Asked only in screens of the last so many days. */
  newSinceDays?: number;
  /** Re-worded so many days ago; its validity since then. */
  reworded?: { daysAgo: number; validity: number };
};

/** By category, in the order of the bank: what the first, second, … question of a category is worth. */
const gradedByCategory: Readonly<Record<string, readonly number[]>> = {
  'production-deployment': [0.42, 0.36, 0.25, 0.3],
  retrieval: [0.34, 0.22, 0.08],
  evaluation: [0.36, 0.18, 0.05],
  'inference-cost': [0.26, 0.12, 0],
  debugging: [0.2, 0.1, 0],
  conventional: [-0.05, 0, 0.03, 0.06],
};

/** Questions with a story of their own. */
const special: Readonly<Record<string, Partial<QuestionTruth>>> = {
  // New: too few hires so far for any figure.
  'PD-nan-day': { asked: 0.3, newSinceDays: 150 },
  // Lost what it was worth when it was re-worded.
  'RG-chunking-broke': { reworded: { daysAgo: 600, validity: 0 } },
  // Nearly everybody passes.
  'EV-offline-online-disagree': { ease: 1.4 },
};

export const questionTruths: readonly QuestionTruth[] = questionBank.map((question) => {
  const place = questionBank.filter(({ category }) => category === question.category).indexOf(question);
  const validity = gradedByCategory[question.category]?.[place] ?? 0;
  const conventional = question.category === 'conventional';
  return {
    ref: question.ref,
    validity,
    asked: conventional ? 0.55 : ([0.95, 0.8, 0.65, 0.6][place] ?? 0.6),
    ease: conventional ? 0.3 : ([0, -0.2, 0.1, 0][place] ?? 0),
    ...special[question.ref],
  };
});

/** Correlation of résumé signals with true performance: only years of experience are worth something. */
export const resumeTruths: Readonly<Record<ResumeSignalId, number>> = {
  publications: 0,
  phd: 0.02,
  'brand-employer': 0.03,
  'frameworks-listed': -0.03,
  'public-github': 0,
  'years-of-experience': 0.14,
};

/** Names are invented; any likeness to a company is chance. */
export const demoClients: readonly { ref: string; name: string; weight: number }[] = [
  { ref: 'CL-01', name: 'Quillmere Freight', weight: 23 },
  { ref: 'CL-02', name: 'Tarnwick Health', weight: 14 },
  { ref: 'CL-03', name: 'Velloway Retail', weight: 12 },
  { ref: 'CL-04', name: 'Brindlecroft Savings', weight: 10 },
  { ref: 'CL-05', name: 'Orrinshaw Media', weight: 8 },
  { ref: 'CL-06', name: 'Pellimar Energy', weight: 7 },
  { ref: 'CL-07', name: 'Sundrake Cover', weight: 6 },
  { ref: 'CL-08', name: 'Kestrow Mobility', weight: 5 },
  { ref: 'CL-09', name: 'Larkhollow Legal', weight: 5 },
  { ref: 'CL-10', name: 'Mirefield Foods', weight: 4 },
  { ref: 'CL-11', name: 'Umberlane Studios', weight: 3 },
  { ref: 'CL-12', name: 'Wyndscar Telecom', weight: 3 },
];

export const demoScreeners: readonly { ref: string; name: string; hasShipped: boolean }[] = Array.from(
  { length: 24 },
  (_, i) => {
    const number = String(i + 1).padStart(2, '0');
    return { ref: `SC-${number}`, name: `Screener ${number}`, hasShipped: i % 3 !== 2 };
  },
);

/** This screener gives nearly a level more than the others. */
export const softScreenerRef = 'SC-07';

export const demoRoles: readonly { roleFamily: string; title: string; weight: number }[] = [
  { roleFamily: 'ml-engineer', title: 'Machine learning engineer', weight: 45 },
  { roleFamily: 'llm-engineer', title: 'LLM application engineer', weight: 35 },
  { roleFamily: 'ml-platform', title: 'ML platform engineer', weight: 20 },
];
export const demoSeniorities: readonly { seniority: string; weight: number }[] = [
  { seniority: 'mid', weight: 35 },
  { seniority: 'senior', weight: 50 },
  { seniority: 'staff', weight: 15 },
];
