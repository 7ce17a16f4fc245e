import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { type FigureTab, figureTabs } from '../view-state.ts';

const names: Record<FigureTab, string> = { chart: 'Chart', table: 'Table', method: 'Method' };

type Props = { label: string; selected: FigureTab; onSelect: (tab: FigureTab) => void; id: string };

/** Chart, Table, Method: arrow keys move, the chosen tab is the only one in the tab order. */
export function FigureTabs({ label, selected, onSelect, id }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const now = figureTabs.indexOf(selected);
    const to = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: figureTabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const tab = figureTabs[(to + figureTabs.length) % figureTabs.length] ?? 'chart';
    onSelect(tab);
    list.current?.querySelector<HTMLElement>(`[data-tab="${tab}"]`)?.focus();
  };
  return (
    <div ref={list} role="tablist" aria-label={label} className="figure-tabs" onKeyDown={move}>
      {figureTabs.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={`${id}-${tab}`}
          data-tab={tab}
          aria-selected={tab === selected}
          aria-controls={`${id}-panel`}
          tabIndex={tab === selected ? 0 : -1}
          className="figure-tab"
          onClick={() => onSelect(tab)}
        >
          {names[tab]}
        </button>
      ))}
    </div>
  );
}

export function FigurePanel({
  id,
  selected,
  children,
}: {
  id: string;
  selected: FigureTab;
  children: ReactNode;
}) {
  return (
    <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${selected}`} className="figure-panel">
      {children}
    </div>
  );
}

export function useFigureId(): string {
  return useId();
}
