import { X } from 'lucide-react';
import { formatQuarter } from '../format.ts';
import { useCohortOptions, useView } from '../use-view.ts';
import { listFields, type ViewState } from '../view-state.ts';

type Chip = { key: string; text: string; without: Partial<ViewState> };

/** The filters in force, each removable, on every page that they narrow. */
export function FilterChips() {
  const { view, change } = useView();
  const clients = useCohortOptions().data?.clients ?? [];
  const chips = chipsOf(view, new Map(clients.map((client) => [client.ref, client.name])));
  if (chips.length === 0) return null;
  const none = { startedFrom: null, startedTo: null, roleFamily: [], seniority: [], client: [] };
  return (
    <ul className="mb-5 flex flex-wrap items-center gap-2" aria-label="Filters in force">
      {chips.map((chip) => (
        <li key={chip.key}>
          <button type="button" className="chip" onClick={() => change(chip.without)}>
            <span className="sr-only">Remove filter: </span>
            {chip.text}
            <X size={13} aria-hidden />
          </button>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <button type="button" className="text-link" onClick={() => change(none)}>
            Clear all
          </button>
        </li>
      )}
    </ul>
  );
}

function chipsOf(view: ViewState, clientNames: ReadonlyMap<string, string>): Chip[] {
  const chips: Chip[] = [];
  if (view.startedFrom !== null) {
    chips.push({
      key: 'from',
      text: `Started from ${formatQuarter(view.startedFrom)}`,
      without: { startedFrom: null },
    });
  }
  if (view.startedTo !== null) {
    chips.push({
      key: 'to',
      text: `Started up to ${formatQuarter(view.startedTo)}`,
      without: { startedTo: null },
    });
  }
  for (const field of listFields) {
    for (const value of view[field]) {
      const text = field === 'client' ? (clientNames.get(value) ?? value) : value;
      chips.push({
        key: `${field} ${value}`,
        text,
        without: { [field]: view[field].filter((kept) => kept !== value) },
      });
    }
  }
  return chips;
}
