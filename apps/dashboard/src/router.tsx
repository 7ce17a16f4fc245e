import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { FigureBoundary } from './figure/figure-boundary.tsx';
import { StateLoading } from './figure/figure-states.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { QuestionsPage } from './pages/questions/questions-page.tsx';
import { AppShell } from './shell/app-shell.tsx';
import { parseSearchText, type Search, searchText } from './view-state.ts';

const QuestionPage = lazy(() => import('./pages/question/question-page.tsx'));

/** The address is read by `view-state`, which falls back and says so: nothing is dropped here. */
const rootRoute = createRootRoute({
  component: AppShell,
  notFoundComponent: NotFoundPage,
  validateSearch: (search: Record<string, unknown>): Search => search as Search,
});

const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: ({ search }) => {
    throw redirect({ to: '/questions', search, replace: true });
  },
});

const questionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/questions',
  component: QuestionsPage,
});

const questionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/questions/$ref',
  component: function Question() {
    const { ref } = questionRoute.useParams();
    return (
      <FigureBoundary what="The page">
        <Suspense fallback={<StateLoading what="the question" rows={14} height={1100} />}>
          <QuestionPage question={ref} />
        </Suspense>
      </FigureBoundary>
    );
  },
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([indexRoute, questionsRoute, questionRoute]),
  parseSearch: parseSearchText,
  stringifySearch: searchText,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
