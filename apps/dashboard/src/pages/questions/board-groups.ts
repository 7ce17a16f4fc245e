/** How the board's rows are grouped and ordered. Order only: every number stays as the finding says it. */
import type { BoardRow, CategoryId, Verdict } from '@hindsight/domain';
import { categoryNames, categoryOrder } from '../../category-mark.tsx';
import type { SortKey } from '../../view-state.ts';

export type BoardGroup = {
  key: string;
  title: string;
  category: CategoryId | null;
  /** The whole category, or the whole screen: drawn as a diamond. */
  aggregate: BoardRow | null;
  rows: BoardRow[];
};

export type BoardOrder = { sort: SortKey; reversed: boolean; grouped: boolean };

export function boardGroups(rows: readonly BoardRow[], order: BoardOrder): BoardGroup[] {
  const inOrder = rows.toSorted(comparison(order));
  const groups = order.grouped ? byCategory(inOrder) : byFamily(inOrder);
  return groups.filter((group) => group.aggregate !== null || group.rows.length > 0);
}

function byCategory(rows: readonly BoardRow[]): BoardGroup[] {
  const questions = rows.filter((row) => row.family === 'question');
  return [
    screenGroup(rows),
    ...categoryOrder
      .filter((category) => category !== 'conventional')
      .map((category) => ({
        key: category,
        title: categoryNames[category],
        category,
        aggregate: rows.find((row) => row.family === 'category' && row.category === category) ?? null,
        rows: questions.filter((row) => row.category === category),
      })),
    plainGroup(
      'uncategorised',
      'Other questions',
      questions.filter((row) => row.category === null),
    ),
    ...ownFamilies(rows),
  ];
}

function byFamily(rows: readonly BoardRow[]): BoardGroup[] {
  const categories = rows.filter((row) => row.family === 'category' && row.category !== 'conventional');
  return [
    screenGroup(rows),
    plainGroup('categories', 'Categories', categories),
    plainGroup(
      'questions',
      'Questions',
      rows.filter((row) => row.family === 'question'),
    ),
    ...ownFamilies(rows),
  ];
}

function screenGroup(rows: readonly BoardRow[]): BoardGroup {
  const composite = rows.find((row) => row.family === 'composite') ?? null;
  return { key: 'composite', title: composite?.title ?? '', category: null, aggregate: composite, rows: [] };
}

/** Families of their own: never mixed with the questions. */
function ownFamilies(rows: readonly BoardRow[]): BoardGroup[] {
  return [
    {
      key: 'conventional',
      title: categoryNames.conventional,
      category: 'conventional',
      aggregate: rows.find((row) => row.family === 'category' && row.category === 'conventional') ?? null,
      rows: rows.filter(
        (row) =>
          row.family === 'conventional-round' ||
          (row.family === 'question' && row.category === 'conventional'),
      ),
    },
    plainGroup(
      'resume',
      'Résumé signals',
      rows.filter((row) => row.family === 'resume-signal'),
    ),
    plainGroup(
      'rubric',
      'Rubric signals',
      rows.filter((row) => row.family === 'rubric-signal'),
    ),
  ];
}

function plainGroup(key: string, title: string, rows: BoardRow[]): BoardGroup {
  return { key, title, category: null, aggregate: null, rows };
}

const verdictOrder: readonly Verdict[] = [
  'predicts',
  'works-against-you',
  'no-sign',
  'cannot-tell-yet',
  'too-early',
];

function comparison({ sort, reversed }: BoardOrder): (a: BoardRow, b: BoardRow) => number {
  const direction = reversed ? -1 : 1;
  const compare: Record<SortKey, (a: BoardRow, b: BoardRow) => number> = {
    strength: () => 0,
    question: (a, b) => direction * a.code.localeCompare(b.code, 'en', { numeric: true }),
    hires: (a, b) => direction * (b.hires - a.hires),
    verdict: (a, b) => direction * (verdictOrder.indexOf(a.verdict) - verdictOrder.indexOf(b.verdict)),
  };
  return (a, b) => compare[sort](a, b) || byStrength(a, b, sort === 'strength' ? direction : 1);
}

/** Strongest first; rows without an estimate stay at the end in both directions. */
function byStrength(a: BoardRow, b: BoardRow, direction: number): number {
  if (a.order !== null && b.order !== null) return direction * (a.order - b.order) || compareRefs(a, b);
  if (a.order === null && b.order === null) return b.hires - a.hires || compareRefs(a, b);
  return a.order === null ? 1 : -1;
}

function compareRefs(a: BoardRow, b: BoardRow): number {
  if (a.ref === b.ref) return 0;
  return a.ref < b.ref ? -1 : 1;
}

/** "8 predict · 1 works against you · 6 cannot tell yet · 3 too early", questions and rounds alone. */
export function verdictCounts(rows: readonly BoardRow[]): string {
  const counted = rows.filter((row) => row.family === 'question' || row.family === 'conventional-round');
  const phrases: Record<Verdict, (n: number) => string> = {
    predicts: (n) => `${n} ${n === 1 ? 'predicts' : 'predict'}`,
    'works-against-you': (n) => `${n} ${n === 1 ? 'works' : 'work'} against you`,
    'no-sign': (n) => `${n} no sign`,
    'cannot-tell-yet': (n) => `${n} cannot tell yet`,
    'too-early': (n) => `${n} too early`,
  };
  return verdictOrder
    .map((verdict) => ({ verdict, n: counted.filter((row) => row.verdict === verdict).length }))
    .filter(({ n }) => n > 0)
    .map(({ verdict, n }) => phrases[verdict](n))
    .join(' · ');
}

/** What a row that is too early still needs. A hidden estimate leaves no trace. */
export function gateOf(row: BoardRow): { have: number; need: number; noun: 'hire' | 'result' } {
  const needed = row.needed ?? 0;
  const byEvents = row.observed.kind === 'not-estimable' && row.observed.reason === 'TOO_FEW_EVENTS';
  const have = byEvents ? (row.rarer ?? 0) : row.hires;
  return { have, need: have + needed, noun: byEvents ? 'result' : 'hire' };
}

/** A `predicts` whose interval starts where an effect would be too small to matter. */
export function isSizeUnsure(row: BoardRow, bandR: number): boolean {
  return row.verdict === 'predicts' && row.observed.kind === 'estimate' && Number(row.observed.low) < bandR;
}
