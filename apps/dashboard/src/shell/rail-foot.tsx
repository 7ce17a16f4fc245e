import { useId } from 'react';
import { themes, type Theme, useShortcutsOn, useTheme } from '../preferences.ts';
import { useMeta, useView } from '../use-view.ts';

const themeNames: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' };

/** Who this is for, how it is read, and how it looks. */
export function RailFoot() {
  const meta = useMeta().data;
  const { view, change } = useView();
  const [theme, setTheme] = useTheme();
  const [shortcuts, setShortcuts] = useShortcutsOn();
  const id = useId();
  return (
    <div className="rail-foot">
      <label htmlFor={`${id}-reading`}>Read as</label>
      <select
        id={`${id}-reading`}
        className="quiet-select"
        value={view.reading}
        onChange={(event) => change({ reading: event.target.value === 'analyst' ? 'analyst' : 'leadership' })}
      >
        <option value="leadership">Leadership</option>
        <option value="analyst">Analyst</option>
      </select>
      <label htmlFor={`${id}-theme`}>Theme</label>
      <select
        id={`${id}-theme`}
        className="quiet-select"
        value={theme}
        onChange={(event) => setTheme(themes.find((name) => name === event.target.value) ?? 'system')}
      >
        {themes.map((name) => (
          <option key={name} value={name}>
            {themeNames[name]}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-keys`}>J and K keys</label>
      <select
        id={`${id}-keys`}
        className="quiet-select"
        value={shortcuts ? 'on' : 'off'}
        onChange={(event) => setShortcuts(event.target.value === 'on')}
      >
        <option value="on">On</option>
        <option value="off">Off</option>
      </select>
      {meta && <p className="col-span-2 mt-2 text-text">{meta.agencyName}</p>}
    </div>
  );
}
