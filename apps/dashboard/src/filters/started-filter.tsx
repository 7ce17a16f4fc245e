import { useId } from 'react';
import { formatQuarter } from '../format.ts';
import { useCohortOptions, useView } from '../use-view.ts';
import { quartersBetween } from './quarters.ts';

/** First and last quarter in which hires started. */
export function StartedFilter() {
  const { view, change } = useView();
  const range = useCohortOptions().data?.quarters;
  const id = useId();
  if (!range?.first || !range.last) return <p className="text-muted">The data hold no start dates.</p>;
  const quarters = quartersBetween(range.first, range.last);
  const { startedFrom: from, startedTo: to } = view;
  return (
    <div className="grid w-[220px] gap-3">
      <div className="field">
        <label htmlFor={`${id}-from`}>Started from</label>
        <QuarterSelect
          id={`${id}-from`}
          any="the first"
          value={from}
          quarters={quarters.filter((quarter) => to === null || quarter <= to)}
          onChange={(startedFrom) => change({ startedFrom })}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-to`}>Started up to</label>
        <QuarterSelect
          id={`${id}-to`}
          any="the last"
          value={to}
          quarters={quarters.filter((quarter) => from === null || quarter >= from)}
          onChange={(startedTo) => change({ startedTo })}
        />
      </div>
    </div>
  );
}

type QuarterProps = {
  id: string;
  any: string;
  value: string | null;
  quarters: readonly string[];
  onChange: (quarter: string | null) => void;
};

function QuarterSelect({ id, any, value, quarters, onChange }: QuarterProps) {
  const listed = value === null || quarters.includes(value) ? quarters : [...quarters, value].sort();
  return (
    <select
      id={id}
      className="select"
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    >
      <option value="">{any}</option>
      {listed.map((quarter) => (
        <option key={quarter} value={quarter}>
          {formatQuarter(quarter)}
        </option>
      ))}
    </select>
  );
}
