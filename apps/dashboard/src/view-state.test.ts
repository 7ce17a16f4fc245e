import { describe, expect, test } from 'vitest';
import {
  cohortOf,
  defaultView,
  figureIds,
  figureTabs,
  parseSearchText,
  searchFromView,
  searchText,
  sortKeys,
  type ViewState,
  viewFromSearch,
  withinChoices,
} from './view-state.ts';

const read = (text: string) => viewFromSearch(parseSearchText(text));

describe('the address of a view', () => {
  test('is empty for the usual view', () => {
    expect(searchText(searchFromView(defaultView))).toBe('');
    expect(read('')).toEqual({ view: defaultView, problems: [] });
  });

  test('comes back as the same view, for any view', () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const view = someView(seed);
      const text = searchText(searchFromView(view));
      const back = read(text);
      expect(back).toEqual({ view, problems: [] });
      expect(searchText(searchFromView(back.view))).toBe(text);
    }
  });

  test('keeps names with commas, ampersands and quotes whole', () => {
    const view = { ...defaultView, roleFamily: ['R&D, applied', 'a=b "c"'].sort() };
    expect(read(searchText(searchFromView(view))).view.roleFamily).toEqual(view.roleFamily);
  });

  test('does not depend on the order of keys or list items', () => {
    const text = '?client=b&seniority=staff&client=a&from=2024-Q1';
    expect(searchText(searchFromView(read(text).view))).toBe(
      '?from=2024-Q1&seniority=staff&client=a&client=b',
    );
  });
});

describe('an address that cannot be read', () => {
  test('falls back and says so', () => {
    const { view, problems } = read('?from=2024-13&sort=luck&board=pie&utm=1');
    expect(view).toEqual(defaultView);
    expect(problems).toEqual([
      '“from=2024-13” is not a quarter such as 2024-Q3; it was ignored.',
      'This page knows no “sort=luck”; the usual view is shown.',
      'This page knows no “board=pie”; the usual view is shown.',
      'This page knows no “utm”; it was ignored.',
    ]);
  });

  test('does not accept an end before its beginning', () => {
    const { view, problems } = read('?from=2025-Q1&to=2024-Q1');
    expect([view.startedFrom, view.startedTo]).toEqual([null, null]);
    expect(problems).toHaveLength(1);
  });

  test('drops what the data do not hold', () => {
    const { view, problems } = withinChoices(read('?outcome=hired&role=ml&role=chef&client=c9').view, {
      outcomes: [{ id: 'shipped-180', name: 'Shipped', available: true }],
      roleFamilies: ['ml'],
      seniorities: [],
      clients: [{ ref: 'c1', name: 'Client 1' }],
    });
    expect(view).toEqual({ ...defaultView, roleFamily: ['ml'] });
    expect(problems).toHaveLength(3);
  });
});

test('the cohort leaves defaults out', () => {
  expect(cohortOf(defaultView)).toEqual({});
  expect(cohortOf({ ...defaultView, startedFrom: '2024-Q1', client: ['c1'] })).toEqual({
    startedFrom: '2024-Q1',
    client: ['c1'],
  });
});

/** A view drawn from a small generator with a seed, so that a failure can be repeated. */
function someView(seed: number): ViewState {
  let state = seed;
  const next = (below: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const pick = <Value>(values: readonly Value[]): Value => values[next(values.length)] as Value;
  const list = (): string[] =>
    [
      ...new Set(Array.from({ length: next(4) }, () => pick(['ml', 'R&D, x', 'Über', 'a b', '-z', '100%']))),
    ].sort();
  const quarters = [pick(['2022-Q1', '2023-Q3', null]), pick(['2024-Q1', '2025-Q4', null])];
  return {
    outcome: pick([null, 'shipped-180', 'retention']),
    startedFrom: quarters[0] ?? null,
    startedTo: quarters[1] ?? null,
    roleFamily: list(),
    seniority: list(),
    client: list(),
    reading: pick(['leadership', 'analyst']),
    sort: pick(sortKeys),
    reversed: pick([true, false]),
    grouped: pick([true, false]),
    tabs: Object.fromEntries(figureIds.map((figure) => [figure, pick(figureTabs)])) as ViewState['tabs'],
  };
}
