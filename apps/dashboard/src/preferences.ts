/** What this browser remembers: theme and keyboard shortcuts. Nothing about anybody. */
import { useSyncExternalStore } from 'react';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const themeKey = 'hindsight-theme';
const shortcutsKey = 'hindsight-shortcuts';
const listeners = new Set<() => void>();

export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, readTheme), saveTheme];
}

export function useShortcutsOn(): [boolean, (on: boolean) => void] {
  return [useSyncExternalStore(subscribe, shortcutsOn), (on) => write(shortcutsKey, on ? null : 'off')];
}

export function shortcutsOn(): boolean {
  return read(shortcutsKey) !== 'off';
}

function readTheme(): Theme {
  const saved = read(themeKey);
  return themes.find((theme) => theme === saved) ?? 'system';
}

function saveTheme(theme: Theme): void {
  write(themeKey, theme === 'system' ? null : theme);
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Storage is off: the choice lasts until the page is closed.
  }
  for (const listener of listeners) listener();
}
