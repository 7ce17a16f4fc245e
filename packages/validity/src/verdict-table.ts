/**
 * Verdict now: the first rule that holds. A pure function of the data, read from the top.
 *
 * Until the corrected estimates come, only three verdicts are given: observed figures among hires call harmless
 * questions harmful, so `no-sign` and `works-against-you` are not theirs to give.
 */
import type { Verdict } from '@hindsight/domain';

export const verdictLimits = {
  /** Hires with both a score and the outcome. */
  hires: 30,
  /** The rarer result of a yes/no outcome, or events. */
  rarer: 10,
  falseDiscoveryRate: 0.1,
  /** What must be left of an effect when any one client is left out. */
  shareLeftWithoutAClient: 0.5,
  /** An effect below this, on the scale of r, is too small to be useful. */
  usefulR: 0.1,
} as const;

export type Evidence = {
  hires: number;
  /** Null where the outcome has neither events nor two results. */
  rarer: number | null;
  /** On the common scale θ; null when there is no estimate. */
  effect: number | null;
  q: number | null;
  /** Smallest effect with one client left out, as a share of the effect; null when there is one client only. */
  shareLeft: number | null;
};

type VerdictRule = { verdict: Verdict; when: string; holds: (evidence: Evidence) => boolean };

export const verdictRules: readonly VerdictRule[] = [
  {
    verdict: 'too-early',
    when: 'fewer than 30 hires with score and outcome, or fewer than 10 of the rarer result or events',
    holds: (evidence) => stillNeeded(evidence) !== null,
  },
  {
    verdict: 'predicts',
    when: 'q ≤ .10 in the declared family, effect above 0, at least half of it left without any one client',
    holds: ({ effect, q, shareLeft }) =>
      effect !== null &&
      effect > 0 &&
      q !== null &&
      q <= verdictLimits.falseDiscoveryRate &&
      (shareLeft === null || shareLeft >= verdictLimits.shareLeftWithoutAClient),
  },
  { verdict: 'cannot-tell-yet', when: 'otherwise', holds: () => true },
];

export function verdictNow(evidence: Evidence): Verdict {
  return verdictRules.find((rule) => rule.holds(evidence))!.verdict;
}

/** How many more hires, or more of the rarer result, until a verdict is due; null when one is. */
export function stillNeeded({ hires, rarer }: Pick<Evidence, 'hires' | 'rarer'>): number | null {
  const missing = Math.max(verdictLimits.hires - hires, rarer === null ? 0 : verdictLimits.rarer - rarer);
  return missing > 0 ? missing : null;
}
