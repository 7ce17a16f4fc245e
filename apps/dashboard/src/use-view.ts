import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { trpc } from './api.ts';
import { type Search, searchFromView, type ViewState, viewFromSearch, withinChoices } from './view-state.ts';

export type View = {
  view: ViewState;
  /** What of the address could not be used, in sentences. */
  problems: string[];
  change: (part: Partial<ViewState>, how?: { replace: boolean }) => void;
};

/** The view that the address says, as far as the agency's data know it. */
export function useView(): View {
  const search = useLocation({ select: (location) => location.search as Search });
  const navigate = useNavigate();
  const choices = useChoices();
  const { view, problems } = useMemo(() => {
    const read = viewFromSearch(search);
    if (!choices) return read;
    const known = withinChoices(read.view, choices);
    return { view: known.view, problems: [...read.problems, ...known.problems] };
  }, [search, choices]);
  const change = useCallback(
    (part: Partial<ViewState>, how = { replace: false }) => {
      void navigate({ to: '.', search: searchFromView({ ...view, ...part }), resetScroll: false, ...how });
    },
    [navigate, view],
  );
  return { view, problems, change };
}

export function useMeta() {
  return useQuery(
    trpc.meta.get.queryOptions(undefined, { refetchOnWindowFocus: 'always', staleTime: 30_000 }),
  );
}

export function useCohortOptions() {
  return useQuery(trpc.cohort.options.queryOptions(undefined, { placeholderData: keepPreviousData }));
}

function useChoices() {
  const meta = useMeta().data;
  const options = useCohortOptions().data;
  return useMemo(() => (meta && options ? { outcomes: meta.outcomes, ...options } : null), [meta, options]);
}
