import { allFinite, finiteResult, isLevel, notEstimable } from './checked-results.ts';
import { exactlyConstant } from './centred-sums.ts';
import { normalCritical } from './distributions.ts';
import { fitCrossed } from './crossed-random-effects.ts';
import type { NotEstimable } from './results.ts';
import { groupRows, type GroupLabels } from './strata-means.ts';

export type Generalizability = {
  kind: 'generalizability';
  /** Variance between subjects, between raters (severity) and left over. */
  variance: { subject: number; rater: number; residual: number };
  mean: number;
  /** Reliability of a subject's mean score in this design, and of one rating by one rater. */
  gqk: number;
  singleRating: number;
  /** Harmonic mean of raters per subject, and how little subjects share their raters (0: all share all). */
  raters: number;
  q: number;
  /** How far each rater scores above the mean, shrunken, with its prediction interval; positive is lenient. */
  severity: { rater: string | number; value: number; low: number; high: number; ratings: number }[];
  /** False when some raters can be compared with others only through assumptions: severity is then confounded. */
  connected: boolean;
  criterion: number;
  n: number;
};

/**
 * How reliable scores are when everybody was rated by whoever was free, and which raters are severe.
 *
 * Use it for screens by changing interviewers, where panels (ICC) do not exist. Use severity only for raters with
 * ten ratings or more and when `connected`. Assumes that subjects met raters by chance, and normal, independent
 * effects.
 *
 * @param scores one rating per row; @param subjects @param raters labels per row; @param options level (0.95)
 * @returns not estimable: EMPTY, TOO_FEW (fewer than 2 subjects or raters, or no subject with 2 ratings),
 * NO_VARIANCE (all scores equal), NOT_CONVERGED, INVALID_INPUT
 * Source: Putka, Le, McCloy & Diaz 2008, J Appl Psychol 93:959–981; REML as lme4::lmer(score ~ 1 + (1|subject) +
 * (1|rater)).
 * @example
 * generalizability([3, 4, 2, 5, 4, 3], ['a', 'a', 'b', 'b', 'c', 'c'], [1, 2, 1, 3, 2, 3]);
 */
export function generalizability(
  scores: readonly number[],
  subjects: GroupLabels,
  raters: GroupLabels,
  options: { level?: number } = {},
): Generalizability | NotEstimable {
  const n = scores.length;
  const level = options.level ?? 0.95;
  if (!isLevel(level) || subjects.length !== n || raters.length !== n || !allFinite(scores))
    return notEstimable('INVALID_INPUT', n);
  if (n === 0) return notEstimable('EMPTY', 0);
  const subject = groupRows(subjects);
  const rater = groupRows(raters);
  if (subject.groups < 2 || rater.groups < 2 || n <= subject.groups || n <= rater.groups)
    return notEstimable('TOO_FEW', n);
  if (exactlyConstant(scores)) return notEstimable('NO_VARIANCE', n);
  const fit = fitCrossed({
    scores,
    first: subject.group,
    firstGroups: subject.groups,
    second: rater.group,
    secondGroups: rater.groups,
  });
  if (!fit) return notEstimable('NOT_CONVERGED', n);
  const design = ratingDesign(subject.group, subject.groups, rater.group, rater.groups);
  const variance = { subject: fit.varianceFirst, rater: fit.varianceSecond, residual: fit.varianceResidual };
  const gqk =
    variance.subject /
    (variance.subject + design.q * variance.rater + variance.residual / design.harmonicRaters);
  const singleRating = variance.subject / (variance.subject + variance.rater + variance.residual);
  if (!allFinite([gqk, singleRating, fit.mean, fit.criterion], fit.second))
    return notEstimable('OUT_OF_RANGE', n);
  const ratings = new Array<number>(rater.groups).fill(0);
  rater.group.forEach((g) => void (ratings[g] = (ratings[g] as number) + 1));
  return finiteResult(
    {
      kind: 'generalizability',
      variance,
      mean: fit.mean,
      gqk,
      singleRating,
      raters: design.harmonicRaters,
      q: design.q,
      severity: rater.names.map((name, g) => {
        const value = fit.second[g] as number;
        const half = normalCritical(level) * (fit.secondErrors[g] as number);
        return { rater: name, value, low: value - half, high: value + half, ratings: ratings[g] as number };
      }),
      connected: design.connected,
      criterion: fit.criterion,
      n,
    },
    n,
  );
}

/** Who met whom: raters per subject, overlap between subjects, and whether everything hangs together. */
function ratingDesign(
  subject: Int32Array,
  subjects: number,
  rater: Int32Array,
  raters: number,
): { harmonicRaters: number; q: number; connected: boolean } {
  const met = Array.from({ length: subjects }, () => new Set<number>());
  subject.forEach((s, i) => met[s]?.add(rater[i] as number));
  const harmonicRaters = subjects / met.reduce((sum, set) => sum + 1 / set.size, 0);
  // Σ over pairs of subjects of shared raters/(k k'), one rater at a time: (Σ 1/k)² − Σ 1/k².
  const byRater = new Float64Array(raters);
  const ownByRater = new Float64Array(raters);
  for (const set of met) {
    for (const r of set) {
      byRater[r] = (byRater[r] as number) + 1 / set.size;
      ownByRater[r] = (ownByRater[r] as number) + 1 / set.size ** 2;
    }
  }
  const overlap = byRater.reduce((sum, value, r) => sum + value * value - (ownByRater[r] as number), 0);
  return {
    harmonicRaters,
    q: 1 / harmonicRaters - overlap / (subjects * (subjects - 1)),
    connected: isConnected(met, raters),
  };
}

function isConnected(met: Set<number>[], raters: number): boolean {
  const parent = Array.from({ length: raters }, (_, r) => r);
  const root = (r: number): number => {
    let top = r;
    while (parent[top] !== top) top = parent[top] as number;
    parent[r] = top;
    return top;
  };
  for (const set of met) {
    const [head, ...rest] = set;
    if (head !== undefined) for (const r of rest) parent[root(r)] = root(head);
  }
  return new Set(parent.map((_, r) => root(r))).size === 1;
}
