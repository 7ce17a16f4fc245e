/** The one way to the server: typed queries over tRPC, and how their failures read. */
import type { AppRouter } from '@hindsight/api';
import { QueryClient } from '@tanstack/react-query';
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      retry: (failures, error) => failures < 1 && isPassing(error),
      retryDelay: 500,
    },
  },
});

const client = createTRPCClient<AppRouter>({ links: [httpLink({ url: '/trpc' })] });

export const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient });

export type Failure = { sentence: string; code: string | null; requestId: string | null };

/** What failed, in a sentence, with the id to quote. */
export function failureOf(error: unknown): Failure {
  if (error instanceof TRPCClientError) {
    const data = error.data as { code?: unknown; requestId?: unknown } | undefined;
    if (typeof data?.code === 'string') {
      return {
        sentence: error.message,
        code: data.code,
        requestId: typeof data.requestId === 'string' ? data.requestId : null,
      };
    }
  }
  return { sentence: 'The server does not answer. Check that it is running.', code: null, requestId: null };
}

/** Worth one more try: the server was not reached, or said that it is busy. */
function isPassing(error: unknown): boolean {
  const { code } = failureOf(error);
  return code === null || code === 'DATABASE_UNAVAILABLE' || code === 'TIMEOUT';
}
