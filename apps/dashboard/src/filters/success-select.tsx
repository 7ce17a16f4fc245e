import { useMeta, useView } from '../use-view.ts';

/** What happened after the hire that counts as success. What has no data yet stands there and says so. */
export function SuccessSelect({ id }: { id: string }) {
  const { view, change } = useView();
  const meta = useMeta().data;
  if (!meta) return null;
  return (
    <select
      id={id}
      className="filter-select"
      value={view.outcome ?? meta.defaultOutcome}
      onChange={(event) =>
        change({ outcome: event.target.value === meta.defaultOutcome ? null : event.target.value })
      }
    >
      {meta.outcomes.map((outcome) => (
        <option key={outcome.id} value={outcome.id} disabled={!outcome.available}>
          {outcome.available ? outcome.name : `${outcome.name} (no data yet)`}
        </option>
      ))}
    </select>
  );
}
