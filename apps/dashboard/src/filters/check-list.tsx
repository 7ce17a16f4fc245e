type Props = {
  legend: string;
  items: readonly string[];
  selected: readonly string[];
  onChange: (selected: string[]) => void;
};

/** Any of these; none ticked means all. */
export function CheckList({ legend, items, selected, onChange }: Props) {
  return (
    <fieldset className="min-w-[200px]">
      <legend className="mb-1 font-semibold">{legend}</legend>
      {items.map((item) => (
        <label key={item} className="flex min-h-8 items-center gap-2">
          <input
            type="checkbox"
            className="size-4 accent-(--text)"
            checked={selected.includes(item)}
            onChange={(event) =>
              onChange(
                event.target.checked
                  ? [...selected, item].sort()
                  : selected.filter((chosen) => chosen !== item),
              )
            }
          />
          {item}
        </label>
      ))}
      <p className="mt-1 text-xs text-muted">None ticked means all.</p>
    </fieldset>
  );
}
