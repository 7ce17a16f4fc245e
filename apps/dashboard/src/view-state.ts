/**
 * The URL is the state: which success, which hires, how it is read. Defaults are omitted, the order of keys is
 * fixed, and what cannot be read falls back and is said.
 */
import type { Cohort } from '@hindsight/domain';

export const figureIds = ['board', 'scores', 'shipping', 'retention'] as const;
export type FigureId = (typeof figureIds)[number];
export const figureTabs = ['chart', 'table', 'method'] as const;
export type FigureTab = (typeof figureTabs)[number];
export const sortKeys = ['strength', 'question', 'hires', 'verdict'] as const;
export type SortKey = (typeof sortKeys)[number];

/** The lists of a cohort that this page can filter by. */
export const listFields = ['roleFamily', 'seniority', 'client'] as const;
export type ListField = (typeof listFields)[number];

export type ViewState = {
  /** Outcome id; null is the agency's default. */
  outcome: string | null;
  startedFrom: string | null;
  startedTo: string | null;
  roleFamily: string[];
  seniority: string[];
  client: string[];
  reading: 'leadership' | 'analyst';
  sort: SortKey;
  reversed: boolean;
  grouped: boolean;
  tabs: Record<FigureId, FigureTab>;
};

export type Search = Record<string, string | string[]>;

export const defaultView: ViewState = {
  outcome: null,
  startedFrom: null,
  startedTo: null,
  roleFamily: [],
  seniority: [],
  client: [],
  reading: 'leadership',
  sort: 'strength',
  reversed: false,
  grouped: true,
  tabs: { board: 'chart', scores: 'chart', shipping: 'chart', retention: 'chart' },
};

const listKeys: Record<ListField, string> = { roleFamily: 'role', seniority: 'seniority', client: 'client' };
const knownKeys = new Set([
  'outcome',
  'from',
  'to',
  ...Object.values(listKeys),
  'view',
  'sort',
  'group',
  ...figureIds,
]);

/** `?role=a&role=b` → `{ role: ['a', 'b'] }`. */
export function parseSearchText(text: string): Search {
  const search: Search = {};
  for (const [key, value] of new URLSearchParams(text)) {
    const before = search[key];
    search[key] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
  }
  return search;
}

export function searchText(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (typeof item === 'string') params.append(key, item);
    }
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** Everything in its fixed order, defaults omitted: equal views have equal addresses. */
export function searchFromView(view: ViewState): Search {
  const search: Search = {};
  if (view.outcome !== null) search.outcome = view.outcome;
  if (view.startedFrom !== null) search.from = view.startedFrom;
  if (view.startedTo !== null) search.to = view.startedTo;
  for (const field of listFields) {
    const values = sorted(view[field]);
    if (values.length > 0) search[listKeys[field]] = values;
  }
  if (view.reading === 'analyst') search.view = 'analyst';
  if (view.sort !== 'strength' || view.reversed) search.sort = `${view.reversed ? '-' : ''}${view.sort}`;
  if (!view.grouped) search.group = 'none';
  for (const figure of figureIds) {
    if (view.tabs[figure] !== 'chart') search[figure] = view.tabs[figure];
  }
  return search;
}

