import { useEffect } from 'react';
import { currentCommands } from './commands.ts';
import { matchesKeys } from './keys.ts';

/** An open dialog or menu keeps its keys to itself. */
function isBlocked(event: KeyboardEvent): boolean {
  return (
    event.defaultPrevented ||
    event.isComposing ||
    document.querySelector('[role="dialog"], [role="menu"]') !== null
  );
}

/** Runs commands by their keys, anywhere on the page. */
export function useShortcutKeys(): void {
  useEffect(() => {
    function press(event: KeyboardEvent): void {
      if (isBlocked(event)) return;
      const command = currentCommands().find(({ keys }) => keys?.some((key) => matchesKeys(event, key)));
      if (!command) return;
      event.preventDefault();
      command.run();
    }
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
