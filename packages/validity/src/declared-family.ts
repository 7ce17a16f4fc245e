/**
 * The families within which false finds are limited, declared before looking.
 *
 * Screen: composite, five categories and active questions; on a primary outcome together with the other primary
 * outcomes (one family of all three), on any other outcome by itself, outside the declared family
 * (docs/decisions/0008). Conventional rounds and résumé signals are
 * families of their own. Rows that are too early are not tested and do not count.
 */
import { type OutcomeId, outcomes, type PredictorFamily } from '@hindsight/domain';
import { benjaminiHochberg } from '@hindsight/stats';

export type FamilyTest = { outcome: OutcomeId; ref: string; family: PredictorFamily; p: number };

const primaryOutcomes: readonly OutcomeId[] = outcomes.filter(({ primary }) => primary).map(({ id }) => id);

/**
 * Two outcomes are judged by the very test of a primary one: only what is shown beside it differs. One test has one q
 * and one verdict, whichever page it is read on.
 */
const samePrimaryTest: Readonly<Partial<Record<OutcomeId, OutcomeId>>> = {
  'time-to-first-model': 'shipped-180',
  retention: 'retained-365',
};

/** The other outcomes whose tests belong into one family with those of `outcome`. */
export function familyBeside(outcome: OutcomeId): readonly OutcomeId[] {
  const judgedAs = samePrimaryTest[outcome] ?? outcome;
  return primaryOutcomes.includes(judgedAs) ? primaryOutcomes.filter((other) => other !== judgedAs) : [];
}

export type DeclaredFamily = 'screen' | 'conventional-round' | 'resume-signal' | 'rubric-signal';

export function declaredFamilyOf(family: PredictorFamily): DeclaredFamily {
  return family === 'composite' || family === 'category' || family === 'question' ? 'screen' : family;
}

/** Adjusted values of the tests on `outcome`, by reference. */
export function falseDiscoveryValues(tests: readonly FamilyTest[], outcome: OutcomeId): Map<string, number> {
  const values = new Map<string, number>();
  for (const declared of new Set(tests.map(({ family }) => declaredFamilyOf(family)))) {
    const members = tests.filter(({ family }) => declaredFamilyOf(family) === declared);
    const adjusted = benjaminiHochberg(members.map(({ p }) => p));
    for (const [i, member] of members.entries()) {
      if (member.outcome === outcome) values.set(member.ref, adjusted[i]!);
    }
  }
  return values;
}
