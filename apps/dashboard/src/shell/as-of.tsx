import { useQuery } from '@tanstack/react-query';
import { trpc } from '../api.ts';
import { countOf, formatCount, formatDay } from '../format.ts';
import { useMeta } from '../use-view.ts';
import { PopoverButton } from './popover-button.tsx';

/** "Data to 31 Oct 2026", and where the data came from. */
export function AsOf() {
  const meta = useMeta().data;
  if (!meta) return null;
  return (
    <PopoverButton
      label={`Data to ${formatDay(meta.asOf)}`}
      title="Where the data come from"
      className="as-of"
    >
      <div className="w-[min(360px,calc(100vw-32px))]">
        <dl className="grid grid-cols-[112px_1fr] gap-y-1">
          <dt className="text-muted">Data up to</dt>
          <dd>{formatDay(meta.asOf)}</dd>
          <dt className="text-muted">Data version</dt>
          <dd>{formatCount(meta.dataVersion)}</dd>
          <dt className="text-muted">Method</dt>
          <dd>{meta.methodVersion}</dd>
          <dt className="text-muted">Hindsight</dt>
          <dd>{meta.version}</dd>
        </dl>
        <h3 className="mt-4">Imports</h3>
        <Imports />
      </div>
    </PopoverButton>
  );
}

const shownImports = 5;

function Imports() {
  const imports = useQuery(trpc.imports.list.queryOptions());
  if (imports.isPending) return <p className="mt-1 text-muted">Loading.</p>;
  if (imports.isError) return <p className="mt-1 text-muted">The list of imports could not be loaded.</p>;
  if (imports.data.length === 0) return <p className="mt-1 text-muted">No file was imported.</p>;
  return (
    <>
      <ul className="mt-1 grid gap-2">
        {imports.data.slice(0, shownImports).map((entry) => (
          <li key={entry.importRef}>
            <span className="font-mono text-xs break-all">{entry.fileName}</span>
            <br />
            <span className="text-muted">
              {formatDay(entry.committedAt)}: {countOf(entry.rows, 'row')}, {formatCount(entry.created)}{' '}
              created, {formatCount(entry.updated)} updated, {formatCount(entry.refused)} refused
            </span>
          </li>
        ))}
      </ul>
      {imports.data.length > shownImports && (
        <p className="mt-2 text-muted">and {formatCount(imports.data.length - shownImports)} more</p>
      )}
    </>
  );
}