/** Reads an address. Each problem is a sentence for the reader. */
export function viewFromSearch(search: Record<string, unknown>): { view: ViewState; problems: string[] } {
  const problems: string[] = [];
  const one = (key: string): string | null => {
    const value = search[key];
    const first = Array.isArray(value) ? value[0] : value;
    return typeof first === 'string' && first !== '' ? first : null;
  };
  const oneOf = <Value extends string>(key: string, values: readonly Value[], fallback: Value): Value => {
    const text = one(key);
    if (text === null) return fallback;
    const found = values.find((value) => value === text);
    if (found === undefined)
      problems.push(`This page knows no “${key}=${shown(text)}”; the usual view is shown.`);
    return found ?? fallback;
  };
  const quarter = (key: string): string | null => {
    const text = one(key);
    if (text === null || /^\d{4}-Q[1-4]$/.test(text)) return text;
    problems.push(`“${key}=${shown(text)}” is not a quarter such as 2024-Q3; it was ignored.`);
    return null;
  };
  const list = (key: string): string[] => {
    const value = search[key];
    const items = (Array.isArray(value) ? value : [value]).filter(
      (item): item is string => typeof item === 'string' && item !== '' && item.length <= 120,
    );
    return sorted(items).slice(0, 200);
  };

  let startedFrom = quarter('from');
  let startedTo = quarter('to');
  if (startedFrom !== null && startedTo !== null && startedFrom > startedTo) {
    problems.push('The first start quarter is after the last one; both were ignored.');
    startedFrom = null;
    startedTo = null;
  }
  const sortWord = oneOf('sort', sortWords, 'strength');
  const view: ViewState = {
    outcome: one('outcome'),
    startedFrom,
    startedTo,
    roleFamily: list(listKeys.roleFamily),
    seniority: list(listKeys.seniority),
    client: list(listKeys.client),
    reading: oneOf('view', ['leadership', 'analyst'], 'leadership'),
    sort: sortKeys.find((key) => sortWord.endsWith(key)) ?? 'strength',
    reversed: sortWord.startsWith('-'),
    grouped: oneOf('group', ['category', 'none'], 'category') === 'category',
    tabs: {
      board: oneOf('board', figureTabs, 'chart'),
      scores: oneOf('scores', figureTabs, 'chart'),
      shipping: oneOf('shipping', figureTabs, 'chart'),
      retention: oneOf('retention', figureTabs, 'chart'),
    },
  };
  for (const key of Object.keys(search)) {
    if (!knownKeys.has(key)) problems.push(`This page knows no “${shown(key)}”; it was ignored.`);
  }
  return { view, problems };
}

const sortWords = sortKeys.flatMap((key) => [key, `-${key}`] as const);

export type CohortChoices = {
  outcomes: readonly { id: string; available: boolean; name: string }[];
  roleFamilies: readonly string[];
  seniorities: readonly string[];
  clients: readonly { ref: string; name: string }[];
};

/** Drops what the agency's data do not hold, and says so. */
export function withinChoices(
  view: ViewState,
  choices: CohortChoices,
): { view: ViewState; problems: string[] } {
  const problems: string[] = [];
  const known: Record<ListField, Set<string>> = {
    roleFamily: new Set(choices.roleFamilies),
    seniority: new Set(choices.seniorities),
    client: new Set(choices.clients.map((client) => client.ref)),
  };
  const nouns: Record<ListField, string> = { roleFamily: 'role', seniority: 'seniority', client: 'client' };
  const kept = { ...view };
  for (const field of listFields) {
    const unknown = view[field].filter((value) => !known[field].has(value));
    if (unknown.length === 0) continue;
    kept[field] = view[field].filter((value) => known[field].has(value));
    for (const value of unknown) {
      problems.push(`There is no ${nouns[field]} “${shown(value)}” in the data; it was ignored.`);
    }
  }
  if (view.outcome !== null && !choices.outcomes.some((outcome) => outcome.id === view.outcome)) {
    problems.push(`There is no outcome “${shown(view.outcome)}”; the usual one is shown.`);
    kept.outcome = null;
  }
  return { view: kept, problems };
}

/** The cohort of this view, as the API takes it. */
export function cohortOf(view: ViewState): Cohort {
  return {
    ...(view.startedFrom === null
      ? {}
      : { startedFrom: view.startedFrom as NonNullable<Cohort['startedFrom']> }),
    ...(view.startedTo === null ? {} : { startedTo: view.startedTo as NonNullable<Cohort['startedTo']> }),
    ...(view.roleFamily.length === 0 ? {} : { roleFamily: view.roleFamily }),
    ...(view.seniority.length === 0 ? {} : { seniority: view.seniority }),
    ...(view.client.length === 0 ? {} : { client: view.client }),
  };
}

export function activeFilterCount(view: ViewState): number {
  return Object.keys(cohortOf(view)).length;
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
