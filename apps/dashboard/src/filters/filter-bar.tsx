import { lazy, Suspense, useId, useState } from 'react';
import { FigureBoundary } from '../figure/figure-boundary.tsx';
import { formatQuarter } from '../format.ts';
import { PopoverButton } from '../shell/popover-button.tsx';
import { useCohortOptions, useMeta, useView } from '../use-view.ts';
import { activeFilterCount, type ListField } from '../view-state.ts';
import { CheckList } from './check-list.tsx';
import { StartedFilter } from './started-filter.tsx';
import { SuccessSelect } from './success-select.tsx';

const ClientPicker = lazy(() => import('./client-picker.tsx'));
const FilterSheet = lazy(() => import('./filter-sheet.tsx'));

/** What counts as success, and which hires. Everything chosen here is in the address. */
export function FilterBar() {
  const { view, change } = useView();
  const meta = useMeta().data;
  const options = useCohortOptions().data;
  const [sheet, setSheet] = useState<'never' | 'open' | 'closed'>('never');
  const id = useId();
  if (!meta || !options) return <div className="filter-bar" aria-hidden="true" />;
  const active = activeFilterCount(view);
  const clientNames = new Map(options.clients.map((client) => [client.ref, client.name]));
  return (
    <search className="filter-bar" aria-label="Which hires">
      <div className="filter">
        <label htmlFor={`${id}-success`}>Success</label>
        <SuccessSelect id={`${id}-success`} />
      </div>
      <div className="filters-wide">
        <Filter name="Started" value={startedWords(view.startedFrom, view.startedTo)}>
          <StartedFilter />
        </Filter>
        <ListFilter name="Role" field="roleFamily" items={options.roleFamilies} />
        <ListFilter name="Seniority" field="seniority" items={options.seniorities} />
        {options.clients.length > 0 && (
          <Filter name="Client" value={listWords(view.client.map((ref) => clientNames.get(ref) ?? ref))}>
            <FigureBoundary what="The list of clients">
              <Suspense fallback={<p className="w-[260px] text-muted">Loading clients.</p>}>
                <ClientPicker
                  clients={options.clients}
                  selected={view.client}
                  onChange={(client) => change({ client })}
                />
              </Suspense>
            </FigureBoundary>
          </Filter>
        )}
      </div>
      <button type="button" className="filter filter-button filters-narrow" onClick={() => setSheet('open')}>
        <span className="text-muted">Filters</span> {active === 0 ? 'none' : active}
        <Caret />
      </button>
      {sheet !== 'never' && (
        <Suspense fallback={null}>
          <FilterSheet open={sheet === 'open'} onOpenChange={(open) => setSheet(open ? 'open' : 'closed')} />
        </Suspense>
      )}
    </search>
  );
}

function ListFilter({ name, field, items }: { name: string; field: ListField; items: readonly string[] }) {
  const { view, change } = useView();
  if (items.length === 0) return null;
  return (
    <Filter name={name} value={listWords(view[field])}>
      <CheckList
        legend={name}
        items={items}
        selected={view[field]}
        onChange={(selected) => change({ [field]: selected })}
      />
    </Filter>
  );
}

function Filter({ name, value, children }: { name: string; value: string; children: React.ReactNode }) {
  return (
    <PopoverButton
      title={`${name} filter`}
      className="filter filter-button"
      label={
        <>
          <span className="text-muted">{name}</span> <span className="filter-value">{value}</span>
          <Caret />
        </>
      }
    >
      {children}
    </PopoverButton>
  );
}

function Caret() {
  return (
    <svg className="shrink-0 text-border-strong" width="9" height="6" viewBox="0 0 9 6" aria-hidden="true">
      <path d="M0 0h9L4.5 6z" fill="currentColor" />
    </svg>
  );
}

function listWords(values: readonly string[]): string {
  const [first, ...rest] = values;
  if (first === undefined) return 'All';
  return rest.length === 0 ? first : `${first} + ${rest.length}`;
}

export function startedWords(from: string | null, to: string | null): string {
  if (from !== null && to !== null) return `${formatQuarter(from)} to ${formatQuarter(to)}`;
  if (from !== null) return `from ${formatQuarter(from)}`;
  if (to !== null) return `to ${formatQuarter(to)}`;
  return 'Any time';
}
