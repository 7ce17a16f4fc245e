/** The two findings that pages show, kept on screen while a filter changes. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { queryClient, trpc } from './api.ts';
import { useMeta } from './use-view.ts';
import { cohortOf, type ViewState } from './view-state.ts';

/** The outcome that a view asks for; undefined until the agency's usual one is known. */
export function useOutcome(view: ViewState): string | undefined {
  const meta = useMeta();
  return view.outcome ?? meta.data?.defaultOutcome;
}

export function useBoard(view: ViewState) {
  const outcome = useOutcome(view);
  return useQuery(
    trpc.validity.board.queryOptions(
      { outcome: outcome ?? '', cohort: cohortOf(view) },
      { enabled: outcome !== undefined, placeholderData: keepPreviousData },
    ),
  );
}

export function useQuestion(view: ViewState, question: string) {
  const outcome = useOutcome(view);
  return useQuery(
    trpc.validity.question.queryOptions(
      { outcome: outcome ?? '', cohort: cohortOf(view), question },
      {
        enabled: outcome !== undefined,
        // Old numbers may stand in for new filters, never for another question.
        placeholderData: (before) => (before?.row.ref === question ? before : undefined),
      },
    ),
  );
}

/** Loads a neighbour before it is asked for. */
export function prepareQuestion(view: ViewState, outcome: string, question: string | null): void {
  if (question === null) return;
  void queryClient.prefetchQuery(
    trpc.validity.question.queryOptions({ outcome, cohort: cohortOf(view), question }),
  );
}
