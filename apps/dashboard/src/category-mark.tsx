import type { CategoryId } from '@hindsight/domain';

/** A category's shape in its colour. It stands beside the name or code, never on an estimate. */
export function CategoryMark({ category }: { category: CategoryId | null }) {
  return (
    <svg className="shrink-0" width="11" height="11" viewBox="0 0 11 11" aria-hidden="true">
      {category === null ? (
        <path d="M1 5.5h9" stroke="var(--muted)" strokeWidth="2" strokeDasharray="2 1.5" />
      ) : (
        shapes[category]
      )}
    </svg>
  );
}

/** Spelled in `domain`; a test holds the two together, so that the browser need not load its schemas. */
export const categoryNames: Readonly<Record<CategoryId, string>> = {
  'production-deployment': 'Production deployment',
  retrieval: 'RAG & retrieval',
  evaluation: 'Evaluation & failure analysis',
  'inference-cost': 'Inference infra & cost',
  debugging: 'Debugging non-determinism',
  conventional: 'Conventional rounds',
};

export const categoryOrder = Object.keys(categoryNames) as CategoryId[];

const shapes: Readonly<Record<CategoryId, React.ReactNode>> = {
  'production-deployment': <circle cx="5.5" cy="5.5" r="5" fill="var(--category-pd)" />,
  retrieval: <rect x="0.75" y="0.75" width="9.5" height="9.5" fill="var(--category-rg)" />,
  evaluation: <path d="M5.5.5 11 10.5H0z" fill="var(--category-ev)" />,
  'inference-cost': <path d="M5.5 0 11 5.5 5.5 11 0 5.5z" fill="var(--category-ic)" />,
  debugging: (
    <path d="M3.75.5h3.5v3.25h3.25v3.5H7.25v3.25h-3.5V7.25H.5v-3.5h3.25z" fill="var(--category-db)" />
  ),
  conventional: <path d="M.5 4.25h10v2.5H.5z" fill="var(--category-cv)" />,
};
