import { useEffect } from 'react';
import { shortcutsOn } from './preferences.ts';

/** Single keys, only outside fields, without modifiers, and only while shortcuts are on (WCAG 2.1.4). */
export function useShortcutKeys(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !shortcutsOn()) return;
      if (
        event.target instanceof Element &&
        event.target.closest('input, select, textarea, [popover], dialog')
      )
        return;
      const act = keys[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [keys]);
}
